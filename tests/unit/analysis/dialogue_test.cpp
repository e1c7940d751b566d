#include "entente/analysis/dialogue.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"

namespace {

using namespace entente;
using Values = std::vector<double>;

TEST(Dialogue, IsBrokenAsDefined) {
  std::mt19937 random(51);
  const auto number = [&](std::uint32_t bound) { return static_cast<double>(random() % bound); };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> at_us;
    Values strength, there, back;
    std::int64_t now_us = 0;
    for (int i = 0; i < 30; ++i) {
      at_us.push_back(now_us += static_cast<std::int64_t>(1 + random() % 40) * kDayUs);
      strength.push_back(number(10));
      there.push_back(number(12));
      back.push_back(number(3));
    }
    const auto breaks = dialogue_breaks(at_us, strength, there, back);
    const auto one_sided = [&](std::size_t i) {
      return there[i] + back[i] > 0 && 2 * std::min(there[i], back[i]) < 0.2 * (there[i] + back[i]);
    };
    for (std::size_t i = 0; i < at_us.size(); ++i) {
      double greatest = 0;
      for (std::size_t j = 0; j <= i; ++j) {
        if (at_us[j] >= at_us[i] - 180 * kDayUs) greatest = std::max(greatest, strength[j]);
      }
      EXPECT_EQ((breaks[i] & kDialogueFaded) != 0, strength[i] < greatest / 2);
      EXPECT_EQ((breaks[i] & kDialogueOneSided) != 0, i > 0 && one_sided(i) && one_sided(i - 1));
    }
  }
}

TEST(Dialogue, CusumTellsWhenCountsFell) {
  const Values count{5, 6, 4, 5, 1, 1, 1};
  const Cusum found = cusum(count, 5, 1, 5);
  EXPECT_EQ(found.statistic, (Values{0, 0, 0, 0, 3, 6, 9}));
  EXPECT_EQ(found.alarm, 5);
  EXPECT_EQ(cusum({}, 5, 1, 5).alarm, -1);
  EXPECT_EQ(cusum(count, 5, 1, 9).alarm, -1);
}

TEST(Dialogue, RefusesBadInput) {
  const std::vector<std::int64_t> two{1, 1};
  const Values good{1, 1}, bad{1, std::nan("")};
  EXPECT_THROW(static_cast<void>(dialogue_breaks(two, good, good, good)), Error);
  EXPECT_THROW(static_cast<void>(dialogue_breaks({}, good, good, good)), Error);
  EXPECT_THROW(static_cast<void>(dialogue_breaks(std::vector<std::int64_t>{1, 2}, good, bad, good)), Error);
  EXPECT_THROW(static_cast<void>(dialogue_breaks(std::vector<std::int64_t>{-1, 2}, good, good, good)), Error);
  EXPECT_THROW(static_cast<void>(cusum(bad, 1, 1, 1)), Error);
  EXPECT_THROW(static_cast<void>(cusum(good, HUGE_VAL, 1, 1)), Error);
  EXPECT_THROW(static_cast<void>(cusum(good, 1, -1, 1)), Error);
  EXPECT_THROW(static_cast<void>(cusum(good, 1, 1, std::nan(""))), Error);
}

}  // namespace
