#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "entente/quota/ledger.hpp"
#include "entente/scheduler/counter_example.hpp"
#include "scheduler/demand.hpp"

namespace entente {

/// A backed request of a burst that begins at 0.
struct BurstItem {
  std::int64_t due_us;
  std::int64_t arrival_us;  ///< as early as the quota allows
  std::int32_t line;
};

/// The requests of one line, each as early as its quota allows and so that its due dates stand T apart.
class Burst {
 public:
  /// `offset_us`: when the burst of this line begins, after the grants at `begin_us`.
  Burst(const QuotaLine &line, std::int32_t number, std::int64_t begin_us, std::int64_t offset_us);
  /// The next item, nothing where no unit will ever be granted again or time ends.
  [[nodiscard]] std::optional<BurstItem> next();
  /// False once the quota held an item back beyond S + k T.
  [[nodiscard]] bool is_paced() const noexcept { return is_paced_; }

 private:
  [[nodiscard]] std::optional<BurstItem> end() noexcept;
  const QuotaLine &line_;
  std::int32_t number_;
  std::int64_t begin_us_;
  std::int64_t offset_us_;
  std::int64_t at_us_;
  std::int64_t last_due_us_ = kNoValue;
  bool is_paced_ = true;
  std::unique_ptr<Ledger> ledger_;
};

/// Finds counter-examples for the lines of one book.
class ExampleFinder {
 public:
  ExampleFinder(const Quotas &quotas, const ServerPool &team, ExampleBudget &budget);
  [[nodiscard]] ExampleSearch find(std::int32_t line);

 private:
  struct Attempt {
    std::int32_t line;
    std::int64_t due_by_us;  ///< t
    std::size_t items;       ///< of the timeline that are due by t
    std::int64_t own;        ///< requests of the line itself, the last one due at t
    std::int64_t needed;     ///< backed requests in all
    std::int64_t waiting;    ///< ordinary requests beside those that block
    bool first;              ///< the first t for which there are enough
  };
  [[nodiscard]] bool extend();  ///< one more item; false where the budget or the grants end
  [[nodiscard]] std::optional<CounterExample> search(std::int32_t line, bool with_floor, bool &ended);
  [[nodiscard]] std::optional<CounterExample> attempt(const Attempt &attempt);
  [[nodiscard]] std::optional<CounterExample> play(std::int32_t line, std::vector<Arrival> arrivals);
  [[nodiscard]] bool is_fewest(const Attempt &attempt, std::size_t requests);
  void reduce(CounterExample &example);
  [[nodiscard]] std::int64_t rounds(const QuotaLine &line, std::int64_t t_us) const noexcept {
    return (t_us + line.grace_us) / team_.visit_us + 1;
  }
  [[nodiscard]] const QuotaLine &line_of(std::int32_t line) const {
    return quotas_.lines[static_cast<std::size_t>(line)];
  }

  const Quotas &quotas_;
  ServerPool team_;  ///< without expedite, with the contract's floor
  ExampleBudget &budget_;
  Demand demand_;                  ///< with the floor
  std::optional<SafeBound> safe_;  ///< where the load is below 1
  std::int64_t begin_us_ = 0;
  std::vector<Burst> bursts_;
  std::vector<BurstItem> heap_;        ///< the next item of each burst, earliest due first
  std::vector<std::size_t> burst_of_;  ///< by line
  std::vector<BurstItem> timeline_;    ///< ascending due dates
  bool is_paced_ = true;               ///< so far the timeline is n(t), floor apart
};

}  // namespace entente
