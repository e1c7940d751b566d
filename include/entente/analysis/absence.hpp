#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "entente/analysis/coverage.hpp"
#include "entente/analysis/job.hpp"

namespace entente {

/// For each agent, the clients that nobody else knows: what is lost with it. Knowing is that of coverage(). Throws likewise.
[[nodiscard]] std::vector<std::int32_t> sole_knower_counts(const RelationRows &rows, double threshold);

/// coverage() while these agents are away: their rows do not count. An agent that is named twice is away once.
/// Throws as coverage(), and range (an absent agent that does not exist).
[[nodiscard]] Coverage coverage_without(const RelationRows &rows, double threshold, std::int32_t k,
                                        std::span<const std::int32_t> absent);

/// The contributor absence factor: the least number of agents whose leaving leaves more than half of the covered clients
/// (those that anybody knows) with no knower. 0 where nobody knows anybody.
struct AbsenceFactor {
  std::int32_t covered = 0;           ///< clients that somebody knows
  std::int32_t lower = 0;             ///< no fewer agents do
  std::int32_t upper = 0;             ///< so many do: `agents`
  std::vector<std::int32_t> agents;   ///< one such choice, ascending
  std::vector<std::int32_t> greedy;   ///< most clients first, ties to the lowest id, until more than half are left: Avelino
                                      ///< et al. (ICPC 2016). Not always the least.
  [[nodiscard]] bool proved() const noexcept { return lower == upper; }
};

/// Exact branch and bound: for one size after another from a counting bound upwards, a search for a choice of that size
/// that is enough; each that ends without one raises `lower`. A client that lacks r further agents to be lost counts 1/r with each
/// of them, which bounds what the remaining choices can reach; one that lacks more than may still be chosen counts nothing.
/// Before that `upper` comes from greedy and from letting agents back in one by one.
///
/// Work is counted in nodes of the search, `budget` at most; then the interval says what is known. Usual up to about 200
/// agents. One thread at a time. Keeps nothing of the columns.
class AbsenceSearch {
 public:
  /// Throws as coverage(), and invalid (a negative budget).
  AbsenceSearch(const RelationRows &rows, double threshold, std::int64_t budget = 1'000'000);
  AbsenceSearch(AbsenceSearch &&) noexcept;
  AbsenceSearch &operator=(AbsenceSearch &&) noexcept;
  ~AbsenceSearch();

  /// As Job::step(). `total` is the budget, or what was needed once it is known.
  Progress step(std::int64_t work);
  [[nodiscard]] Progress progress() const noexcept;
  /// What is known so far: valid at any time.
  [[nodiscard]] const AbsenceFactor &result() const noexcept;

 private:
  class Search;
  std::unique_ptr<Search> search_;
};

/// The same in one call.
[[nodiscard]] AbsenceFactor absence_factor(const RelationRows &rows, double threshold, std::int64_t budget = 1'000'000);

}  // namespace entente
