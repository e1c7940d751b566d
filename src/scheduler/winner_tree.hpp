#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace entente {

/// A tournament over leaves 0 .. n-1: the least rank wins, then the least tie-break, then the lower leaf. Node 1 is the
/// root, node size + leaf is a leaf. Every node holds the key that wins below it, the leaf in its lowest bits: the way up
/// reads siblings at places known beforehand, takes no branch, and asks nothing of the leaves.
class WinnerTree {
 public:
  static constexpr std::size_t kMostLeaves = std::size_t{1} << 24;
  static constexpr std::uint64_t kMostTieBreak = (std::uint64_t{1} << 40) - 1;
  /// The rank of a leaf that does not take part.
  static constexpr std::uint64_t kAbsent = std::numeric_limits<std::uint64_t>::max();

  /// At most kMostLeaves.
  explicit WinnerTree(std::size_t leaves) : size_(std::bit_ceil(leaves == 0 ? 1 : leaves)), nodes_(2 * size_, kNone) {}

  /// The same tournament with more leaves, which do not take part yet.
  [[nodiscard]] WinnerTree widened(std::size_t leaves) const {
    WinnerTree wider(leaves);
    for (std::size_t leaf = 0; leaf < size_; ++leaf) wider.nodes_[wider.size_ + leaf] = nodes_[size_ + leaf];
    for (std::size_t node = wider.size_ - 1; node > 0; --node)
      wider.nodes_[node] = least(wider.nodes_[2 * node], wider.nodes_[2 * node + 1]);
    return wider;
  }
  [[nodiscard]] std::size_t leaves() const noexcept { return size_; }

  /// The leaf that wins, -1 where none takes part. O(1).
  [[nodiscard]] std::int32_t winner() const noexcept { return nodes_[1] == kNone ? -1 : leaf_of(nodes_[1]); }
  /// Rank and tie-break of the leaf that wins; kAbsent where none takes part.
  [[nodiscard]] std::uint64_t rank() const noexcept { return rank_of(nodes_[1]); }
  [[nodiscard]] std::uint64_t tie_break() const noexcept { return static_cast<std::uint64_t>(nodes_[1]) >> 24; }
  [[nodiscard]] std::uint64_t rank(std::int32_t leaf) const noexcept { return rank_of(nodes_[size_ + at(leaf)]); }

  /// The winner where every rank below `floor` counts as `floor` and tie-breaks do not count. O(1) while no rank is
  /// below, else O(log n).
  [[nodiscard]] std::int32_t winner_from(std::uint64_t floor) const noexcept {
    if (rank() >= floor) return winner();
    std::size_t node = 1;
    while (node < size_) node = 2 * node + (rank_of(nodes_[2 * node]) > floor ? 1 : 0);
    return leaf_of(nodes_[node]);
  }

  /// Gives a leaf another key: a rank below kAbsent and a tie-break of at most kMostTieBreak. O(log n).
  void set(std::int32_t leaf, std::uint64_t rank, std::uint64_t tie_break = 0) noexcept {
    climb(leaf, Key{rank} << 64 | (tie_break << 24 | at(leaf)));
  }
  /// The leaf takes part no longer. O(log n).
  void clear(std::int32_t leaf) noexcept { climb(leaf, kNone); }

 private:
  __extension__ using Key = unsigned __int128;  ///< rank, tie-break (40 bits), leaf (24 bits)
  static constexpr Key kNone = ~Key{0};

  static std::size_t at(std::int32_t leaf) noexcept { return static_cast<std::size_t>(leaf); }
  static std::uint64_t rank_of(Key key) noexcept { return static_cast<std::uint64_t>(key >> 64); }
  static std::int32_t leaf_of(Key key) noexcept { return static_cast<std::int32_t>(static_cast<std::uint64_t>(key) & (kMostLeaves - 1)); }
  static Key least(Key a, Key b) noexcept { return b < a ? b : a; }

  void climb(std::int32_t leaf, Key key) noexcept {
    Key *const nodes = nodes_.data();
    std::size_t node = size_ + at(leaf);
    nodes[node] = key;
    for (; node > 1; node /= 2) {
      key = least(key, nodes[node ^ 1]);
      nodes[node / 2] = key;
    }
  }

  std::size_t size_;
  std::vector<Key> nodes_;
};

}  // namespace entente
