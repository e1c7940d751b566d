#include "renumbering.hpp"

#include <algorithm>

#include "entente/analysis/components.hpp"
#include "index.hpp"

namespace entente::analysis {

SearchOrder search_order(const Graph &graph) {
  constexpr std::int32_t kNone = -1;
  const Adjacency &neighbours = graph.adjacency(View::und);
  const Partition partition = components(graph);
  std::vector<std::int32_t> root(index(partition.count), kNone);
  for (std::int32_t v = 0; v < graph.vertices(); ++v) {
    std::int32_t &best = root[index(partition.label[index(v)])];
    if (best == kNone || neighbours.degree(v) > neighbours.degree(best)) best = v;
  }
  SearchOrder order;
  order.vertex.reserve(index(graph.vertices()));
  order.component_begin.push_back(0);
  std::vector<char> seen(index(graph.vertices()), 0);
  for (const std::int32_t first : root) {
    std::size_t head = order.vertex.size();
    order.vertex.push_back(first);
    seen[index(first)] = 1;
    for (; head < order.vertex.size(); ++head) {
      for (const std::int32_t w : neighbours[order.vertex[head]]) {
        if (seen[index(w)] != 0) continue;
        seen[index(w)] = 1;
        order.vertex.push_back(w);
      }
    }
    order.component_begin.push_back(static_cast<std::int32_t>(order.vertex.size()));
  }
  return order;
}

Adjacency renumber(const Adjacency &adjacency, const std::vector<std::int32_t> &order) {
  constexpr std::int32_t kLeftOut = -1;
  std::vector<std::int32_t> number(adjacency.offsets.size() - 1, kLeftOut);
  for (std::size_t i = 0; i < order.size(); ++i) number[index(order[i])] = static_cast<std::int32_t>(i);
  Adjacency result;
  result.offsets.reserve(order.size() + 1);
  result.offsets.push_back(0);
  result.neighbours.reserve(adjacency.neighbours.size());
  for (const std::int32_t v : order) {
    const auto begin = static_cast<std::ptrdiff_t>(result.neighbours.size());
    for (const std::int32_t w : adjacency[v]) {
      if (number[index(w)] != kLeftOut) result.neighbours.push_back(number[index(w)]);
    }
    std::sort(result.neighbours.begin() + begin, result.neighbours.end());
    result.offsets.push_back(static_cast<std::uint32_t>(result.neighbours.size()));
  }
  return result;
}

}  // namespace entente::analysis
