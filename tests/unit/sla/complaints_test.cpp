// What users of existing helpdesks complain about, one test a complaint.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "entente/base/error.hpp"
#include "unit/sla/one_ticket.hpp"

namespace entente {
namespace {

using test::minute_of;
using test::on;
using test::OneTicket;
using test::state_of;

/// Two priorities of one series; the second states what it begins with.
std::string two_priorities(const std::string &on_change) {
  return R"({"id": "low", "metric": "resolution", "duration": "8h", "calendar": "office", "when": {"priority": ["2"]}},
    {"id": "high", "metric": "resolution", "duration": "4h", "calendar": "office", "when": {"priority": ["1"]}, "on_change": ")" +
         on_change + "\"}";
}

TEST(Complaints, ThePauseBeforeAChangeOfTheSlaIsKept) {  // glpi#6902, glpi#15605
  for (const std::string on_change : {"from_creation", "carry"}) {
    const Cycles c = OneTicket(two_priorities(on_change), on(2, 9), {{"priority", "2"}})
                         .state(on(2, 10), "Awaiting requester")
                         .state(on(2, 11), "Active")
                         .changes(on(2, 11, 30), "priority", "1")
                         .judged(on(2, 12));
    ASSERT_EQ(c.size(), 2U) << on_change;
    EXPECT_EQ(state_of(c, 0), CycleState::cancelled);
    EXPECT_EQ(c.paused_us[0], kHourUs);
    EXPECT_EQ(minute_of(c.due_us[1]), on(2, 15)) << on_change;  // 4 h from 09:00 less 10:00-11:00 and lunch
    EXPECT_EQ(c.brought_us[1] + c.elapsed_us[1], 2 * kHourUs) << on_change;
  }
}

TEST(Complaints, AChangeOfTheSlaInTheMiddleOfAPauseLosesNoneOfIt) {  // glpi#6902
  const Cycles c = OneTicket(two_priorities("from_creation"), on(2, 9), {{"priority", "2"}})
                       .state(on(2, 10), "Awaiting requester")
                       .changes(on(2, 11), "priority", "1")
                       .state(on(2, 14), "Active")
                       .judged(on(2, 15));
  EXPECT_EQ(c.paused_us[1], 3 * kHourUs);  // 10:00-12:00 and 13:00-14:00
  EXPECT_EQ(minute_of(c.due_us[1]), on(2, 17));
}

TEST(Complaints, AWarningBeforeDueIsCountedInTheCalendar) {  // glpi#15429
  const Cycles c =
      OneTicket(
          R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office", "escalations": [
      {"id": "one", "before": "1h"}, {"id": "three", "before": "3h"}, {"id": "half", "at_percent": 75}]})",
          on(2, 15))
          .judged(on(6, 9));
  EXPECT_EQ(minute_of(c.due_us[0]), on(5, 11));  // Friday 15-17 and Monday 9-11
  ASSERT_EQ(c.escalated_us.size(), 3U);
  EXPECT_EQ(minute_of(c.escalated_us[0]), on(2, 16));  // three hours of work before, not Monday at 08:00
  EXPECT_EQ(c.escalation[0], 1);
  EXPECT_EQ(minute_of(c.escalated_us[1]), on(5, 10));
  EXPECT_EQ(minute_of(c.escalated_us[2]), on(5, 10));
}

TEST(Complaints, AWarningMovesWithThePause) {  // glpi#15429
  const Cycles c = OneTicket(R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office",
      "escalations": [{"id": "one", "before": "1h"}]})",
                             on(2, 9))
                       .state(on(2, 10), "Awaiting requester")
                       .state(on(2, 15), "Active")
                       .judged(on(6, 9));
  ASSERT_EQ(c.escalated_us.size(), 1U);
  EXPECT_EQ(minute_of(c.escalated_us[0]), on(2, 17));
}

TEST(Complaints, NoNoticeFallsOutsideServiceHours) {  // zammad#4432
  const Cycles c =
      OneTicket(
          R"({"id": "a", "metric": "resolution", "duration": "2h", "calendar": "office", "escalations": [
      {"id": "hour", "after": "1h"}, {"id": "double", "at_percent": 200}]})",
          on(2, 15))
          .judged(on(7, 9));
  ASSERT_EQ(c.escalated_us.size(), 2U);
  EXPECT_EQ(minute_of(c.escalated_us[0]), on(5, 10));  // due on Friday at 17:00, then Monday
  EXPECT_EQ(minute_of(c.escalated_us[1]), on(5, 11));
}

TEST(Complaints, OneSlaServesCustomersInSeveralZones) {  // zammad#1002, osTicket#4166
  const auto week = [](const std::string &zone) {
    return R"({"zone": ")" + zone +
           R"(", "weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}})";
  };
  const auto contract = test::read_contract(
      R"({"entente": 1, "name": "zones", "zone": "Etc/UTC", "calendars": {"paris": )" + week("Europe/Paris") +
      R"(, "york": )" + week("America/New_York") + R"(}, "clock_map": {"New": "run"}, "targets": [
      {"id": "a", "metric": "resolution", "duration": "2h", "calendar":
        {"attribute": "customer", "values": {"york": "york"}, "otherwise": "paris"}}]})");
  const auto due = [&](const std::string &customer, std::int64_t opened) {
    return minute_of(OneTicket(contract, opened, {{"customer", customer}}).judged(opened).due_us[0]);
  };
  EXPECT_EQ(due("acme", on(5, 8)), on(5, 10));  // 09:00 in Paris
  EXPECT_EQ(due("york", on(5, 8)), on(5, 16));  // opens at 14:00 UTC
  EXPECT_EQ(due("acme", on(5, 15)), on(6, 9));
  EXPECT_EQ(due("york", on(5, 21)), on(6, 15));
}

const char *const kNextResponse =
    R"({"id": "n", "metric": "next_response", "duration": "2h", "calendar": "office"})";

TEST(Complaints, TheNextReplyClockStandsStillOnceTheAgentHasAnswered) {  // zammad#3140
  const Cycles c = OneTicket(kNextResponse, on(2, 9))
                       .happens(on(2, 9), Happening::requester_reply)
                       .happens(on(2, 9, 20), Happening::requester_reply)
                       .happens(on(2, 10), Happening::agent_reply)
                       .happens(on(2, 11), Happening::agent_reply)
                       .judged(on(9, 9));
  ASSERT_EQ(c.size(), 1U);
  EXPECT_EQ(state_of(c, 0), CycleState::met);
  EXPECT_EQ(minute_of(c.stopped_us[0]), on(2, 10));
  EXPECT_EQ(c.elapsed_us[0], kHourUs);
}

TEST(Complaints, TheNextReplyClockStandsStillOnAClosedTicket) {  // zammad#5177
  OneTicket ticket(kNextResponse, on(2, 9));
  ticket.happens(on(2, 9), Happening::requester_reply)
      .state(on(2, 10), "Closed")
      .happens(on(2, 11), Happening::requester_reply);
  const Cycles closed = ticket.judged(on(9, 9));
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(state_of(closed, 0), CycleState::met);
  const Cycles reopened = ticket.state(on(5, 9), "Active").judged(on(9, 9));
  ASSERT_EQ(reopened.size(), 2U);
  EXPECT_EQ(minute_of(reopened.started_us[1]), on(5, 9));
}

TEST(Complaints, NoStaleDeadlineIsLeftByAChangeOfTheSla) {  // zammad#534
  const Cycles c = OneTicket(two_priorities("from_change"), on(2, 9), {{"priority", "2"}})
                       .changes(on(2, 10), "priority", "1")
                       .changes(on(2, 11), "priority", "2")
                       .judged(on(2, 12));
  std::size_t open = 0;
  for (std::size_t row = 0; row < c.size(); ++row) {
    if (c.stopped_us[row] != kNoValue) continue;
    ++open;
    EXPECT_EQ(minute_of(c.due_us[row]), on(5, 10));  // 8 h from 09:00 on: the low priority, from its creation
  }
  EXPECT_EQ(open, 1U);
}

TEST(Complaints, NoStaleDeadlineIsLeftByAChangeOfTheCalendar) {  // zammad#4353
  OneTicket ticket(R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": {"attribute": "group",
      "values": {"second line": "late"}, "otherwise": "office", "of": "group_at_the_time"}})",
                   on(2, 9));
  EXPECT_EQ(minute_of(ticket.judged(on(2, 10)).due_us[0]), on(2, 14));
  const Cycles c = ticket.changes(on(2, 10), "group", "second line").judged(on(2, 11));
  ASSERT_EQ(c.size(), 1U);
  EXPECT_EQ(c.elapsed_us[0], kHourUs);
  EXPECT_EQ(minute_of(c.due_us[0]), on(2, 15));  // three hours are left from 12:00 on
}

TEST(Complaints, LunchIsNoTimeOfService) {  // frappe/helpdesk#2212, chatwoot#14009
  const Cycles c = OneTicket(R"({"id": "a", "metric": "resolution", "duration": "1h", "calendar": "office"})",
                             on(2, 11, 30))
                       .judged(on(2, 13, 15));
  EXPECT_EQ(minute_of(c.due_us[0]), on(2, 13, 30));
  EXPECT_EQ(c.elapsed_us[0], 45 * kMinuteUs);
  EXPECT_EQ(c.outside_us[0], kHourUs);
}

TEST(Complaints, ACalendarThatNeverOpensLeadsNoPolicyIntoALoop) {  // moment-business-time#17
  for (const std::string pause : {"calendar_time", "wall_time"}) {
    for (const std::string outside : {"next_open", "immediately"}) {
      const Cycles c = OneTicket(R"({"id": "a", "metric": "resolution", "duration": "2h", "calendar": "never",
          "close_lands_on": "next_open", "escalations": [{"id": "w", "before": "1h"}, {"id": "b", "after": "1h"}],
          "pause_counts": ")" + pause +
                                     R"(", "outside_hours": ")" + outside + "\"}",
                                 on(2, 9))
                           .state(on(2, 10), "Awaiting requester")
                           .state(on(2, 11), "Active")
                           .state(on(2, 12), "Resolved")
                           .state(on(2, 13), "Active")
                           .judged(on(9, 9));
      ASSERT_EQ(c.size(), 1U);
      EXPECT_EQ(c.due_us[0] == kNoValue, outside == "next_open");
      EXPECT_EQ(c.status[0] == static_cast<std::int32_t>(ErrorCode::not_found), outside == "next_open");
    }
  }
}

/// Processor time of evaluating one ticket with 20 changes of state, spread over so many days.
double seconds_for(std::int64_t days) {
  OneTicket ticket(R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office"})", 0);
  constexpr std::int64_t kEvents = 20;
  for (std::int64_t i = 0; i < kEvents; ++i) {
    ticket.state(i * days * 1440 / kEvents, i % 2 == 0 ? "Resolved" : "Active");
  }
  double least = 1e9;
  const EventLog log = ticket.log();
  for (int run = 0; run < 30; ++run) {
    const std::clock_t begin = std::clock();
    for (int i = 0; i < 500; ++i) (void)evaluate(log, days * kDayUs);
    least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return least;
}

TEST(Complaints, ReopeningAnOldTicketCostsByItsEventsAndNotByItsAge) {  // zammad#192
  EXPECT_LT(seconds_for(40 * 365), 8 * seconds_for(10));               // 1,460 times as old
}

}  // namespace
}  // namespace entente
