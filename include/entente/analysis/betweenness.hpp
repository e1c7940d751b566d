#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Exact unweighted betweenness: b(v) = sum over s != v != t of sigma_st(v) / sigma_st, where sigma_st is the number
/// of shortest s-t paths and sigma_st(v) that of those through v. Freeman's definition (Sociometry 40, 1977), Brandes'
/// accumulation (J. Math. Sociology 25, 2001).
///
/// Conventions: und counts each unordered pair {s, t} once, dir each ordered pair; ends do not count; strengths do not
/// matter; unreachable pairs and isolates give 0. Not normalised: multiply by 2 / ((n - 1)(n - 2)) for und, by
/// 1 / ((n - 1)(n - 2)) for dir. Numbers of paths are held in double: exact to 2^53, then rounded to 53 bits; a source
/// from which some number of paths exceeds 2^900 is counted again with a wider exponent, so nothing overflows.
///
/// Work is counted in source vertices; total is the number of vertices. Vertices that hang on trees (und) are settled
/// in closed form when the job is made and count as done from the first step. The values are the same to the bit for
/// any number of threads and any stepping: sources are summed in fixed blocks, and blocks in their order.
///
/// O(vertices x arcs) time; memory: a copy of the adjacency (dir: two), and about 60 bytes a vertex and thread. The job
/// keeps nothing of the graph.
/// Threads: of those asked for, at most limits::kThreads are used. The calling thread works too; the others are started
/// by a step and joined before it returns. A step uses no more threads than it has blocks of 16 sources.
/// Throws Error: invalid (threads < 1); step(): limit (the system starts no further thread).
[[nodiscard]] std::unique_ptr<Job> betweenness_job(const Graph &graph, View view, std::int32_t threads = 1);

/// The same in one call: one value a vertex.
[[nodiscard]] std::vector<double> betweenness(const Graph &graph, View view, std::int32_t threads = 1);

}  // namespace entente
