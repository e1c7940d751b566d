#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/analysis/vertex_groups.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Counts of ties inside a group and across, and their index (external - internal) / (external + internal): -1 closed,
/// +1 open, NaN without ties.
struct TieBalance {
  std::vector<std::int64_t> internal;
  std::vector<std::int64_t> external;
  std::vector<double> ei;
};

/// E-I index (Krackhardt and Stern, Social Psychology Quarterly 51, 1988).
struct EiIndex {
  std::int64_t internal = 0;  ///< ties (und: edges, dir: arcs) with both ends in one group
  std::int64_t external = 0;  ///< the others
  double ei = 0;
  /// Mean of `ei` when the labels are dealt out anew at random: 1 - 2 sum_g s_g (s_g - 1) / (n (n - 1)), for groups of s_g
  /// of the n vertices. Sizes alone make an organisation of many small groups look open. NaN without ties.
  double expected_ei = 0;
  TieBalance of_group;   ///< by group: inside it; with just one end in it
  TieBalance of_vertex;  ///< by vertex: ties to its own group; to others. View dir: arcs out and arcs in
};

/// O(vertices + arcs + groups). Throws Error: invalid (not one group a vertex), range (a group out of range).
[[nodiscard]] EiIndex ei_index(const Graph &graph, View view, const VertexGroups &groups);

/// What chance makes of the E-I index: values() are the indices under `permutations` random deals of the labels, one each.
/// Deal i depends on (seed, i) alone: Fisher and Yates' shuffle by Philox. Work is counted in deals; O(vertices + arcs) each.
/// Throws Error: as ei_index(), and invalid (permutations < 0).
[[nodiscard]] std::unique_ptr<Job> ei_permutations_job(const Graph &graph, View view, const VertexGroups &groups,
                                                       std::int32_t permutations, std::int64_t seed);

}  // namespace entente
