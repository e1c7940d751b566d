#include "entente/simulation/play.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <queue>
#include <set>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "reference_play.hpp"
#include "simulation/draw.hpp"
#include "small_desk.hpp"

namespace entente {
namespace {

using testing_desk::demand;
using testing_desk::kHour;
using testing_desk::rules;
using testing_desk::simulated_policies;
using testing_desk::team;

/// Pools 0 and 1 and helpers between them, several slots, times so coarse that much happens at one instant.
struct Case {
  Workload workload;
  Team team;
  Rules rules;
};

Case coarse_case(std::uint64_t seed) {
  Case made;
  made.rules = rules(3);
  made.team.agents = {{0, 1, {}}, {0, 2, {1}}, {1, 1, {}}, {1, 1, {0, 2}}, {2, 1, {}}};
  Demand wanted = demand(3, 6, 1'100'000, 2);
  wanted.departments[1].pool = 1;
  wanted.departments[2].pool = 2;
  wanted.departments[2].requests_per_1000_weeks /= 2;
  made.workload = draw_workload(wanted, seed);
  for (std::int64_t &at : made.workload.arrival_us) at -= at % kHour;
  for (std::size_t i = 0; i < made.workload.size(); ++i) {
    made.workload.work_us[i] += kHour - made.workload.work_us[i] % kHour;
    if (simulation::draw(seed, simulation::Purpose::unknown_work, 9, i).first % 4 == 0) made.workload.pool[i] = 0;
  }
  return made;
}

TEST(Play, EveryQueueAgreesWithASlowSimulatorOfAnotherMake) {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const Case made = coarse_case(seed);
    for (const Policy policy : {Policy::fifo, Policy::strict_priority, Policy::fair_queueing, Policy::earliest_due}) {
      const auto expected = reference::SlowPlay(made.workload, made.team, made.rules, policy).run();
      EXPECT_EQ(play(made.workload, made.team, made.rules, policy).start_us, expected)
          << "seed " << seed << ", policy " << static_cast<int>(policy);
    }
  }
}

// Kiefer and Wolfowitz: under FIFO a request starts when it arrives or, later, when the first of m servers is free.
TEST(Play, FifoIsTheRecursionOfKieferAndWolfowitz) {
  for (const std::int32_t agents : {1, 3, 12}) {
    const Workload workload = draw_workload(demand(4, agents, 950'000, 20), 3);
    std::vector<std::int64_t> free_us(static_cast<std::size_t>(agents), 0);
    const Played outcome = play(workload, team(agents), rules(4), Policy::fifo);
    for (std::size_t i = 0; i < workload.size(); ++i) {
      const auto first = std::min_element(free_us.begin(), free_us.end());
      const std::int64_t start = std::max(workload.arrival_us[i], *first);
      ASSERT_EQ(outcome.start_us[i], start) << i;
      *first = start + workload.work_us[i];
    }
  }
}

/// Whether at some instant an agent with a free slot let a request of a pool that it serves wait.
bool idles(const Workload &workload, const Team &team, const Played &outcome) {
  std::set<std::int64_t> instants(workload.arrival_us.begin(), workload.arrival_us.end());
  instants.insert(outcome.end_us.begin(), outcome.end_us.end());
  for (const std::int64_t now : instants) {
    std::vector<std::int32_t> busy(team.agents.size(), 0);
    std::set<std::int32_t> waits;
    for (std::size_t i = 0; i < workload.size(); ++i) {
      if (outcome.start_us[i] <= now && now < outcome.end_us[i]) ++busy[static_cast<std::size_t>(outcome.agent[i])];
      if (workload.arrival_us[i] <= now && now < outcome.start_us[i]) waits.insert(workload.pool[i]);
    }
    for (std::size_t a = 0; a < team.agents.size(); ++a) {
      if (busy[a] > team.agents[a].slots) return true;
      if (busy[a] == team.agents[a].slots) continue;
      if (waits.count(team.agents[a].pool) > 0) return true;
      for (const std::int32_t pool : team.agents[a].helps)
        if (waits.count(pool) > 0) return true;
    }
  }
  return false;
}

TEST(Play, EveryPolicyServesEachRequestOnceAndNeverIdlesBesideWork) {
  for (std::uint64_t seed = 20; seed < 23; ++seed) {
    const Case made = coarse_case(seed);
    for (const Policy policy : simulated_policies()) {
      const Played outcome = play(made.workload, made.team, made.rules, policy);
      ASSERT_EQ(outcome.start_us.size(), made.workload.size());
      for (std::size_t i = 0; i < made.workload.size(); ++i) {
        ASSERT_GE(outcome.start_us[i], made.workload.arrival_us[i]);
        ASSERT_EQ(outcome.end_us[i], outcome.start_us[i] + made.workload.work_us[i]);
        ASSERT_GE(outcome.agent[i], 0);
      }
      EXPECT_FALSE(idles(made.workload, made.team, outcome)) << "policy " << static_cast<int>(policy);
    }
  }
}

TEST(Play, TheBusyTimeOfOnePoolIsTheSameUnderEveryPolicy) {
  // One server: the work in the system depends on nothing but arrivals and work, so each busy period ends alike.
  const Workload workload = draw_workload(demand(3, 1, 900'000, 10), 8);
  std::set<std::int64_t> ends;
  for (const Policy policy : simulated_policies()) {
    const Played outcome = play(workload, team(1), rules(3), policy);
    ends.insert(*std::max_element(outcome.end_us.begin(), outcome.end_us.end()));
  }
  EXPECT_EQ(ends.size(), 1U);
}

TEST(Play, OneDepartmentWithoutPrioritiesWaitsAlikeUnderEveryPolicy) {
  const Workload workload = draw_workload(demand(1, 3, 950'000, 20, 0, 0), 5);
  const Played fifo = play(workload, team(3), rules(1), Policy::fifo);
  for (const Policy policy : simulated_policies()) {
    const Played outcome = play(workload, team(3), rules(1), policy);
    EXPECT_EQ(outcome.start_us, fifo.start_us) << "policy " << static_cast<int>(policy);
    EXPECT_TRUE(std::all_of(outcome.due_us.begin(), outcome.due_us.end(), [](std::int64_t due) { return due == kNoValue; }));
  }
}

TEST(Play, PrioritiesDoChangeTheOrder) {  // the property above is not empty
  const Workload workload = draw_workload(demand(2, 3, 950'000, 20), 5);
  std::set<std::vector<std::int64_t>> orders;
  for (const Policy policy : simulated_policies()) orders.insert(play(workload, team(3), rules(2), policy).start_us);
  EXPECT_EQ(orders.size(), simulated_policies().size());
}

// The trust contract told by hand, one agent, quota of 1 a week: B's second priority is refused and waits in order.
TEST(Play, TheTrustContractBacksWithinTheQuotaAndKeepsDueDates) {
  Workload workload;
  workload.horizon_us = 40 * kHour;
  workload.arrival_us = {0, kHour, 2 * kHour, 3 * kHour, 3 * kHour};
  workload.work_us = {10 * kHour, kHour, kHour, kHour, kHour};
  workload.department = {0, 0, 1, 1, 0};
  workload.pool = {0, 0, 0, 0, 0};
  workload.urgency = {Urgency::ordinary, Urgency::ordinary, Urgency::called, Urgency::priority, Urgency::priority};
  const Rules one_unit = rules(2, 1, 0);
  const Played called = play(workload, team(1), one_unit, Policy::trust_contract);
  EXPECT_EQ(called.backed, (std::vector<std::uint8_t>{0, 0, 1, 0, 1}));
  EXPECT_EQ(called.due_us, (std::vector<std::int64_t>{kNoValue, kNoValue, 6 * kHour, kNoValue, 7 * kHour}));
  // At 10 h: the backed ones by due date, then the ordinary ones by fair share: B has had nothing yet.
  EXPECT_EQ(called.start_us, (std::vector<std::int64_t>{0, 13 * kHour, 10 * kHour, 12 * kHour, 11 * kHour}));
  EXPECT_EQ(called.granted, (std::vector<std::int64_t>{1, 1}));  // the next boundary is the horizon itself
  EXPECT_EQ(called.refunded, (std::vector<std::int64_t>{1, 1}));  // both started late
  EXPECT_EQ(called.unused, (std::vector<std::int64_t>{1, 1}));    // what was given back
  const Played chosen = play(workload, team(1), one_unit, Policy::trust_contract_chosen);
  EXPECT_EQ(chosen.backed, (std::vector<std::uint8_t>{0, 0, 0, 1, 1}));
}

TEST(Play, UnitsAreThoseBeforeTheHorizonAlsoWhereVisitsLastBeyondIt) {
  Workload workload;
  workload.horizon_us = 40 * kHour;
  workload.arrival_us = {39 * kHour};
  workload.work_us = {5 * kHour};
  workload.department = {0};
  workload.pool = {0};
  workload.urgency = {Urgency::priority};
  const Played outcome = play(workload, team(1), rules(2, 3), Policy::trust_contract);
  EXPECT_EQ(outcome.granted, (std::vector<std::int64_t>{3, 3}));  // the period that begins at the horizon grants nothing yet
  EXPECT_EQ(outcome.unused, (std::vector<std::int64_t>{2, 3}));
}

TEST(Play, TheOtherPoliciesPromiseAStartWithinTheLineToWhatIsCalledUrgent) {
  const Workload workload = draw_workload(demand(2, 2, 800'000, 2), 5);
  const Played outcome = play(workload, team(2), rules(2), Policy::fair_queueing);
  for (std::size_t i = 0; i < workload.size(); ++i)
    EXPECT_EQ(outcome.due_us[i], workload.urgency[i] == Urgency::ordinary ? kNoValue : workload.arrival_us[i] + 4 * kHour);
}

TEST(Play, TheLogIsFollowedAsItIs) {
  Workload workload;
  workload.horizon_us = 10 * kHour;
  workload.arrival_us = {0, kHour};
  workload.work_us = {kHour, 2 * kHour};
  workload.department = {0, 0};
  workload.pool = {0, 0};
  workload.urgency = {Urgency::ordinary, Urgency::priority};
  workload.logged_start_us = {kNoValue, 3 * kHour};
  const Played outcome = play(workload, team(1), rules(1), Policy::as_logged);
  EXPECT_EQ(outcome.start_us, workload.logged_start_us);
  EXPECT_EQ(outcome.end_us, (std::vector<std::int64_t>{kNoValue, 5 * kHour}));
}

ErrorCode refusal(const Team &tried, const std::vector<std::int32_t> &pools) {
  try {
    check_team(tried, pools);
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode{};
}

TEST(Team, WhoCannotServeIsRefused) {
  EXPECT_EQ(refusal(team(1), {0}), ErrorCode{});
  EXPECT_EQ(refusal(team(0), {}), ErrorCode::invalid);
  EXPECT_EQ(refusal(team(1), {0, 1}), ErrorCode::invalid);
  EXPECT_EQ(refusal({{{0, 1, {1}}}}, {0, 1}), ErrorCode{});
  EXPECT_EQ(refusal({{{0, 0, {}}}}, {0}), ErrorCode::range);
  EXPECT_EQ(refusal({{{-1, 1, {}}}}, {0}), ErrorCode::range);
  EXPECT_EQ(refusal({{{0, 1, {kMaxPools}}}}, {0}), ErrorCode::range);
  EXPECT_EQ(refusal(team(kMaxTeam + 1), {0}), ErrorCode::limit);
  EXPECT_EQ(refusal({{{0, kMaxTeam + 1, {}}}}, {0}), ErrorCode::limit);
}

TEST(Play, AVisitBeyondTheRangeOfTimeIsALimit) {
  Workload workload;
  workload.horizon_us = kLastWorkingTimeUs;
  workload.arrival_us = {kLastWorkingTimeUs - 1};
  workload.work_us = {2};
  workload.department = {0};
  workload.pool = {0};
  workload.urgency = {Urgency::ordinary};
  try {
    static_cast<void>(play(workload, team(1), rules(1), Policy::fifo));
    FAIL() << "nothing thrown";
  } catch (const Error &error) {
    EXPECT_EQ(error.code(), ErrorCode::limit);
  }
}

}  // namespace
}  // namespace entente
