#include "scheduler/example_finder.hpp"

#include <algorithm>

#include "entente/base/error.hpp"
#include "entente/quota/ledger.hpp"

namespace entente {
namespace {

constexpr int kMostAttempts = 32;
constexpr std::int64_t kMostReduced = 300;  ///< requests of an example that is still reduced one by one
constexpr std::int64_t kMostSteps = 1000;

bool later(const BurstItem &a, const BurstItem &b) noexcept {
  return a.due_us > b.due_us;
}

ServerPool without_expedite(const Quotas &quotas, ServerPool team) {
  team.servers -= team.expedite;
  team.expedite = 0;
  team.ordinary_floor_us = quotas.ordinary_floor_us;
  return team;
}

}  // namespace

ExampleFinder::ExampleFinder(const Quotas &quotas, const ServerPool &team, ExampleBudget &budget)
    : quotas_(quotas),
      team_(without_expedite(quotas, team)),
      budget_(budget),
      demand_(pace_lines(quotas), team_) {
  const std::int64_t begin_us = 0;
  if (team_.servers > 0 && !demand_.has_zero_spacing() && load_sign(demand_) == LoadSign::below)
    safe_.emplace(demand_, std::span(&begin_us, 1));
  for (const QuotaLine &line : quotas.lines) begin_us_ = std::max(begin_us_, line.anchor_us);
  bursts_.reserve(quotas.lines.size());
  burst_of_.resize(quotas.lines.size());
  for (std::size_t i = 0; i < quotas.lines.size(); ++i) {
    if (promises_nothing(quotas.lines[i])) continue;
    burst_of_[i] = bursts_.size();
    bursts_.emplace_back(quotas.lines[i], static_cast<std::int32_t>(i), begin_us_, 0);
    // The ledger is opened when the line's first item comes up: a line with units has it at once.
    heap_.push_back({quotas.lines[i].start_within_us, -1, static_cast<std::int32_t>(i)});
  }
  std::make_heap(heap_.begin(), heap_.end(), later);
}

bool ExampleFinder::extend() {
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const BurstItem first = heap_.back();
    heap_.pop_back();
    Burst &burst = bursts_[burst_of_[static_cast<std::size_t>(first.line)]];
    const std::optional<BurstItem> next = burst.next();
    is_paced_ = is_paced_ && burst.is_paced();
    if (next) {
      heap_.push_back(*next);
      std::push_heap(heap_.begin(), heap_.end(), later);
    }
    if (first.arrival_us < 0) continue;  // stood for a burst that had not begun
    timeline_.push_back(first);
    return true;
  }
  return false;
}

ExampleSearch ExampleFinder::find(std::int32_t line) {
  ExampleSearch search_result;
  bool ended = false;
  if (team_.visit_us > 0 && team_.servers > 0) {
    search_result.example = search(line, false, ended);
    if (!search_result.example && team_.ordinary_floor_us > 0)
      search_result.example = search(line, true, ended);
  }
  search_result.outcome = search_result.example ? NoExample::found
                          : ended               ? NoExample::not_reached
                                                : NoExample::too_long;
  return search_result;
}

// Goes through the due dates t >= S of the burst, in order, for those with m (r - 1) + 1 requests due by t.
std::optional<CounterExample> ExampleFinder::search(std::int32_t line, bool with_floor, bool &ended) {
  const QuotaLine &terms = line_of(line);
  const std::int64_t limit_us =
      safe_ ? safe_->limit_us(terms.grace_us) : std::numeric_limits<std::int64_t>::max();
  int attempts = 0;
  for (std::size_t i = 0; attempts < kMostAttempts; ++i) {
    while (timeline_.size() <= i + 1) {
      if (static_cast<std::int64_t>(timeline_.size()) > budget_.largest || --budget_.lines < 0)
        return std::nullopt;
      if (!extend()) break;
    }
    if (i >= timeline_.size()) break;
    const std::int64_t t_us = timeline_[i].due_us;
    if (t_us < terms.start_within_us || (i + 1 < timeline_.size() && timeline_[i + 1].due_us == t_us))
      continue;
    if (t_us > limit_us) break;
    const std::int64_t waiting = with_floor ? t_us / team_.ordinary_floor_us : 0;
    const std::int64_t needed = team_.servers * (rounds(terms, t_us) - 1) + 1;
    const auto due = static_cast<std::int64_t>(i + 1);
    if (needed + team_.servers > budget_.largest) return std::nullopt;
    if (due + waiting < needed) continue;
    ++attempts;
    const std::int64_t most_own =
        terms.spacing_us == 0 ? needed : (t_us - terms.start_within_us) / terms.spacing_us + 1;
    std::int64_t others = 0;
    for (std::size_t k = 0; k <= i; ++k) others += timeline_[k].line == line ? 0 : 1;
    budget_.lines -= due;
    const std::int64_t backed = with_floor ? std::min(needed, due) : needed;
    const std::int64_t least_own = std::max<std::int64_t>(1, backed - others);
    for (const std::int64_t own : {std::min(most_own, backed), std::min(least_own, most_own)}) {
      if (auto example = attempt({line, t_us, i + 1, own, backed, waiting, attempts == 1})) return example;
    }
  }
  ended = true;
  return std::nullopt;
}

std::optional<CounterExample> ExampleFinder::attempt(const Attempt &attempt) {
  const QuotaLine &terms = line_of(attempt.line);
  std::vector<Arrival> arrivals;
  for (std::size_t k = 0; k < attempt.items; ++k) {
    const BurstItem &item = timeline_[k];
    if (static_cast<std::int64_t>(arrivals.size()) + attempt.own >= attempt.needed) break;
    if (item.line != attempt.line) arrivals.push_back({item.arrival_us, item.line, true});
  }
  Burst own(terms, attempt.line, begin_us_,
            attempt.due_by_us - terms.start_within_us - (attempt.own - 1) * terms.spacing_us);
  for (std::int64_t k = 0; k < attempt.own; ++k) {
    const std::optional<BurstItem> item = own.next();
    if (!item || item->due_us > attempt.due_by_us) return std::nullopt;
    arrivals.push_back({item->arrival_us, attempt.line, true});
  }
  // Department by department, for the reader; the line itself last, so that it comes last of equal due dates.
  std::stable_sort(arrivals.begin(), arrivals.end(), [&](const Arrival &a, const Arrival &b) {
    if (a.at_us != b.at_us) return a.at_us < b.at_us;
    if ((a.line == attempt.line) != (b.line == attempt.line)) return b.line == attempt.line;
    return a.line < b.line;
  });
  const auto blocking = static_cast<std::size_t>(team_.servers + attempt.waiting);
  arrivals.insert(arrivals.begin(), blocking, Arrival{0, attempt.line, false});
  auto example = play(attempt.line, std::move(arrivals));
  if (!example) return std::nullopt;
  example->is_fewest = is_fewest(attempt, example->arrivals.size());
  if (!example->is_fewest) reduce(*example);
  example->is_minimal = example->is_fewest || example->is_minimal;
  return example;
}

std::optional<CounterExample> ExampleFinder::play(std::int32_t line, std::vector<Arrival> arrivals) {
  if (static_cast<std::int64_t>(arrivals.size()) > std::min(budget_.largest, budget_.requests))
    return std::nullopt;
  budget_.requests -= static_cast<std::int64_t>(arrivals.size());
  Quotas involved;
  involved.ordinary_floor_us = team_.ordinary_floor_us;
  std::vector<std::int32_t> lines;
  for (const Arrival &arrival : arrivals) lines.push_back(arrival.line);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  for (const std::int32_t used : lines) involved.lines.push_back(line_of(used));
  std::vector<Arrival> played = arrivals;
  for (Arrival &arrival : played) {
    arrival.at_us += begin_us_;
    arrival.line =
        static_cast<std::int32_t>(std::lower_bound(lines.begin(), lines.end(), arrival.line) - lines.begin());
  }
  CounterExample example;
  try {
    example.visits = replay_visits(involved, team_, begin_us_, played);
  } catch (const Error &error) {
    if (error.code() != ErrorCode::range) throw;  // beyond the last working time
    return std::nullopt;
  }
  bool broken = false;
  for (Visit &visit : example.visits) {
    visit.started_us -= begin_us_;
    if (visit.due_us == kNoValue) continue;
    visit.due_us -= begin_us_;
    if (broken || arrivals[visit.arrival].line != line ||
        visit.started_us <= visit.due_us + line_of(line).grace_us)
      continue;
    broken = true;
    example.late = visit.arrival;
    example.due_us = visit.due_us;
    example.started_us = visit.started_us;
  }
  if (!broken) return std::nullopt;
  example.line = line;
  example.begin_us = begin_us_;
  example.arrivals = std::move(arrivals);
  return example;
}

// With m r + 1 requests: none is smaller if no t >= S with h(t) > t + g takes fewer than r rounds.
bool ExampleFinder::is_fewest(const Attempt &attempt, std::size_t requests) {
  const QuotaLine &terms = line_of(attempt.line);
  const auto m = static_cast<std::size_t>(team_.servers);
  if ((requests - 1) % m != 0) return false;
  const auto used = static_cast<std::int64_t>((requests - 1) / m);
  if (rounds(terms, terms.start_within_us) >= used) return true;
  if (demand_.has_zero_spacing()) return false;
  if (attempt.first && is_paced_ && team_.ordinary_floor_us == 0) return true;
  std::int64_t x_us = team_.visit_us * (used - 1) - terms.grace_us - 1;
  for (std::int64_t step = 0; x_us >= terms.start_within_us; ++step) {
    budget_.lines -= static_cast<std::int64_t>(demand_.lines().size());
    if (step > kMostSteps || budget_.lines < 0) return false;
    const Demand::Jump jump = demand_.last_jump(x_us);
    const std::int64_t at_us = std::max(jump.at_us, terms.start_within_us);
    const std::int64_t done_us = demand_.started_by_us(jump.demand);
    if (done_us - at_us > terms.grace_us) return false;
    x_us = std::min(at_us - 1, done_us - terms.grace_us - 1);
  }
  return true;
}

void ExampleFinder::reduce(CounterExample &example) {
  for (std::size_t i = 0; i < example.arrivals.size();) {
    const auto most = static_cast<std::int64_t>(example.arrivals.size());
    if (most > kMostReduced || most > budget_.requests) return;
    std::vector<Arrival> fewer = example.arrivals;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (auto smaller = play(example.line, std::move(fewer))) {
      example = std::move(*smaller);
      i = 0;
    } else {
      ++i;
    }
  }
  example.is_minimal = true;
}

}  // namespace entente
