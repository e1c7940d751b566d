#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "reduced_graph.hpp"
#include "source_dependencies.hpp"

namespace entente::analysis {

/// Brandes' dependencies over cheapest paths: Dijkstra's algorithm with a binary heap that keeps outdated entries.
class CheapestDependencies final : public SourceDependencies {
 public:
  /// cost: by entry of graph.successors, at least 1. The graph is read as long as this lives.
  CheapestDependencies(const ReducedGraph &graph, std::shared_ptr<const std::vector<std::int32_t>> cost);

  void add(std::int32_t source, double *sum) noexcept override;

 private:
  void settle_from(std::int32_t source) noexcept;
  void accumulate(double source_mass, double *sum) noexcept;

  const ReducedGraph &graph_;
  const std::shared_ptr<const std::vector<std::int32_t>> cost_;
  std::vector<std::int64_t> distance_;  ///< by vertex; all kFar between calls
  std::vector<double> paths_;           ///< numbers of paths as mantissa and exponent
  std::vector<std::int32_t> exponent_;
  std::vector<double> delta_;
  std::vector<std::int32_t> settled_;   ///< in the order of distance
  std::vector<std::pair<std::int64_t, std::int32_t>> heap_;
};

}  // namespace entente::analysis
