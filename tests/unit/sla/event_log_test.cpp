#include "entente/sla/event_log.hpp"

#include <gtest/gtest.h>

#include "entente/base/instant.hpp"
#include "unit/sla/small_contract.hpp"

namespace entente {
namespace {

constexpr std::int64_t kOpened = 1'767'348'000 * kSecondUs;  // 2026-01-02T10:00:00Z

const char *const kByPriority = R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office",
  "when": {"priority": ["1", "2"]}})";

TEST(EventLog, RefusesRowsWithAReasonAndKeepsTheRest) {
  const std::vector<std::int64_t> opened{kOpened, kNoValue};
  const std::vector<std::int32_t> ticket{0, 7, -1, 0, 0, 0, 1};
  const std::vector<std::int64_t> at{kOpened, kOpened, kOpened, kNoValue, kLastInstantUs + 1, kOpened + 5, kOpened};
  const std::vector<std::int32_t> state{0, 0, 0, 0, 0, 99, 1};
  std::vector<std::int32_t> ticket_status(2, -1), event_status(7, -1);
  const EventLog log(test::small_contract(""), {opened, {}, ticket, at, state}, ticket_status, event_status);
  EXPECT_EQ(ticket_status, (std::vector<std::int32_t>{0, 3}));
  EXPECT_EQ(event_status, (std::vector<std::int32_t>{0, 5, 5, 3, 3, 1, 0}));
  EXPECT_EQ(log.events(), 2U);
  EXPECT_EQ(log.events_refused(), 5);
  EXPECT_EQ(log.tickets_refused(), 1);
}

TEST(EventLog, OrdersByTimeThenRowAndCountsEventsBeforeTheOpening) {
  const std::vector<std::int64_t> opened{kOpened, kOpened};
  const std::vector<std::int32_t> ticket{1, 0, 1, 1, 1};
  const std::vector<std::int64_t> at{kOpened + 9, kOpened - 1, kOpened, kOpened - 3, kOpened};
  const std::vector<std::int32_t> state{4, 0, 2, 1, 3};
  const EventLog log(test::small_contract(""), {opened, {}, ticket, at, state});
  const EventLog::Events events = log.events_of(1);
  EXPECT_EQ(std::vector<std::uint16_t>(events.symbol.begin(), events.symbol.end()),
            (std::vector<std::uint16_t>{1, 2, 3, 4}));
  EXPECT_EQ(log.events_before_opening(), 2);
}

TEST(EventLog, CountsTimeInEachStateUntilTheNextEventAndNothingForTheLast) {
  const std::vector<std::int64_t> opened{kOpened};
  const std::vector<std::int32_t> ticket{0, 0, 0, 0};
  const std::vector<std::int64_t> at{kOpened, kOpened + 10, kOpened + 30, kOpened + 60};
  const std::vector<std::int32_t> state{0, 0, 1, 0};
  const std::vector<StateTime> times = EventLog(test::small_contract(""), {opened, {}, ticket, at, state}).state_time();
  EXPECT_EQ(times[0].entries, 3);
  EXPECT_EQ(times[0].intervals, 2);
  EXPECT_EQ(times[0].total_us, 30);
  EXPECT_EQ(times[1].total_us, 30);
}

TEST(EventLog, ATotalThatDoesNotFitHasNoValueAndTheOtherTotalsStand) {
  // 2248 times the whole horizon fit in 64 bits, 2249 times do not.
  for (const std::size_t tickets : {std::size_t{2248}, std::size_t{2249}, std::size_t{2300}, std::size_t{5000}}) {
    const std::vector<std::int64_t> opened(tickets, kFirstInstantUs);
    std::vector<std::int32_t> ticket, state;
    std::vector<std::int64_t> at;
    for (std::size_t i = 0; i < tickets; ++i) {
      ticket.insert(ticket.end(), {static_cast<std::int32_t>(i), static_cast<std::int32_t>(i)});
      at.insert(at.end(), {kFirstInstantUs, kLastInstantUs});
      state.insert(state.end(), {0, 2});
    }
    ticket.insert(ticket.end(), {0, 1});  // ticket 0 is in state 1 for its last 10 microseconds, ticket 1 for 20
    at.insert(at.end(), {kLastInstantUs - 10, kLastInstantUs - 20});
    state.insert(state.end(), {1, 1});
    const std::vector<StateTime> times = EventLog(test::small_contract(""), {opened, {}, ticket, at, state}).state_time();
    const auto count = static_cast<std::int64_t>(tickets);
    EXPECT_EQ(times[0].total_us, count == 2248 ? count * kLastInstantUs - 30 : kNoValue) << tickets;
    EXPECT_EQ(times[0].intervals, count);
    EXPECT_EQ(times[1].total_us, 30);
    EXPECT_EQ(times[2].entries, count);
  }
}

TEST(EventLog, AReopenIsAStepFromAStopStateToOneThatIsNone) {
  using namespace test;
  const std::vector<std::int64_t> opened{kOpened};
  const std::vector<std::int32_t> state{kNew, kResolved, kClosed, kActive, kResolved, kAwaitingRequester, kResolved};
  const std::vector<std::int32_t> ticket(state.size(), 0);
  std::vector<std::int64_t> at;
  for (std::size_t i = 0; i < state.size(); ++i) at.push_back(kOpened + static_cast<std::int64_t>(i));
  EXPECT_EQ(EventLog(small_contract(""), {opened, {}, ticket, at, state}).reopens(), 2);
}

TEST(EventLog, ConditionsHoldByValueCodeAndAllMustHold) {
  const auto contract = test::small_contract(kByPriority);
  const std::vector<std::int64_t> opened(4, kOpened);
  const std::vector<std::int32_t> codes{0, 1, 2, 77};
  const EventLog log(contract, {opened, codes, {}, {}, {}});
  const Conditions &when = contract->targets[0].when;
  EXPECT_FALSE(log.holds(when, 0));
  EXPECT_TRUE(log.holds(when, 1));
  EXPECT_TRUE(log.holds(when, 2));
  EXPECT_FALSE(log.holds(when, 3));
  EXPECT_TRUE(log.holds({}, 3));
}

TEST(EventLog, AnyNumberThatIsNoValueCodeCountsAsNone) {
  const std::vector<std::int64_t> opened(3, kOpened);
  const std::vector<std::int32_t> codes{INT32_MIN, 3, INT32_MAX};
  const EventLog log(test::small_contract(kByPriority), {opened, codes, {}, {}, {}});
  for (std::size_t ticket = 0; ticket < 3; ++ticket) EXPECT_EQ(log.code(0, ticket), 0);
}

TEST(EventLog, RefusesColumnsOfDifferentLengths) {
  const std::vector<std::int64_t> one{kOpened};
  const std::vector<std::int32_t> zero{0};
  EXPECT_THROW(EventLog(test::small_contract(""), {one, {}, zero, {}, zero}), Error);
  EXPECT_THROW(EventLog(test::small_contract(""), {one, zero, {}, {}, {}}), Error);
  EXPECT_THROW(EventLog(test::small_contract(kByPriority), {one, {}, {}, {}, {}}), Error);
}

TEST(EventLog, OfNothingIsEmpty) {
  const EventLog log(test::small_contract(""), {});
  EXPECT_EQ(log.tickets(), 0U);
  EXPECT_EQ(log.events(), 0U);
  EXPECT_EQ(log.reopens(), 0);
}

}  // namespace
}  // namespace entente
