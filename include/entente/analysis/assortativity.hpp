#pragma once

#include "entente/analysis/vertex_groups.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Nominal assortativity (sum_i e_ii - sum_i a_i b_i) / (1 - sum_i a_i b_i) (Newman, Phys. Rev. E 67, 2003): e_ij is the
/// share of arcs that lead from group i to group j, a_i and b_i its row and column sums; und counts each edge both ways.
/// 1: ties only inside groups; 0: as chance has it. NaN without ties, or where all ends are in one group. Strengths do
/// not matter. O(vertices + arcs + groups). Throws Error: invalid (not one group a vertex), range (a group out of range).
[[nodiscard]] double assortativity(const Graph &graph, View view, const VertexGroups &groups);

}  // namespace entente
