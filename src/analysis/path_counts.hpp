#pragma once

#include <cstdint>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente::analysis {

/// Distances and numbers of shortest paths from one vertex. Numbers of a level share a power of two that is kept apart,
/// so they do not overflow; one that is 2^1400 times smaller than the greatest of its level counts as 0.
class PathCounts {
 public:
  static constexpr std::int32_t kFar = INT32_MAX;

  /// The adjacency is read as long as this lives.
  explicit PathCounts(const Adjacency &successors);

  void search(std::int32_t source) noexcept;

  /// Those reached, the source first, by distance.
  [[nodiscard]] const std::vector<std::int32_t> &reached() const noexcept { return queue_; }
  [[nodiscard]] std::int32_t distance(std::int32_t vertex) const noexcept;
  /// paths = mantissa x 2^exponent.
  [[nodiscard]] double mantissa(std::int32_t vertex) const noexcept;
  [[nodiscard]] std::int32_t exponent(std::int32_t vertex) const noexcept;

 private:
  const Adjacency &successors_;
  std::vector<std::int32_t> distance_;
  std::vector<double> paths_;
  std::vector<std::int32_t> level_exponent_;
  std::vector<std::int32_t> queue_;
};

}  // namespace entente::analysis
