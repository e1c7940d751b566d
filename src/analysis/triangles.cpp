#include "triangles.hpp"

namespace entente::analysis {

Orientation orient(const Adjacency &neighbours) {
  const std::size_t n = neighbours.offsets.size() - 1;
  Orientation edges;
  edges.offsets.reserve(n + 1);
  edges.offsets.push_back(0);
  edges.target.reserve(neighbours.neighbours.size() / 2);
  edges.entry.reserve(neighbours.neighbours.size() / 2);
  for (std::size_t u = 0; u < n; ++u) {
    const auto source = static_cast<std::int32_t>(u);
    const std::uint32_t degree = neighbours.degree(source);
    for (std::uint32_t entry = neighbours.offsets[u]; entry < neighbours.offsets[u + 1]; ++entry) {
      const std::int32_t w = neighbours.neighbours[entry];
      const std::uint32_t other = neighbours.degree(w);
      if (other < degree || (other == degree && w < source)) continue;
      edges.target.push_back(w);
      edges.entry.push_back(entry);
    }
    edges.offsets.push_back(static_cast<std::uint32_t>(edges.target.size()));
  }
  return edges;
}

}  // namespace entente::analysis
