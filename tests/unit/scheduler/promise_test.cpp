#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "entente/scheduler/contract_check.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "unit/scheduler/small_quotas.hpp"

namespace entente {
namespace {

/// By how much the worst start of each line was later than due, and the longest that ordinary requests waited
/// for an ordinary start (or, before the first, since the first of them came).
struct Worst {
  std::vector<std::int64_t> late_us;
  std::int64_t gap_us = 0;
  int starts = 0;
};

/// A day of a helpdesk, tick by tick: bursts behind visits that have just begun, answers, reopenings,
/// withdrawals, other orders; visits take at most C, or exactly C; whoever is free asks at once.
class Day {
 public:
  Day(const Quotas &quotas, const ServerPool &team, SmallQuotas &draws)
      : team_(team), draws_(draws), scheduler_(quotas, 0) {
    for (std::int64_t i = 0; i < team.servers; ++i) agents_.push_back(scheduler_.add_agent("one", 0, 1));
    for (const QuotaLine &line : quotas.lines) departments_.push_back(scheduler_.department_id(line.party));
    worst_.late_us.resize(quotas.lines.size(), INT64_MIN);
    full_visits_ = draws.one_in(2);
    backlog_ = draws.one_in(2);
  }

  Worst run(std::int64_t ticks) {
    for (now_us_ = 0; now_us_ < ticks || !active_.empty() || waiting_ > 0; ++now_us_) {
      end_visits();
      if (now_us_ < ticks) {
        if (draws_.one_in(40)) burst();
        if (backlog_ && waiting_ == 0) submit(draws_.draw(0, last_line()), false);
        if (draws_.one_in(3)) operate();
      }
      everybody_asks();
    }
    return worst_;
  }

 private:
  std::int64_t last_line() const { return static_cast<std::int64_t>(departments_.size()) - 1; }

  void burst() {
    for (std::int64_t i = 0; i < team_.servers; ++i) submit(draws_.draw(0, last_line()), false);
    for (std::int64_t line = 0; line <= last_line(); ++line)
      for (std::int64_t k = draws_.draw(0, 7); k > 0; --k) submit(line, true);
  }
  void submit(std::int64_t line, bool back) {
    const Submission made =
        scheduler_.submit(now_us_, keys_++, departments_[static_cast<std::size_t>(line)], 0, back);
    requests_.push_back(made.request);
    if (!back || made.refusal != Refusal::accepted) enter_ordinary();
    everybody_asks();
  }
  void enter_ordinary() {
    if (waiting_++ == 0) since_us_ = now_us_;
  }
  void operate() {
    if (draws_.one_in(2)) {
      const bool back = draws_.one_in(2);
      return submit(draws_.draw(0, last_line()), back);
    }
    if (requests_.empty()) return;
    const std::int32_t request =
        requests_[static_cast<std::size_t>(draws_.draw(0, static_cast<std::int64_t>(requests_.size()) - 1))];
    const RequestInfo was = scheduler_.request(request);
    const bool was_ordinary = was.state == RequestState::queued && !has_precedence(was.backing);
    switch (draws_.draw(0, 5)) {
      case 0:
        scheduler_.back(now_us_, request);
        break;
      case 1:
        scheduler_.reorder(now_us_, request, static_cast<std::size_t>(draws_.draw(0, 3)));
        break;
      case 2:
        scheduler_.ask(now_us_, request);
        break;
      case 3:
        scheduler_.answer(now_us_, request);
        break;
      case 4:
        scheduler_.reopen(now_us_, request);
        break;
      default:
        scheduler_.cancel(now_us_, request);
        break;
    }
    const RequestInfo is = scheduler_.request(request);
    if (was.state == RequestState::active && is.state != RequestState::active) forget_visit(request);
    const bool is_ordinary = is.state == RequestState::queued && !has_precedence(is.backing);
    if (was_ordinary && !is_ordinary) --waiting_;
    if (!was_ordinary && is_ordinary) enter_ordinary();
    everybody_asks();
  }
  static bool has_precedence(Backing backing) {
    return backing == Backing::held || backing == Backing::spent || backing == Backing::refunded;
  }
  void forget_visit(std::int32_t request) {
    for (auto visit = active_.begin(); visit != active_.end(); ++visit)
      if (visit->second == request) {
        active_.erase(visit);
        return;
      }
  }
  void end_visits() {
    while (!active_.empty() && active_.begin()->first <= now_us_) {
      scheduler_.complete(now_us_, active_.begin()->second);
      active_.erase(active_.begin());
    }
    everybody_asks();
  }
  void everybody_asks() {
    for (const std::int32_t agent : agents_) {
      const Decision decision = scheduler_.next(now_us_, agent);
      if (decision.request < 0) continue;
      active_.emplace(now_us_ + (full_visits_ ? team_.visit_us : draws_.draw(1, team_.visit_us)),
                      decision.request);
      ++worst_.starts;
      if (decision.due_us == kNoValue) {
        worst_.gap_us = std::max(worst_.gap_us, now_us_ - since_us_);
        since_us_ = now_us_;
        --waiting_;
        continue;
      }
      const auto line =
          std::find(departments_.begin(), departments_.end(), decision.department) - departments_.begin();
      std::int64_t &late_us = worst_.late_us[static_cast<std::size_t>(line)];
      late_us = std::max(late_us, now_us_ - decision.due_us);
    }
  }

  ServerPool team_;
  SmallQuotas &draws_;
  Scheduler scheduler_;
  std::vector<std::int32_t> agents_, departments_, requests_;
  std::multimap<std::int64_t, std::int32_t> active_;  ///< requests by the end of their visit
  Worst worst_;
  bool full_visits_, backlog_;
  std::int64_t now_us_ = 0, keys_ = 0, waiting_ = 0, since_us_ = 0;
};

/// What a bound that is computed as `variant` says was exceeded in days that the true bound holds.
struct Broken {
  int starts = 0, gaps = 0, days = 0;
};

template <class Variant>
Broken exceeded(std::uint64_t seed, int days, const Variant &variant) {
  SmallQuotas draws(seed);
  Broken broken;
  for (int i = 0; i < days; ++i) {
    Quotas quotas = draws.next(4, true);
    for (QuotaLine &line : quotas.lines) {
      line.quota = draws.draw(2, 8);
      line.anchor_us = 0;
    }
    ServerPool team = draws.team();
    team.ordinary_floor_us = quotas.ordinary_floor_us;
    const std::vector<PaceLine> book = pace_lines(quotas);
    if (lateness(book, team, 0).status == LatenessStatus::unbounded) continue;
    ++broken.days;
    const Worst worst = Day(quotas, team, draws).run(400);
    const ServerPool other = variant(team);
    for (std::size_t line = 0; line < quotas.lines.size(); ++line) {
      const std::int64_t bound_us = lateness(book, other, quotas.lines[line].start_within_us).lateness_us;
      broken.starts += worst.late_us[line] > bound_us ? 1 : 0;
    }
    broken.gaps += worst.gap_us > quotas.ordinary_floor_us + lateness(book, other, 0).lateness_us ? 1 : 0;
  }
  return broken;
}

TEST(Promise, NoBackedStartAndNoOrdinaryOneIsLaterThanItsBound) {
  const Broken broken = exceeded(41, 4000, [](const ServerPool &team) { return team; });
  EXPECT_GT(broken.days, 500);
  EXPECT_EQ(broken.starts, 0);
  EXPECT_EQ(broken.gaps, 0);
}

TEST(Promise, ABoundForOneServerMoreIsExceeded) {
  EXPECT_GT(exceeded(41, 4000, [](ServerPool team) { return ++team.servers, team; }).starts, 0);
}

TEST(Promise, ABoundForShorterVisitsIsExceeded) {
  const Broken broken = exceeded(41, 300, [](ServerPool team) { return --team.visit_us, team; });
  EXPECT_GT(broken.starts, 0);
}

TEST(Promise, ABoundThatLeavesTheFloorOutIsExceeded) {
  const Broken broken = exceeded(41, 4000, [](ServerPool team) { return team.ordinary_floor_us = 0, team; });
  EXPECT_GT(broken.starts, 0);
  EXPECT_GT(broken.gaps, 0);
}

}  // namespace
}  // namespace entente
