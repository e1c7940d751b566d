#include "entente/scheduler/staffing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "entente/base/error.hpp"

namespace entente {
namespace {

__extension__ typedef __int128 Wide;

/// Erlang's formulas as one quotient of integers each, from their definitions: a = p/q, times m! q^m.
struct ExactErlang {
  Wide busy = 0;   ///< a^m / m!
  Wide below = 0;  ///< sum over k < m of a^k / k!
};
ExactErlang exact_erlang(std::int64_t m, std::int64_t p, std::int64_t q) {
  ExactErlang exact;
  for (std::int64_t k = 0; k <= m; ++k) {
    Wide term = 1;
    for (std::int64_t i = 0; i < k; ++i) term *= p;
    for (std::int64_t i = k; i < m; ++i) term *= q;
    for (std::int64_t i = k + 1; i <= m; ++i) term *= i;
    (k == m ? exact.busy : exact.below) += term;
  }
  return exact;
}

TEST(Staffing, ErlangBAndCAgreeWithTheirDefinitionsInIntegers) {
  for (std::int64_t m = 1; m <= 12; ++m)
    for (std::int64_t q = 1; q <= 3; ++q)
      for (std::int64_t p = 1; p <= 8; ++p) {
        const ExactErlang exact = exact_erlang(m, p, q);
        const double work = static_cast<double>(p) / static_cast<double>(q);
        const double blocked =
            static_cast<double>(exact.busy) / static_cast<double>(exact.busy + exact.below);
        ASSERT_NEAR(erlang_b(m, work) / blocked, 1, 1e-13);
        if (p >= m * q) continue;
        // C = busy / (1 - rho) / (below + busy / (1 - rho)), with 1 - rho = (m q - p) / (m q).
        const Wide busy = exact.busy * m * q;
        const double waits =
            static_cast<double>(busy) / static_cast<double>(busy + exact.below * (m * q - p));
        const Waiting found = erlang_c(m, work);
        ASSERT_NEAR(found.waits / waits, 1, 1e-12);
        ASSERT_NEAR(found.mean_wait, waits / (static_cast<double>(m) - work), 1e-12);
      }
}

TEST(Staffing, ErlangCAgreesWithPublishedValues) {
  EXPECT_NEAR(erlang_b(10, 5), 0.018385, 5e-7);
  EXPECT_NEAR(erlang_c(10, 8).waits, 0.409180, 5e-7);
  EXPECT_NEAR(erlang_c(1, 0.9).waits, 0.9, 1e-15);  // M/M/1
  EXPECT_NEAR(erlang_c(2, 1).waits, 1.0 / 3, 1e-15);
}

TEST(Staffing, WaitsLongerIsTheExponentialTail) {
  for (const double t : {0.0, 0.01, 0.3, 1.0, 7.5, 40.0, 300.0}) {
    const double expected = erlang_c(3, 2.5).waits * std::exp(-0.5 * t);
    ASSERT_NEAR(waits_longer(3, 2.5, t) / expected, 1, 1e-12) << t;
  }
  EXPECT_EQ(waits_longer(3, 2.5, 1e9), 0);
}

/// Erlang A by its states from the empty system upwards, a fixed number of them.
Waiting states_upwards(std::int64_t m, double work, double impatience) {
  long double state = 1, all = 0, waits = 0, queue = 0;
  for (std::int64_t k = 0; k < 4000; ++k) {
    all += state;
    if (k >= m) waits += state;
    if (k > m) queue += state * static_cast<long double>(k - m);
    const auto leaving = static_cast<long double>(std::min(k + 1, m)) +
                         static_cast<long double>(std::max<std::int64_t>(k + 1 - m, 0)) * impatience;
    state *= work / leaving;
  }
  return {static_cast<double>(waits / all), static_cast<double>(queue / all / work * impatience),
          static_cast<double>(queue / all / work)};
}

TEST(Staffing, ErlangAAgreesWithTheSumOverItsStates) {
  for (const std::int64_t m : {1, 3, 12, 60})
    for (const double load : {0.3, 0.9, 1.0, 1.4})
      for (const double impatience : {0.05, 0.5, 1.0, 8.0}) {
        const double work = load * static_cast<double>(m);
        const Waiting exact = states_upwards(m, work, impatience);
        const Waiting found = erlang_a(m, work, impatience);
        ASSERT_NEAR(found.waits / exact.waits, 1, 1e-11);
        ASSERT_NEAR(found.abandons / exact.abandons, 1, 1e-11);
        ASSERT_NEAR(found.mean_wait / exact.mean_wait, 1, 1e-11);
        // What is not given up is served, by servers that are busy as often: Little's law for the servers.
        ASSERT_LE(work * (1 - found.abandons), static_cast<double>(m) * (1 + 1e-12));
      }
}

TEST(Staffing, AsPatientAsAVisitIsLongTheSystemIsAPoissonCount) {
  double term = std::exp(-8.0), below = 0;
  for (int k = 0; k < 10; ++k) {
    below += term;
    term *= 8.0 / (k + 1);
  }
  EXPECT_NEAR(erlang_a(10, 8, 1).waits, 1 - below, 1e-13);
}

TEST(Staffing, EndlessPatienceIsErlangC) {
  EXPECT_NEAR(erlang_a(10, 5, 0.001).waits / erlang_c(10, 5).waits, 1, 1e-3);
}

TEST(Staffing, ServersForIsTheFewest) {
  for (const double work : {0.0, 0.7, 5.0, 63.0, 400.0})
    for (const double impatience : {0.0, 0.2, 3.0})
      for (const double wait : {0.001, 0.05, 2.0}) {
        const std::int64_t servers = servers_for(work, impatience, wait);
        const auto mean_wait = [&](std::int64_t m) {
          return impatience > 0 ? erlang_a(m, work, impatience).mean_wait : erlang_c(m, work).mean_wait;
        };
        ASSERT_LE(mean_wait(servers), wait);
        if (servers > 1 && (impatience > 0 || static_cast<double>(servers - 1) > work)) {
          ASSERT_GT(mean_wait(servers - 1), wait);
        }
      }
}

TEST(Staffing, LargeSystemsNeitherOverflowNorVanish) {
  const Waiting overloaded = erlang_a(100, 100'000, 0.5);
  EXPECT_NEAR(overloaded.abandons, 0.999, 1e-9);  // served: 100 of 100,000
  EXPECT_EQ(erlang_a(1'000'000, 1, 1).waits, 0);
  EXPECT_GT(erlang_c(1000, 999).waits, 0.9);
}

TEST(Staffing, RefusesWhatIsOutOfRange) {
  const double nan = std::nan("");
  EXPECT_THROW((void)erlang_b(-1, 1), Error);
  EXPECT_THROW((void)erlang_b(1, -1), Error);
  EXPECT_THROW((void)erlang_b(1, nan), Error);
  EXPECT_THROW((void)erlang_b(1, 1e6), Error);
  EXPECT_THROW((void)erlang_c(1, 1), Error);
  EXPECT_THROW((void)erlang_c(0, 0), Error);
  EXPECT_THROW((void)erlang_a(0, 1, 1), Error);
  EXPECT_THROW((void)erlang_a(1, 1, nan), Error);
  EXPECT_THROW((void)erlang_a(1, 1, 1e-9), Error);
  EXPECT_THROW((void)waits_longer(2, 1, -1), Error);
  EXPECT_THROW((void)servers_for(1, 0, nan), Error);
  EXPECT_THROW((void)servers_for(1, -1, 1), Error);
  EXPECT_THROW((void)servers_for(1, nan, 1), Error);
  EXPECT_THROW((void)servers_for(1, 1e-9, 1), Error);
}

}  // namespace
}  // namespace entente
