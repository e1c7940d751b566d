#include "entente/analysis/assortativity.hpp"

#include <cstdint>
#include <limits>
#include <vector>

#include "group_check.hpp"
#include "index.hpp"

namespace entente {

using analysis::index;

double assortativity(const Graph &graph, View view, const VertexGroups &groups) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  analysis::check_groups(graph, groups);
  const Adjacency &adjacency = graph.adjacency(view);  // und holds each edge both ways
  std::vector<std::int64_t> out(index(groups.count), 0);
  std::vector<std::int64_t> in(index(groups.count), 0);
  std::int64_t inside = 0;
  for (std::int32_t v = 0; v < graph.vertices(); ++v) {
    for (const std::int32_t w : adjacency[v]) {
      ++out[index(groups.group[index(v)])];
      ++in[index(groups.group[index(w)])];
      if (groups.group[index(v)] == groups.group[index(w)]) ++inside;
    }
  }
  if (adjacency.neighbours.empty()) return kNan;
  const auto arcs = static_cast<double>(adjacency.neighbours.size());
  double chance = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (static_cast<double>(out[i]) == arcs && static_cast<double>(in[i]) == arcs) return kNan;
    chance += static_cast<double>(out[i]) / arcs * (static_cast<double>(in[i]) / arcs);
  }
  return (static_cast<double>(inside) / arcs - chance) / (1 - chance);
}

}  // namespace entente
