#pragma once

#include <vector>

#include "entente/graph/graph.hpp"

namespace entente::analysis {

/// The strength of each entry of adjacency(view): dir, that of the arc; und, w(u, v) + w(v, u), the same bits at both ends.
/// 1 an arc where the graph has no strengths. O(vertices + arcs).
/// Throws Error: range (twice the sum of all strengths is beyond double), so that no sum of entries is infinite.
[[nodiscard]] std::vector<double> arc_strengths(const Graph &graph, View view);

/// By entry of an adjacency that has both arcs of each pair (und): the place of the same pair in the other's row.
[[nodiscard]] std::vector<std::uint32_t> opposite_entries(const Adjacency &neighbours);

}  // namespace entente::analysis
