#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Harmonic centrality H(v) = 1/(n - 1) x sum over u != v of 1/d(v, u), where what cannot be reached adds 0 (Marchiori and
/// Latora, Physica A 285, 2000; normalised as in igraph; networkx returns n - 1 times this). In [0, 1]; 0 for isolates
/// and for a graph of one vertex. Distances count arcs from v (und: edges); strengths do not matter.
///
/// The job: values() has one value a vertex. Sums are taken in fixed point of 96 bits, so each value is the exact one
/// but for its last rounding, whatever the number of threads and the steps. Work, cost, threads and errors as
/// closeness_job().
[[nodiscard]] std::unique_ptr<Job> harmonic_job(const Graph &graph, View view, std::int32_t threads = 1);

/// The same in one call: one value a vertex.
[[nodiscard]] std::vector<double> harmonic(const Graph &graph, View view, std::int32_t threads = 1);

}  // namespace entente
