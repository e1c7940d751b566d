#include "simulation/fixed_point.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace entente::simulation {
namespace {

constexpr long double kTwoTo32 = 4294967296.0L;
constexpr long double kTwoTo64 = kTwoTo32 * kTwoTo32;
constexpr long double kPi = 3.14159265358979323846264338327950288L;

std::vector<std::uint64_t> numbers() {
  std::vector<std::uint64_t> all = {0, 1, 2, 3, ~std::uint64_t{0}, ~std::uint64_t{0} - 1};
  for (int bit = 1; bit < 64; ++bit)
    for (const std::uint64_t off : {~std::uint64_t{0}, std::uint64_t{0}, std::uint64_t{1}})
      all.push_back((std::uint64_t{1} << bit) + off);
  for (std::uint64_t i = 0; i < 20'000; ++i) all.push_back(draw(11, Purpose::gap, 0, i).first);
  return all;
}

TEST(FixedPoint, MinusLogAgreesWithTheLibrary) {
  for (const std::uint64_t number : numbers()) {
    const long double expected = -std::log(static_cast<long double>(number == 0 ? 1 : number) / kTwoTo64);
    EXPECT_NEAR(static_cast<double>(static_cast<long double>(minus_log_q32(number)) / kTwoTo32 - expected), 0, 0x1p-31) << number;
  }
}

TEST(FixedPoint, SineAgreesWithTheLibrary) {
  for (const std::uint64_t number : numbers()) {
    const long double expected = std::sin(2 * kPi * (static_cast<long double>(number) / kTwoTo64));
    EXPECT_NEAR(static_cast<double>(static_cast<long double>(sine_q32(number)) / kTwoTo32 - expected), 0, 0x1p-30) << number;
  }
}

TEST(FixedPoint, ExponentialAgreesWithTheLibrary) {
  for (std::int64_t x = -64 * kOneQ32; x <= 21 * kOneQ32; x += kOneQ32 / 97) {
    const long double expected = std::exp(static_cast<long double>(x) / kTwoTo32);
    const long double got = static_cast<long double>(exponential_q32(x)) / kTwoTo32;
    EXPECT_LE(std::fabs(got - expected), expected * 0x1p-30L + 0x1p-32L) << x;
  }
}

TEST(FixedPoint, SquareRootIsTheFloor) {
  __extension__ using Wide = unsigned __int128;
  for (const std::uint64_t number : numbers()) {
    for (const std::uint64_t high : {std::uint64_t{0}, number >> 1, number}) {
      const std::uint64_t root = square_root(high, number);
      const Wide value = static_cast<Wide>(high) << 64 | number;
      EXPECT_LE(static_cast<Wide>(root) * root, value);
      if (root == ~std::uint64_t{0}) continue;
      EXPECT_GT((static_cast<Wide>(root) + 1) * (root + 1), value);
    }
  }
}

TEST(FixedPoint, TheSameSeedGivesTheseVeryNumbers) {
  const ServiceTime exponential{ServiceKind::exponential, 3'600'000'000, 0};
  const ServiceTime lognormal{ServiceKind::lognormal, 3'600'000'000, 1'500'000};
  std::int64_t sums[2] = {0, 0};
  for (std::uint64_t i = 0; i < 1000; ++i) {
    sums[0] += service_us(exponential, draw(42, Purpose::service, 1, i));
    sums[1] += service_us(lognormal, draw(42, Purpose::service, 1, i));
  }
  EXPECT_EQ(sums[0], 3'415'945'632'054);
  EXPECT_EQ(sums[1], 3'355'179'641'738);
}

struct Moments {
  double mean = 0;
  double variation = 0;
};

Moments moments(const ServiceTime &service, std::uint64_t draws) {
  long double sum = 0;
  long double squares = 0;
  for (std::uint64_t i = 0; i < draws; ++i) {
    const auto value = static_cast<long double>(service_us(service, draw(5, Purpose::service, 0, i)));
    sum += value;
    squares += value * value;
  }
  const long double mean = sum / static_cast<long double>(draws);
  const long double variance = squares / static_cast<long double>(draws) - mean * mean;
  return {static_cast<double>(mean), static_cast<double>(std::sqrt(variance) / mean)};
}

TEST(ServiceTime, HasTheMeanAndTheVariationThatItSays) {
  constexpr std::int64_t hour_us = 3'600'000'000;
  const Moments constant = moments({ServiceKind::constant, hour_us, 0}, 100);
  EXPECT_EQ(constant.mean, hour_us);
  EXPECT_NEAR(constant.variation, 0, 1e-6);
  const Moments exponential = moments({ServiceKind::exponential, hour_us, 0}, 400'000);
  EXPECT_NEAR(exponential.mean / hour_us, 1, 0.005);  // 3 standard errors
  EXPECT_NEAR(exponential.variation, 1, 0.01);
  for (const std::int64_t ppm : {100'000, 500'000, 1'000'000}) {
    const Moments lognormal = moments({ServiceKind::lognormal, hour_us, ppm}, 400'000);
    const double variation = static_cast<double>(ppm) / 1e6;
    EXPECT_NEAR(lognormal.mean / hour_us, 1, 0.005 * variation) << ppm;
    EXPECT_NEAR(lognormal.variation / variation, 1, 0.03) << ppm;
  }
  EXPECT_EQ(moments({ServiceKind::lognormal, hour_us, 0}, 10).mean, hour_us);
}

TEST(ServiceTime, ALogarithmOfALognormalIsNormal) {
  // Kolmogorov-Smirnov against the normal distribution: 1.95 / sqrt(n) is the 0.1 % bound.
  constexpr int n = 20'000;
  std::vector<double> values;
  for (std::uint64_t i = 0; i < n; ++i)
    values.push_back(static_cast<double>(normal_q32(draw(9, Purpose::service, 0, i))) / static_cast<double>(kTwoTo32));
  std::sort(values.begin(), values.end());
  double worst = 0;
  for (int i = 0; i < n; ++i) {
    const double expected = 0.5 * std::erfc(-values[static_cast<std::size_t>(i)] / std::sqrt(2.0));
    worst = std::max({worst, std::fabs(expected - i / static_cast<double>(n)), std::fabs(expected - (i + 1) / static_cast<double>(n))});
  }
  EXPECT_LT(worst, 1.95 / std::sqrt(static_cast<double>(n)));
}

TEST(ServiceTime, ExtremesStayInRange) {
  for (const std::uint64_t number : numbers())
    for (const ServiceKind kind : {ServiceKind::constant, ServiceKind::exponential, ServiceKind::lognormal})
      for (const std::int64_t mean : {std::int64_t{1}, kMaxMeanVisitUs}) {
        const std::int64_t value = service_us({kind, mean, kMaxVariationPpm}, {number, ~number});
        EXPECT_GE(value, 1);
      }
}

}  // namespace
}  // namespace entente::simulation
