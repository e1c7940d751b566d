#include "entente/simulation/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "entente/base/instant.hpp"

namespace entente {
namespace {

/// P(0 < T < t) of Student's t by Simpson's rule over its density.
double half_probability(double t, double degrees) {
  const double scale = std::exp(std::lgamma((degrees + 1) / 2) - std::lgamma(degrees / 2)) / std::sqrt(degrees * 3.14159265358979324);
  const auto density = [&](double x) { return scale * std::pow(1 + x * x / degrees, -(degrees + 1) / 2); };
  constexpr int parts = 20'000;
  double sum = density(0) + density(t);
  for (int i = 1; i < parts; ++i) sum += density(t * i / parts) * (i % 2 == 1 ? 4 : 2);
  return sum * t / parts / 3;
}

TEST(Estimate, StudentsTCutsOffTwoAndAHalfPerCent) {
  for (std::int64_t degrees = 1; degrees <= 200; ++degrees) {
    const double t = student_t(degrees);
    EXPECT_LT(half_probability(t - 1e-4, static_cast<double>(degrees)), 0.475) << degrees;
    EXPECT_GT(half_probability(t + 1e-4, static_cast<double>(degrees)), 0.475) << degrees;
  }
  EXPECT_NEAR(student_t(99'999), 1.95999, 1e-4);
}

TEST(Estimate, MeanAndHalfWidthAreThoseOfTheTextbook) {
  const std::vector<std::int64_t> values = {12, kNoValue, 15, 9, 14, 20};
  const Estimate got = estimate(values);
  EXPECT_EQ(got.runs, 5);
  EXPECT_DOUBLE_EQ(got.mean, 14);
  EXPECT_NEAR(got.half_width, 2.7764 * std::sqrt(16.5 / 5), 1e-9);  // squares of 2, 1, 5, 0, 6 sum to 66
}

TEST(Estimate, ALargeCommonPartCostsNoDigit) {
  const std::int64_t base = std::int64_t{1} << 52;
  EXPECT_DOUBLE_EQ(estimate(std::vector{base + 1, base + 3}).half_width, estimate(std::vector<std::int64_t>{1, 3}).half_width);
  EXPECT_DOUBLE_EQ(estimate(std::vector{-base, base}).mean, 0);
  EXPECT_DOUBLE_EQ(estimate(std::vector<std::int64_t>(1000, base)).half_width, 0);
}

TEST(Estimate, WithoutRunsThereIsNoMeanAndWithOneNoInterval) {
  EXPECT_TRUE(std::isnan(estimate(std::vector<std::int64_t>{}).mean));
  EXPECT_TRUE(std::isnan(estimate(std::vector<std::int64_t>{kNoValue}).mean));
  const Estimate one = estimate(std::vector<std::int64_t>{7});
  EXPECT_EQ(one.mean, 7);
  EXPECT_TRUE(std::isnan(one.half_width));
}

}  // namespace
}  // namespace entente
