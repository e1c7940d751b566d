#include "base/philox.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

using Words = std::array<std::uint32_t, 4>;

// The known answers that the authors publish with their library (Random123, kat_vectors, philox4x32 with 10 rounds).
TEST(Philox, GivesThePublishedAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, BelowCoversItsRangeEvenly) {
  EXPECT_EQ(below(0, 10), 0U);
  EXPECT_EQ(below(~std::uint64_t{0}, 10), 9U);
  int counts[10] = {};
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    const Words words = philox({i, 0, 0, 0}, {3, 0});
    ++counts[below(std::uint64_t{words[1]} << 32 | words[0], 10)];
  }
  double chi_squared = 0;
  for (const int count : counts) chi_squared += (count - 10'000.0) * (count - 10'000.0) / 10'000.0;
  EXPECT_LT(chi_squared, 27.9);  // 9 degrees of freedom, 0.1 %
}

}  // namespace
}  // namespace entente
