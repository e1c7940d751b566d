#pragma once

#include "entente/analysis/vertex_groups.hpp"
#include "entente/graph/graph.hpp"

namespace entente::analysis {

/// Throws Error: invalid (not one group a vertex), range (count below 0; a group out of range: the message names the
/// vertex).
void check_groups(const Graph &graph, const VertexGroups &groups);

}  // namespace entente::analysis
