#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente {

struct PagerankOptions {
  View view = View::dir;
  double damping = 0.85;     ///< d, in [0, 1)
  bool weighted = false;     ///< arcs are followed in proportion to their strength; und: w(u, v) + w(v, u)
  /// Where a walk begins anew, one number >= 0 a vertex, in proportion; empty: everywhere alike.
  std::span<const double> restart;
  double tolerance = 1e-12;  ///< > 0: the L1 norm of the last change
  std::int32_t max_sweeps = 100'000;  ///< at least 1; the residual says what was reached
};

struct Pagerank {
  std::vector<double> value;  ///< one a vertex, of sum 1; empty for the empty graph
  double residual = 0;        ///< L1 norm of x - (d (P^T x + t s) + (1 - d) t), computed at the end
  std::int32_t sweeps = 0;    ///< made
};

/// PageRank x = d (P^T x + t s) + (1 - d) t of sum 1 (Brin and Page 1998): P follows an arc at random, t is the restart, s
/// the mass of vertices without arcs out, which goes where walks begin anew: everywhere alike, or, personalised, to
/// the restart, as in igraph and networkx.
///
/// Solved as (I - d P^T) y = t, x = y / sum y, by Gauss and Seidel's sweeps over the strong components in the order of the arcs, so
/// that what lies on no cycle is computed once. O(arcs x log(1 / tolerance) / log(1 / d)) at worst. One thread.
/// Throws Error: invalid (damping, tolerance or max_sweeps out of range; restart neither empty nor one a vertex), range
/// (a restart that is negative or not finite, or whose sum is 0 or not finite; strengths: twice their sum beyond double).
[[nodiscard]] Pagerank pagerank(const Graph &graph, const PagerankOptions &options = {});

}  // namespace entente
