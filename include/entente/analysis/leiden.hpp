#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/analysis/modularity.hpp"
#include "entente/analysis/partition.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

struct LeidenOptions {
  QualityOptions objective;
  std::int32_t iterations = 10;  ///< passes of each restart, each from the communities of the one before; >= 1
  std::int32_t restarts = 10;    ///< from single vertices, each in an order of its own; >= 1
  std::int64_t seed = 0;
};

struct Communities {
  Partition partition;          ///< of the best restart; the first of them where several are
  std::vector<double> quality;  ///< reached by each restart
};

/// Communities of the view und by the Leiden algorithm (Traag, Waltman, van Eck, Scientific Reports 9, 2019): fast local
/// moves, refinement inside each community, aggregation of what was refined, until nothing merges. Every community is
/// connected. What is found is a good division, not the best one, and seldom the only good one: compare qualities, never
/// labels; run several restarts.
///
/// Refinement visits vertices in random order and merges each into the community that gains most (the limit of the
/// paper's random choice at temperature 0). Labels: by descending size, then lowest vertex.
///
/// The job: values() is the quality of each restart, integers() the label of each vertex. Work is counted in iterations.
/// Orders depend on (seed, restart, iteration) alone; the bytes do not depend on the steps. One thread.
/// About O(arcs) an iteration; memory: 24 bytes an arc and 100 a vertex.
/// Throws Error: invalid (iterations or restarts < 1; the objective, as community_quality()), limit (more than 2^62
/// iterations in all), range (strengths: twice their sum beyond double).
[[nodiscard]] std::unique_ptr<Job> leiden_job(const Graph &graph, const LeidenOptions &options = {});

/// The same in one call.
[[nodiscard]] Communities leiden(const Graph &graph, const LeidenOptions &options = {});

}  // namespace entente
