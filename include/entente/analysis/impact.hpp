#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Whom a change reaches first, and how people are grouped.
struct ImpactOptions {
  std::span<const std::int32_t> sources;  ///< vertices that are affected for certain
  std::int32_t groups = 0;                ///< group ids are 0 .. groups - 1 (departments)
  std::span<const std::int32_t> group;    ///< of each vertex, or -1: none; empty: nobody has one
  std::int64_t runs = 10'000;             ///< of the Monte-Carlo estimate
  std::uint64_t seed = 0;
  std::int32_t threads = 1;
};

/// Three numbers that bracket the probability that a vertex is affected, and the same for the people of each group.
struct Impact {
  std::vector<double> lower;       ///< of each vertex: probability of its best path; 0 where none leads there
  std::vector<double> mean;        ///< share of the runs in which it was affected
  std::vector<double> mean_low;    ///< Wilson's 95 % interval of the mean
  std::vector<double> mean_high;
  std::vector<double> upper;       ///< union bound over all walks
  std::vector<std::int32_t> from;  ///< the vertex before it on its best path: follow it to see what carries the impact;
                                   ///< INT32_MIN for sources and where no path leads
  std::vector<double> group_lower;  ///< of each group: expected people affected, sum of `lower`
  std::vector<double> group_mean;   ///< and by the runs
  std::vector<double> group_error;  ///< its standard error; NaN for one run
  std::vector<double> group_upper;  ///< sum of `upper`
  bool walks_converge = true;      ///< false: the sum of walks has no end somewhere, `upper` comes from the bound below
};

/// Independent cascade from the sources, where the strength of an arc u -> v of the view dir is the probability that v is
/// affected once u is (1 each where the graph has no strengths).
///
/// lower: the largest product along a path, by Dijkstra's algorithm. mean: Monte Carlo. upper: min(1, x), x the sum over all walks
/// from the sources that do not come back to them of the products along them, which solves x = s + P^T x (a sparse system,
/// BiCGSTAB; accepted only after x >= s + P^T x was checked with a margin of 1e-9). Where that sum does not converge, upper is
/// the limit of y <- min(1, s + P^T y) from y = 1, cut after 1000 rounds: each of them is a bound, since whoever is affected was
/// so by somebody. lower <= truth <= upper always holds; the mean lies between them up to its interval.
///
/// Work is counted in runs; the bounds are found when the study is made. The same bytes for any number of threads and any
/// stepping. O(arcs log vertices + rounds x arcs + runs x arcs reached). One thread at a time. Keeps a copy of the arcs.
class ImpactStudy {
 public:
  /// Throws Error: range (a strength above 1: the message names the arc; a source that is no vertex; groups < 0), invalid
  /// (runs not in [1, 2^31), threads < 1, a column of the wrong length), not_found (a group that does not exist).
  ImpactStudy(const Graph &graph, const ImpactOptions &options);
  ImpactStudy(ImpactStudy &&) noexcept;
  ImpactStudy &operator=(ImpactStudy &&) noexcept;
  ~ImpactStudy();

  /// As Job::step().
  Progress step(std::int64_t work);
  [[nodiscard]] Progress progress() const noexcept;
  /// Throws Error: state (not finished).
  [[nodiscard]] const Impact &result() const;

 private:
  class Study;
  std::unique_ptr<Study> study_;
};

/// The same in one call.
[[nodiscard]] Impact study_impact(const Graph &graph, const ImpactOptions &options);

}  // namespace entente
