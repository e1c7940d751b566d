#include "entente/scheduler/scheduler.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <vector>

#include "entente/base/error.hpp"

namespace {

using entente::kLastWorkingTimeUs;
using entente::kNoRequest;
using entente::QuotaLine;
using entente::Quotas;
using entente::Refusal;
using entente::Scheduler;

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

QuotaLine line(const std::string &party, std::int64_t quota) {
  QuotaLine made;
  made.party = party;
  made.quota = quota;
  made.period_us = 1000;
  return made;
}

Quotas book(std::vector<QuotaLine> lines) {
  Quotas quotas;
  quotas.lines = std::move(lines);
  return quotas;
}

}  // namespace

TEST(Scheduler, NumbersDepartmentsInByteOrder) {
  const Scheduler scheduler(book({line("b", 1), line("\xC3\xA9", 1), line("B", 1), line("a", 1)}), 0);
  ASSERT_EQ(scheduler.department_count(), 4);
  EXPECT_EQ(scheduler.department_name(0), "B");
  EXPECT_EQ(scheduler.department_id("a"), 1);
  EXPECT_EQ(scheduler.department_id("\xC3\xA9"), 3);
  EXPECT_EQ(scheduler.department_id("c"), -1);
  EXPECT_THROW((void)scheduler.department_name(4), entente::Error);
  EXPECT_THROW((void)scheduler.department_name(-1), entente::Error);
}

TEST(Scheduler, RefusesABadBook) {
  EXPECT_THROW(Scheduler(book({line("a", 1), line("a", 1)}), 0), entente::Error);
  EXPECT_THROW(Scheduler(book({line("a", -1)}), 0), entente::Error);
  EXPECT_THROW(Scheduler(book({line("a", 1)}), -1), entente::Error);
  EXPECT_THROW(Scheduler(book({line("a", 1)}), kMax), entente::Error);
  Quotas floor = book({line("a", 1)});
  floor.ordinary_floor_us = -1;
  EXPECT_THROW(Scheduler(floor, 0), entente::Error);
}

TEST(Scheduler, WorksWithoutDepartmentsOrAgents) {
  Scheduler nobody(book({}), 0);
  EXPECT_EQ(nobody.submit(0, 1, 0, 0, true).refusal, Refusal::unknown_department);
  EXPECT_EQ(nobody.next(0, 0).refusal, Refusal::unknown_agent);
  const auto agent = nobody.add_agent("a", 0, 1);
  EXPECT_EQ(nobody.next(0, agent).request, kNoRequest);
  Scheduler idle(book({line("a", 0)}), 0);
  EXPECT_EQ(idle.submit(5, 1, 0, 0, true).refusal, Refusal::quota_exhausted);
  EXPECT_EQ(idle.next(5, 0).refusal, Refusal::unknown_agent);
}

TEST(Scheduler, AnswersUnknownIdsWithRefusals) {
  Scheduler scheduler(book({line("a", 3)}), 0);
  for (const std::int32_t id : {-1, 1, 1 << 24, std::numeric_limits<std::int32_t>::max(), kNoRequest}) {
    EXPECT_EQ(scheduler.back(0, id), Refusal::unknown_request);
    EXPECT_EQ(scheduler.reorder(0, id, 0), Refusal::unknown_request);
    EXPECT_EQ(scheduler.assign(0, id, 0), Refusal::unknown_request);
    EXPECT_EQ(scheduler.complete(0, id), Refusal::unknown_request);
    EXPECT_EQ(scheduler.ask(0, id), Refusal::unknown_request);
    EXPECT_EQ(scheduler.answer(0, id), Refusal::unknown_request);
    EXPECT_EQ(scheduler.reopen(0, id), Refusal::unknown_request);
    EXPECT_EQ(scheduler.cancel(0, id), Refusal::unknown_request);
    EXPECT_EQ(scheduler.forget(0, id), Refusal::unknown_request);
    EXPECT_EQ(scheduler.next(0, id).refusal, Refusal::unknown_agent);
    EXPECT_EQ(scheduler.presence(0, id, true), Refusal::unknown_agent);
    EXPECT_EQ(scheduler.submit(0, 7, id, 0, false).refusal, Refusal::unknown_department);
    EXPECT_EQ(scheduler.submit(0, 7, 0, id, false).refusal, Refusal::unknown_pool);
    EXPECT_EQ(scheduler.transfer(0, 0, id, 1, false), Refusal::unknown_department);
    EXPECT_EQ(scheduler.change_terms(0, id, {}, entente::Effective::now), Refusal::unknown_department);
    EXPECT_THROW((void)scheduler.request(id), entente::Error);
    EXPECT_THROW((void)scheduler.balances(id), entente::Error);
    EXPECT_THROW((void)scheduler.overrides(id), entente::Error);
    EXPECT_THROW((void)scheduler.slots(0, id), entente::Error);
    EXPECT_THROW((void)scheduler.slots(id, 0), entente::Error);
    EXPECT_THROW((void)scheduler.add_agent("x", id, 1), entente::Error);
    EXPECT_THROW(scheduler.add_skill(id, 0), entente::Error);
  }
  EXPECT_THROW((void)scheduler.add_agent("x", 0, -1), entente::Error);
  EXPECT_THROW((void)scheduler.add_pool(std::string(257, 'p')), entente::Error);
}

TEST(Scheduler, RefusesTimesOutsideTheRangeAndChangesNothing) {
  Scheduler scheduler(book({line("a", 3)}), 10);
  const auto request = scheduler.submit(10, 1, 0, 0, false).request;
  for (const std::int64_t at : {kMin, std::int64_t{-1}, kLastWorkingTimeUs + 1, kMax}) {
    EXPECT_THROW((void)scheduler.advance(at), entente::Error);
    EXPECT_THROW((void)scheduler.submit(at, 2, 0, 0, true), entente::Error);
    EXPECT_THROW((void)scheduler.back(at, request), entente::Error);
    EXPECT_THROW((void)scheduler.next(at, 0), entente::Error);
    EXPECT_THROW((void)scheduler.cancel(at, request), entente::Error);
    EXPECT_THROW((void)scheduler.answer(at, request), entente::Error);
    EXPECT_THROW((void)scheduler.transfer(at, 0, 0, 1, false), entente::Error);
  }
  EXPECT_EQ(scheduler.advance(9), Refusal::time_backwards);
  EXPECT_EQ(scheduler.advance(10), Refusal::accepted);
  EXPECT_EQ(scheduler.request(request).state, entente::RequestState::queued);
}

TEST(Scheduler, TermsOutOfRangeLeaveTheClockWhereItIs) {
  Scheduler scheduler(book({line("a", 3)}), 0);
  entente::TermsChange share;
  share.carry_num = 4;
  share.carry_den = 5;
  ASSERT_EQ(scheduler.change_terms(0, 0, share, entente::Effective::next_period), Refusal::accepted);
  entente::TermsChange thirds;  // 1/3 of the terms in force, 4/3 of those that the period at 1000 brings
  thirds.carry_den = 3;
  entente::TermsChange negative;
  negative.quota = -1;
  for (const auto effective : {entente::Effective::now, entente::Effective::next_period}) {
    EXPECT_THROW((void)scheduler.change_terms(1000, 0, thirds, effective), entente::Error);
    EXPECT_THROW((void)scheduler.change_terms(1'000'000'000, 0, negative, effective), entente::Error);
    EXPECT_THROW((void)scheduler.change_terms(kMax, 0, {}, effective), entente::Error);
  }
  EXPECT_EQ(scheduler.advance(1), Refusal::accepted);
  EXPECT_EQ(scheduler.change_terms(0, 0, negative, entente::Effective::now), Refusal::time_backwards);
  EXPECT_EQ(scheduler.change_terms(999, 0, thirds, entente::Effective::now), Refusal::accepted);
  EXPECT_EQ(scheduler.advance(998), Refusal::time_backwards) << "an accepted change moves the clock";
}

TEST(Scheduler, NeverOverflowsADueDate) {
  QuotaLine wide = line("a", 5000);
  wide.period_us = wide.spacing_us = wide.start_within_us = wide.grace_us = kLastWorkingTimeUs;
  Scheduler scheduler(book({wide}), kLastWorkingTimeUs);
  std::int64_t last = 0;
  for (std::int64_t key = 0; key < 5000; ++key)
    ASSERT_EQ(scheduler.submit(kLastWorkingTimeUs, key, 0, 0, true).refusal, Refusal::accepted);
  for (const std::int64_t due : scheduler.slots(0, 0)) {
    ASSERT_GE(due, last);
    last = due;
  }
  EXPECT_EQ(last, std::int64_t{1} << 62);
  const auto agent = scheduler.add_agent("x", 0, 5000);
  for (int i = 0; i < 5000; ++i) ASSERT_NE(scheduler.next(kLastWorkingTimeUs, agent).request, kNoRequest);
}

TEST(Scheduler, ForgottenRequestsAreUnknownAndTheirKeyIsFree) {
  Scheduler scheduler(book({line("a", 3)}), 0);
  const auto first = scheduler.submit(0, 42, 0, 0, false).request;
  EXPECT_EQ(scheduler.forget(0, first), Refusal::not_done);
  EXPECT_EQ(scheduler.cancel(0, first), Refusal::accepted);
  EXPECT_EQ(scheduler.submit(0, 42, 0, 0, false).refusal, Refusal::duplicate);
  EXPECT_EQ(scheduler.forget(0, first), Refusal::accepted);
  const auto second = scheduler.submit(0, 42, 0, 0, false).request;
  EXPECT_GE(second, 0);
  EXPECT_NE(second, first);
  EXPECT_EQ(scheduler.cancel(0, first), Refusal::unknown_request);
  EXPECT_EQ(scheduler.cancel(0, second), Refusal::accepted);
}

TEST(Scheduler, AnOverrideDoesNotUpsetTheFairShareOfTheOthers) {
  Scheduler scheduler(book({line("a", 0), line("b", 0), line("c", 0)}), 0);
  const auto agent = scheduler.add_agent("x", 0, 100);
  std::vector<std::int32_t> of_c;
  for (std::int64_t i = 0; i < 8; ++i) of_c.push_back(scheduler.submit(0, i, 2, 0, false).request);
  scheduler.submit(0, 100, 1, 0, false);
  scheduler.submit(0, 101, 0, 0, false);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(scheduler.assign(0, of_c[static_cast<std::size_t>(i)], agent), Refusal::accepted);
  EXPECT_EQ(scheduler.overrides(2), 6);
  EXPECT_EQ(scheduler.next(0, agent).key, 101);  // both others count as v now: ties by department
  EXPECT_EQ(scheduler.next(0, agent).key, 100);
  EXPECT_EQ(scheduler.next(0, agent).key, 6);
}

TEST(Scheduler, ServesAHundredThousandDepartments) {
  std::vector<QuotaLine> lines;
  for (int d = 0; d < 100'000; ++d) lines.push_back(line(std::to_string(1'000'000 + d), 2));
  Scheduler scheduler(book(std::move(lines)), 0);
  const auto agent = scheduler.add_agent("x", 0, 1 << 30);
  for (std::int32_t d = 99'999; d >= 0; --d) ASSERT_GE(scheduler.submit(0, d, d, 0, d % 2 == 0).request, 0);
  for (std::int32_t i = 0; i < 50'000; ++i) ASSERT_EQ(scheduler.next(1, agent).key, 99'998 - 2 * i);
  for (std::int32_t i = 0; i < 50'000; ++i) ASSERT_EQ(scheduler.next(1, agent).key, 2 * i + 1);
  EXPECT_EQ(scheduler.advance(kLastWorkingTimeUs), Refusal::accepted);
  EXPECT_EQ(scheduler.balances(99'999).granted, 2 * (kLastWorkingTimeUs / 1000 + 1));
}

TEST(Scheduler, GuaranteesTheFairShareWhileBothAreBacklogged) {
  Scheduler scheduler(book({line("a", 0), line("b", 0)}), 0);
  std::vector<std::int64_t> weights{3, 5};
  entente::TermsChange change;
  for (std::int32_t d = 0; d < 2; ++d) {
    change.weight = weights[static_cast<std::size_t>(d)];
    ASSERT_EQ(scheduler.change_terms(0, d, change, entente::Effective::now), Refusal::accepted);
    for (std::int64_t i = 0; i < 400; ++i) scheduler.submit(0, d * 1000 + i, d, 0, false);
  }
  const auto agent = scheduler.add_agent("x", 0, 1000);
  std::int64_t starts[2] = {0, 0};
  for (int i = 0; i < 600; ++i) {
    ++starts[scheduler.next(0, agent).department];
    // |N_a/3 - N_b/5| <= 1/3 + 1/5, in integers
    ASSERT_LE(std::abs(starts[0] * 5 - starts[1] * 3), 8);
  }
}

TEST(Refusal, HasAWordForEachNumber) {
  EXPECT_STREQ(entente::refusal_name(0), "accepted");
  EXPECT_STREQ(entente::refusal_name(9), "quota_exhausted");
  EXPECT_STREQ(entente::refusal_name(18), "agent_unavailable");
  EXPECT_STREQ(entente::refusal_name(21), "expedite_off");
  for (const std::int32_t none : {-1, 22, std::numeric_limits<std::int32_t>::min()})
    EXPECT_STREQ(entente::refusal_name(none), "");
}
