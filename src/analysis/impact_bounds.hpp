#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/graph/view.hpp"

namespace entente::analysis {

/// Arcs with the probability of each, in the order of arcs.neighbours; empty: 1 each.
struct ImpactArcs {
  const Adjacency &arcs;
  std::span<const double> probability;

  [[nodiscard]] double at(std::size_t arc) const noexcept { return probability.empty() ? 1.0 : probability[arc]; }
};

struct BestPaths {
  std::vector<double> probability;
  std::vector<std::int32_t> from;  ///< INT32_MIN: none
};

/// The likeliest path from the sources to each vertex; ties to the vertex of the lowest id before it.
[[nodiscard]] BestPaths best_paths(const ImpactArcs &arcs, std::span<const std::int32_t> sources);

struct WalkBound {
  std::vector<double> upper;
  bool converges = true;
};

/// min(1, sum over all walks), as ImpactStudy says.
[[nodiscard]] WalkBound bound_by_walks(const ImpactArcs &arcs, std::span<const std::int32_t> sources);

}  // namespace entente::analysis
