#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

#include "block_sums.hpp"
#include "entente/analysis/job.hpp"
#include "entente/base/error.hpp"

namespace entente::analysis {

/// Betweenness by whatever dependencies the sources have: with steps of one arc each or with costs.
class BetweennessJob final : public Job {
 public:
  using Make = std::function<std::unique_ptr<SourceDependencies>(const ReducedGraph &)>;

  /// make is called once for each thread, with the graph as the job keeps it.
  BetweennessJob(ReducedGraph graph, std::int32_t threads, const Make &make)
      : graph_(std::move(graph)), sums_(graph_, threads, [&] { return make(graph_); }) {
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

  ReducedGraph graph_;
  BlockSums sums_;
};

}  // namespace entente::analysis
