#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Exact betweenness over cheapest paths, where a strong relation is a short one: an arc of strength w costs
/// 1 + floor(scale / w), in double; und: w = w(u, v) + w(v, u). Costs are whole numbers, so ties between paths are exact
/// and do not depend on the order of additions, as they would with costs of 1 / w. scale = 0 gives betweenness().
///
/// Conventions, job, work units, threads and bytes as betweenness_job(); numbers of paths are held with an exponent of
/// their own, so none overflows. O(vertices x arcs x log vertices); memory: about 90 bytes a vertex and 16 an arc, for
/// each thread.
/// Throws Error: invalid (threads < 1, scale negative or not finite), range (a cost above 2^31 - 1: the message names the arc; twice
/// the sum of all strengths beyond double).
[[nodiscard]] std::unique_ptr<Job> weighted_betweenness_job(const Graph &graph, View view, double scale = 1000,
                                                            std::int32_t threads = 1);

/// The same in one call: one value a vertex.
[[nodiscard]] std::vector<double> weighted_betweenness(const Graph &graph, View view, double scale = 1000,
                                                       std::int32_t threads = 1);

}  // namespace entente
