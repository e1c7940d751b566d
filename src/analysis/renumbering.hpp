#pragma once

#include <cstdint>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente::analysis {

/// Vertices in the order of a breadth-first search over the view und, component by component, each from its vertex of
/// most neighbours: vertices that are near in the graph are near in the order.
struct SearchOrder {
  std::vector<std::int32_t> vertex;           ///< by place
  std::vector<std::int32_t> component_begin;  ///< first place of each component, and one past the last
};

/// O(vertices + arcs).
[[nodiscard]] SearchOrder search_order(const Graph &graph);

/// The rows of the vertices in `order`, renumbered by their places in it, ascending; other vertices are left out.
[[nodiscard]] Adjacency renumber(const Adjacency &adjacency, const std::vector<std::int32_t> &order);

}  // namespace entente::analysis
