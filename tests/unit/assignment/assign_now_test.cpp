#include "entente/assignment/assign_now.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

#include "entente/base/error.hpp"

namespace {

using namespace entente;

constexpr std::int64_t kHour = 3'600'000'000;
constexpr std::int64_t kClient = 7;

Quotas quotas(std::int64_t units) {
  Quotas made;
  for (const char *party : {"A", "B"}) {
    QuotaLine line;
    line.party = party;
    line.quota = units;
    line.period_us = 40 * kHour;
    line.start_within_us = 4 * kHour;
    line.spacing_us = kHour;
    made.lines.push_back(line);
  }
  return made;
}

std::int32_t submit(Scheduler &scheduler, std::int64_t now_us, std::int64_t key, std::int64_t client, bool back = false,
                    std::int64_t sla_due_us = kNoValue, std::int32_t pool = 0) {
  NewRequest made;
  made.key = key;
  made.pool = pool;
  made.back = back;
  made.client = client;
  made.sla_due_us = sla_due_us;
  const Submission done = scheduler.submit(now_us, made);
  EXPECT_EQ(done.refusal, Refusal::accepted);
  return done.request;
}

/// Three agents with two visits at a time each; agent 0 knows the client.
class Day : public testing::Test {
 protected:
  Day() : scheduler(quotas(4), 0) {
    for (int i = 0; i < 3; ++i) scheduler.add_agent("", 0, 2);
    terms.knowledge = &knowledge;
  }

  const std::vector<std::int32_t> agent{0, 0, 1};
  const std::vector<std::int64_t> client{kClient, kClient, kClient};
  const std::vector<double> strength{0.6, 0.6, 0.5};
  const Knowledge knowledge{{agent, client, strength, {}, {}, {}}, 1.0};
  Scheduler scheduler;
  AssignmentTerms terms;
};

TEST_F(Day, GraphSchedulerAndSlaDecideOnceEach) {
  // 09:00: all are free and in time. The graph decides: agent 0 knows the client.
  submit(scheduler, 0, 101, kClient);
  const Assignment by_graph = assign_now(scheduler, 0, terms);
  EXPECT_EQ(by_graph.key, 101);
  EXPECT_EQ(by_graph.chosen.agent, 0);
  EXPECT_EQ(by_graph.chosen.knows, Knows::measured);
  EXPECT_DOUBLE_EQ(by_graph.chosen.strength, 1.2);
  EXPECT_EQ(by_graph.runner_up.agent, 1);
  EXPECT_EQ(by_graph.rejected_for, RejectedFor::knowledge);

  // 10:00: agent 0 still has room, but has half its time for it. The SLA decides: due at 13:00.
  scheduler.presence(kHour, 2, false);
  submit(scheduler, kHour, 102, kClient, false, 4 * kHour);
  const std::vector<std::int64_t> needed{4 * kHour, kHour, kHour};
  terms.needed_us = needed;
  const Assignment by_sla = assign_now(scheduler, kHour, terms);
  EXPECT_EQ(by_sla.key, 102);
  EXPECT_EQ(by_sla.chosen.agent, 1);
  EXPECT_EQ(by_sla.chosen.knows, Knows::stranger);
  EXPECT_EQ(by_sla.chosen.finish_us, 2 * kHour);
  EXPECT_EQ(by_sla.runner_up.agent, 0);
  EXPECT_EQ(by_sla.runner_up.finish_us, 5 * kHour);
  EXPECT_FALSE(by_sla.runner_up.meets_due);
  EXPECT_EQ(by_sla.rejected_for, RejectedFor::due);

  // 11:00: of a client that nobody knows, without a due date. The scheduler decides, both times: which request, and who has room.
  scheduler.presence(2 * kHour, 2, true);
  submit(scheduler, 2 * kHour, 103, 8);
  submit(scheduler, 2 * kHour, 104, 8, true);
  const Assignment by_scheduler = assign_now(scheduler, 2 * kHour, terms);
  EXPECT_EQ(by_scheduler.key, 104);
  EXPECT_EQ(by_scheduler.rule, 2);
  EXPECT_EQ(by_scheduler.rank, 6 * kHour);
  EXPECT_EQ(by_scheduler.chosen.agent, 2);
  EXPECT_EQ(by_scheduler.chosen.active, 0);
  EXPECT_EQ(by_scheduler.runner_up.active, 1);
  EXPECT_EQ(by_scheduler.rejected_for, RejectedFor::load);
  for (std::int32_t department = 0; department < 2; ++department) EXPECT_EQ(scheduler.overrides(department), 0);
}

TEST_F(Day, WhoHasACriticalCaseGetsNothingNewAndTheManagerIsTheContact) {
  submit(scheduler, 0, 101, kClient);
  const Assignment first = assign_now(scheduler, 0, terms);
  ASSERT_EQ(first.chosen.agent, 0);
  EXPECT_EQ(first.manager, kNoValue);
  const std::vector<CriticalCase> critical{{first.request, 900}, {first.request, 901}};
  terms.critical = critical;
  const std::int32_t same_client = submit(scheduler, kHour, 102, kClient);
  submit(scheduler, kHour, 103, 8);
  const Assignment second = assign_now(scheduler, kHour, terms);
  EXPECT_EQ(second.request, same_client);
  EXPECT_EQ(second.chosen.agent, 1);  // not 0, who knows the client and has room
  EXPECT_EQ(second.shielded, 1);
  EXPECT_EQ(second.manager, 900);
  EXPECT_EQ(assign_now(scheduler, kHour, terms).manager, kNoValue);  // of another client
  scheduler.complete(2 * kHour, first.request);  // no longer critical
  submit(scheduler, 2 * kHour, 104, kClient);
  const Assignment third = assign_now(scheduler, 2 * kHour, terms);
  EXPECT_EQ(third.chosen.agent, 0);
  EXPECT_EQ(third.shielded, 0);
  EXPECT_EQ(third.manager, kNoValue);
}

TEST_F(Day, ACriticalCaseThatIsNextHasItsManagerAsContactWhoeverItIsOf) {
  const std::vector<CriticalCase> critical{{submit(scheduler, 0, 101, kNoValue), 900}};
  terms.critical = critical;
  EXPECT_EQ(assign_now(scheduler, 0, terms).manager, 900);
}

TEST_F(Day, WithoutAGraphWhoServedTheClientWithinTheWindowKnowsIt) {
  terms.knowledge = nullptr;
  scheduler.assign(0, submit(scheduler, 0, 101, kClient), 2);
  submit(scheduler, kHour, 102, kClient);
  terms.start = false;
  EXPECT_EQ(assign_now(scheduler, kHour, terms).chosen.agent, 2);
  EXPECT_EQ(assign_now(scheduler, kHour, terms).chosen.knows, Knows::served);
  terms.window_us = kHour - 1;
  EXPECT_EQ(assign_now(scheduler, kHour, terms).chosen.agent, 0);
}

TEST_F(Day, WithoutStartNothingHappensButTheClock) {
  submit(scheduler, 0, 101, kClient);
  terms.start = false;
  scheduler.advance(kHour);
  const std::uint64_t before = scheduler.digest();
  EXPECT_EQ(assign_now(scheduler, kHour, terms).chosen.agent, 0);
  EXPECT_EQ(scheduler.digest(), before);
  EXPECT_EQ(assign_now(scheduler, 0, terms).refusal, Refusal::time_backwards);
  EXPECT_EQ(scheduler.digest(), before);
}

TEST_F(Day, NobodyFreeOrNothingQueuedIsAnAnswer) {
  EXPECT_EQ(assign_now(scheduler, 0, terms).request, kNoRequest);
  for (std::int32_t i = 0; i < 3; ++i) scheduler.presence(0, i, false);
  const std::int32_t waiting = submit(scheduler, 0, 101, kClient);
  const Assignment none = assign_now(scheduler, 0, terms);
  EXPECT_EQ(none.request, waiting);
  EXPECT_EQ(none.chosen.agent, -1);
  EXPECT_EQ(none.rejected_for, RejectedFor::nothing);
  EXPECT_EQ(scheduler.request(waiting).state, RequestState::queued);
}

TEST_F(Day, WhereNobodyIsInTimeTheBestIsTakenAllTheSame) {
  submit(scheduler, kHour, 101, kClient, false, kHour);
  const std::vector<std::int64_t> needed{kHour, kHour, kHour};
  terms.needed_us = needed;
  const Assignment late = assign_now(scheduler, kHour, terms);
  EXPECT_EQ(late.chosen.agent, 0);
  EXPECT_FALSE(late.chosen.meets_due);
}

TEST_F(Day, RefusesBadTermsAndChangesNothing) {
  submit(scheduler, 0, 101, kClient);
  const std::uint64_t before = scheduler.digest();
  const auto code = [&](const AssignmentTerms &bad, std::int64_t now_us = 0) {
    try {
      (void)assign_now(scheduler, now_us, bad);
    } catch (const Error &error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  AssignmentTerms bad = terms;
  bad.pool = 1;
  EXPECT_EQ(code(bad), ErrorCode::not_found);
  bad = terms;
  bad.due_us = -1;
  EXPECT_EQ(code(bad), ErrorCode::range);
  bad = terms;
  const std::vector<std::int64_t> few{1, 1}, negative{1, -1, 1}, huge{1, kLastWorkingTimeUs + 1, 1};
  bad.needed_us = few;
  EXPECT_EQ(code(bad), ErrorCode::invalid);
  bad.needed_us = negative;
  EXPECT_EQ(code(bad), ErrorCode::range);
  bad.needed_us = huge;
  EXPECT_EQ(code(bad), ErrorCode::range);
  bad = terms;
  const std::vector<CriticalCase> unknown{{12345, 1}};
  bad.critical = unknown;
  EXPECT_EQ(code(bad), ErrorCode::not_found);
  EXPECT_EQ(code(terms, -1), ErrorCode::range);
  EXPECT_EQ(scheduler.digest(), before);
}

/// A second answer: every free agent as a tuple, sorted.
using Wanted = std::vector<std::tuple<bool, int, bool, std::int64_t, std::int64_t, std::int32_t>>;

TEST(AssignNow, IsTheLeastOfAllFreeAgentsOnRandomDesks) {
  std::mt19937 random(11);
  const auto draw = [&](std::int64_t most) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most + 1)); };
  for (int round = 0; round < 400; ++round) {
    Scheduler scheduler(quotas(3), 0);
    const std::int32_t other = scheduler.add_pool("other");
    const auto agents = static_cast<std::int32_t>(1 + draw(5));
    std::vector<std::int32_t> pool_of, slots_of, active_of(static_cast<std::size_t>(agents), 0), helps, known_agent;
    std::vector<std::int64_t> last_of(static_cast<std::size_t>(agents), 0), needed, known_client;
    std::vector<bool> present;
    std::vector<double> strength;
    for (std::int32_t a = 0; a < agents; ++a) {
      pool_of.push_back(draw(2) == 0 ? other : 0);
      slots_of.push_back(static_cast<std::int32_t>(1 + draw(3)));
      scheduler.add_agent("", pool_of.back(), slots_of.back());
      helps.push_back(static_cast<std::int32_t>(draw(1)));
      if (helps.back() == 1) scheduler.add_skill(a, 1 - pool_of.back());
      needed.push_back(draw(3));
      if (draw(1) == 0) known_agent.push_back(a), known_client.push_back(kClient), strength.push_back(static_cast<double>(draw(2)));
    }
    std::int64_t starts = 0;
    for (int i = 0; i < 6; ++i) {  // some have something in hand already
      const auto a = static_cast<std::int32_t>(draw(agents - 1));
      const auto at = static_cast<std::size_t>(a);
      if (active_of[at] == slots_of[at]) continue;
      scheduler.assign(0, submit(scheduler, 0, 1000 + i, 1), a);
      ++active_of[at];
      last_of[at] = ++starts;
    }
    for (std::int32_t a = 0; a < agents; ++a) {
      present.push_back(draw(3) > 0);
      scheduler.presence(0, a, present.back());
    }
    const std::int64_t due_us = draw(1) == 0 ? kNoValue : 10 + draw(3);
    submit(scheduler, 10, 1, kClient, draw(1) == 0, due_us);
    const Knowledge knowledge({known_agent, known_client, strength, {}, {}, {}}, 1);
    AssignmentTerms terms;
    terms.knowledge = &knowledge;
    terms.needed_us = needed;
    const Assignment made = assign_now(scheduler, 10, terms);
    Wanted wanted;
    for (std::int32_t a = 0; a < agents; ++a) {
      const auto at = static_cast<std::size_t>(a);
      if (!present[at] || active_of[at] == slots_of[at] || (pool_of[at] != 0 && helps[at] == 0)) continue;
      bool knows = false;
      for (std::size_t i = 0; i < known_agent.size(); ++i) knows |= known_agent[i] == a && strength[i] >= 1;
      wanted.emplace_back(due_us != kNoValue && 10 + needed[at] > due_us, knows ? 0 : 1, pool_of[at] != 0,
                                active_of[at] * 720720 / slots_of[at], last_of[at], a);
    }
    std::sort(wanted.begin(), wanted.end());
    const auto number = [&](std::size_t place) { return place < wanted.size() ? std::get<5>(wanted[place]) : -1; };
    ASSERT_EQ(made.chosen.agent, number(0)) << "round " << round;
    ASSERT_EQ(made.runner_up.agent, number(1)) << "round " << round;
    RejectedFor expected = RejectedFor::nothing;
    if (wanted.size() > 1) {
      const auto &x = wanted[0], &y = wanted[1];
      expected = std::get<0>(x) != std::get<0>(y)   ? RejectedFor::due
                 : std::get<1>(x) != std::get<1>(y) ? RejectedFor::knowledge
                 : std::get<2>(x) != std::get<2>(y) ? RejectedFor::pool
                 : std::get<3>(x) != std::get<3>(y) ? RejectedFor::load
                                                    : RejectedFor::turn;
    }
    ASSERT_EQ(made.rejected_for, expected) << "round " << round;
    if (made.chosen.agent >= 0) {
      ASSERT_EQ(scheduler.request(made.request).agent, made.chosen.agent);
    }
  }
}

TEST(AssignNow, PrimaryGoesBeforeBackupBeforeMeasured) {
  Scheduler scheduler(quotas(3), 0);
  for (int i = 0; i < 4; ++i) scheduler.add_agent("", 0, 1);
  const std::vector<std::int32_t> agent{1}, declared{2, 3};
  const std::vector<std::int64_t> client{kClient}, of{kClient, kClient};
  const std::vector<Knows> as{Knows::backup, Knows::primary};
  const Knowledge knowledge({agent, client, {}, declared, of, as}, 1);
  AssignmentTerms terms;
  terms.knowledge = &knowledge;
  for (const std::int32_t expected : {3, 2, 1, 0}) {
    submit(scheduler, 0, expected, kClient);
    EXPECT_EQ(assign_now(scheduler, 0, terms).chosen.agent, expected);
  }
}

TEST(AssignNow, AJournalPlaysItAgain) {
  Scheduler scheduler(quotas(3), 0);
  scheduler.add_agent("", 0, 1);
  Scheduler copy = Scheduler::restore(scheduler.snapshot());
  scheduler.start_journal();
  submit(scheduler, 0, 1, kClient);
  AssignmentTerms terms;
  EXPECT_EQ(assign_now(scheduler, kHour, terms).chosen.agent, 0);
  copy.replay(scheduler.take_journal());
  EXPECT_EQ(copy.digest(), scheduler.digest());
}

TEST(Upcoming, IsWhatNextThenGives) {
  Scheduler scheduler(quotas(3), 0);
  scheduler.add_agent("", 0, 3);
  EXPECT_EQ(scheduler.upcoming(0).request, kNoRequest);
  submit(scheduler, 0, 1, kNoValue);
  submit(scheduler, 0, 2, kNoValue, true);
  for (int i = 0; i < 2; ++i) {
    const Upcoming told = scheduler.upcoming(0);
    const Decision taken = scheduler.next(0, 0);
    EXPECT_EQ(told.request, taken.request);
    EXPECT_EQ(told.rule, taken.rule);
    EXPECT_EQ(told.rank, taken.rank);
  }
  EXPECT_THROW((void)scheduler.upcoming(1), Error);
  EXPECT_THROW((void)scheduler.free_agents(-1), Error);
}

}  // namespace
