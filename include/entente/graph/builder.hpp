#pragma once

#include <cstdint>
#include <span>

#include "entente/graph/graph.hpp"

namespace entente {

/// Edge rows as columns: row i is an arc source[i] -> target[i] of strength[i].
struct EdgeRows {
  std::int32_t vertices = 0;             ///< ids are 0 .. vertices - 1
  std::span<const std::int32_t> source;
  std::span<const std::int32_t> target;  ///< as long as source
  std::span<const double> strength;      ///< as long as source, or empty: 1 each; finite and above 0
};

/// Builds a graph. Nothing is kept of the columns.
///
/// Throws Error: range (vertices below 0; an id or a strength out of range, the message names the row, counted from
/// 0; a merged strength beyond double, the message names the arc), invalid (columns of different length), limit (more
/// than limits::kRows vertices or rows). O(vertices + rows): two stable counting sorts, no comparison.
/// Memory beside the result: 4 bytes a row and 8 a vertex, and 8 a row more where strengths are given.
[[nodiscard]] Graph build_graph(const EdgeRows &rows);

}  // namespace entente
