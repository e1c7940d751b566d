#include "entente/sla/time_left.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/sla/evaluate.hpp"
#include "unit/sla/reference_clock.hpp"
#include "unit/sla/small_contract.hpp"

namespace entente {
namespace {

using test::Hours;

constexpr std::int64_t kMonday = (20'454 + 4) * 1440;  // 2026-01-05T00:00Z in minutes

/// The group A works around the clock, the others in office hours; `once` keeps the hours of the group at the opening.
const char *const kTargets = R"(
  {"id": "promise", "metric": "resolution", "duration": "12h", "calendar": "office"},
  {"id": "wall", "metric": "resolution", "duration": "6h", "calendar": "office", "pause_counts": "wall_time"},
  {"id": "moving", "metric": "resolution", "duration": "12h",
   "calendar": {"attribute": "group", "values": {"A": "always"}, "otherwise": "office", "of": "group_at_the_time"}},
  {"id": "once", "metric": "resolution", "duration": "12h",
   "calendar": {"attribute": "group", "values": {"A": "always"}, "otherwise": "office"}})";
const char *const kMore = R"(, "combinations": [{"id": "first", "earliest_of": ["promise", "wall"]}])";

struct Columns {
  std::vector<std::int64_t> opened_us, at_us;
  std::vector<std::int32_t> group, ticket, value, kind;

  EventLog log(const std::shared_ptr<const Contract> &contract) const {
    return EventLog(contract, {opened_us, group, ticket, at_us, value, kind});
  }
};

Columns random_columns(std::mt19937_64 &random, std::int32_t tickets, std::int32_t groups) {
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  Columns c;
  for (std::int32_t ticket = 0; ticket < tickets; ++ticket) {
    std::int64_t minute = kMonday + below(3 * 1440);
    c.opened_us.push_back(minute * kMinuteUs);
    c.group.push_back(static_cast<std::int32_t>(below(groups + 1)));
    for (std::int64_t events = below(6); events > 0; --events) {
      minute += below(600);
      const bool changes = below(3) == 0;
      c.ticket.push_back(ticket);
      c.at_us.push_back(minute * kMinuteUs);
      c.kind.push_back(changes ? kAttributeEvent : kStateEvent);
      c.value.push_back(static_cast<std::int32_t>(changes ? below(groups + 1) : below(test::kStates)));
    }
  }
  return c;
}

/// The group of a ticket, by its rows alone.
std::int32_t group_at(const Columns &c, std::int32_t ticket, std::int64_t at_us) {
  std::int32_t group = c.group[static_cast<std::size_t>(ticket)];
  for (std::size_t i = 0; i < c.ticket.size(); ++i) {
    if (c.ticket[i] == ticket && c.kind[i] == kAttributeEvent && c.at_us[i] <= at_us) group = c.value[i];
  }
  return group;
}

Hours hours_of(const std::string &target, std::int32_t group_now, std::int32_t group_then) {
  if (target == "moving") return group_now == 1 ? Hours::always : Hours::office;
  if (target == "once") return group_then == 1 ? Hours::always : Hours::office;
  return Hours::office;
}

/// The first minute by which so many open minutes have passed.
std::int64_t walk_on(Hours hours, std::int64_t minute, std::int64_t amount) {
  for (; amount > 0; ++minute) amount -= test::is_open_minute(hours, minute) ? 1 : 0;
  return minute;
}
/// The last minute from which so many lie ahead.
std::int64_t walk_back(Hours hours, std::int64_t minute, std::int64_t amount) {
  for (; amount > 0; --minute) amount -= test::is_open_minute(hours, minute - 1) ? 1 : 0;
  return minute;
}

TEST(TimeLeft, IsWhatAMinuteByMinuteWalkFinds) {
  std::mt19937_64 random(2026);
  const auto contract = test::small_contract(kTargets, kMore);
  const std::int32_t groups = contract->attributes.empty() ? 0 : 1;
  ASSERT_EQ(groups, 1);
  std::size_t open = 0, paused = 0, overrun = 0;
  for (int round = 0; round < 60; ++round) {
    const Columns c = random_columns(random, 20, groups);
    const EventLog log = c.log(contract);
    const std::int64_t now = kMonday + static_cast<std::int64_t>(random() % (6 * 1440));
    const std::int64_t work = static_cast<std::int64_t>(random() % 900);
    const Cycles cycles = evaluate(log, now * kMinuteUs);
    const TimeLeft left = time_left(log, cycles, now * kMinuteUs, 0, work * kMinuteUs);
    std::size_t next = 0;
    for (std::size_t row = 0; row < cycles.size(); ++row) {
      if (cycles.stopped_us[row] != kNoValue || cycles.target[row] >= 4) continue;
      ASSERT_LT(next, left.size());
      const std::size_t i = next++;
      ASSERT_EQ(left.row[i], static_cast<std::int64_t>(row));
      const std::int32_t ticket = cycles.ticket[row];
      const std::int32_t group = group_at(c, ticket, now * kMinuteUs);
      ASSERT_EQ(left.queue[i], group);
      const Hours hours = hours_of(contract->targets[static_cast<std::size_t>(cycles.target[row])].id, group,
                                   c.group[static_cast<std::size_t>(ticket)]);
      const bool is_paused = cycles.state[row] == static_cast<std::int32_t>(CycleState::paused);
      std::int64_t due = cycles.due_us[row] / kMinuteUs;
      const std::int64_t minutes = left.left_us[i] / kMinuteUs;
      if (minutes > 0) {
        const std::int64_t walked = walk_on(hours, now, minutes);
        if (!is_paused) {
          ASSERT_EQ(walked, due) << "round " << round << ", row " << row;
        }
        due = walked;
      }
      ASSERT_EQ(left.hand_over_us[i] / kMinuteUs, walk_back(hours, due, work)) << "round " << round << ", row " << row;
      ++open;
      paused += is_paused ? 1U : 0U;
      overrun += minutes < 0 ? 1U : 0U;
    }
    ASSERT_EQ(next, left.size());
  }
  EXPECT_GT(open, 500U);
  EXPECT_GT(paused, 50U);
  EXPECT_GT(overrun, 50U);
}

TEST(TimeLeft, OfQueuesIsThatOfTheirClocks) {
  std::mt19937_64 random(7);
  const auto contract = test::small_contract(kTargets);
  const Columns c = random_columns(random, 300, 1);
  const EventLog log = c.log(contract);
  const std::int64_t now_us = (kMonday + 2 * 1440) * kMinuteUs;
  const Cycles cycles = evaluate(log, now_us);
  const TimeLeft left = time_left(log, cycles, now_us, 0, kHourUs);
  const QueueTime queues = by_queue(left, cycles);
  ASSERT_EQ(queues.size(), 2U);
  for (std::size_t q = 0; q < queues.size(); ++q) {
    std::int64_t clocks = 0, paused = 0, overrun = 0, total = 0;
    std::vector<std::int64_t> lefts, hand_overs;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (left.queue[i] != queues.queue[q]) continue;
      ++clocks;
      paused += cycles.state[static_cast<std::size_t>(left.row[i])] == 1 ? 1 : 0;
      overrun += left.left_us[i] < 0 ? 1 : 0;
      if (left.left_us[i] < 0) continue;
      total += left.left_us[i];
      lefts.push_back(left.left_us[i]);
      hand_overs.push_back(left.hand_over_us[i]);
    }
    EXPECT_EQ(queues.clocks[q], clocks);
    EXPECT_EQ(queues.paused[q], paused);
    EXPECT_EQ(queues.overrun[q], overrun);
    EXPECT_EQ(queues.total_left_us[q], total);
    EXPECT_EQ(queues.least_left_us[q], *std::min_element(lefts.begin(), lefts.end()));
    EXPECT_EQ(queues.first_hand_over_us[q], *std::min_element(hand_overs.begin(), hand_overs.end()));
  }
  const TimeLeft one = time_left(log, cycles, now_us, -1, 0);
  EXPECT_EQ(by_queue(one, cycles).size(), 1U);
  EXPECT_EQ(one.left_us, left.left_us);
}

TEST(TimeLeft, RefusesWhatDoesNotFit) {
  std::mt19937_64 random(7);
  const auto contract = test::small_contract(kTargets);
  const EventLog log = random_columns(random, 10, 1).log(contract);
  const std::int64_t now_us = (kMonday + 1440) * kMinuteUs;
  const Cycles cycles = evaluate(log, now_us);
  const auto code = [&](const Cycles &rows, std::int64_t at_us, std::int32_t attribute, std::int64_t work_us) {
    try {
      (void)time_left(log, rows, at_us, attribute, work_us);
    } catch (const Error &error) {
      return error.code();
    }
    return ErrorCode::limit;
  };
  EXPECT_EQ(code(cycles, kLastInstantUs + 1, 0, 0), ErrorCode::range);
  EXPECT_EQ(code(cycles, now_us, 0, -1), ErrorCode::range);
  EXPECT_EQ(code(cycles, now_us, 0, kLastInstantUs + 1), ErrorCode::range);
  EXPECT_EQ(code(cycles, now_us, 1, 0), ErrorCode::not_found);
  EXPECT_EQ(code(cycles, now_us, -2, 0), ErrorCode::not_found);
  Cycles foreign = cycles;
  foreign.ticket[0] = 10;
  EXPECT_EQ(code(foreign, now_us, 0, 0), ErrorCode::invalid);
  foreign = cycles;
  foreign.target[0] = -1;
  EXPECT_EQ(code(foreign, now_us, 0, 0), ErrorCode::invalid);
  EXPECT_EQ(time_left(log, {}, now_us, 0, kLastInstantUs).size(), 0U);
  EXPECT_EQ(time_left(log, cycles, now_us, 0, kLastInstantUs).hand_over_us.at(0), kNoValue) << "before 1970";
}

}  // namespace
}  // namespace entente
