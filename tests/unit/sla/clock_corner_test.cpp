#include <gtest/gtest.h>

#include "unit/sla/one_ticket.hpp"

namespace entente {
namespace {

using test::minute_of;
using test::on;
using test::OneTicket;
using test::state_of;

std::string pair(const std::string &members) {
  return R"({"id": "a", "metric": "state_pair", "duration": "2h", "calendar": "office", )" + members + "}";
}

TEST(ClockCorners, AReopeningStartsAPairAndAWithdrawalEndsIt) {
  const Cycles c = OneTicket(pair(R"("start_on": ["reopen"], "stop_on": ["cancel"])"), on(2, 9))
                       .state(on(2, 9), "Resolved")
                       .happens(on(2, 10), Happening::reopen)
                       .happens(on(2, 11), Happening::cancel)
                       .judged(on(5, 9));
  ASSERT_EQ(c.size(), 1U);
  EXPECT_EQ(state_of(c, 0), CycleState::met);
  EXPECT_EQ(c.elapsed_us[0], kHourUs);
}

TEST(ClockCorners, APairStartsByItsConditionAlsoWhereItStatesHappenings) {
  const Cycles c =
      OneTicket(pair(R"("start_on": ["assignment"], "start_when": {"phase": ["work"]})"), on(2, 9))
          .changes(on(2, 10), "phase", "work")
          .judged(on(2, 11));
  ASSERT_EQ(c.size(), 1U);
  EXPECT_EQ(minute_of(c.started_us[0]), on(2, 10));
}

TEST(ClockCorners, AStartOnAStoppedTicketBeginsAnotherCycleInPlaceOfResuming) {
  const Cycles c = OneTicket(pair(R"("start_on": ["requester_reply"])"), on(2, 9))
                       .happens(on(2, 9), Happening::requester_reply)
                       .state(on(2, 10), "Resolved")
                       .happens(on(2, 11), Happening::requester_reply)
                       .state(on(2, 14), "Active")
                       .judged(on(2, 15));
  ASSERT_EQ(c.size(), 2U);
  EXPECT_EQ(state_of(c, 0), CycleState::met);
  EXPECT_EQ(minute_of(c.started_us[1]), on(2, 14));
}

TEST(ClockCorners, AReplyOnAResolvedTicketStartsTheClockOfThePriorityItHasByThen) {
  const auto target = [](const std::string &priority) {
    return R"({"id": ")" + priority + R"(", "metric": "next_response", "duration": "2h", "calendar": "office",
      "on_change": "from_change", "when": {"priority": [")" +
           priority + "\"]}}";
  };
  const std::string targets = target("1") + ", " + target("2");
  const Cycles changed_first = OneTicket(targets, on(2, 9), {{"priority", "2"}})
                                   .state(on(2, 9), "Resolved")
                                   .changes(on(2, 10), "priority", "1")
                                   .happens(on(2, 11), Happening::requester_reply)
                                   .state(on(2, 11), "Active")
                                   .judged(on(2, 12));
  const Cycles replied_first = OneTicket(targets, on(2, 9), {{"priority", "2"}})
                                   .state(on(2, 9), "Resolved")
                                   .happens(on(2, 10), Happening::requester_reply)
                                   .changes(on(2, 10), "priority", "1")
                                   .state(on(2, 11), "Active")
                                   .judged(on(2, 12));
  for (const Cycles *c : {&changed_first, &replied_first}) {
    ASSERT_EQ(c->size(), 1U);
    EXPECT_EQ(c->target[0], 0);
    EXPECT_EQ(minute_of(c->due_us[0]), on(2, 14));
  }
}

TEST(ClockCorners, AStopEventOnAResolvedTicketSettlesItsVerdict) {
  const Cycles c = OneTicket(pair(R"("start_on": ["assignment"], "stop_on": ["agent_reply"])"), on(2, 9))
                       .happens(on(2, 9), Happening::assignment)
                       .state(on(2, 10), "Resolved")
                       .happens(on(2, 11), Happening::agent_reply)
                       .state(on(5, 9), "Active")
                       .judged(on(9, 9));
  ASSERT_EQ(c.size(), 1U);
  EXPECT_EQ(state_of(c, 0), CycleState::met);
}

TEST(ClockCorners, AClockThatBringsItsWholePromiseIsDueAtItsStartAlsoWhilePaused) {
  for (const std::string pause : {"calendar_time", "wall_time"}) {
    const Cycles c = OneTicket(R"({"id": "a", "metric": "resolution", "duration": "2h", "calendar": "office",
        "pause_counts": ")" + pause +
                                   "\"}",
                               on(2, 9))
                         .state(on(2, 9), "Awaiting requester")
                         .balance(on(2, 10), 0, 150)
                         .state(on(5, 9), "Active")
                         .judged(on(5, 10));
    EXPECT_EQ(minute_of(c.due_us[0]), on(2, 10)) << pause;
    EXPECT_EQ(c.put_off_us[0], 0) << pause;
  }
}

TEST(ClockCorners, OnlyABalanceMakesUpForAnIncompleteHistory) {
  const auto contract = test::read_contract(test::contract_json(
      R"("targets": [{"id": "a", "metric": "resolution", "duration": "2h", "calendar": "office"}],
         "history": {"begins_in": ["New"]})"));
  EXPECT_EQ(state_of(OneTicket(contract, on(2, 9)).state(on(2, 9), "Active").judged(on(2, 10)), 0),
            CycleState::incomplete_history);
  EXPECT_EQ(
      state_of(
          OneTicket(contract, on(2, 9)).balance(on(2, 9), 0, 0).state(on(2, 9), "Active").judged(on(2, 10)),
          0),
      CycleState::running);
}

TEST(ClockCorners, ProRataKeepsTheShareConsumedAndDoesNotScaleAPause) {
  const Cycles c =
      OneTicket(R"(
      {"id": "short", "metric": "resolution", "duration": "1h", "calendar": "office", "pause_counts": "wall_time",
       "when": {"priority": ["1"]}},
      {"id": "long", "metric": "resolution", "duration": "16h", "calendar": "office", "on_change": "pro_rata",
       "when": {"priority": ["2"]}})",
                on(2, 9), {{"priority", "1"}})
          .state(on(2, 9, 30), "Awaiting requester")
          .state(on(2, 12, 30), "Active")  // half an hour of closed time put off: 30 of 90 minutes consumed
          .changes(on(2, 12, 30), "priority", "2")
          .judged(on(2, 13));
  ASSERT_EQ(c.size(), 2U);
  EXPECT_EQ(c.put_off_us[0], 30 * kMinuteUs);
  EXPECT_EQ(c.brought_us[1], 16 * kHourUs / 3);
}

TEST(ClockCorners, AHandoverOfATinyPromiseStaysWithinTheSupportedSpan) {
  const Cycles c = OneTicket(R"(
      {"id": "tiny", "metric": "resolution", "duration": "1us", "calendar": "always", "when": {"priority": ["1"]}},
      {"id": "huge", "metric": "resolution", "duration": "1000000h", "calendar": "always", "on_change": "pro_rata",
       "when": {"priority": ["2"]}})",
                             on(2, 9), {{"priority", "1"}})
                       .changes(on(2, 10), "priority", "2")
                       .judged(on(2, 11));
  ASSERT_EQ(c.size(), 2U);
  EXPECT_EQ(c.brought_us[1], kLastInstantUs);
  EXPECT_EQ(state_of(c, 1), CycleState::breached);
}

TEST(ClockCorners, ABalanceStartsUnderTheTermsThatBeginAtItsInstant) {
  const auto contract = test::read_contract(test::contract_json(R"("targets": [
      {"id": "a", "metric": "resolution", "duration": "8h", "calendar": "office", "on_amendment": "terms_in_force"}],
      "amendments": [{"id": "new", "effective": "2026-01-05", "targets": [{"id": "a", "metric": "resolution", "duration": "4h",
       "calendar": "office", "on_amendment": "terms_in_force", "on_change": "from_change"}]}])"));
  const Cycles c = OneTicket(contract, on(2, 9)).balance(on(5, 0), 0, 60).judged(on(5, 10));
  ASSERT_EQ(c.size(), 1U);
  EXPECT_EQ(c.target[0], 1);
  EXPECT_EQ(minute_of(c.due_us[0]), on(5, 12));
}

}  // namespace
}  // namespace entente
