#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Closeness of every vertex, and what it was computed over.
struct Closeness {
  std::vector<double> value;            ///< NaN where no other vertex is reached
  std::vector<std::int32_t> reachable;  ///< vertices reached, the vertex itself included: at least 1
};

/// Closeness C(v) = (r - 1) / sum of d(v, u) over the r - 1 other vertices u that v reaches (Freeman, Social Networks 1,
/// 1978, within the reach of v). Distances count arcs from v (und: edges); strengths do not matter. A vertex that
/// reaches no other has no closeness: NaN. Nothing is scaled by r / n: values of vertices with different `reachable` are
/// not to be compared; harmonic() is made for that.
///
/// The job: values() is the closeness, integers() the reachable counts, one of each a vertex. Work is counted in source
/// vertices and done in batches of 256. Sums are whole numbers, so the bytes do not depend on threads or steps.
/// O(vertices x arcs / 256) word operations at best, O(vertices x arcs) at worst; memory: a copy of the adjacency (dir:
/// two), and about 140 bytes a vertex and thread. The job keeps nothing of the graph.
/// Threads: as betweenness_job(). Throws Error: invalid (threads < 1); step(): limit (no further thread).
[[nodiscard]] std::unique_ptr<Job> closeness_job(const Graph &graph, View view, std::int32_t threads = 1);

/// The same in one call.
[[nodiscard]] Closeness closeness(const Graph &graph, View view, std::int32_t threads = 1);

}  // namespace entente
