#include "scheduler/winner_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

namespace {

constexpr auto kAbsent = static_cast<std::int64_t>(std::numeric_limits<std::int64_t>::max());

/// By linear scan: the least key, not below the floor, of the lowest leaf.
std::int32_t scan(const std::vector<std::int64_t> &keys, std::int64_t floor) {
  std::int32_t best = -1;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(keys.size()); ++i) {
    const auto key = [&](std::int32_t at) { return std::max(floor, keys[static_cast<std::size_t>(at)]); };
    if (keys[static_cast<std::size_t>(i)] == kAbsent) continue;
    if (best < 0 || key(i) < key(best)) best = i;
  }
  return best;
}

}  // namespace

TEST(WinnerTree, FindsWhatALinearScanFinds) {
  std::mt19937_64 random(1);
  for (const std::size_t leaves : std::vector<std::size_t>{0, 1, 2, 3, 5, 8, 13, 100}) {
    entente::WinnerTree tree(leaves);
    EXPECT_EQ(tree.winner(), -1);
    std::vector<std::int64_t> keys(leaves, kAbsent);
    for (int step = 0; step < 3000 && leaves > 0; ++step) {
      const auto leaf = static_cast<std::int32_t>(random() % leaves);
      const auto key = random() % 4 == 0 ? kAbsent : static_cast<std::int64_t>(random() % 12);
      keys[static_cast<std::size_t>(leaf)] = key;
      if (key == kAbsent)
        tree.clear(leaf);
      else
        tree.set(leaf, static_cast<std::uint64_t>(key));
      const auto floor = static_cast<std::int64_t>(random() % 13);
      ASSERT_EQ(tree.winner(), scan(keys, 0));
      ASSERT_EQ(tree.winner_from(static_cast<std::uint64_t>(floor)), scan(keys, floor));
      if (step % 1000 == 0) tree = tree.widened(tree.leaves() * (step == 1000 ? 2 : 1));
    }
  }
}

TEST(WinnerTree, EqualRanksGoToTheLesserTieBreakThenToTheLowerLeaf) {
  entente::WinnerTree tree(5);
  tree.set(4, 7, 3);
  tree.set(1, 7, entente::WinnerTree::kMostTieBreak);
  EXPECT_EQ(tree.winner(), 4);
  EXPECT_EQ(tree.rank(), 7u);
  EXPECT_EQ(tree.tie_break(), 3u);
  tree.set(2, 7, 3);
  EXPECT_EQ(tree.winner(), 2);
  tree.set(2, 8);
  EXPECT_EQ(tree.winner(), 4);
  tree.clear(4);
  EXPECT_EQ(tree.winner(), 1);
  EXPECT_EQ(tree.tie_break(), entente::WinnerTree::kMostTieBreak);
}
