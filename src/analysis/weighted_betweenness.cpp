#include "entente/analysis/weighted_betweenness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "arc_strengths.hpp"
#include "betweenness_job.hpp"
#include "cheapest_dependencies.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "index.hpp"

namespace entente {
namespace {

using analysis::index;
using analysis::ReducedGraph;

/// By entry of the reduced graph's successors.
std::vector<std::int32_t> arc_costs(const Graph &graph, View view, const ReducedGraph &reduced, double scale) {
  const Adjacency &adjacency = graph.adjacency(view);
  const std::vector<double> strength = analysis::arc_strengths(graph, view);
  std::vector<std::int32_t> cost;
  cost.reserve(reduced.successors.neighbours.size());
  for (std::int32_t v = 0; v < reduced.size(); ++v) {
    const std::int32_t source = reduced.vertex[index(v)];
    const auto row = adjacency[source];
    for (const std::int32_t w : reduced.successors[v]) {
      const std::int32_t target = reduced.vertex[index(w)];
      const auto at = std::lower_bound(row.begin(), row.end(), target) - row.begin();
      const double value = 1 + std::floor(scale / strength[adjacency.offsets[index(source)] + static_cast<std::size_t>(at)]);
      if (!(value <= std::numeric_limits<std::int32_t>::max())) {
        throw Error(ErrorCode::range, "arc " + std::to_string(source) + " -> " + std::to_string(target) +
                                          ": the cost is above 2147483647");
      }
      cost.push_back(static_cast<std::int32_t>(value));
    }
  }
  return cost;
}

}  // namespace

std::unique_ptr<Job> weighted_betweenness_job(const Graph &graph, View view, double scale, std::int32_t threads) {
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
  if (!(scale >= 0) || !std::isfinite(scale)) throw Error(ErrorCode::invalid, "the scale is negative or not finite");
  ReducedGraph reduced = analysis::reduce(graph, view);
  const auto cost = std::make_shared<const std::vector<std::int32_t>>(arc_costs(graph, view, reduced, scale));
  return std::make_unique<analysis::BetweennessJob>(
      std::move(reduced), std::min(threads, limits::kThreads),
      [&](const ReducedGraph &kept) { return std::make_unique<analysis::CheapestDependencies>(kept, cost); });
}

std::vector<double> weighted_betweenness(const Graph &graph, View view, double scale, std::int32_t threads) {
  const std::unique_ptr<Job> job = weighted_betweenness_job(graph, view, scale, threads);
  job->step(0);
  const auto values = job->values();
  return {values.begin(), values.end()};
}

}  // namespace entente
