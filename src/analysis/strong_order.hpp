#pragma once

#include <cstdint>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente::analysis {

/// Strong components in the order in which a depth-first search closes them: an arc leads to its own or to a lower label.
struct ClosingOrder {
  std::vector<std::int32_t> label;
  std::int32_t count = 0;
};

/// O(vertices + arcs).
[[nodiscard]] ClosingOrder closing_order(const Adjacency &successors);

/// A graph renumbered by strong components: each is contiguous, and every arc between two of them leads from an earlier to a
/// later one. View und: components, in which all is strong.
struct StrongOrder {
  std::vector<std::int32_t> vertex;           ///< the graph's own number by place
  std::vector<std::int32_t> component_begin;  ///< first place of each component, and one past the last
  Adjacency out, in;                          ///< arcs by place, rows ascending
};

/// O(vertices + arcs log arcs).
[[nodiscard]] StrongOrder strong_order(const Graph &graph, View view);

}  // namespace entente::analysis
