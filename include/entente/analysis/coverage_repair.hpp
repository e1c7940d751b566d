#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "entente/analysis/job.hpp"

namespace entente {

/// Which relations could be begun, and how many are wanted. Row i: agent[i] could get to know client[i] at cost[i].
struct RepairRows {
  std::int32_t agents = 0;   ///< agent ids are 0 .. agents - 1
  std::int32_t clients = 0;  ///< client ids are 0 .. clients - 1
  std::span<const std::int32_t> agent;
  std::span<const std::int32_t> client;   ///< as long as agent; each pair at most once
  std::span<const std::int64_t> cost;     ///< as long as agent, >= 0; or empty: 1 each, that is the fewest relations
  std::span<const std::int32_t> slots;    ///< of each agent: new clients it has room for, >= 0
  std::span<const std::int32_t> missing;  ///< of each client: knowers it lacks, >= 0, as coverage() gives them
  /// Balances the load: the j-th new client of an agent costs j times this on top, so the sum of squares of new loads counts.
  std::int64_t load_weight = 0;
};

/// The relations to begin. Prices are an optimal dual solution.
struct CoverageRepair {
  std::vector<std::int32_t> agent, client;  ///< one row a new relation, by client, then agent
  std::int64_t cost = 0;                    ///< of these rows, without what load_weight adds
  std::vector<std::int32_t> unmet;          ///< of each client: knowers that it still lacks, because nobody has room for it
  std::int64_t unmet_sum = 0;               ///< the least that any plan leaves
  std::vector<std::int64_t> agent_price;    ///< one slot more saves at most this, one less costs at least this; INT64_MAX
                                            ///< where a slot may let one more knower be met
  std::vector<std::int64_t> client_price;   ///< one knower more costs at least this; INT64_MIN where none can be had
};

/// The cheapest new relations after which each client has the knowers it lacks: an exact minimum-cost flow agent -> client
/// (capacity 1 a pair, slots an agent, missing a client), by successive shortest paths with potentials, Dijkstra ending at the
/// first agent with room. Where not all can be met, as many as possible are, and of those plans the cheapest is found. Ties
/// are broken by ids, so the same input gives the same plan.
///
/// Work is counted in knowers missing. O(missing x pairs log pairs) at worst, near O(missing x pairs of a client) where
/// slots are not scarce. Keeps nothing of the columns. One thread at a time.
class CoverageRepairSearch {
 public:
  /// Throws Error: range (agents, clients, a slot, a missing count, a cost or load_weight below 0; an id out of range: the
  /// message names the row), invalid (columns of different length; a pair given twice), limit (more than limits::kRows rows or
  /// ids; costs so large that 4 (agents + clients + 2) of the largest, or all together, exceed 2^60).
  explicit CoverageRepairSearch(const RepairRows &rows);
  CoverageRepairSearch(CoverageRepairSearch &&) noexcept;
  CoverageRepairSearch &operator=(CoverageRepairSearch &&) noexcept;
  ~CoverageRepairSearch();

  /// As Job::step(), for as many of the missing knowers.
  Progress step(std::int64_t work);
  [[nodiscard]] Progress progress() const noexcept;
  /// Throws Error: state (not finished).
  [[nodiscard]] CoverageRepair result() const;

 private:
  class Flow;
  std::unique_ptr<Flow> flow_;
};

/// The same in one call.
[[nodiscard]] CoverageRepair repair_coverage(const RepairRows &rows);

/// The most even plan: the least cap on an agent's clients, those of `load` included, under which no more stays unmet than
/// with the given slots alone; an agent above the cap gets no new client.
struct BalancedRepair {
  std::int32_t cap = 0;  ///< 0 where nothing is to be added
  CoverageRepair repair;
};

/// By bisection on the cap: O(log of the largest cap) repairs. load: clients of each agent today, >= 0.
/// Throws as CoverageRepairSearch, and invalid (load of the wrong length), range (a load below 0).
[[nodiscard]] BalancedRepair balance_coverage(const RepairRows &rows, std::span<const std::int32_t> load);

}  // namespace entente
