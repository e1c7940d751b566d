#pragma once

#include "entente/analysis/partition.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Strong components of the view dir: u and v share a label when paths lead from u to v and from v to u.
/// Tarjan's algorithm (SIAM J. Comput. 1, 1972) with an explicit stack, so depth is no limit. O(vertices + arcs).
[[nodiscard]] Partition strong_components(const Graph &graph);

}  // namespace entente
