#include "entente/sla/monitor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "unit/base/long_campaign.hpp"
#include "unit/sla/story.hpp"

namespace entente {
namespace {

using test::Event;
using test::judge;
using test::kStart;
using test::Story;
using test::tell_story;

constexpr std::int32_t kP1 = 6, kRestart = 10;  ///< of test::kEveryPolicy

/// Tells a monitor the same story up to an instant, with calls of advance() in between.
void live_through(Monitor &monitor, const Contract &contract, const Story &story, std::int64_t as_of_us,
                  std::mt19937_64 &random) {
  std::vector<std::size_t> openings(story.opened_us.size());
  for (std::size_t i = 0; i < openings.size(); ++i) openings[i] = i;
  std::stable_sort(openings.begin(), openings.end(),
                   [&](std::size_t a, std::size_t b) { return story.opened_us[a] < story.opened_us[b]; });
  std::vector<std::int32_t> numbers(openings.size());
  std::size_t next = 0;
  const auto open_until = [&](std::int64_t at_us) {
    for (; next < openings.size() && story.opened_us[openings[next]] <= at_us; ++next) {
      std::vector<std::int32_t> codes;
      for (std::size_t a = 0; a < contract.attributes.size(); ++a) {
        codes.push_back(story.codes[a * story.opened_us.size() + openings[next]]);
      }
      ASSERT_EQ(monitor.open(story.opened_us[openings[next]], codes, numbers[openings[next]]), MonitorOutcome::accepted);
    }
  };
  for (const Event &event : story.events) {
    if (event.at_us > as_of_us) break;
    open_until(event.at_us);
    if (random() % 4 == 0 && event.at_us > monitor.now_us()) {
      const auto gap = static_cast<std::uint64_t>(event.at_us - monitor.now_us());
      ASSERT_EQ(monitor.advance(monitor.now_us() + static_cast<std::int64_t>(random() % (gap + 1))), MonitorOutcome::accepted);
    }
    ASSERT_EQ(monitor.apply(numbers[static_cast<std::size_t>(event.ticket)], event.at_us, event.kind, event.value),
              MonitorOutcome::accepted);
  }
  open_until(as_of_us);
  ASSERT_EQ(monitor.advance(as_of_us), MonitorOutcome::accepted);
}

using Told = std::tuple<std::int64_t, std::int32_t, std::int32_t, std::int32_t>;  // instant, ticket, target, escalation

/// A breach that may be withdrawn after it was told: a reopening restarts the clock; or a target comes to apply, the
/// ticket stops, reopens and the target ceases to apply, all at one instant.
bool may_be_withdrawn(const Told &told) {
  return std::get<2>(told) == kRestart || (std::get<2>(told) == kP1 && std::get<3>(told) < 0);
}

/// What is in `a` and not in `b`; both sorted.
std::vector<Told> without(const std::vector<Told> &a, const std::vector<Told> &b) {
  std::vector<Told> result;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

/// The number of each ticket in a monitor, which numbers them as they open.
std::vector<std::int32_t> numbers_of(const Story &story) {
  std::vector<std::size_t> order(story.opened_us.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return story.opened_us[a] < story.opened_us[b]; });
  std::vector<std::int32_t> numbers(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) numbers[order[i]] = static_cast<std::int32_t>(i);
  return numbers;
}

std::vector<Told> breaches_and_escalations(const Cycles &batch, const std::vector<std::int32_t> &numbers) {
  std::vector<Told> result;
  const auto number = [&](std::size_t row) { return numbers[static_cast<std::size_t>(batch.ticket[row])]; };
  for (std::size_t row = 0; row < batch.size(); ++row) {
    if (batch.breached_us[row] != kNoValue) result.emplace_back(batch.breached_us[row], number(row), batch.target[row], -1);
  }
  for (std::size_t i = 0; i < batch.escalation.size(); ++i) {
    const auto row = static_cast<std::size_t>(batch.escalated_row[i]);
    result.emplace_back(batch.escalated_us[i], number(row), batch.target[row], batch.escalation[i]);
  }
  std::sort(result.begin(), result.end());
  return result;
}

void expect_same_notices(const Monitor &monitor, const std::vector<Told> &expected) {
  std::vector<Told> told;
  for (const Notice &notice : monitor.notices()) told.emplace_back(notice.at_us, notice.ticket, notice.target, notice.escalation);
  std::sort(told.begin(), told.end());
  EXPECT_EQ(without(expected, told), std::vector<Told>()) << "not told";
  std::vector<Told> surplus = without(told, expected);
  std::erase_if(surplus, may_be_withdrawn);
  EXPECT_EQ(surplus, std::vector<Told>()) << "told for nothing";
}

void expect_same_reading(const ClockReading &reading, const Cycles &batch, std::size_t row) {
  EXPECT_EQ(static_cast<std::int32_t>(reading.state), batch.state[row]);
  EXPECT_EQ(reading.started_us, batch.started_us[row]);
  EXPECT_EQ(reading.due_us, batch.due_us[row]);
  EXPECT_EQ(reading.stopped_us, batch.stopped_us[row]);
  EXPECT_EQ(reading.elapsed_us, batch.elapsed_us[row]);
  EXPECT_EQ(reading.paused_us, batch.paused_us[row]);
  EXPECT_EQ(reading.brought_us, batch.brought_us[row]);
  EXPECT_EQ(reading.put_off_us, batch.put_off_us[row]);
}

/// Each clock that a monitor reads is the last row of the batch; returns how many there were.
std::size_t expect_same_readings(const Monitor &monitor, const Cycles &batch, const std::vector<std::int32_t> &numbers) {
  std::size_t read = 0;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    const bool is_last = row + 1 == batch.size() || batch.ticket[row + 1] != batch.ticket[row] ||
                         batch.target[row + 1] != batch.target[row];
    ClockReading reading;
    const std::int32_t ticket = numbers[static_cast<std::size_t>(batch.ticket[row])];
    if (!is_last || !monitor.read(ticket, batch.target[row], reading)) continue;
    SCOPED_TRACE("ticket " + std::to_string(batch.ticket[row]) + " target " + std::to_string(batch.target[row]));
    expect_same_reading(reading, batch, row);
    ++read;
  }
  return read;
}

/// What the batch says is running and due before an instant.
std::vector<std::tuple<std::int64_t, std::int32_t, std::int32_t>> due_rows(const Cycles &batch, std::int64_t before_us,
                                                                         const std::vector<std::int32_t> &numbers) {
  std::vector<std::tuple<std::int64_t, std::int32_t, std::int32_t>> result;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    if (batch.state[row] != static_cast<std::int32_t>(CycleState::running) || batch.due_us[row] >= before_us) continue;
    if (batch.due_us[row] == kNoValue) continue;
    result.emplace_back(batch.due_us[row], numbers[static_cast<std::size_t>(batch.ticket[row])], batch.target[row]);
  }
  std::sort(result.begin(), result.end());
  return result;
}

void expect_same_due(const Monitor &monitor, const Cycles &batch, const std::vector<std::int32_t> &numbers) {
  for (const std::int64_t ahead_us : {kHourUs, 3 * kDayUs, 400 * kDayUs}) {
    std::vector<std::tuple<std::int64_t, std::int32_t, std::int32_t>> due;
    for (const Monitor::Due &row : monitor.due_before(monitor.now_us() + ahead_us)) {
      due.emplace_back(row.due_us, row.ticket, row.target);
    }
    EXPECT_EQ(due, due_rows(batch, monitor.now_us() + ahead_us, numbers)) << "due within " << ahead_us / kHourUs << " h";
  }
}

/// Notices come in the order in which they become known; a breach or escalation is never told before its instant.
void expect_order(const Monitor &monitor) {
  for (const Notice &notice : monitor.notices()) EXPECT_LT(notice.at_us, monitor.now_us());
}

class MonitorAndBatch : public testing::TestWithParam<const char *> {};

TEST_P(MonitorAndBatch, GiveTheSameAnswersWhateverTheInterleavingOfAdvance) {
  const auto contract = test::small_contract(test::kEveryPolicy, GetParam());
  std::mt19937_64 random(2026);
  std::size_t read = 0;
  const int rounds = test::long_campaign() ? 50'000 : 500;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const bool attributes = round % 3 != 0;
    const Story story = tell_story(*contract, random, 40, attributes);
    const std::int64_t as_of_us =
        kStart + kDayUs + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(12 * 1440)) * kMinuteUs;
    const Cycles batch = judge(contract, story, as_of_us);
    Monitor monitor(contract, kStart, attributes);
    live_through(monitor, *contract, story, as_of_us, random);
    if (HasFatalFailure()) return;
    expect_same_notices(monitor, breaches_and_escalations(batch, numbers_of(story)));
    read += expect_same_readings(monitor, batch, numbers_of(story));
    expect_same_due(monitor, batch, numbers_of(story));
    expect_order(monitor);
    if (HasFailure()) return;
  }
  EXPECT_GT(read, 20'000U);
}

INSTANTIATE_TEST_SUITE_P(Terms, MonitorAndBatch, testing::Values("", test::kAmendments));

const char *const kOne = R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office"})";

TEST(Monitor, RefusesWithAReasonAndChangesNothing) {
  Monitor monitor(test::small_contract(R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office", "when": {"p": ["1"]}})"),
                  kStart, false);
  std::int32_t ticket = -7;
  EXPECT_EQ(monitor.open(kStart, std::vector<std::int32_t>{2}, ticket), MonitorOutcome::unknown_event);
  EXPECT_EQ(monitor.open(-1, std::vector<std::int32_t>{1}, ticket), MonitorOutcome::out_of_range);
  EXPECT_THROW((void)monitor.open(kStart, {}, ticket), Error);
  EXPECT_EQ(ticket, -7);
  ASSERT_EQ(monitor.open(kStart + kDayUs, std::vector<std::int32_t>{1}, ticket), MonitorOutcome::accepted);
  EXPECT_EQ(monitor.now_us(), kStart + kDayUs);
  EXPECT_EQ(monitor.apply(ticket + 1, kStart + kDayUs, kStateEvent, 0), MonitorOutcome::unknown_ticket);
  EXPECT_EQ(monitor.apply(ticket, kStart + kDayUs - 1, kStateEvent, 0), MonitorOutcome::time_backwards);
  EXPECT_EQ(monitor.apply(ticket, kStart + kDayUs, kStateEvent, test::kStates), MonitorOutcome::unknown_event);
  EXPECT_EQ(monitor.apply(ticket, kLastInstantUs + 1, kStateEvent, 0), MonitorOutcome::out_of_range);
  EXPECT_EQ(monitor.apply(ticket, kStart + 2 * kDayUs, kAttributeEvent, 0), MonitorOutcome::fixed_attributes);
  EXPECT_EQ(monitor.advance(kStart), MonitorOutcome::time_backwards);
  EXPECT_EQ(monitor.balance(ticket, 1, 0, kStart), MonitorOutcome::unknown_event);
  EXPECT_EQ(monitor.balance(ticket, 0, -1, kStart), MonitorOutcome::out_of_range);
  EXPECT_EQ(monitor.now_us(), kStart + kDayUs);
  EXPECT_EQ(monitor.open_clocks(), 1U);
  EXPECT_TRUE(monitor.notices().empty());
}

TEST(Monitor, ForgetsATicketAndUsesItsNumberAgain) {
  Monitor monitor(test::small_contract(kOne), kStart, false);
  std::int32_t first = 0, second = 0, third = 0;
  (void)monitor.open(kStart, {}, first);
  (void)monitor.open(kStart, {}, second);
  EXPECT_EQ(monitor.forget(first), MonitorOutcome::accepted);
  EXPECT_EQ(monitor.forget(first), MonitorOutcome::unknown_ticket);
  EXPECT_EQ(monitor.tickets(), 1U);
  (void)monitor.open(kStart + kDayUs, {}, third);
  EXPECT_EQ(third, first);
  EXPECT_EQ(monitor.clocks(), 2U);
  (void)monitor.advance(kStart + 30 * kDayUs);
  EXPECT_EQ(monitor.notices().size(), 2U);  // Friday 14:00 for both: what was forgotten tells nothing
}

TEST(Monitor, ABalanceStartsTheClockWhereItWasCutOver) {
  Monitor monitor(test::small_contract(kOne), kStart + kDayUs + 10 * kHourUs, false);
  std::int32_t ticket = 0;
  (void)monitor.open(kStart, {}, ticket);
  ASSERT_EQ(monitor.balance(ticket, 0, 3 * kHourUs, kStart + kDayUs + 10 * kHourUs), MonitorOutcome::accepted);
  ClockReading reading;
  ASSERT_TRUE(monitor.read(ticket, 0, reading));
  EXPECT_EQ(reading.due_us, kStart + kDayUs + 11 * kHourUs);
  EXPECT_EQ(reading.brought_us, 3 * kHourUs);
}

/// Escalations and breaches decades away pass through the list of what lies beyond the wheel.
TEST(Monitor, TellsOfWhatLiesDecadesAheadAtItsInstant) {
  const auto contract = test::small_contract(
      R"({"id": "a", "metric": "resolution", "duration": "300000h", "calendar": "always", "escalations": [{"id": "e", "at_percent": 1}]})");
  Monitor monitor(contract, kStart, false);
  std::vector<std::int64_t> due;
  for (int i = 0; i < 50; ++i) {
    std::int32_t ticket = 0;
    (void)monitor.open(kStart + i * kDayUs, {}, ticket);
    due.push_back(kStart + i * kDayUs + 300'000 * kHourUs);
  }
  (void)monitor.advance(due.front());
  EXPECT_EQ(monitor.notices().size(), 50U);
  monitor.clear_notices();
  EXPECT_EQ(monitor.due_before(due[10]).size(), 10U);
  (void)monitor.advance(due.front() + 1);
  ASSERT_EQ(monitor.notices().size(), 1U);
  EXPECT_EQ(monitor.notices()[0].at_us, due.front());
  monitor.clear_notices();
  (void)monitor.advance(due.back() + 1);
  ASSERT_EQ(monitor.notices().size(), 49U);
  for (std::size_t i = 0; i < 49; ++i) EXPECT_EQ(monitor.notices()[i].at_us, due[i + 1]);
}

}  // namespace
}  // namespace entente
