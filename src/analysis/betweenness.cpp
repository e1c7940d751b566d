#include "entente/analysis/betweenness.hpp"

#include <algorithm>

#include "block_sums.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "reduced_graph.hpp"

namespace entente {
namespace {

class BetweennessJob final : public Job {
 public:
  BetweennessJob(const Graph &graph, View view, std::int32_t threads)
      : graph_(analysis::reduce(graph, view)), sums_(graph_, threads) {
    if (progress().finished()) finish();
  }

  Progress step(std::int64_t work) override {
    const std::int64_t left = graph_.size() - sums_.done();
    if (left > 0) {
      const std::int64_t now = work <= 0 ? left : std::min(work, left);
      sums_.run(sums_.done() + static_cast<std::int32_t>(now));
      if (progress().finished()) finish();
    }
    return progress();
  }

  [[nodiscard]] Progress progress() const noexcept override {
    const auto total = static_cast<std::int64_t>(graph_.settled.size());
    return {total - graph_.size() + sums_.done(), total};
  }

  [[nodiscard]] std::span<const double> values() const override {
    if (!progress().finished()) throw Error(ErrorCode::state, "the job is not finished");
    return graph_.settled;
  }

 private:
  /// Both directions of an unordered pair were counted: und takes half.
  void finish() noexcept {
    const double share = graph_.directed ? 1.0 : 0.5;
    for (std::size_t v = 0; v < graph_.vertex.size(); ++v) {
      graph_.settled[static_cast<std::size_t>(graph_.vertex[v])] += share * sums_.total()[v];
    }
  }

  analysis::ReducedGraph graph_;
  analysis::BlockSums sums_;
};

}  // namespace

std::unique_ptr<Job> betweenness_job(const Graph &graph, View view, std::int32_t threads) {
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
  return std::make_unique<BetweennessJob>(graph, view, std::min(threads, limits::kThreads));
}

std::vector<double> betweenness(const Graph &graph, View view, std::int32_t threads) {
  const std::unique_ptr<Job> job = betweenness_job(graph, view, threads);
  job->step(0);
  const auto values = job->values();
  return {values.begin(), values.end()};
}

}  // namespace entente
