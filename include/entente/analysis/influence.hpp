#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "entente/analysis/diffusion.hpp"
#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Whom to win first, and how long to look for them. Empty columns mean: anybody may be chosen, at no cost.
struct InfluenceOptions {
  DiffusionModel model;
  std::int32_t k = 0;      ///< at most so many seeds; more than may be chosen means all of those
  double epsilon = 0.1;    ///< in (0, 1): sampling goes on until `ratio` >= guarantee - epsilon
  double delta = 0;        ///< in (0, 1): the bounds fail with at most this probability; 0 means 1 / vertices
  std::int64_t sets = 0;   ///< sample at least so many sets in all, certificate or not; at most 2^31
  std::uint64_t seed = 0;
  std::int32_t threads = 1;
  std::span<const std::int32_t> group;  ///< of each vertex: its group, or -1 where nobody may choose it
  std::span<const std::int32_t> quota;  ///< of each group: at most so many seeds; with `group` only
  std::span<const std::int64_t> cost;   ///< of each vertex, >= 1; with `budget`
  std::int64_t budget = 0;              ///< of all seeds together; read where `cost` is given
};

/// The seeds found and what is certain of them. A column has one value a seed, in the order in which they were chosen.
struct Influence {
  std::vector<std::int32_t> seeds;
  std::vector<double> gain;  ///< people this seed adds to those before it; the gains sum to `spread`
  std::vector<double> sole;  ///< of these, people that no other seed reaches: what is lost without it
  double spread = 0;         ///< expected number of people reached, seeds included, estimated on the second collection
  double lower = 0;          ///< of the spread of these seeds, with probability 1 - delta together with `upper`
  double upper = 0;          ///< of the spread of any choice that is allowed
  double ratio = 1;          ///< lower / upper; 1 where nothing can be chosen
  bool certified = false;    ///< ratio >= guarantee - epsilon
  bool by_degree = false;    ///< plain out-degree was better than the search, so these are the seeds by degree
  std::int64_t sets = 0;     ///< of both collections
};

/// Seeds of the greatest expected spread, by reverse-reachable sets: a random set of those who would reach a random person
/// meets the seeds with probability spread / vertices.
///
/// Two collections of theta sets each: seeds are chosen greedily on the first and estimated on the second only. With L the
/// covered sets and a = ln(3 r / delta), r the number of bounds that can be looked at,
///   lower = ((sqrt(L2 + 2a/9) - sqrt(a/2))^2 - a/18) n / theta,  at least the number of seeds,
///   upper = (sqrt(U1 + a/2) + sqrt(a/2))^2 n / theta,            at most n,
///   U1 = min over greedy prefixes of covered + the k largest marginal coverages
/// (OPIM-C: Tang, Tang, Xiao, Yuan, SIGMOD 2018). theta is half of `sets`, or OPIM-C's first size where that is more, and
/// doubles until the certificate is met or OPIM-C's greatest size is reached. Where p is the same for all arcs into a
/// vertex, sampling skips from one live arc to the next (SUBSIM: Guo, Wang, Wei, Chen, SIGMOD 2020).
///
/// Before it is done, the search is compared with the choice by plain out-degree (ties: lowest id) on the second
/// collection, and the better one is the answer.
/// Guarantee: 1 - 1/e. With quotas (partition matroid): 1/2. With costs: 1 - 1/sqrt(e), by the better of greedy by gain a
/// cost and the best single vertex; U1 is then the fractional knapsack of the marginal coverages. The ratio is what was
/// reached, mostly far more.
///
/// Work is counted in sets; the choice of all seeds counts as theta sets. `total` grows while the certificate is not met.
/// The same seed gives the same bytes for any number of threads and any stepping: a set depends on (seed, collection,
/// its number) alone. Of the first collection at most limits::kSampledMembers members are kept; where sets are so large that
/// this is reached, it stops growing and the bounds say what that is worth.
///
/// One thread at a time; a step starts and joins the threads it uses. Keeps a copy of the arcs.
class InfluenceSearch {
 public:
  /// Throws Error: range (p not in (0, 1], epsilon or delta not in (0, 1), a cost below 1, a budget below 0), invalid (k or
  /// sets below 0, sets beyond 2^31, threads < 1, columns of the wrong length, quotas without groups, a negative quota,
  /// costs that add up beyond int64), not_found (a group that has no quota; where there are no quotas, a group below -1).
  InfluenceSearch(const Graph &graph, const InfluenceOptions &options);
  InfluenceSearch(InfluenceSearch &&) noexcept;
  InfluenceSearch &operator=(InfluenceSearch &&) noexcept;
  ~InfluenceSearch();

  /// As Job::step(). Throws Error: limit (the system starts no further thread); the search stands as before the call.
  Progress step(std::int64_t work);
  [[nodiscard]] Progress progress() const noexcept;
  /// Throws Error: state (not finished).
  [[nodiscard]] const Influence &result() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// The same in one call.
[[nodiscard]] Influence maximise_influence(const Graph &graph, const InfluenceOptions &options);

}  // namespace entente
