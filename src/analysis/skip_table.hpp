#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente::analysis {

/// How many of a row's arcs fail before one succeeds, from one random number: exact inversion of the geometric law by a
/// table of 2^64 (1 - p)^j and a guide into it, so a draw costs a few loads and no logarithm.
///
/// One law for all rows (p constant), or one for each length that a row can have (p = 1 / length); the rows of one length
/// share it, so all tables together have fewer entries than there are arcs.
class SkipTable {
 public:
  /// Rows of at most `longest` arcs, each with probability p in (0, 1].
  SkipTable(double p, std::uint32_t longest);
  /// Rows of these lengths, p = 1 / length each.
  explicit SkipTable(std::span<const std::uint32_t> lengths);

  struct Law {
    const std::uint64_t *power;  ///< power[j] = 2^64 (1 - p)^j, rounded down; power[0] stands for 2^64
    const std::uint32_t *guide;  ///< by the upper bits of the number: the least answer
    int shift;

    /// Failures before the first success, or `left` where none of `left` arcs (at most as many as the law was made for)
    /// succeeds.
    [[nodiscard]] std::uint32_t failures(std::uint64_t random, std::uint32_t left) const noexcept {
      if (random < power[left]) return left;
      std::uint32_t j = guide[random >> shift];
      while (random < power[j + 1]) ++j;
      return j;
    }
  };

  /// The law of a row of this length (>= 1).
  [[nodiscard]] Law law(std::uint32_t length) const noexcept {
    const Place &place = places_[place_of_.empty() ? 0 : place_of_[length]];
    return {power_.data() + place.power, guide_.data() + place.guide, place.shift};
  }

 private:
  struct Place {
    std::size_t power;
    std::size_t guide;
    int shift;
  };

  void add(double p, std::uint32_t length);

  std::vector<std::uint64_t> power_;
  std::vector<std::uint32_t> guide_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> place_of_;  ///< by length; empty: one law for all
};

}  // namespace entente::analysis
