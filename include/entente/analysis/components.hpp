#pragma once

#include "entente/analysis/partition.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Connected components of the view und: two vertices share a label when a path joins them. O(vertices + edges).
[[nodiscard]] Partition components(const Graph &graph);

}  // namespace entente
