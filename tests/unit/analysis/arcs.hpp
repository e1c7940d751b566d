#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "entente/graph/builder.hpp"

/// Small graphs as plain lists of arcs: what the references work on, and what graphs are built from.
namespace entente::test {

struct Arcs {
  std::int32_t vertices = 0;
  std::vector<std::pair<std::int32_t, std::int32_t>> list;

  void both(std::int32_t u, std::int32_t v) {
    list.emplace_back(u, v);
    list.emplace_back(v, u);
  }
  [[nodiscard]] Graph build() const {
    std::vector<std::int32_t> source, target;
    for (const auto &[u, v] : list) {
      source.push_back(u);
      target.push_back(v);
    }
    return build_graph({vertices, source, target, {}});
  }
  /// matrix[u][v]: an arc leads from u to v; loops left out.
  [[nodiscard]] std::vector<std::vector<char>> matrix(bool directed) const {
    const auto n = static_cast<std::size_t>(vertices);
    std::vector<std::vector<char>> result(n, std::vector<char>(n, 0));
    for (const auto &[source, target] : list) {
      if (source == target) continue;
      result[static_cast<std::size_t>(source)][static_cast<std::size_t>(target)] = 1;
      if (!directed) result[static_cast<std::size_t>(target)][static_cast<std::size_t>(source)] = 1;
    }
    return result;
  }
};

/// The undirected graph on n vertices whose edges are the bits of a number.
inline Arcs undirected_graph(std::int32_t n, std::uint32_t bits) {
  Arcs arcs{n, {}};
  std::uint32_t bit = 0;
  for (std::int32_t u = 0; u < n; ++u) {
    for (std::int32_t v = u + 1; v < n; ++v) {
      if ((bits >> bit++ & 1u) != 0) arcs.list.emplace_back(u, v);
    }
  }
  return arcs;
}

/// The directed graph on n vertices whose arcs are the bits of a number.
inline Arcs directed_graph(std::int32_t n, std::uint32_t bits) {
  Arcs arcs{n, {}};
  std::uint32_t bit = 0;
  for (std::int32_t u = 0; u < n; ++u) {
    for (std::int32_t v = 0; v < n; ++v) {
      if (u != v && (bits >> bit++ & 1u) != 0) arcs.list.emplace_back(u, v);
    }
  }
  return arcs;
}

/// A random graph of several shapes at once: a dense part, a sparse part, trees that hang on both, and isolates.
inline Arcs random_graph(std::mt19937 &random, std::int32_t largest) {
  const auto below = [&](std::int32_t n) {
    return static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(std::max(n, 1)));
  };
  Arcs arcs{1 + below(largest), {}};
  const std::int32_t n = arcs.vertices;
  const std::int32_t dense = 1 + below(n);
  for (std::int32_t i = below(4 * dense); i > 0; --i) arcs.list.emplace_back(below(dense), below(dense));
  for (std::int32_t i = below(2 * n); i > 0; --i) arcs.list.emplace_back(below(n), below(n));
  for (std::int32_t v = dense; v < n; ++v) {
    if (random() % 2 == 0) arcs.list.emplace_back(v, below(v));
    if (random() % 4 == 0) arcs.list.emplace_back(below(v), v);
  }
  return arcs;
}

/// A chain of `length` diamonds: between its ends run 2^length shortest paths. Joint i is vertex 3 i.
inline Arcs diamonds(std::int32_t length) {
  Arcs arcs{3 * length + 1, {}};
  for (std::int32_t i = 0; i < length; ++i) {
    for (std::int32_t side = 1; side <= 2; ++side) {
      arcs.both(3 * i, 3 * i + side);
      arcs.both(3 * i + side, 3 * i + 3);
    }
  }
  return arcs;
}

}  // namespace entente::test
