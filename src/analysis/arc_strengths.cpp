#include "arc_strengths.hpp"

#include <cmath>
#include <numeric>

#include "entente/base/error.hpp"
#include "index.hpp"

namespace entente::analysis {

std::vector<std::uint32_t> opposite_entries(const Adjacency &neighbours) {
  std::vector<std::uint32_t> next(neighbours.offsets.begin(), neighbours.offsets.end() - 1);
  std::vector<std::uint32_t> opposite(neighbours.neighbours.size());
  // Rows ascend, so their entries for v are met in the order of v.
  for (std::size_t entry = 0; entry < opposite.size(); ++entry) {
    opposite[entry] = next[index(neighbours.neighbours[entry])]++;
  }
  return opposite;
}

std::vector<double> arc_strengths(const Graph &graph, View view) {
  const Adjacency &successors = graph.adjacency(View::dir);
  std::vector<double> arcs(graph.strengths().begin(), graph.strengths().end());
  if (arcs.empty()) arcs.assign(successors.neighbours.size(), 1.0);
  if (!std::isfinite(2 * std::accumulate(arcs.begin(), arcs.end(), 0.0))) {
    throw Error(ErrorCode::range, "the strengths sum to more than the range of double");
  }
  if (view == View::dir) return arcs;
  const Adjacency &neighbours = graph.adjacency(View::und);
  std::vector<double> forward(neighbours.neighbours.size(), 0.0);
  std::size_t arc = 0;
  for (std::int32_t v = 0; v < graph.vertices(); ++v) {
    std::size_t entry = neighbours.offsets[index(v)];
    for (const std::int32_t w : successors[v]) {
      while (neighbours.neighbours[entry] != w) ++entry;
      forward[entry] = arcs[arc++];
    }
  }
  const std::vector<std::uint32_t> opposite = opposite_entries(neighbours);
  std::vector<double> both(forward.size());
  for (std::size_t entry = 0; entry < both.size(); ++entry) both[entry] = forward[entry] + forward[opposite[entry]];
  return both;
}

}  // namespace entente::analysis
