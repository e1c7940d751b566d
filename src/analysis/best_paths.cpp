#include <limits>
#include <queue>

#include "impact_bounds.hpp"

namespace entente::analysis {
namespace {

struct Reached {
  double probability;
  std::int32_t vertex;
  bool operator<(const Reached &other) const noexcept {
    return probability != other.probability ? probability < other.probability : vertex > other.vertex;
  }
};

}  // namespace

/// Products only fall along a path, so the likeliest vertex not yet settled is settled.
BestPaths best_paths(const ImpactArcs &arcs, std::span<const std::int32_t> sources) {
  const std::size_t n = arcs.arcs.offsets.size() - 1;
  BestPaths best{std::vector<double>(n, 0), std::vector<std::int32_t>(n, std::numeric_limits<std::int32_t>::min())};
  std::vector<char> settled(n, 0);
  std::priority_queue<Reached> queue;
  for (const std::int32_t source : sources) {
    best.probability[static_cast<std::size_t>(source)] = 1;
    queue.push({1, source});
  }
  while (!queue.empty()) {
    const Reached here = queue.top();
    queue.pop();
    const auto u = static_cast<std::size_t>(here.vertex);
    if (settled[u] != 0) continue;
    settled[u] = 1;
    for (std::size_t arc = arcs.arcs.offsets[u]; arc < arcs.arcs.offsets[u + 1]; ++arc) {
      const std::int32_t to = arcs.arcs.neighbours[arc];
      const auto v = static_cast<std::size_t>(to);
      const double probability = here.probability * arcs.at(arc);
      if (settled[v] != 0 || probability < best.probability[v] || probability == 0) continue;
      if (probability == best.probability[v]) {
        if (best.from[v] > here.vertex) best.from[v] = here.vertex;
        continue;
      }
      best.probability[v] = probability;
      best.from[v] = here.vertex;
      queue.push({probability, to});
    }
  }
  return best;
}

}  // namespace entente::analysis
