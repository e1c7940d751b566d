#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente {

/// A set of local dates of the horizon, as bits with their running count: membership and rank take constant time, the
/// n-th member O(log dates). Dates are days since 1970-01-01; what lies outside the horizon is not in the set.
class DateSet {
 public:
  /// The empty set over the dates first .. last.
  DateSet(std::int64_t first, std::int64_t last)
      : first_(first), words_(static_cast<std::size_t>(last - first) / 64 + 1), ranks_(words_.size() + 1) {}

  /// Adds a date of the horizon. Call count() before asking for ranks.
  void insert(std::int64_t day) { words_[word_of(day)] |= bit_of(day); }
  void erase(std::int64_t day) { words_[word_of(day)] &= ~bit_of(day); }
  /// Brings the running counts up to date.
  void count() {
    for (std::size_t i = 0; i < words_.size(); ++i) ranks_[i + 1] = ranks_[i] + std::popcount(words_[i]);
  }

  [[nodiscard]] bool contains(std::int64_t day) const noexcept { return (words_[word_of(day)] & bit_of(day)) != 0; }
  /// Members before a date of the horizon.
  [[nodiscard]] std::int64_t rank(std::int64_t day) const noexcept {
    return ranks_[word_of(day)] + std::popcount(words_[word_of(day)] & (bit_of(day) - 1));
  }
  [[nodiscard]] std::int64_t size() const noexcept { return ranks_.back(); }
  /// Member number n, from 0, below size().
  [[nodiscard]] std::int64_t member(std::int64_t n) const noexcept;

 private:
  [[nodiscard]] std::size_t word_of(std::int64_t day) const noexcept { return static_cast<std::size_t>(day - first_) / 64; }
  [[nodiscard]] std::uint64_t bit_of(std::int64_t day) const noexcept {
    return std::uint64_t{1} << (static_cast<std::size_t>(day - first_) % 64);
  }

  std::int64_t first_;
  std::vector<std::uint64_t> words_;
  std::vector<std::int32_t> ranks_;  ///< members before each word, and of all
};

}  // namespace entente
