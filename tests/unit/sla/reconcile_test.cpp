#include "entente/sla/reconcile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "entente/sla/evaluate.hpp"
#include "unit/sla/reference_cause.hpp"

namespace entente::test {
namespace {

const char *const kRecorded = R"(, "recorded_verdict": {"column": "made", "met": ["yes"], "targets": ["rule"]})";

/// A rule on hours around the clock and a promise in office hours for tickets of priority 1.
std::shared_ptr<const Contract> contract_of(const ReferenceRule &rule) {
  std::string clock_map;
  const char *const names[] = {"New", "Active", "Awaiting requester", "Awaiting vendor", "Resolved", "Closed"};
  const char *const clocks[] = {"run", "pause", "stop"};
  for (std::size_t i = 0; i < kStates; ++i) {
    clock_map += (i == 0 ? "" : ", ") + std::string("\"") + names[i] + "\": \"" + clocks[static_cast<int>(rule.clock[i])] + "\"";
  }
  const std::string duration = "\"duration\": \"" + std::to_string(rule.promised_minutes) + "m\"";
  return small_contract(R"({"id": "rule", "metric": "resolution", "calendar": "always", )" + duration +
                            R"(, "clock_map": {)" + clock_map + R"(}},
                          {"id": "promise", "metric": "resolution", "calendar": "office", "duration": "8h",
                           "when": {"priority": ["1"]}})",
                        kRecorded);
}

constexpr std::int64_t kMonday = 20451 * 1440;  // 2025-12-29, three days before the holiday

struct SmallLog {
  std::vector<std::int64_t> opened_us, at_us, closed_us;
  std::vector<std::int32_t> priority, ticket, state, recorded;
  std::vector<ReferenceTicket> tickets;

  void add(const ReferenceTicket &one) {
    const auto row = static_cast<std::int32_t>(tickets.size());
    opened_us.push_back(one.opened * kMinuteUs);
    closed_us.push_back(one.closed ? *one.closed * kMinuteUs : kNoValue);
    priority.push_back(one.has_promise ? 1 : 0);
    recorded.push_back(static_cast<std::int32_t>(one.recorded));
    for (const ReferenceEvent &event : one.events) {
      ticket.push_back(row);
      at_us.push_back(event.minute * kMinuteUs);
      state.push_back(event.state);
    }
    tickets.push_back(one);
  }
  [[nodiscard]] EventLog log(std::shared_ptr<const Contract> contract) const {
    return {std::move(contract), {opened_us, priority, ticket, at_us, state}};
  }
};

SmallLog random_log(std::mt19937 &random, std::size_t tickets) {
  const auto draw = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  SmallLog log;
  for (std::size_t i = 0; i < tickets; ++i) {
    ReferenceTicket one;
    one.opened = kMonday + draw(0, 3 * 1440);
    std::int64_t minute = one.opened;
    for (int events = draw(0, 6); events > 0; --events) {
      minute += draw(0, 1000);
      one.events.push_back({minute, draw(0, kStates - 1)});
    }
    if (draw(0, 3) > 0) one.events.push_back({minute += draw(0, 600), kClosed});
    if (draw(0, 2) == 0) one.closed = minute + draw(-300, 900);
    one.has_promise = draw(0, 3) > 0;
    one.recorded = static_cast<Verdict>(draw(0, 4) > 1 ? 2 : draw(0, 2));
    log.add(one);
  }
  return log;
}

ReferenceRule random_rule(std::mt19937 &random) {
  const auto draw = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  ReferenceRule rule;
  rule.promised_minutes = draw(1, 2500);
  rule.clock = {Clock::run, Clock::run, Clock::run, Clock::run, Clock::run, Clock::stop};
  for (const std::size_t state : {std::size_t{kAwaitingRequester}, std::size_t{kAwaitingVendor}, std::size_t{kResolved}}) {
    if (draw(0, 3) == 0) rule.clock[state] = state == kResolved ? Clock::stop : Clock::pause;
  }
  return rule;
}

std::vector<Cause> random_order(std::mt19937 &random) {
  std::vector<Cause> order(kRemovalOrder.begin(), kRemovalOrder.end());
  std::shuffle(order.begin(), order.end(), random);
  order.resize(std::uniform_int_distribution<std::size_t>(1, order.size())(random));
  return order;
}

TEST(Reconcile, CausesAreThoseOfAMinuteByMinuteRecount) {
  std::mt19937 random(20260302);
  std::set<std::int32_t> seen;
  for (int round = 0; round < 60; ++round) {
    const ReferenceRule rule = random_rule(random);
    const SmallLog small = random_log(random, 60);
    const EventLog log = small.log(contract_of(rule));
    const std::int64_t as_of = kMonday + 9 * 1440;
    const std::vector<Cause> order = random_order(random);
    const std::int64_t rounding = std::uniform_int_distribution<int>(0, 300)(random);
    const Reconciliation found = reconcile(log, as_of * kMinuteUs, small.recorded,
                                           {small.closed_us, order, rounding * kMinuteUs});
    for (std::size_t i = 0; i < small.tickets.size(); ++i) {
      const ReferenceAnswer expected = reference_cause(rule, small.tickets[i], as_of, order, rounding);
      ASSERT_EQ(found.rule[i], static_cast<std::int32_t>(expected.rule)) << "round " << round << ", ticket " << i;
      ASSERT_EQ(found.cause[i], static_cast<std::int32_t>(expected.cause)) << "round " << round << ", ticket " << i;
      seen.insert(found.cause[i]);
    }
  }
  EXPECT_EQ(seen.size(), 10U) << "every cause must have been among the answers";
}

TEST(Reconcile, TheRowIsThatOfTheRuleInAnEvaluation) {
  std::mt19937 random(7);
  const SmallLog small = random_log(random, 50);
  const EventLog log = small.log(contract_of(random_rule(random)));
  const std::int64_t as_of_us = (kMonday + 9 * 1440) * kMinuteUs;
  const Cycles cycles = evaluate(log, as_of_us);
  const Reconciliation found = reconcile(log, as_of_us, small.recorded);
  for (std::size_t i = 0; i < small.tickets.size(); ++i) {
    const auto row = static_cast<std::size_t>(found.row[i]);
    EXPECT_EQ(cycles.ticket[row], static_cast<std::int32_t>(i));
    EXPECT_EQ(cycles.target[row], 0);
    const bool has_promise = row + 1 < cycles.size() && cycles.ticket[row + 1] == cycles.ticket[row];
    const std::int32_t promised = !has_promise ? 0 : cycles.state[row + 1] == 2 ? 1 : cycles.state[row + 1] == 3 ? 2 : 0;
    EXPECT_EQ(found.promised[i], promised);
  }
}

TEST(Reconcile, BothOrdersGiveEachTicketOneCauseAndTheSameTicketsNone) {
  std::mt19937 random(11);
  const SmallLog small = random_log(random, 300);
  const EventLog log = small.log(contract_of(random_rule(random)));
  const std::vector<Cause> reverse(kRemovalOrder.rbegin(), kRemovalOrder.rend());
  const std::int64_t as_of_us = (kMonday + 9 * 1440) * kMinuteUs;
  const auto forward = reconcile(log, as_of_us, small.recorded, {small.closed_us}).cause;
  const auto backward = reconcile(log, as_of_us, small.recorded, {small.closed_us, reverse}).cause;
  EXPECT_NE(forward, backward);
  for (std::size_t i = 0; i < forward.size(); ++i) {
    for (const Cause same : {Cause::none, Cause::provider, Cause::rule_met, Cause::unknown}) {
      EXPECT_EQ(forward[i] == static_cast<std::int32_t>(same), backward[i] == static_cast<std::int32_t>(same));
    }
  }
}

/// Monday 29 December 2025, 09:00; the rule counts around the clock, the promise in office hours, closed on 1 January.
TEST(Reconcile, HoursAndHolidaysArePartedWhereACalendarIsStatedByItself) {
  const ReferenceRule rule{.promised_minutes = 24 * 60, .clock = {Clock::run, Clock::run, Clock::run, Clock::run, Clock::run, Clock::stop}};
  SmallLog small;
  // Thursday 1 January 00:00 to Friday 06:00: 30 hours, of which 24 lie on the holiday.
  const std::int64_t thursday = kMonday + 3 * 1440;
  small.add({.opened = thursday, .events = {{thursday + 30 * 60, kClosed}}, .closed = {}, .has_promise = true, .recorded = Verdict::missed});
  const EventLog log = small.log(contract_of(rule));
  const auto cause = [&](std::vector<Cause> order) {
    return static_cast<Cause>(reconcile(log, (thursday + 1440 * 5) * kMinuteUs, small.recorded, {{}, order, 0}).cause[0]);
  };
  EXPECT_EQ(cause({Cause::holiday, Cause::calendar}), Cause::holiday);
  EXPECT_EQ(cause({Cause::calendar, Cause::holiday}), Cause::calendar);
  EXPECT_EQ(cause({Cause::requester}), Cause::provider);
}

TEST(Reconcile, AMissByNothingIsCuredOnlyByARemovalThatTakesTimeAway) {
  const ReferenceRule rule{.promised_minutes = 60, .clock = {Clock::run, Clock::run, Clock::run, Clock::pause, Clock::run, Clock::stop}};
  SmallLog small;  // the promise is used up to the minute when the wait for the vendor begins; closed after it
  small.add({.opened = kMonday, .events = {{kMonday + 50, kAwaitingRequester}, {kMonday + 60, kAwaitingVendor}, {kMonday + 90, kClosed}},
             .closed = {}, .has_promise = true, .recorded = Verdict::missed});
  const EventLog log = small.log(contract_of(rule));
  const auto cause = [&](std::vector<Cause> order) {
    return static_cast<Cause>(reconcile(log, (kMonday + 1440) * kMinuteUs, small.recorded, {{}, order}).cause[0]);
  };
  EXPECT_EQ(cause({Cause::closing, Cause::third_party, Cause::holiday}), Cause::provider);
  EXPECT_EQ(cause({Cause::closing, Cause::requester}), Cause::requester);
  EXPECT_EQ(cause({Cause::closing, Cause::rounding}), Cause::rounding);
}

TEST(Reconcile, WhatCannotBeAnsweredIsRefused) {
  const ReferenceRule rule{.promised_minutes = 60, .clock = {}};
  SmallLog small;
  small.add({.opened = kMonday, .events = {}, .closed = {}, .has_promise = true, .recorded = Verdict::missed});
  const EventLog log = small.log(contract_of(rule));
  const std::int64_t at_us = (kMonday + 10) * kMinuteUs;
  const auto code = [&](const EventLog &of, std::vector<std::int32_t> recorded, const ReconcileOptions &options, std::int64_t as_of_us) {
    try {
      (void)reconcile(of, as_of_us, recorded, options);
    } catch (const Error &error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  const std::vector<std::int64_t> two{0, 0};
  const std::vector<Cause> twice{Cause::closing, Cause::closing}, never{Cause::provider};
  EXPECT_EQ(code(log, {}, {}, at_us), ErrorCode::invalid);
  EXPECT_EQ(code(log, {3}, {}, at_us), ErrorCode::invalid);
  EXPECT_EQ(code(log, {-1}, {}, at_us), ErrorCode::invalid);
  EXPECT_EQ(code(log, {2}, {two}, at_us), ErrorCode::invalid);
  EXPECT_EQ(code(log, {2}, {{}, twice}, at_us), ErrorCode::invalid);
  EXPECT_EQ(code(log, {2}, {{}, never}, at_us), ErrorCode::invalid);
  EXPECT_EQ(code(log, {2}, {{}, kRemovalOrder, -1}, at_us), ErrorCode::range);
  EXPECT_EQ(code(log, {2}, {{}, kRemovalOrder, kDayUs + 1}, at_us), ErrorCode::range);
  EXPECT_EQ(code(log, {2}, {}, kNoValue), ErrorCode::range);
  const auto silent = small_contract(R"({"id": "only", "metric": "resolution", "calendar": "office", "duration": "1h", "when": {"priority": ["1"]}})");
  EXPECT_EQ(code(small.log(silent), {2}, {}, at_us), ErrorCode::invalid);
}

}  // namespace
}  // namespace entente::test
