#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Vertices chosen together: two of the same circle are not both worth having.
struct KeyPlayers {
  std::vector<std::int32_t> member;  ///< in the order in which they were chosen
  std::vector<double> reach;         ///< of the set up to each of them
};

/// A set of k vertices near to everybody. The reach of a set S is R(S) = 1/n x sum over vertices u of 1 / max(1, d(S, u)), where
/// d(S, u) is the least number of arcs from a member to u, and unreached vertices add 0: the distance-weighted reach of
/// Borgatti (Computational and Mathematical Organization Theory 12, 2006). In [0, 1]; monotone and submodular, so that choosing
/// greedily reaches at least 1 - 1/e of the best set of the same size.
///
/// Each step takes the vertex that adds most; sums are whole numbers of 2^-96, compared when rounded to 2^-32, and the
/// lowest vertex is taken where they are equal. Candidates are looked at lazily, which changes no choice.
/// Where k exceeds the number of vertices, all are chosen.
///
/// The job: integers() are the members, values() the reaches, min(k, n) of each. Work is counted in source vertices, for
/// the reach of each alone (threads as closeness_job()), and then in members. The result does not depend on either.
/// O(vertices x arcs / 256) word operations at best for the first part; then O(arcs) a candidate looked at.
/// Throws Error: invalid (k < 0, threads < 1); step(): limit (no further thread).
[[nodiscard]] std::unique_ptr<Job> key_players_job(const Graph &graph, View view, std::int32_t k,
                                                   std::int32_t threads = 1);

/// The same in one call.
[[nodiscard]] KeyPlayers key_players(const Graph &graph, View view, std::int32_t k, std::int32_t threads = 1);

}  // namespace entente
