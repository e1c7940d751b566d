#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente {

/// A tournament over leaves 0 .. n-1: the least key wins, ties go to the lower leaf. Leaves with the key `Key::none()`
/// do not take part. Node 1 is the root, node size + leaf is a leaf; every node holds the leaf that wins below it.
template <class Key>
class WinnerTree {
 public:
  explicit WinnerTree(std::size_t leaves)
      : size_(std::bit_ceil(leaves == 0 ? 1 : leaves)), keys_(size_, Key::none()), nodes_(2 * size_) {
    for (std::size_t i = 0; i < size_; ++i) nodes_[size_ + i] = static_cast<std::int32_t>(i);
    for (std::size_t node = size_ - 1; node > 0; --node) nodes_[node] = nodes_[2 * node];
  }

  /// The same tournament with more leaves, which do not take part yet.
  [[nodiscard]] WinnerTree widened(std::size_t leaves) const {
    WinnerTree wider(leaves);
    for (std::size_t i = 0; i < size_; ++i)
      if (keys_[i] < Key::none()) wider.set(static_cast<std::int32_t>(i), keys_[i]);
    return wider;
  }
  [[nodiscard]] std::size_t leaves() const noexcept { return size_; }

  [[nodiscard]] const Key &key(std::int32_t leaf) const noexcept { return keys_[static_cast<std::size_t>(leaf)]; }

  /// The leaf that wins, -1 where none takes part. O(1).
  [[nodiscard]] std::int32_t winner() const noexcept { return present(nodes_[1]); }

  /// The winner where every key below `floor` counts as `floor`. O(1) while no key is below, else O(log n).
  [[nodiscard]] std::int32_t winner_from(const Key &floor) const noexcept {
    const std::int32_t best = winner();
    if (best < 0 || !(key(best) < floor)) return best;
    std::size_t node = 1;
    while (node < size_) node = floor < key(nodes_[2 * node]) ? 2 * node + 1 : 2 * node;
    return nodes_[node];
  }

  /// Gives a leaf another key. O(log n), less where the winner on the way up stays the same.
  void set(std::int32_t leaf, const Key &value) noexcept {
    keys_[static_cast<std::size_t>(leaf)] = value;
    std::int32_t best = leaf;
    Key best_key = value;
    for (std::size_t node = size_ + static_cast<std::size_t>(leaf); node > 1;) {
      const std::int32_t other = nodes_[node ^ 1];
      const Key other_key = key(other);
      const bool is_right = (node & 1) != 0;  // then a tie goes to the other
      const bool loses = is_right ? !(best_key < other_key) : other_key < best_key;
      best = loses ? other : best;
      best_key = loses ? other_key : best_key;
      node /= 2;
      if (nodes_[node] == best && best != leaf) return;
      nodes_[node] = best;
    }
  }

 private:
  [[nodiscard]] std::int32_t present(std::int32_t leaf) const noexcept {
    return key(leaf) < Key::none() ? leaf : -1;
  }
  std::size_t size_;
  std::vector<Key> keys_;
  std::vector<std::int32_t> nodes_;
};

}  // namespace entente
