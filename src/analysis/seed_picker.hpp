#pragma once

#include <cstdint>
#include <vector>

#include "sampled_sets.hpp"
#include "seed_rule.hpp"

namespace entente::analysis {

/// Greedy maximum coverage of sampled sets under a rule: exact gains, one seed a call, ties to the lowest id.
///
/// Gains only fall, so what a vertex gained at the start bounds what it gains now: vertices stand in the order of their
/// first gains a cost, and each look at the best of them ends where that bound says so.
class SeedPicker {
 public:
  /// O(members + vertices log vertices). Keeps references.
  SeedPicker(const SampledSets &sets, const SeedRule &rule);

  /// Chooses one more; false once nothing more fits. Throws before anything has changed, or not at all.
  bool pick();

  [[nodiscard]] const std::vector<std::int32_t> &seeds() const noexcept { return seeds_; }
  /// U1: no choice that the rule allows covers more. Holds once pick() has said false.
  [[nodiscard]] double most_covered() const noexcept { return most_covered_; }
  /// The one vertex that covers most, or -1.
  [[nodiscard]] std::int32_t best_single() const noexcept { return best_single_; }

 private:
  void build_index();
  void build_order();
  void bound();
  [[nodiscard]] double largest_gains();
  [[nodiscard]] std::int32_t best() const noexcept;
  void cover(std::int32_t vertex) noexcept;

  const SampledSets &sets_;
  const SeedRule &rule_;
  SeedRule::Room room_;
  std::vector<std::int64_t> gain_, first_gain_;
  std::vector<std::size_t> index_begin_;  ///< by vertex
  std::vector<std::uint32_t> index_;      ///< kept sets of each vertex
  std::vector<char> covered_, chosen_;
  std::vector<std::int32_t> order_, seeds_, scratch_;
  std::vector<std::int64_t> heap_;
  std::int64_t covered_count_ = 0;
  double most_covered_;
  std::int32_t best_single_ = -1;
};

}  // namespace entente::analysis
