#pragma once

#include <cstdint>
#include <vector>

#include "entente/graph/graph.hpp"

namespace entente::analysis {

/// The graph on which shortest paths are counted, and what was settled before counting.
///
/// View und: trees that hang on the rest are folded into the vertex they hang on (a component that is a tree folds into
/// one vertex). A kept vertex then stands for `mass` vertices, itself included, and every pair of vertices of which a
/// path uses a folded tree's inner vertices contributes a whole number, held in `settled`:
///   b(v) = settled(v) + 1/2 sum_s mass(s) delta_s(v),  delta_s(v) = sum_w sigma_v/sigma_w (mass(w) + delta_s(w))
/// over kept s and their shortest-path successors w, where v != s. The idea is from Baglioni et al. (ASONAM 2012).
/// View dir: nothing is folded and every mass is 1.
///
/// Kept vertices are renumbered: components are contiguous, largest first, and vertices of many neighbours come first
/// in each, which keeps what is read most in few cache lines.
struct ReducedGraph {
  Adjacency successors;                      ///< rows ascending
  Adjacency predecessors;                    ///< view dir only; und: the successors are the predecessors
  bool directed = false;
  std::vector<std::int32_t> vertex;          ///< the graph's own number of each kept vertex
  std::vector<double> mass;                  ///< of each kept vertex
  std::vector<std::int32_t> component;       ///< of each kept vertex
  std::vector<std::int32_t> component_begin; ///< first kept vertex of each component, and one past the last
  std::vector<double> settled;               ///< of each vertex of the graph

  [[nodiscard]] std::int32_t size() const noexcept { return static_cast<std::int32_t>(vertex.size()); }
  [[nodiscard]] const Adjacency &incoming() const noexcept { return directed ? predecessors : successors; }
};

/// O(vertices log vertices + arcs log arcs).
[[nodiscard]] ReducedGraph reduce(const Graph &graph, View view);

}  // namespace entente::analysis
