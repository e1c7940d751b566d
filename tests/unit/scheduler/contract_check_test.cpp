#include "entente/scheduler/contract_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "entente/base/error.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "unit/scheduler/small_quotas.hpp"

namespace entente {
namespace {

/// Lines whose promise breaks when the arrivals are played, with one agent per server and the whole contract:
/// an event loop of its own. Each visit takes exactly C.
std::vector<bool> broken_lines(const Quotas &quotas, const ServerPool &team, std::int64_t begin_us,
                               const std::vector<Arrival> &arrivals) {
  Scheduler scheduler(quotas, begin_us);
  std::vector<std::int32_t> agents;
  for (std::int64_t i = 0; i < team.servers - team.expedite; ++i)
    agents.push_back(scheduler.add_agent("one", 0, 1));
  std::multimap<std::int64_t, std::int32_t> ends;
  std::vector<bool> broken(quotas.lines.size());
  const auto everybody_asks = [&](std::int64_t now_us) {
    for (const std::int32_t agent : agents) {
      const Decision decision = scheduler.next(now_us, agent);
      if (decision.request < 0) continue;
      ends.emplace(now_us + team.visit_us, decision.request);
      const std::int32_t line = arrivals[static_cast<std::size_t>(decision.key)].line;
      const std::int64_t grace_us = quotas.lines[static_cast<std::size_t>(line)].grace_us;
      if (decision.due_us != kNoValue && now_us > decision.due_us + grace_us)
        broken[static_cast<std::size_t>(line)] = true;
    }
  };
  const auto finish_until = [&](std::int64_t limit_us) {
    while (!ends.empty() && ends.begin()->first <= limit_us) {
      const std::int64_t now_us = ends.begin()->first;
      for (; !ends.empty() && ends.begin()->first == now_us; ends.erase(ends.begin()))
        scheduler.complete(now_us, ends.begin()->second);
      everybody_asks(now_us);
    }
  };
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const std::int64_t at_us = begin_us + arrivals[i].at_us;
    finish_until(at_us);
    const std::string &party = quotas.lines[static_cast<std::size_t>(arrivals[i].line)].party;
    scheduler.submit(at_us, static_cast<std::int64_t>(i), scheduler.department_id(party), 0,
                     arrivals[i].backed);
    everybody_asks(at_us);
  }
  finish_until(kLastWorkingTimeUs);
  return broken;
}

bool any(const std::vector<bool> &flags) {
  return std::find(flags.begin(), flags.end(), true) != flags.end();
}

std::vector<Arrival> without(std::vector<Arrival> arrivals, std::size_t i) {
  arrivals.erase(arrivals.begin() + static_cast<std::ptrdiff_t>(i));
  return arrivals;
}

QuotaLine line(const char *party, std::int64_t quota, std::int64_t period, std::int64_t start,
               std::int64_t spacing, std::int64_t grace) {
  QuotaLine made;
  made.party = party;
  made.quota = quota;
  made.period_us = period;
  made.start_within_us = start;
  made.spacing_us = spacing;
  made.grace_us = grace;
  return made;
}

struct Seen {
  int proved = 0, refused = 0, not_proved = 0, fewest = 0, minimal = 0;
};

void examine(const Quotas &quotas, const ServerPool &team, Seen &seen) {
  const ContractCheck check = check_contract(quotas, team);
  ASSERT_EQ(check.lines.size(), quotas.lines.size());
  for (std::size_t i = 0; i < check.lines.size(); ++i) {
    const PromiseCheck &one = check.lines[i];
    seen.proved += one.promise == Promise::proved ? 1 : 0;
    seen.refused += one.promise == Promise::refused ? 1 : 0;
    seen.not_proved += one.promise == Promise::not_proved ? 1 : 0;
    if (one.promise != Promise::refused) {
      ASSERT_EQ(one.example, -1);
      continue;
    }
    ASSERT_TRUE(one.lateness.status == LatenessStatus::unbounded || one.lateness.lateness_us > one.grace_us);
    const CounterExample &example = check.examples[static_cast<std::size_t>(one.example)];
    ASSERT_EQ(static_cast<std::size_t>(example.line), i);
    ASSERT_GT(example.started_us, example.due_us + one.grace_us);
    ASSERT_TRUE(broken_lines(quotas, check.team, example.begin_us, example.arrivals)[i]);
    seen.minimal += example.is_minimal ? 1 : 0;
    for (std::size_t k = 0; example.is_minimal && k < example.arrivals.size(); ++k)
      ASSERT_FALSE(broken_lines(quotas, check.team, example.begin_us, without(example.arrivals, k))[i]);
    seen.fewest += example.is_fewest ? 1 : 0;
  }
  if (check.smallest < 0) return;
  const CounterExample &smallest = check.examples[static_cast<std::size_t>(check.smallest)];
  for (std::size_t k = 0; smallest.is_fewest && k < smallest.arrivals.size(); ++k)
    ASSERT_FALSE(any(broken_lines(quotas, check.team, smallest.begin_us, without(smallest.arrivals, k))));
}

TEST(ContractCheck, CounterExamplesBreakThePromiseAndNoRequestCanBeLeftOut) {
  SmallQuotas draws(11);
  Seen seen;
  for (int i = 0; i < 1500; ++i) {
    SCOPED_TRACE(i);
    const Quotas quotas = draws.next(5, false);
    examine(quotas, draws.team(), seen);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(seen.proved, 400);
  EXPECT_GT(seen.refused, 400);
  EXPECT_LT(seen.not_proved * 50, seen.refused);
  EXPECT_GT(seen.fewest * 10, seen.refused * 9);
  EXPECT_GT(seen.minimal * 50, seen.refused * 49);
}

TEST(ContractCheck, WithAFloorTheBoundIsNotAlwaysReachedAndThenItSaysNotProved) {
  SmallQuotas draws(12);
  Seen seen;
  for (int i = 0; i < 1000; ++i) {
    SCOPED_TRACE(i);
    const Quotas quotas = draws.next(4, true);
    examine(quotas, draws.team(), seen);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(seen.refused, 300);
  EXPECT_GT(seen.not_proved, 10);
}

/// Calls `try_one` with every multiset of k requests at instants 0 .. last, in every order within an instant.
template <class Try>
bool each_sequence(std::vector<Arrival> &arrivals, std::size_t k, std::int64_t last, std::int32_t lines,
                   const Try &try_one) {
  if (arrivals.size() == k) return try_one(arrivals);
  const std::int64_t first = arrivals.empty() ? 0 : arrivals.back().at_us;
  for (std::int64_t at = first; at <= last; ++at)
    for (std::int32_t department = 0; department < lines; ++department)
      for (const bool backed : {false, true}) {
        arrivals.push_back({at, department, backed});
        if (each_sequence(arrivals, k, last, lines, try_one)) return true;
        arrivals.pop_back();
        if (arrivals.empty() && at > 0) return false;  // the first request comes at 0
      }
  return false;
}

TEST(ContractCheck, NoSequenceWithFewerRequestsBreaksAnyPromiseOfATinyContract) {
  SmallQuotas draws(13);
  int tried = 0;
  for (int i = 0; i < 400 && tried < 25; ++i) {
    Quotas quotas = draws.next(2, false);
    for (QuotaLine &terms : quotas.lines) {
      terms.start_within_us = draws.draw(0, 6);
      terms.spacing_us = draws.draw(1, 6);
      terms.grace_us = draws.draw(0, 1);
      terms.anchor_us = 0;
    }
    const ServerPool team{draws.draw(1, 2), draws.draw(1, 4), 0, 0};
    const ContractCheck check = check_contract(quotas, team);
    if (check.smallest < 0) continue;
    const CounterExample &smallest = check.examples[static_cast<std::size_t>(check.smallest)];
    if (!smallest.is_fewest || smallest.arrivals.size() > 4 || smallest.arrivals.size() < 3) continue;
    ++tried;
    std::vector<Arrival> arrivals;
    const bool found = each_sequence(
        arrivals, smallest.arrivals.size() - 1, 7, static_cast<std::int32_t>(quotas.lines.size()),
        [&](const std::vector<Arrival> &all) { return any(broken_lines(quotas, team, 0, all)); });
    ASSERT_FALSE(found) << i;
  }
  EXPECT_GE(tried, 10);
}

TEST(ContractCheck, AllProvedAgreesWithTheBoundsThemselves) {
  SmallQuotas draws(14);
  int proved = 0, kept = 0;
  for (int i = 0; i < 6000; ++i) {
    const Quotas quotas = draws.next(5, draws.one_in(2));
    ServerPool team = draws.team();
    team.ordinary_floor_us = quotas.ordinary_floor_us;
    bool all = true;
    for (const QuotaLine &terms : quotas.lines) {
      const Lateness bound = lateness(pace_lines(quotas), team, terms.start_within_us);
      all = all && bound.status == LatenessStatus::exact && bound.lateness_us <= terms.grace_us;
      kept += bound.lateness_us > 0 && bound.lateness_us <= terms.grace_us ? 1 : 0;
    }
    ASSERT_EQ(all_proved(quotas, team), all) << i;
    proved += all ? 1 : 0;
  }
  EXPECT_GT(proved, 1000);
  EXPECT_GT(kept, 300);  // late, but within the grace
}

TEST(ContractCheck, AContractThatCanBeKeptIsProvedWithItsTightestInstant) {
  Quotas quotas;
  quotas.lines = {line("A", 2, 40, 10, 20, 0), line("B", 2, 40, 10, 20, 0)};
  const ContractCheck check = check_contract(quotas, {1, 5, 0, 0});
  EXPECT_EQ(check.verdict, Promise::proved);
  EXPECT_EQ(check.lines[0].lateness.at_us, 10);
  EXPECT_EQ(check.lines[0].lateness.demand, 2);
  EXPECT_EQ(check.lines[0].lateness.started_by_us, 10);
  EXPECT_EQ(check.lines[0].start_bound_us, 10);
}

TEST(ContractCheck, QuotasThatForbidTheBurstLeadToNotProvedAndNeverToRefused) {
  // Pace alone would allow a burst of ten; the quota is one unit in a long period.
  Quotas quotas;
  quotas.lines = {line("A", 1, 1'000'000, 20, 1, 0)};
  const ContractCheck check = check_contract(quotas, {1, 10, 0, 0});
  EXPECT_EQ(check.lines[0].promise, Promise::not_proved);
  EXPECT_EQ(check.verdict, Promise::not_proved);
  EXPECT_EQ(check.lines[0].lateness.status, LatenessStatus::unbounded);
  EXPECT_NE(check.lines[0].no_example, NoExample::found);
}

TEST(ContractCheck, StartAtOnceWithoutGraceIsRefusedWithOneRequestAndThoseBeingServed) {
  Quotas quotas;
  quotas.lines = {line("A", 4, 40, 0, 10, 0), line("B", 0, 40, 5, 0, 0)};
  const ContractCheck check = check_contract(quotas, {3, 2, 0, 0});
  EXPECT_EQ(check.lines[0].promise, Promise::refused);
  EXPECT_EQ(check.lines[0].warnings, kStartAtOnceOrRefund | kVisitLongerThanPromise);
  EXPECT_EQ(check.examples[0].arrivals.size(), 4u);
  EXPECT_TRUE(check.examples[0].is_fewest);
  EXPECT_EQ(check.lines[1].promise, Promise::none);
  EXPECT_EQ(check.lines[1].warnings, kNothingPromised);
}

TEST(ContractCheck, ExpediteTakesItsServersAway) {
  Quotas quotas;
  quotas.lines = {line("A", 2, 40, 5, 20, 0), line("B", 2, 40, 5, 20, 0)};
  EXPECT_EQ(check_contract(quotas, {2, 5, 0, 0}).verdict, Promise::proved);
  const ContractCheck check = check_contract(quotas, {2, 5, 0, 1});
  EXPECT_EQ(check.verdict, Promise::refused);
  EXPECT_EQ(check.examples[0].arrivals.size(), 3u);
}

TEST(ContractCheck, EdgesHaveDocumentedAnswers) {
  EXPECT_EQ(check_contract({}, {0, 0, 0, 0}).verdict, Promise::proved);
  Quotas quotas;
  quotas.lines = {line("A", 2, 40, 5, 20, 0)};
  const ContractCheck nobody = check_contract(quotas, {0, 5, 0, 0});
  EXPECT_EQ(nobody.lines[0].promise, Promise::not_proved);
  EXPECT_EQ(check_contract(quotas, {1, 0, 0, 0}).verdict, Promise::proved);
  quotas.lines[0].spacing_us = 0;
  const ContractCheck unpaced = check_contract(quotas, {1, 5, 0, 0});
  EXPECT_EQ(unpaced.lines[0].warnings, kNoPace);
  EXPECT_EQ(unpaced.lines[0].promise, Promise::refused);  // two units, both due after 5
  EXPECT_EQ(unpaced.examples[0].arrivals.size(), 3u);
  for (std::int64_t QuotaLine::*field :
       {&QuotaLine::start_within_us, &QuotaLine::spacing_us, &QuotaLine::grace_us, &QuotaLine::period_us,
        &QuotaLine::quota, &QuotaLine::overdraft}) {
    for (const std::int64_t wrong : {std::int64_t{-1}, std::int64_t{1} << 62}) {
      Quotas bad = quotas;
      bad.lines[0].*field = wrong;
      EXPECT_THROW((void)check_contract(bad, {1, 5, 0, 0}), Error);
      EXPECT_THROW((void)all_proved(bad, {1, 5, 0, 0}), Error);
    }
  }
  quotas.lines[0].start_within_us = std::int64_t{1} << 62;
  EXPECT_THROW((void)check_contract(quotas, {1, 5, 0, 0}), Error);
}

}  // namespace
}  // namespace entente
