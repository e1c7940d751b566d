#include "cheapest_dependencies.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "index.hpp"
#include "scaled_number.hpp"

namespace entente::analysis {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

}  // namespace

CheapestDependencies::CheapestDependencies(const ReducedGraph &graph,
                                           std::shared_ptr<const std::vector<std::int32_t>> cost)
    : graph_(graph),
      cost_(std::move(cost)),
      distance_(graph.vertex.size(), kFar),
      paths_(graph.vertex.size()),
      exponent_(graph.vertex.size()),
      delta_(graph.vertex.size()) {
  settled_.reserve(graph.vertex.size());
  heap_.reserve(graph.successors.neighbours.size() + 1);  // an entry for each arc at most
}

void CheapestDependencies::add(std::int32_t source, double *sum) noexcept {
  settle_from(source);
  accumulate(graph_.mass[index(source)], sum);
  for (const std::int32_t v : settled_) distance_[index(v)] = kFar;
  settled_.clear();
}

void CheapestDependencies::settle_from(std::int32_t source) noexcept {
  distance_[index(source)] = 0;
  paths_[index(source)] = 0.5;
  exponent_[index(source)] = 1;
  heap_.emplace_back(0, source);
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater{});
    const auto [distance, v] = heap_.back();
    heap_.pop_back();
    if (distance != distance_[index(v)]) continue;  // outdated: a distance is entered once only
    settled_.push_back(v);
    delta_[index(v)] = 0;
    for (std::uint32_t arc = graph_.successors.offsets[index(v)]; arc < graph_.successors.offsets[index(v) + 1]; ++arc) {
      const std::int32_t w = graph_.successors.neighbours[arc];
      const std::int64_t through = distance + (*cost_)[arc];
      if (through > distance_[index(w)]) continue;
      if (through < distance_[index(w)]) {
        distance_[index(w)] = through;
        paths_[index(w)] = 0;
        exponent_[index(w)] = 0;
        heap_.emplace_back(through, w);
        std::push_heap(heap_.begin(), heap_.end(), std::greater{});
      }
      add_scaled(paths_[index(w)], exponent_[index(w)], paths_[index(v)], exponent_[index(v)]);
    }
  }
}

void CheapestDependencies::accumulate(double source_mass, double *sum) noexcept {
  for (std::size_t i = settled_.size() - 1; i >= 1; --i) {
    const std::size_t v = index(settled_[i]);
    double delta = 0;
    for (std::uint32_t arc = graph_.successors.offsets[v]; arc < graph_.successors.offsets[v + 1]; ++arc) {
      const std::size_t w = index(graph_.successors.neighbours[arc]);
      if (distance_[v] + (*cost_)[arc] != distance_[w]) continue;
      delta += std::ldexp(paths_[v] / paths_[w], exponent_[v] - exponent_[w]) * (graph_.mass[w] + delta_[w]);
    }
    delta_[v] = delta;
    sum[v] += source_mass * delta;
  }
}

}  // namespace entente::analysis
