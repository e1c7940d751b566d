#pragma once

#include <cstdint>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente {

/// What holds the view und together.
struct Articulation {
  /// Vertices without which their component falls apart, ascending.
  std::vector<std::int32_t> points;
  /// Edges without which their component falls apart, as columns: source < target, by source, then target. Arcs both
  /// ways between two vertices are one edge, so they may be a bridge.
  std::vector<std::int32_t> bridge_source;
  std::vector<std::int32_t> bridge_target;
};

/// Articulation points and bridges by one depth-first search (Tarjan, SIAM J. Comput. 1, 1972) with an explicit stack, so depth is
/// no limit. O(vertices + edges).
[[nodiscard]] Articulation articulation(const Graph &graph);

}  // namespace entente
