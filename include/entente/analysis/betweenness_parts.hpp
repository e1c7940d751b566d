#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/analysis/vertex_groups.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Whom a vertex stands between: its betweenness taken apart.
struct BetweennessParts {
  double score = 0;                  ///< the sum of all parts: betweenness() of the vertex
  std::vector<double> of_groups;     ///< from group a to group b at a x groups + b; they sum to the score
  std::vector<std::int32_t> source;  ///< the pairs it serves most, by share descending, then source, then target
  std::vector<std::int32_t> target;
  std::vector<double> share;         ///< sigma_st(v) / sigma_st, in (0, 1]: the share of the pair's shortest paths
};

/// The parts of one vertex's betweenness by pairs of groups, and the `top` pairs of vertices (und: source < target) of the
/// greatest shares. View und: the part of a pair of two groups is divided between a, b and b, a, so the matrix is
/// symmetric. Shares are compared when rounded to 2^-40. Conventions as betweenness().
///
/// The job: values() are the groups x groups parts and after them the shares, integers() the sources and after them the
/// targets of these pairs. Work is counted in source vertices. O(vertices x arcs); memory: a copy of the adjacency, 40 bytes a vertex.
/// Throws Error: range (the vertex out of range; a group out of range), invalid (not one group a vertex; top < 0), limit (more than
/// limits::kRows pairs of groups; top above limits::kServedPairs).
[[nodiscard]] std::unique_ptr<Job> betweenness_parts_job(const Graph &graph, View view, std::int32_t vertex,
                                                         const VertexGroups &groups, std::int32_t top = 10);

/// The same in one call.
[[nodiscard]] BetweennessParts betweenness_parts(const Graph &graph, View view, std::int32_t vertex,
                                                 const VertexGroups &groups, std::int32_t top = 10);

}  // namespace entente
