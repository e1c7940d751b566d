#include "entente/analysis/bypass.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "entente/base/error.hpp"

namespace {

using namespace entente;

/// The lower end solves |p - b| = z sqrt(b (1 - b) / n): found by bisection.
double slow_wilson(double successes, double trials) {
  const double p = successes / trials;
  double low = 0, high = p;
  for (int i = 0; i < 200; ++i) {
    const double b = (low + high) / 2;
    p - b > 1.959963984540054 * std::sqrt(b * (1 - b) / trials) ? low = b : high = b;
  }
  return low;
}

TEST(Bypass, HasWilsonsBound) {
  for (const std::int64_t n : {1, 2, 10, 37, 1000}) {
    for (std::int64_t x = 0; x <= n; x += std::max<std::int64_t>(1, n / 7)) {
      EXPECT_NEAR(wilson_lower(x, n), slow_wilson(static_cast<double>(x), static_cast<double>(n)), 1e-12) << x << '/' << n;
    }
  }
  EXPECT_NEAR(wilson_lower(8, 10), 0.4901624715, 1e-9);
  EXPECT_TRUE(std::isnan(wilson_lower(0, 0)));
}

TEST(Bypass, CountsSharesAndConcentration) {
  const std::vector<std::int32_t> client{0, 0, 0, 0, 1, 1}, agent{0, 0, 1, 2, 0, 1}, direct{1, 1, 1, 0, 0, 0};
  const Bypass found = bypass({3, 3, client, agent, direct}, 0.1);
  EXPECT_EQ(found.contacts, (std::vector<std::int64_t>{4, 2, 0}));
  EXPECT_EQ(found.direct, (std::vector<std::int64_t>{3, 0, 0}));
  EXPECT_DOUBLE_EQ(found.share[0], 0.75);
  EXPECT_DOUBLE_EQ(found.hhi[0], 5.0 / 9);
  EXPECT_TRUE(std::isnan(found.hhi[1]));
  EXPECT_TRUE(std::isnan(found.share[2]));
  EXPECT_EQ(found.lower[1], 0);
}

TEST(Bypass, NeverFlagsOnFewerThanTenContacts) {
  for (const std::size_t contacts : {9U, 10U}) {
    const std::vector<std::int32_t> zero(contacts, 0), one(contacts, 1);
    EXPECT_EQ(bypass({1, 1, zero, zero, one}, 0.5).flagged[0], contacts == 10 ? 1 : 0);
    EXPECT_EQ(bypass({1, 1, zero, zero, one}, 0.9).flagged[0], 0);
  }
}

TEST(Bypass, RefusesBadInput) {
  const std::vector<std::int32_t> zero{0}, two{2}, none{};
  EXPECT_THROW(static_cast<void>(bypass({1, 1, two, zero, zero}, 0.5)), Error);
  EXPECT_THROW(static_cast<void>(bypass({1, 1, zero, two, zero}, 0.5)), Error);
  EXPECT_THROW(static_cast<void>(bypass({1, 1, zero, zero, two}, 0.5)), Error);
  EXPECT_THROW(static_cast<void>(bypass({1, 1, zero, zero, none}, 0.5)), Error);
  EXPECT_THROW(static_cast<void>(bypass({-1, 1, none, none, none}, 0.5)), Error);
  EXPECT_THROW(static_cast<void>(bypass({1, 1, zero, zero, zero}, std::nan(""))), Error);
}

}  // namespace
