#include "analysis/skip_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace entente::analysis {
namespace {

/// The first j with random >= 2^64 (1 - p)^(j + 1), or `left`; -1 where rounding of the powers could decide.
std::int64_t slow(double p, std::uint64_t random, std::uint32_t left) {
  for (std::uint32_t j = 0; j < left; ++j) {
    const long double bound = std::pow(1.0L - static_cast<long double>(p), static_cast<long double>(j + 1)) * 0x1p64L;
    if (std::abs(static_cast<long double>(random) - bound) < 0x1p24L) return -1;
    if (static_cast<long double>(random) >= bound) return j;
  }
  return left;
}

TEST(SkipTable, InvertsTheGeometricLaw) {
  std::mt19937_64 random(3);
  for (const double p : {0.001, 0.01, 0.1, 0.5, 0.99, 1.0}) {
    const SkipTable table(p, 300);
    for (int i = 0; i < 5000; ++i) {
      const std::uint64_t draw = random();
      const auto left = static_cast<std::uint32_t>(1 + random() % 300);
      const std::int64_t expected = slow(p, draw, left);
      if (expected >= 0) {
        ASSERT_EQ(table.law(left).failures(draw, left), static_cast<std::uint32_t>(expected)) << p << ' ' << left;
      }
    }
    EXPECT_EQ(table.law(300).failures(~std::uint64_t{0}, 300), 0U);
    EXPECT_EQ(table.law(300).failures(0, 20), p == 1.0 ? 0U : p == 0.99 ? 9U : 20U);
  }
}

TEST(SkipTable, HasALawForEachLength) {
  std::mt19937_64 random(4);
  const std::vector<std::uint32_t> lengths{0, 1, 2, 7, 40, 7, 1000};
  const SkipTable table(lengths);
  for (const std::uint32_t length : {1U, 2U, 7U, 40U, 1000U}) {
    for (int i = 0; i < 2000; ++i) {
      const std::uint64_t draw = random();
      const auto left = static_cast<std::uint32_t>(1 + random() % length);
      const std::int64_t expected = slow(1.0 / length, draw, left);
      if (expected >= 0) {
        ASSERT_EQ(table.law(length).failures(draw, left), static_cast<std::uint32_t>(expected)) << length;
      }
    }
  }
}

}  // namespace
}  // namespace entente::analysis
