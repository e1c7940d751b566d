#pragma once

#include <cstdint>

#include "entente/analysis/vertex_groups.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// What makes a division into communities good. The numbers are those of `entente_community_quality` in the C API.
enum class CommunityQuality : std::int32_t {
  /// (1/W) sum over communities of (W_c - resolution x S_c^2 / (4 W)), with W the strength of all edges, W_c of those
  /// inside, S_c the sum of the strengths at its vertices (Newman, Phys. Rev. E 69, 2004).
  modularity = 0,
  /// sum over communities of (W_c - resolution x n_c (n_c - 1) / 2), the constant Potts model (Traag, Van Dooren, Nesterov,
  /// Phys. Rev. E 84, 2011).
  constant_potts = 1,
};

struct QualityOptions {
  CommunityQuality quality = CommunityQuality::modularity;
  double resolution = 1;  ///< finite, >= 0
  bool weighted = false;  ///< strengths w(u, v) + w(v, u) in place of 1 an edge
};

/// The quality of a division of the view und. NaN for modularity without edges. O(vertices + arcs + groups).
/// Throws Error: invalid (not one group a vertex, resolution), range (a group out of range; strengths: twice their sum beyond
/// double).
[[nodiscard]] double community_quality(const Graph &graph, const VertexGroups &communities,
                                       const QualityOptions &options = {});

}  // namespace entente
