#include "entente/analysis/modularity.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "arc_strengths.hpp"
#include "entente/base/error.hpp"
#include "group_check.hpp"
#include "index.hpp"

namespace entente {

using analysis::index;

double community_quality(const Graph &graph, const VertexGroups &communities, const QualityOptions &options) {
  analysis::check_groups(graph, communities);
  if (!(options.resolution >= 0) || !std::isfinite(options.resolution)) {
    throw Error(ErrorCode::invalid, "the resolution is negative or not finite");
  }
  const Adjacency &neighbours = graph.adjacency(View::und);
  std::vector<double> strength(neighbours.neighbours.size(), 1.0);
  if (options.weighted) strength = analysis::arc_strengths(graph, View::und);
  std::vector<double> total(index(communities.count), 0.0);
  std::vector<double> size(index(communities.count), 0.0);
  double inside = 0;
  double all = 0;
  std::size_t entry = 0;
  for (std::int32_t v = 0; v < graph.vertices(); ++v) {
    const std::size_t own = index(communities.group[index(v)]);
    ++size[own];
    for (const std::int32_t w : neighbours[v]) {
      total[own] += strength[entry];
      all += strength[entry] / 2;
      if (index(communities.group[index(w)]) == own) inside += strength[entry] / 2;
      ++entry;
    }
  }
  double chance = 0;
  if (options.quality == CommunityQuality::constant_potts) {
    for (const double n : size) chance += n * (n - 1) / 2;
    return inside - options.resolution * chance;
  }
  if (all == 0) return std::numeric_limits<double>::quiet_NaN();
  for (const double of_community : total) chance += (of_community / (2 * all)) * (of_community / (2 * all));
  return inside / all - options.resolution * chance;
}

}  // namespace entente
