#include "entente/graph/graph.hpp"

namespace entente {

Adjacency transpose(const Adjacency &adjacency) {
  const std::size_t n = adjacency.offsets.size() - 1;
  Adjacency turned;
  turned.offsets.assign(n + 1, 0);
  turned.neighbours.resize(adjacency.neighbours.size());
  for (const std::int32_t target : adjacency.neighbours) ++turned.offsets[static_cast<std::size_t>(target) + 1];
  for (std::size_t v = 0; v < n; ++v) turned.offsets[v + 1] += turned.offsets[v];
  std::vector<std::uint32_t> next(turned.offsets.begin(), turned.offsets.end() - 1);
  for (std::size_t v = 0; v < n; ++v) {
    for (const std::int32_t target : adjacency[static_cast<std::int32_t>(v)]) {
      turned.neighbours[next[static_cast<std::size_t>(target)]++] = static_cast<std::int32_t>(v);
    }
  }
  return turned;
}

}  // namespace entente
