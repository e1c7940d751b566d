#pragma once

#include <benchmark/benchmark.h>

#include <vector>

#include "graph_set.hpp"

namespace entente::bench {

/// Registers influence_wc, influence_p01, their floors floor/rr_sets (the same number of sets drawn by the same sampler and
/// thrown away: floor/rr_sets of the weighted cascade, floor/rr_sets_p01 of p = 0.01), coverage_repair and
/// floor/pairs (one pass over its pairs) for each set.
void add_decisions(const std::vector<GraphSet> &sets);

}  // namespace entente::bench
