#pragma once

#include <cstdint>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente {

/// Core number of every vertex of the view und: the largest k such that the vertex belongs to a subgraph in which every
/// vertex has at least k neighbours (Seidman, Social Networks 5, 1983). Isolates have 0. Peeling by least degree with
/// buckets (Batagelj and Zaversnik, 2003). O(vertices + edges).
[[nodiscard]] std::vector<std::int32_t> core_numbers(const Graph &graph);

}  // namespace entente
