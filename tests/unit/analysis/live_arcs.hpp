#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "arcs.hpp"
#include "entente/analysis/diffusion.hpp"

/// Spreads without sampling: all ways in which the arcs of a small graph can be live, each with its probability.
namespace entente::test {

class LiveArcs {
 public:
  LiveArcs(const Arcs &arcs, const DiffusionModel &model) : n_(arcs.vertices), model_(model), matrix_(arcs.matrix(true)) {
    into_.resize(static_cast<std::size_t>(n_));
    for (std::size_t u = 0; u < matrix_.size(); ++u) {
      for (std::size_t v = 0; v < matrix_.size(); ++v) {
        if (matrix_[u][v] != 0) into_[v].push_back(u);
      }
    }
    live_.assign(matrix_.size(), std::vector<char>(matrix_.size(), 0));
  }

  /// Expected number of vertices reached from the seeds.
  double spread(const std::vector<std::int32_t> &seeds) {
    seeds_ = seeds;
    return expand(0, 0);
  }

 private:
  double expand(std::size_t v, std::size_t i) {
    if (v == matrix_.size()) return reached();
    if (into_[v].empty()) return expand(v + 1, 0);
    if (model_.diffusion == Diffusion::linear_threshold) {
      double sum = 0;
      for (const std::size_t u : into_[v]) {
        live_[u][v] = 1;
        sum += expand(v + 1, 0) / static_cast<double>(into_[v].size());
        live_[u][v] = 0;
      }
      return sum;
    }
    if (i == into_[v].size()) return expand(v + 1, 0);
    const double p = model_.diffusion == Diffusion::independent_cascade ? model_.probability
                                                                       : 1.0 / static_cast<double>(into_[v].size());
    double sum = (1 - p) * expand(v, i + 1);
    live_[into_[v][i]][v] = 1;
    sum += p * expand(v, i + 1);
    live_[into_[v][i]][v] = 0;
    return sum;
  }

  double reached() const {
    std::vector<char> seen(matrix_.size(), 0);
    std::vector<std::size_t> stack;
    for (const std::int32_t seed : seeds_) stack.push_back(static_cast<std::size_t>(seed));
    double count = 0;
    while (!stack.empty()) {
      const std::size_t u = stack.back();
      stack.pop_back();
      if (seen[u] != 0) continue;
      seen[u] = 1;
      ++count;
      for (std::size_t v = 0; v < live_.size(); ++v) {
        if (live_[u][v] != 0) stack.push_back(v);
      }
    }
    return count;
  }

  std::int32_t n_;
  DiffusionModel model_;
  std::vector<std::vector<char>> matrix_, live_;
  std::vector<std::vector<std::size_t>> into_;
  std::vector<std::int32_t> seeds_;
};

inline const std::vector<DiffusionModel> kModels{{Diffusion::independent_cascade, 0.3},
                                                 {Diffusion::weighted_cascade, 0},
                                                 {Diffusion::linear_threshold, 0}};

/// At most `arcs` arcs on n vertices.
inline Arcs few_arcs(std::mt19937 &random, std::int32_t n, int arcs) {
  Arcs graph{n, {}};
  for (int i = 0; i < arcs; ++i) {
    graph.list.emplace_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(n)),
                            static_cast<std::int32_t>(random() % static_cast<unsigned>(n)));
  }
  return graph;
}

}  // namespace entente::test
