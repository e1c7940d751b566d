#include "entente/analysis/group_ties.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "arc_strengths.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "group_check.hpp"
#include "index.hpp"

namespace entente {
namespace {

using analysis::index;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double GroupTies::density(std::int32_t a, std::int32_t b) const noexcept {
  const auto of_a = static_cast<double>(size[index(a)]);
  const auto of_b = static_cast<double>(size[index(b)]);
  const double possible = a != b ? of_a * of_b : of_a * (of_a - 1) / (view == View::und ? 2 : 1);
  return possible > 0 ? static_cast<double>(ties[at(a, b)]) / possible : kNan;
}

double GroupTies::reciprocity(std::int32_t a, std::int32_t b) const noexcept {
  const double sum = strength[at(a, b)] + strength[at(b, a)];
  return sum > 0 ? 2 * std::min(strength[at(a, b)], strength[at(b, a)]) / sum : kNan;
}

GroupTies group_ties(const Graph &graph, View view, const VertexGroups &groups) {
  analysis::check_groups(graph, groups);
  const std::int64_t cells = std::int64_t{groups.count} * groups.count;
  if (cells > limits::kRows) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " pairs of groups");
  }
  GroupTies result{view, groups.count, std::vector<std::int64_t>(index(groups.count), 0),
                   std::vector<std::int64_t>(static_cast<std::size_t>(cells), 0),
                   std::vector<double>(static_cast<std::size_t>(cells), 0.0)};
  const std::vector<double> strength = analysis::arc_strengths(graph, view);
  const Adjacency &adjacency = graph.adjacency(view);
  std::size_t arc = 0;
  for (std::int32_t v = 0; v < graph.vertices(); ++v) {
    const std::int32_t from = groups.group[index(v)];
    ++result.size[index(from)];
    for (const std::int32_t w : adjacency[v]) {
      const std::int32_t to = groups.group[index(w)];
      const double of_arc = strength[arc++];
      if (view == View::und && from == to && w < v) continue;
      ++result.ties[result.at(from, to)];
      result.strength[result.at(from, to)] += of_arc;
    }
  }
  if (view == View::dir) return result;
  // Both sums of a pair run over the same edges, in another order: the one of the lesser group stands for both.
  for (std::int32_t a = 0; a < groups.count; ++a) {
    for (std::int32_t b = 0; b < a; ++b) result.strength[result.at(a, b)] = result.strength[result.at(b, a)];
  }
  return result;
}

std::vector<std::pair<std::int32_t, std::int32_t>> silent_pairs(const GroupTies &ties, std::int64_t min_size) {
  if (min_size < 1) throw Error(ErrorCode::invalid, "min_size is below 1");
  std::vector<std::pair<std::int32_t, std::int32_t>> result;
  for (std::int32_t a = 0; a < ties.groups; ++a) {
    for (std::int32_t b = a + 1; b < ties.groups; ++b) {
      if (ties.size[index(a)] < min_size || ties.size[index(b)] < min_size) continue;
      if (ties.ties[ties.at(a, b)] == 0 && ties.ties[ties.at(b, a)] == 0) result.emplace_back(a, b);
    }
  }
  return result;
}

}  // namespace entente
