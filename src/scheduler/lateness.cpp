#include "entente/scheduler/lateness.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>

#include "entente/base/error.hpp"
#include "entente/quota/terms.hpp"
#include "scheduler/demand.hpp"

namespace entente {
namespace {

constexpr std::int64_t kFarUs = std::int64_t{1} << 60;
constexpr Lateness kUnbounded{LatenessStatus::unbounded, kNoValue, kNoValue, kNoValue, 0, 0};

/// Finds h(t) - t where it is greatest, for several first instants.
class Search {
 public:
  Search(const Demand &demand, std::span<const std::int64_t> ascending_us, std::int64_t work)
      : demand_(demand), queries_(ascending_us), safe_(demand, ascending_us), work_(work) {}

  /// Whether h(t) - t is at most tolerances[i] for all t >= query i; false, too, where the work was used up.
  [[nodiscard]] bool is_within(std::span<const std::int64_t> tolerances_us) {
    const std::int64_t turn_us = std::max(demand_.last_start_us(), queries_.back());
    any_ = true;  // only what exceeds a tolerance matters
    best_us_ = *std::min_element(tolerances_us.begin(), tolerances_us.end());
    const std::int64_t least_us = best_us_;
    look(turn_us, demand_.last_jump(turn_us).demand);
    if (best_us_ > least_us || !beyond(turn_us) || best_us_ > least_us) return false;
    std::int64_t x_us = turn_us;
    for (std::size_t i = queries_.size(); i-- > 0;) {
      if (best_us_ < safe_.at_query(i) && !back(queries_[i], x_us)) return false;
      if (best_us_ > tolerances_us[i]) return false;
    }
    return true;
  }

  [[nodiscard]] std::vector<Lateness> run() {
    const std::int64_t turn_us = std::max(demand_.last_start_us(), queries_.back());
    look(turn_us, demand_.last_jump(turn_us).demand);
    const std::int64_t half = work_ / 2;
    work_ -= half;
    const bool decided = beyond(turn_us);
    work_ = half;
    std::vector<Lateness> answers(queries_.size());
    std::int64_t x_us = turn_us;
    for (std::size_t i = queries_.size(); i-- > 0;) {
      const bool reached = best_us_ >= safe_.at_query(i) || back(queries_[i], x_us);
      answers[i] = answer(i, reached && decided);
    }
    return answers;
  }

 private:
  /// True if all instants after `turn_us` were settled.
  bool beyond(std::int64_t turn_us) {
    const std::int64_t period_us = common_period_us(demand_);
    const std::int64_t end_us = period_us == 0 ? kFarUs : std::min(kFarUs, turn_us + period_us);
    const std::size_t last = queries_.size() - 1;
    std::int64_t limit_us = std::min(safe_.limit_us(best_us_), end_us);
    std::int64_t x_us = forward(turn_us, limit_us);
    if (x_us >= limit_us || best_us_ >= safe_.at_query(last)) return true;
    const std::int64_t scanned_us = x_us;
    limit_us = std::min(safe_.limit_us(best_us_), end_us);
    if (limit_us >= kFarUs && period_us == 0) return false;
    x_us = limit_us;
    return back(scanned_us + 1, x_us);
  }

  /// Visits the next jumps one by one. Returns the instant up to which all were looked at.
  std::int64_t forward(std::int64_t from_us, std::int64_t &limit_us) {
    using Entry = std::pair<std::int64_t, std::size_t>;
    const std::span<const DemandLine> lines = demand_.lines();
    std::vector<Entry> entries(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::int64_t since_us = from_us - lines[i].start_within_us;
      entries[i] = {from_us + lines[i].spacing_us - since_us % lines[i].spacing_us, i};
    }
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> next(std::greater<>(), std::move(entries));
    Wide demand = demand_.last_jump(from_us).demand;
    std::int64_t steps = 8 * static_cast<std::int64_t>(lines.size()) + 64;
    while (steps > 0) {
      const std::int64_t at_us = next.top().first;
      if (at_us > limit_us) return limit_us;
      for (; next.top().first == at_us; --steps) {
        const std::size_t line = next.top().second;
        next.pop();
        demand += lines[line].count;
        next.emplace(at_us + lines[line].spacing_us, line);
      }
      if (look(at_us, demand)) limit_us = std::min(limit_us, safe_.limit_us(best_us_));
      from_us = at_us;
    }
    return from_us;
  }

  /// Goes back from x_us until no instant in [to_us, x_us] can exceed the best; false if the work was used
  /// up.
  bool back(std::int64_t to_us, std::int64_t &x_us) {
    while (x_us >= to_us) {
      if (work_ <= 0) return false;
      work_ -= static_cast<std::int64_t>(demand_.lines().size());
      const Demand::Jump jump = demand_.last_jump(x_us);
      const std::int64_t at_us = std::max(jump.at_us, to_us);
      look(at_us, jump.demand);
      x_us = std::min(at_us - 1, demand_.started_by_us(jump.demand) - best_us_ - 1);
    }
    return true;
  }

  bool look(std::int64_t at_us, Wide demand) noexcept {
    const std::int64_t value_us = demand_.started_by_us(demand) - at_us;
    if (any_ && value_us <= best_us_) return false;
    any_ = true;
    best_us_ = value_us;
    best_at_us_ = at_us;
    best_demand_ = demand;
    return true;
  }

  [[nodiscard]] Lateness answer(std::size_t i, bool decided) noexcept {
    Lateness found;
    const std::int64_t safe_us = std::max<std::int64_t>(safe_.at_query(i), 0);
    found.lateness_us = std::max<std::int64_t>(best_us_, 0);
    decided = decided || found.lateness_us >= safe_us;
    found.status = decided ? LatenessStatus::exact : LatenessStatus::undecided;
    found.at_most_us = decided ? found.lateness_us : safe_us;
    found.at_us = best_at_us_;
    found.demand = static_cast<std::int64_t>(std::min(best_demand_, Wide{1} << 62));
    found.started_by_us = demand_.started_by_us(best_demand_);
    return found;
  }

  const Demand &demand_;
  std::span<const std::int64_t> queries_;
  SafeBound safe_;
  std::int64_t work_;
  bool any_ = false;
  std::int64_t best_us_ = 0;
  std::int64_t best_at_us_ = 0;
  Wide best_demand_ = 0;
};

std::vector<std::int64_t> sorted_queries(std::span<const std::int64_t> at_least_us) {
  std::vector<std::int64_t> ascending(at_least_us.begin(), at_least_us.end());
  for (const std::int64_t at_us : ascending)
    if (at_us < 0 || at_us > kLastWorkingTimeUs)
      throw Error(ErrorCode::range, "at_least must lie in 0 to 4200000000000000 microseconds");
  std::sort(ascending.begin(), ascending.end());
  ascending.erase(std::unique(ascending.begin(), ascending.end()), ascending.end());
  return ascending;
}

bool is_unbounded(const Demand &demand) noexcept {
  return !demand.lines().empty() && (demand.servers() == 0 || demand.has_zero_spacing());
}

}  // namespace

std::vector<Lateness> latenesses(std::span<const PaceLine> book, const ServerPool &team,
                                 std::span<const std::int64_t> at_least_us, std::int64_t work) {
  const Demand demand(book, team);
  const std::vector<std::int64_t> ascending = sorted_queries(at_least_us);
  if (ascending.empty()) return {};
  if (is_unbounded(demand)) return std::vector<Lateness>(at_least_us.size(), kUnbounded);
  std::vector<Lateness> answers(at_least_us.size());
  if (demand.lines().empty()) {
    for (std::size_t i = 0; i < answers.size(); ++i) answers[i].at_us = at_least_us[i];
    return answers;
  }
  const LoadSign load = load_sign(demand);
  if (load == LoadSign::above) return std::vector<Lateness>(at_least_us.size(), kUnbounded);
  const std::vector<Lateness> found = Search(demand, ascending, work).run();
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto place =
        std::lower_bound(ascending.begin(), ascending.end(), at_least_us[i]) - ascending.begin();
    answers[i] = found[static_cast<std::size_t>(place)];
    if (load == LoadSign::unknown) {
      answers[i].status = LatenessStatus::undecided;
      answers[i].at_most_us = kNoValue;
    }
  }
  return answers;
}

bool is_within(std::span<const PaceLine> book, const ServerPool &team, std::span<const std::int64_t> at_least_us,
               std::span<const std::int64_t> tolerances_us, std::int64_t work) {
  const Demand demand(book, team);
  if (at_least_us.empty() || demand.lines().empty()) return true;
  if (is_unbounded(demand)) return false;
  const std::vector<std::int64_t> ascending = sorted_queries(at_least_us);
  const LoadSign load = load_sign(demand);
  if (load == LoadSign::above || load == LoadSign::unknown) return false;
  std::vector<std::int64_t> tolerances(ascending.size(), std::numeric_limits<std::int64_t>::max());
  for (std::size_t i = 0; i < at_least_us.size(); ++i) {
    const auto place =
        std::lower_bound(ascending.begin(), ascending.end(), at_least_us[i]) - ascending.begin();
    std::int64_t &tolerance = tolerances[static_cast<std::size_t>(place)];
    tolerance = std::min(tolerance, tolerances_us[i]);
  }
  return Search(demand, ascending, work).is_within(tolerances);
}

Lateness lateness(std::span<const PaceLine> book, const ServerPool &team, std::int64_t at_least_us,
                  std::int64_t work) {
  return latenesses(book, team, std::span(&at_least_us, 1), work).front();
}

std::int64_t safe_lateness_us(std::span<const PaceLine> book, const ServerPool &team, std::int64_t at_least_us) {
  const Demand demand(book, team);
  const std::vector<std::int64_t> query = sorted_queries(std::span(&at_least_us, 1));
  if (is_unbounded(demand)) return kNoValue;
  if (demand.lines().empty()) return 0;
  const LoadSign load = load_sign(demand);
  if (load == LoadSign::above || load == LoadSign::unknown) return kNoValue;
  return std::max<std::int64_t>(SafeBound(demand, query).at_query(0), 0);
}

}  // namespace entente
