#pragma once

#include <cstdint>
#include <vector>

#include "entente/graph/graph.hpp"
#include "random_draws.hpp"

namespace entente::analysis {

/// Draws shortest paths by searches from both ends, and counts the vertices inside them. One object for each thread; it
/// allocates only when it is made.
class PathSampler {
 public:
  /// in: the arcs turned round. Both are read as long as this lives.
  PathSampler(const Adjacency &out, const Adjacency &in);

  /// One shortest path from s to t (different), each with the same chance; none where t cannot be reached.
  void sample(std::int32_t s, std::int32_t t, RandomDraws &draws) noexcept;

  /// By vertex: how many of the paths had it inside.
  [[nodiscard]] const std::vector<std::int64_t> &count() const noexcept { return count_; }

 private:
  /// The search from one end. Numbers of paths are relative to those of the same level.
  struct Side {
    const Adjacency *along = nullptr;    ///< arcs away from the end
    const Adjacency *against = nullptr;  ///< arcs back to it
    std::vector<std::int32_t> distance;  ///< kFar where not reached
    std::vector<double> paths;
    std::vector<std::int32_t> queue;
    std::size_t level_begin = 0;         ///< the last level is queue[level_begin] and what follows
  };

  static void start(Side &side, std::int32_t end) noexcept;
  static void advance(Side &side) noexcept;
  static void clear(Side &side) noexcept;
  [[nodiscard]] static std::uint64_t cost(const Side &side) noexcept;
  void walk_back(const Side &side, std::int32_t from, RandomDraws &draws) noexcept;

  Side side_[2];
  std::vector<std::int64_t> count_;
};

}  // namespace entente::analysis
