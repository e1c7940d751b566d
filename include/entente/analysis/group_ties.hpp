#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "entente/analysis/vertex_groups.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// How groups are tied to one another. The matrices are row by row: from group a to group b at a x groups + b. View und:
/// edges, so they are symmetric; the diagonal counts each edge inside a group once. View dir: arcs.
struct GroupTies {
  View view = View::und;
  std::int32_t groups = 0;
  std::vector<std::int64_t> size;     ///< vertices of each group
  std::vector<std::int64_t> ties;     ///< m_ab
  std::vector<double> strength;       ///< w_ab, summed by ascending source, then target

  [[nodiscard]] std::size_t at(std::int32_t a, std::int32_t b) const noexcept {
    return static_cast<std::size_t>(a) * static_cast<std::size_t>(groups) + static_cast<std::size_t>(b);
  }
  /// Ties over possible ties: m_ab / (|a| |b|), inside a group m_aa / (|a| (|a| - 1)), und twice that; NaN where no tie is
  /// possible.
  [[nodiscard]] double density(std::int32_t a, std::int32_t b) const noexcept;
  /// 2 min(w_ab, w_ba) / (w_ab + w_ba): 1 balanced, 0 one way only; NaN where both are 0. 1 for und.
  [[nodiscard]] double reciprocity(std::int32_t a, std::int32_t b) const noexcept;
};

/// O(vertices + arcs + groups^2). Throws Error: as VertexGroups say (invalid, range), limit (more than limits::kRows cells),
/// range (strengths: twice their sum beyond double).
[[nodiscard]] GroupTies group_ties(const Graph &graph, View view, const VertexGroups &groups);

/// Pairs a < b of groups of at least min_size (> 0) vertices each between which there is no tie in either direction,
/// ascending. Throws Error: invalid (min_size < 1). O(groups^2).
[[nodiscard]] std::vector<std::pair<std::int32_t, std::int32_t>> silent_pairs(const GroupTies &ties,
                                                                              std::int64_t min_size = 10);

}  // namespace entente
