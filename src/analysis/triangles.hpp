#pragma once

#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "entente/graph/graph.hpp"
#include "index.hpp"

namespace entente::analysis {

/// The view und with each edge once, from its end of lesser degree (then lesser number): edges are numbered 0 .. m - 1 by
/// row. A row has at most sqrt(2 m) entries, so there are O(m sqrt(m)) pairs of edges to look at.
struct Orientation {
  std::vector<std::uint32_t> offsets;
  std::vector<std::int32_t> target;   ///< by edge
  std::vector<std::uint32_t> entry;   ///< by edge: its entry in the row of its source in the view und
};

[[nodiscard]] Orientation orient(const Adjacency &neighbours);

/// Calls visit(u, v, w, uv, uw, vw) for each triangle once, with the numbers of its edges u -> v, u -> w, v -> w. The order is
/// fixed.
template <class Visit>
void visit_triangles(const Orientation &edges, Visit &&visit) {
  constexpr std::uint32_t kNone = UINT32_MAX;
  const std::size_t n = edges.offsets.size() - 1;
  std::vector<std::uint32_t> edge_to(n, kNone);
  for (std::size_t u = 0; u < n; ++u) {
    const std::uint32_t begin = edges.offsets[u];
    const std::uint32_t end = edges.offsets[u + 1];
    if (end - begin < 2) continue;
    for (std::uint32_t uw = begin; uw < end; ++uw) edge_to[index(edges.target[uw])] = uw;
    for (std::uint32_t uv = begin; uv < end; ++uv) {
      const std::size_t v = index(edges.target[uv]);
      for (std::uint32_t vw = edges.offsets[v]; vw < edges.offsets[v + 1]; ++vw) {
        const std::uint32_t uw = edge_to[index(edges.target[vw])];
        if (uw != kNone) visit(u, v, index(edges.target[vw]), uv, uw, vw);
      }
    }
    for (std::uint32_t uw = begin; uw < end; ++uw) edge_to[index(edges.target[uw])] = kNone;
  }
}

}  // namespace entente::analysis
