#include "entente/analysis/cores.hpp"

#include <algorithm>

#include "index.hpp"

namespace entente {

using analysis::index;

std::vector<std::int32_t> core_numbers(const Graph &graph) {
  const Adjacency &neighbours = graph.adjacency(View::und);
  const std::size_t n = index(graph.vertices());
  std::vector<std::int32_t> degree(n);
  std::int32_t largest = 0;
  for (std::size_t v = 0; v < n; ++v) {
    degree[v] = static_cast<std::int32_t>(neighbours.degree(static_cast<std::int32_t>(v)));
    largest = std::max(largest, degree[v]);
  }
  // Vertices sorted by the degree that is left to them; begin[d] is the first of degree d or more.
  std::vector<std::int32_t> begin(index(largest) + 2, 0);
  for (const std::int32_t d : degree) ++begin[index(d) + 1];
  for (std::size_t d = 1; d < begin.size(); ++d) begin[d] += begin[d - 1];
  std::vector<std::int32_t> order(n);
  std::vector<std::int32_t> place(n);
  for (std::size_t v = 0; v < n; ++v) {
    place[v] = begin[index(degree[v])]++;
    order[index(place[v])] = static_cast<std::int32_t>(v);
  }
  for (std::size_t d = begin.size() - 1; d > 0; --d) begin[d] = begin[d - 1];
  begin[0] = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t v = order[i];
    const std::int32_t core = degree[index(v)];
    for (const std::int32_t w : neighbours[v]) {
      if (degree[index(w)] <= core) continue;
      // w changes places with the first of its degree, which then begins one further on.
      const std::int32_t first_place = begin[index(degree[index(w)])]++;
      const std::int32_t first = order[index(first_place)];
      order[index(first_place)] = w;
      order[index(place[index(w)])] = first;
      place[index(first)] = place[index(w)];
      place[index(w)] = first_place;
      --degree[index(w)];
    }
  }
  return degree;
}

}  // namespace entente
