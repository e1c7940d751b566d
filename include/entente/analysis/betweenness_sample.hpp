#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

struct SampleOptions {
  View view = View::und;
  double error = 0.01;        ///< eps, in (0, 1): a share of all ordered pairs
  double failure = 0.1;       ///< delta, in (0, 1)
  std::int64_t seed = 0;
  std::int32_t threads = 1;
};

/// Betweenness from sampled shortest paths, for graphs on which betweenness() takes too long: with probability 1 - delta
/// every value is within eps n (n - 1) (und: half of it) of betweenness(), all of them at once.
///
/// A sample draws an ordered pair of different vertices and one of its shortest paths, each alike, by a search from both ends, and counts
/// the vertices inside. Vertex v is inside with probability b(v) / (n (n - 1)), und twice that, so its count is binomial.
/// The bound is proved: at most r = ln(4 n / delta) / (2 eps^2) samples are drawn, after which Hoeffding's inequality and
/// the union over vertices leave delta / 2; before, at fixed numbers of samples (1/32, 1/16, ... 1/2 of r), the search
/// stops where the empirical Bernstein bound (Maurer and Pontil, COLT 2009, theorem 4) holds for every vertex, with the
/// other delta / 2 shared among those checks and vertices. It stops early where no vertex lies on a great share of paths; in the manner of KADABRA
/// (Borassi and Natale, ESA 2016), with simpler bounds.
///
/// The job: values() has one value a vertex, in the scale of betweenness(). Work is counted in samples; the total falls
/// to what was done when the bound holds early. Sample i depends on (seed, i) alone and counts are whole numbers, so the
/// bytes do not depend on threads or steps. Memory: a copy of the adjacency (dir: two), and 60 bytes a vertex and thread.
/// Throws Error: invalid (error, failure or threads out of range); limit (more than 2^53 samples); step(): limit (no
/// further thread).
[[nodiscard]] std::unique_ptr<Job> betweenness_sample_job(const Graph &graph, const SampleOptions &options);

struct SampledBetweenness {
  std::vector<double> value;  ///< one a vertex
  std::int64_t samples = 0;   ///< drawn
};

/// The same in one call.
[[nodiscard]] SampledBetweenness betweenness_sample(const Graph &graph, const SampleOptions &options);

}  // namespace entente
