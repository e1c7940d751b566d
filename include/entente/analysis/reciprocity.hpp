#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente {

/// How far arcs are answered; NaN without arcs.
struct Reciprocity {
  double arcs = 0;      ///< share of arcs u -> v for which v -> u exists
  double strength = 0;  ///< sum over pairs of 2 min(w_uv, w_vu), over the sum of all strengths
};

/// Of the whole graph. O(vertices + arcs). Throws Error: range (twice the sum of all strengths is beyond double).
[[nodiscard]] Reciprocity reciprocity(const Graph &graph);

/// Of pairs, as columns: 2 min(w_uv, w_vu) / (w_uv + w_vu), 1 balanced, 0 one way only, NaN where there is no arc between
/// them. Throws Error: invalid (columns of different length), range (a vertex out of range: the message names the row).
/// O(pairs x log degree + arcs).
[[nodiscard]] std::vector<double> pair_reciprocity(const Graph &graph, std::span<const std::int32_t> u,
                                                   std::span<const std::int32_t> v);

}  // namespace entente
