#include "scheduler/winner_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

namespace {

struct Key {
  std::int64_t value;
  static constexpr Key none() { return {std::numeric_limits<std::int64_t>::max()}; }
  friend bool operator<(const Key &a, const Key &b) { return a.value < b.value; }
};

/// By linear scan: the least key, not below the floor,, of the lowest leaf.
std::int32_t scan(const std::vector<std::int64_t> &keys, std::int64_t floor) {
  std::int32_t best = -1;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(keys.size()); ++i) {
    const auto key = [&](std::int32_t at) { return std::max(floor, keys[static_cast<std::size_t>(at)]); };
    if (keys[static_cast<std::size_t>(i)] == Key::none().value) continue;
    if (best < 0 || key(i) < key(best)) best = i;
  }
  return best;
}

}  // namespace

TEST(WinnerTree, FindsWhatALinearScanFinds) {
  constexpr std::int64_t kNoFloor = std::numeric_limits<std::int64_t>::min();
  std::mt19937_64 random(1);
  for (const std::size_t leaves : std::vector<std::size_t>{0, 1, 2, 3, 5, 8, 13, 100}) {
    entente::WinnerTree<Key> tree(leaves);
    EXPECT_EQ(tree.winner(), -1);
    std::vector<std::int64_t> keys(leaves, Key::none().value);
    for (int step = 0; step < 3000 && leaves > 0; ++step) {
      const auto leaf = static_cast<std::int32_t>(random() % leaves);
      const auto key = random() % 4 == 0 ? Key::none().value : static_cast<std::int64_t>(random() % 12);
      keys[static_cast<std::size_t>(leaf)] = key;
      tree.set(leaf, {key});
      const auto floor = static_cast<std::int64_t>(random() % 13);
      ASSERT_EQ(tree.winner(), scan(keys, kNoFloor));
      ASSERT_EQ(tree.winner_from({floor}), scan(keys, floor));
    }
  }
}
