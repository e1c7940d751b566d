#include "entente/analysis/reciprocity.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "arc_strengths.hpp"
#include "entente/base/error.hpp"
#include "index.hpp"

namespace entente {
namespace {

using analysis::index;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Strength of the arc u -> v, 0 where there is none.
double strength_of(const Adjacency &successors, const std::vector<double> &strength, std::int32_t u, std::int32_t v) {
  const auto row = successors[u];
  const auto at = std::lower_bound(row.begin(), row.end(), v);
  if (at == row.end() || *at != v) return 0;
  return strength[successors.offsets[index(u)] + static_cast<std::size_t>(at - row.begin())];
}

}  // namespace

Reciprocity reciprocity(const Graph &graph) {
  const Adjacency &successors = graph.adjacency(View::dir);
  const std::vector<double> strength = analysis::arc_strengths(graph, View::dir);
  if (strength.empty()) return {kNan, kNan};
  std::int64_t answered = 0;
  double least = 0;
  double sum = 0;
  std::size_t arc = 0;
  for (std::int32_t u = 0; u < graph.vertices(); ++u) {
    for (const std::int32_t v : successors[u]) {
      const double back = strength_of(successors, strength, v, u);
      answered += static_cast<std::int64_t>(back > 0);
      least += std::min(strength[arc], back);
      sum += strength[arc++];
    }
  }
  return {static_cast<double>(answered) / static_cast<double>(strength.size()), least / sum};
}

std::vector<double> pair_reciprocity(const Graph &graph, std::span<const std::int32_t> u,
                                     std::span<const std::int32_t> v) {
  if (u.size() != v.size()) throw Error(ErrorCode::invalid, "the columns of pairs have different lengths");
  const Adjacency &successors = graph.adjacency(View::dir);
  const std::vector<double> strength = analysis::arc_strengths(graph, View::dir);
  std::vector<double> result;
  result.reserve(u.size());
  for (std::size_t i = 0; i < u.size(); ++i) {
    for (const std::int32_t id : {u[i], v[i]}) {
      if (id >= 0 && id < graph.vertices()) continue;
      throw Error(ErrorCode::range, "row " + std::to_string(i) + ": vertex " + std::to_string(id) + " is not in [0, " +
                                        std::to_string(graph.vertices()) + ")");
    }
    const double forth = strength_of(successors, strength, u[i], v[i]);
    const double back = strength_of(successors, strength, v[i], u[i]);
    result.push_back(forth + back > 0 ? 2 * std::min(forth, back) / (forth + back) : kNan);
  }
  return result;
}

}  // namespace entente
