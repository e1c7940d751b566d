#pragma once

#include <vector>

#include "entente/graph/graph.hpp"

namespace entente {

/// How free a vertex is between its neighbours; columns of one value a vertex, NaN for isolates.
struct StructuralHoles {
  /// Burt's constraint c(i) = sum over neighbours j of (p_ij + sum over q != i, j of p_iq p_qj)^2, with
  /// p_ij = a_ij / sum_k a_ik. Low: a broker. It may exceed 1.
  std::vector<double> constraint;
  /// Degree less the mean number of ties of a neighbour to the others: d - 2 t / d, with t ties among the d neighbours
  /// (Borgatti's form for ties without strength; strengths do not matter).
  std::vector<double> effective_size;
  std::vector<double> efficiency;  ///< effective_size / degree, in (0, 1]
};

/// Structural holes (Burt, Structural Holes, 1992; Borgatti, Connections 20, 1997) on the view und. a_ij is 1 for an
/// edge, or, `weighted`, its strength w(i, j) + w(j, i); only neighbours count in the sums of constraint, as in igraph.
///
/// By one walk over the triangles, each from its vertex of least degree: O(sum over edges of the lesser degree). The
/// order of additions is fixed. Throws Error: range (weighted: twice the sum of all strengths is beyond double).
[[nodiscard]] StructuralHoles structural_holes(const Graph &graph, bool weighted = false);

}  // namespace entente
