#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "arcs.hpp"

/// Rows with strengths and labels, and what references make of them.
namespace entente::test {

using Matrix = std::vector<std::vector<double>>;

struct WeightedArcs {
  std::int32_t vertices = 0;
  std::vector<std::int32_t> source, target;
  std::vector<double> strength;

  [[nodiscard]] Graph build() const { return build_graph({vertices, source, target, strength}); }
  /// Summed strengths, loops left out; und: of both directions.
  [[nodiscard]] Matrix matrix(bool directed) const {
    const auto n = static_cast<std::size_t>(vertices);
    Matrix result(n, std::vector<double>(n, 0.0));
    for (std::size_t i = 0; i < source.size(); ++i) {
      const auto u = static_cast<std::size_t>(source[i]);
      const auto v = static_cast<std::size_t>(target[i]);
      if (u == v) continue;
      result[u][v] += strength[i];
      if (!directed) result[v][u] += strength[i];
    }
    return result;
  }
};

/// The shapes of random_graph(), with strengths that are multiples of 1/4, so that their sums are exact.
inline WeightedArcs random_weighted(std::mt19937 &random, std::int32_t largest) {
  const Arcs arcs = random_graph(random, largest);
  WeightedArcs result{arcs.vertices, {}, {}, {}};
  for (const auto &[u, v] : arcs.list) {
    result.source.push_back(u);
    result.target.push_back(v);
    result.strength.push_back(static_cast<double>(1 + random() % 40) / 4);
  }
  return result;
}

inline std::vector<std::int32_t> random_labels(std::mt19937 &random, std::int32_t vertices, std::int32_t groups) {
  std::vector<std::int32_t> label;
  for (std::int32_t v = 0; v < vertices; ++v) label.push_back(static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(groups)));
  return label;
}

/// Steps from each vertex to each, by Floyd and Warshall; infinity where there is no way.
inline Matrix distances(const Arcs &arcs, bool directed) {
  const auto matrix = arcs.matrix(directed);
  const std::size_t n = matrix.size();
  Matrix d(n, std::vector<double>(n, std::numeric_limits<double>::infinity()));
  for (std::size_t u = 0; u < n; ++u) {
    d[u][u] = 0;
    for (std::size_t v = 0; v < n; ++v) {
      if (matrix[u][v] != 0) d[u][v] = 1;
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t u = 0; u < n; ++u) {
      for (std::size_t v = 0; v < n; ++v) d[u][v] = std::min(d[u][v], d[u][k] + d[k][v]);
    }
  }
  return d;
}

/// Equal to a relative bound, or both NaN.
inline bool close(double a, double b, double bound = 1e-12) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return std::abs(a - b) <= bound * std::max({1.0, std::abs(a), std::abs(b)});
}

inline bool all_close(const std::vector<double> &a, const std::vector<double> &b, double bound = 1e-12) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!close(a[i], b[i], bound)) return false;
  }
  return true;
}

inline bool equal_bytes(std::span<const double> a, std::span<const double> b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

}  // namespace entente::test
