#include "entente/sla/evaluate.hpp"

#include <gtest/gtest.h>

#include <random>

#include "entente/base/instant.hpp"
#include "unit/sla/reference_clock.hpp"
#include "unit/sla/small_contract.hpp"

namespace entente {
namespace {

using test::ReferenceEvent;
using test::ReferenceReading;
using test::ReferenceTarget;

constexpr std::int64_t kNewYear = 20'454 * 1440;  // 2026-01-01T00:00Z in minutes: a Thursday and a holiday

/// Tickets and events in minutes, as the tests write them.
struct MinuteLog {
  std::vector<std::int64_t> opened;
  std::vector<std::vector<ReferenceEvent>> events;
};

EventLog make_log(std::shared_ptr<const Contract> contract, const MinuteLog &minutes) {
  std::vector<std::int64_t> opened_us, at_us;
  std::vector<std::int32_t> ticket, state;
  for (std::size_t i = 0; i < minutes.opened.size(); ++i) {
    opened_us.push_back(minutes.opened[i] * kMinuteUs);
    for (const ReferenceEvent &event : minutes.events[i]) {
      ticket.push_back(static_cast<std::int32_t>(i));
      at_us.push_back(event.minute * kMinuteUs);
      state.push_back(event.state);
    }
  }
  return EventLog(std::move(contract), {opened_us, {}, ticket, at_us, state});
}

void expect_row(const Cycles &cycles, std::size_t row, const ReferenceReading &expected, const std::string &where) {
  const auto minutes = [](std::int64_t us) { return us == kNoValue ? kNoValue : us / kMinuteUs; };
  EXPECT_EQ(cycles.state[row], static_cast<std::int32_t>(expected.state)) << where;
  EXPECT_EQ(minutes(cycles.elapsed_us[row]), expected.elapsed) << where;
  EXPECT_EQ(minutes(cycles.paused_us[row]), expected.paused) << where;
  EXPECT_EQ(minutes(cycles.settled_us[row]), expected.settled) << where;
  EXPECT_EQ(minutes(cycles.outside_us[row]), expected.outside) << where;
  EXPECT_EQ(minutes(cycles.due_us[row]), expected.due.value_or(kNoValue)) << where;
  EXPECT_EQ(minutes(cycles.stopped_us[row]), expected.stopped.value_or(kNoValue)) << where;
  EXPECT_EQ(minutes(cycles.provider_us[row]), expected.waited[0]) << where;
  EXPECT_EQ(minutes(cycles.requester_us[row]), expected.waited[1]) << where;
  EXPECT_EQ(minutes(cycles.third_party_us[row]), expected.waited[2]) << where;
  EXPECT_EQ(minutes(cycles.closing_us[row]), expected.waited[3]) << where;
}

const char *const kTargets = R"(
  {"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office"},
  {"id": "b", "metric": "resolution", "duration": "7h", "calendar": "office", "close_lands_on": "next_open"},
  {"id": "c", "metric": "resolution", "duration": "26h", "calendar": "always", "reopen": "ignore"},
  {"id": "d", "metric": "resolution", "duration": "9h", "calendar": "office",
   "clock_map": {"Awaiting requester": "run", "Awaiting vendor": "run", "Resolved": "run"}},
  {"id": "e", "metric": "first_response", "responded_in": ["Active"], "duration": "1h", "calendar": "office"},
  {"id": "f", "metric": "resolution", "duration": "1h", "calendar": "never"})";

std::vector<ReferenceTarget> reference_targets() {
  using enum Clock;
  const std::array<Clock, test::kStates> plain{run, run, pause, pause, stop, stop};
  return {{test::Hours::office, 240, plain, Reopen::resume, false},
          {test::Hours::office, 420, plain, Reopen::resume, true},
          {test::Hours::always, 26 * 60, plain, Reopen::ignore, false},
          {test::Hours::office, 540, {run, run, run, run, run, stop}, Reopen::resume, false},
          {test::Hours::office, 60, {run, stop, pause, pause, stop, stop}, Reopen::ignore, false},
          {test::Hours::never, 60, plain, Reopen::resume, false}};
}

/// Random tickets of a week or two, with events on a coarse grid so that coincidences (same minute, exactly on an
/// opening or a close, exactly at the due date) happen often.
MinuteLog random_log(std::mt19937_64 &random, std::size_t tickets) {
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  MinuteLog log;
  for (std::size_t i = 0; i < tickets; ++i) {
    const std::int64_t grid = below(2) == 0 ? 60 : 1;
    std::int64_t minute = kNewYear + below(4 * 1440 / grid) * grid;
    log.opened.push_back(minute);
    std::vector<ReferenceEvent> events;
    if (below(10) == 0) events.push_back({minute - below(300), test::kNew});
    for (std::int64_t n = below(9); n > 0; --n) {
      minute += below(3) == 0 ? 0 : below(1500 / grid) * grid;
      events.push_back({minute, static_cast<std::int32_t>(below(test::kStates))});
    }
    if (below(4) == 0) std::shuffle(events.begin(), events.end(), random);
    log.events.push_back(std::move(events));
  }
  return log;
}

TEST(Evaluate, AgreesWithAMinuteByMinuteWalk) {
  const auto contract = test::small_contract(kTargets);
  const std::vector<ReferenceTarget> targets = reference_targets();
  std::mt19937_64 random(2026);
  for (int round = 0; round < 30; ++round) {
    const MinuteLog minutes = random_log(random, 60);
    const std::int64_t as_of = kNewYear + 1440 * 6 + static_cast<std::int64_t>(random() % 6000);
    const EventLog log = make_log(contract, minutes);
    const Cycles cycles = evaluate(log, as_of * kMinuteUs);
    ASSERT_EQ(cycles.size(), minutes.opened.size() * targets.size());
    for (std::size_t row = 0; row < cycles.size(); ++row) {
      const auto ticket = static_cast<std::size_t>(cycles.ticket[row]);
      const auto target = static_cast<std::size_t>(cycles.target[row]);
      test::ReferenceClock reference(targets[target], minutes.opened[ticket], as_of);
      expect_row(cycles, row, reference.run(minutes.events[ticket]),
                 "round " + std::to_string(round) + " ticket " + std::to_string(ticket) + " target " +
                     contract->targets[target].id);
    }
    if (HasFailure()) return;
  }
}

TEST(Evaluate, ElapsedPausedAndOutsideSumToWallTimeAndAreFullyAttributed) {
  const auto contract = test::small_contract(kTargets);
  std::mt19937_64 random(7);
  const std::int64_t as_of_us = (kNewYear + 9000) * kMinuteUs;
  const Cycles c = evaluate(make_log(contract, random_log(random, 500)), as_of_us);
  for (std::size_t row = 0; row < c.size(); ++row) {
    const std::int64_t end = c.stopped_us[row] == kNoValue ? as_of_us : c.stopped_us[row];
    EXPECT_EQ(c.elapsed_us[row] + c.paused_us[row] + c.outside_us[row], end - c.started_us[row]);
    EXPECT_EQ(c.provider_us[row] + c.requester_us[row] + c.third_party_us[row] + c.closing_us[row],
              c.elapsed_us[row] + c.paused_us[row]);
    EXPECT_LE(c.settled_us[row], c.paused_us[row]);
  }
}

TEST(Evaluate, GivesTheSameBytesForAnyNumberOfThreads) {
  const auto contract = test::small_contract(kTargets);
  std::mt19937_64 random(11);
  const EventLog log = make_log(contract, random_log(random, 997));
  const std::int64_t as_of_us = (kNewYear + 9000) * kMinuteUs;
  const Cycles one = evaluate(log, as_of_us, 1);
  for (const std::int32_t threads : {2, 3, 8, 100'000}) {
    const Cycles many = evaluate(log, as_of_us, threads);
    EXPECT_EQ(many.ticket, one.ticket);
    EXPECT_EQ(many.target, one.target);
    EXPECT_EQ(many.state, one.state);
    EXPECT_EQ(many.due_us, one.due_us);
    EXPECT_EQ(many.elapsed_us, one.elapsed_us);
    EXPECT_EQ(many.paused_us, one.paused_us);
    EXPECT_EQ(many.closing_us, one.closing_us);
  }
}

/// One ticket opened on Friday 2026-01-02 at 10:00 under target "a" (4 h of office time: due 15:00).
Cycles one_ticket(const std::vector<ReferenceEvent> &events, std::int64_t as_of) {
  const std::string target = R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office"})";
  constexpr std::int64_t kFriday10 = kNewYear + 1440 + 600;
  std::vector<ReferenceEvent> shifted = events;
  for (ReferenceEvent &event : shifted) event.minute += kFriday10;
  const EventLog log = make_log(test::small_contract(target), {{kFriday10}, {shifted}});
  return evaluate(log, (kFriday10 + as_of) * kMinuteUs);
}

constexpr std::int64_t due_minute(const std::int64_t due_us) { return due_us / kMinuteUs - kNewYear - 1440 - 600; }

TEST(Evaluate, ATargetIsMetIfAndOnlyIfStoppedAtOrBeforeDue) {
  EXPECT_EQ(one_ticket({{300, test::kResolved}}, 1000).state[0], static_cast<std::int32_t>(CycleState::met));
  EXPECT_EQ(one_ticket({{301, test::kResolved}}, 1000).state[0], static_cast<std::int32_t>(CycleState::breached));
}

TEST(Evaluate, APauseThatBeginsAfterDueNeverMovesIt) {
  const Cycles c = one_ticket({{301, test::kAwaitingRequester}, {360, test::kActive}}, 400);
  EXPECT_EQ(due_minute(c.due_us[0]), 300);
  EXPECT_EQ(c.breached_us[0], c.due_us[0]);
}

TEST(Evaluate, APauseThatBeginsAtDueNeverMovesIt) {
  const Cycles c = one_ticket({{300, test::kAwaitingRequester}, {360, test::kResolved}}, 400);
  EXPECT_EQ(due_minute(c.due_us[0]), 300);
  EXPECT_EQ(c.state[0], static_cast<std::int32_t>(CycleState::breached));
}

TEST(Evaluate, WaitingDoesNotCountClosedHours) {  // glpi#10594
  const Cycles c = one_ticket({{60, test::kAwaitingRequester}, {240, test::kActive}}, 240);
  EXPECT_EQ(c.paused_us[0], 120 * kMinuteUs);  // 11:00 to 14:00 less the lunch break
}

TEST(Evaluate, ABreachIsNeverDeclaredWhilePausedBeforeDue) {  // glpi#24481
  const Cycles c = one_ticket({{60, test::kAwaitingRequester}}, 100'000);
  EXPECT_EQ(c.state[0], static_cast<std::int32_t>(CycleState::paused));
  EXPECT_EQ(c.breached_us[0], kNoValue);
}

TEST(Evaluate, SolvedTimeIsNotCountedAsElapsedAfterAReopening) {  // glpi#23359
  const Cycles c = one_ticket({{60, test::kResolved}, {120, test::kActive}, {240, test::kResolved}}, 1000);
  EXPECT_EQ(c.elapsed_us[0], 120 * kMinuteUs);  // 10-11 and 13-14
  EXPECT_EQ(c.settled_us[0], 60 * kMinuteUs);   // 11-12
}

TEST(Evaluate, LeavesOutEventsAfterTheInstantOfJudgementAndTicketsNotYetOpened) {
  EXPECT_EQ(one_ticket({{60, test::kResolved}}, 59).state[0], static_cast<std::int32_t>(CycleState::running));
  EXPECT_EQ(one_ticket({{60, test::kResolved}}, 60).state[0], static_cast<std::int32_t>(CycleState::met));
  EXPECT_EQ(one_ticket({}, -1).size(), 0U);
}

TEST(Evaluate, ACalendarThatNeverOpensGivesAStatusAndNoDueDate) {
  const auto contract = test::small_contract(R"({"id": "n", "metric": "resolution", "duration": "1h", "calendar": "never"})");
  const Cycles c = evaluate(make_log(contract, {{kNewYear}, {{}}}), (kNewYear + 5000) * kMinuteUs);
  EXPECT_EQ(c.due_us[0], kNoValue);
  EXPECT_EQ(c.status[0], static_cast<std::int32_t>(ErrorCode::not_found));
  EXPECT_EQ(c.state[0], static_cast<std::int32_t>(CycleState::running));
}

TEST(Evaluate, AHundredThousandPausesOnOneTicketAreCountedExactly) {
  std::vector<ReferenceEvent> events;
  for (std::int64_t i = 0; i < 100'000; ++i) {
    events.push_back({i, i % 2 == 0 ? std::int32_t{test::kAwaitingRequester} : std::int32_t{test::kActive}});
  }
  const Cycles c = one_ticket(events, 100'000);
  EXPECT_EQ(c.elapsed_us[0], c.paused_us[0]);
  EXPECT_GT(c.elapsed_us[0], 0);
}

TEST(Evaluate, RefusesAnInstantOutsideTheRangeAndNoThreads) {
  const EventLog log = make_log(test::small_contract(kTargets), {{kNewYear}, {{}}});
  EXPECT_THROW((void)evaluate(log, -1), Error);
  EXPECT_THROW((void)evaluate(log, kLastInstantUs + 1), Error);
  EXPECT_THROW((void)evaluate(log, kNewYear * kMinuteUs, 0), Error);
}

TEST(Evaluate, OneTicketOfManyCyclesAsksForNoMoreMemoryThanItsEventsExplain) {
  const auto contract = test::small_contract(
      R"({"id": "again", "metric": "resolution", "duration": "1h", "calendar": "always", "reopen": "new_cycle"})");
  constexpr std::size_t kTickets = 200'000, kEvents = 50'000;
  std::vector<std::int64_t> opened_us(kTickets, 0), at_us(kEvents);
  std::vector<std::int32_t> ticket(kEvents, 0), state(kEvents);
  for (std::size_t i = 0; i < kEvents; ++i) {
    at_us[i] = static_cast<std::int64_t>(i + 1) * kMinuteUs;
    state[i] = i % 2 == 0 ? test::kResolved : test::kActive;
  }
  const Cycles cycles = evaluate(EventLog(contract, {opened_us, {}, ticket, at_us, state}), kDayUs * 100);
  EXPECT_EQ(cycles.size(), kEvents / 2 + kTickets);
  EXPECT_LT(cycles.due_us.capacity(), 4 * cycles.size());
}

}  // namespace
}  // namespace entente
