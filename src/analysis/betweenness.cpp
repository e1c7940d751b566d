#include "entente/analysis/betweenness.hpp"

#include <algorithm>

#include "betweenness_job.hpp"
#include "dependencies.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {

std::unique_ptr<Job> betweenness_job(const Graph &graph, View view, std::int32_t threads) {
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
  return std::make_unique<analysis::BetweennessJob>(analysis::reduce(graph, view), std::min(threads, limits::kThreads),
                                                    [](const analysis::ReducedGraph &reduced) {
                                                      return std::make_unique<analysis::Dependencies>(reduced);
                                                    });
}

std::vector<double> betweenness(const Graph &graph, View view, std::int32_t threads) {
  const std::unique_ptr<Job> job = betweenness_job(graph, view, threads);
  job->step(0);
  const auto values = job->values();
  return {values.begin(), values.end()};
}

}  // namespace entente
