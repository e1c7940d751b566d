#pragma once

#include <cstdint>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente::analysis {

/// What the distances from one vertex to those it reaches sum to, in whole numbers: the order of additions is without
/// meaning.
struct DistanceSum {
  __extension__ using Fixed = unsigned __int128;
  static constexpr int kFraction = 96;  ///< bits after the point of `harmonic`

  Fixed harmonic = 0;         ///< sum of floor(2^96 / distance): below 2^127, and off by less than 2^-65 in all
  std::int64_t distance = 0;  ///< sum of distances
  std::int32_t reached = 0;   ///< other vertices reached
};

/// Breadth-first searches from kBatch vertices at a time, one bit each, against the arcs: a bit that arrives at v in
/// round d says that one more vertex lies at distance d from v (after Then et al., The More the Merrier, VLDB 2015; here the bits
/// are counted where they arrive). Rounds push from the last round's vertices or pull to those that still miss some
/// bit, whichever is less work.
class DistanceSums {
 public:
  static constexpr std::int32_t kWords = 4;
  static constexpr std::int32_t kBatch = 64 * kWords;

  DistanceSums(const Graph &graph, View view, std::int32_t threads);

  /// Searches from the batches that begin before place `end`. Throws before anything has changed, or not at all.
  void run(std::int32_t end);

  [[nodiscard]] std::int32_t size() const noexcept { return static_cast<std::int32_t>(vertex_.size()); }
  [[nodiscard]] std::int32_t done() const noexcept { return done_; }
  /// By vertex of the graph, which total has room for.
  void write_total(std::vector<DistanceSum> &total) const noexcept;

 private:
  struct Bits {
    std::uint64_t word[kWords] = {};
  };

  /// The state of one thread.
  struct Search {
    std::vector<Bits> seen, frontier, next;
    std::vector<std::int32_t> reached, reached_next;  ///< vertices whose bits are in frontier, in next
    std::vector<DistanceSum> sum;
  };

  void search(Search &search, std::int32_t first) const noexcept;
  void push(Search &search, std::size_t count, std::size_t &next_count) const noexcept;
  void pull(Search &search, std::int32_t begin, std::int32_t end, const Bits &all, std::size_t &next_count) const noexcept;
  [[nodiscard]] std::uint64_t settle(Search &search, std::size_t next_count, std::int64_t round,
                                     const Bits &all) const noexcept;

  std::vector<std::int32_t> vertex_;  ///< by place
  std::vector<std::int32_t> region_begin_, region_end_;  ///< by batch: places of the components that it touches
  Adjacency out_, in_;                ///< by place; in_ is empty where it would equal out_
  bool directed_ = false;
  std::vector<Search> workers_;
  std::int32_t done_ = 0;
};

}  // namespace entente::analysis
