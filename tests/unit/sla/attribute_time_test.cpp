#include "entente/sla/attribute_time.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <tuple>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/sla/evaluate.hpp"
#include "unit/sla/reference_clock.hpp"
#include "unit/sla/small_contract.hpp"

namespace entente {
namespace {

constexpr std::int64_t kNewYear = 20'454 * 1440;  // 2026-01-01T00:00Z in minutes
constexpr std::int32_t kGroups = 3;               // value codes 1, 2, 3 of the attribute "group": A, B, C

/// Every clock of a contract for the groups A, B, C: the promise, what each group has agreed, and clocks of all policies.
const char *const kTargets = R"(
  {"id": "sla", "metric": "resolution", "duration": "9h", "calendar": "office"},
  {"id": "A", "metric": "state_pair", "agreement": "ola", "party": "Ops", "duration": "2h", "calendar": "office",
   "start_when": {"group": ["A"]}, "stop_when": {"group": ["B", "C"]}},
  {"id": "B", "metric": "state_pair", "agreement": "ola", "party": "Ops", "duration": "2h", "calendar": "office",
   "start_when": {"group": ["B"]}, "stop_when": {"group": ["A", "C"]}},
  {"id": "C", "metric": "state_pair", "agreement": "uc", "party": "Vendor", "duration": "2h", "calendar": "office",
   "start_when": {"group": ["C"]}, "stop_when": {"group": ["A", "B"]}},
  {"id": "once", "metric": "resolution", "duration": "26h", "calendar": "always", "reopen": "ignore"},
  {"id": "wall", "metric": "resolution", "duration": "4h", "calendar": "office", "pause_counts": "wall_time"},
  {"id": "again", "metric": "resolution", "duration": "4h", "calendar": "office", "reopen": "new_cycle"},
  {"id": "early", "metric": "first_response", "duration": "1h", "calendar": "office", "outside_hours": "immediately"},
  {"id": "next", "metric": "next_response", "duration": "1h", "calendar": "office"},
  {"id": "two", "metric": "resolution", "duration": "4h", "series": "s", "when": {"group": ["A", "C"]}, "on_change": "carry",
   "calendar": {"attribute": "group", "values": {"A": "always"}, "otherwise": "office", "of": "group_at_the_time"}},
  {"id": "three", "metric": "resolution", "duration": "6h", "series": "s", "when": {"group": ["B"]}, "calendar": "office"})";
const char *const kParties = R"(, "parties": [
  {"id": "Sales", "kind": "requester", "values": ["C"]},
  {"id": "Ops", "kind": "provider", "values": ["A", "B"]}, {"id": "Vendor", "kind": "provider", "others": true}],
  "attribution": {"attribute": "group"})";

struct Event {
  std::int64_t minute;
  std::int32_t kind;
  std::int32_t value;
};
struct Ticket {
  std::int64_t opened;
  std::int32_t group;
  std::vector<Event> events;
};

std::vector<Ticket> random_tickets(std::mt19937_64 &random, std::size_t count, bool happenings, bool changes) {
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  std::vector<Ticket> tickets;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t grid = below(2) == 0 ? 60 : 1;
    Ticket ticket{kNewYear + below(4 * 1440 / grid) * grid, static_cast<std::int32_t>(1 + below(kGroups)), {}};
    std::int64_t minute = ticket.opened;
    for (std::int64_t n = below(12); n > 0; --n) {
      minute += below(3) == 0 ? 0 : below(1200 / grid) * grid;
      const std::int64_t what = below(happenings ? 5 : 4);
      if (what < 2 && changes) {
        ticket.events.push_back({minute, kAttributeEvent, static_cast<std::int32_t>(1 + below(kGroups))});
      } else if (what == 4) {
        ticket.events.push_back({minute, kHappeningEvent, static_cast<std::int32_t>(below(kHappenings))});
      } else {
        ticket.events.push_back({minute, kStateEvent, static_cast<std::int32_t>(below(test::kStates))});
      }
    }
    tickets.push_back(std::move(ticket));
  }
  return tickets;
}

EventLog make_log(std::shared_ptr<const Contract> contract, const std::vector<Ticket> &tickets) {
  std::vector<std::int64_t> opened_us, at_us;
  std::vector<std::int32_t> groups, ticket, value, kind;
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    opened_us.push_back(tickets[i].opened * kMinuteUs);
    groups.push_back(tickets[i].group);
    for (const Event &event : tickets[i].events) {
      ticket.push_back(static_cast<std::int32_t>(i));
      at_us.push_back(event.minute * kMinuteUs);
      kind.push_back(event.kind);
      value.push_back(event.value);
    }
  }
  return EventLog(std::move(contract), {opened_us, groups, ticket, at_us, value, kind});
}

using Minutes = std::array<std::int64_t, kGroups + 1>;
struct Walked {
  Minutes run{}, pause{};
};

/// The promise "sla", or "once", minute by minute; shares no code with the engine.
Walked walked(const Ticket &ticket, std::int64_t as_of, test::Hours hours, bool once) {
  using enum Clock;
  static constexpr Clock kClocks[test::kStates] = {run, run, pause, pause, stop, stop};
  Walked counted;
  Minutes in_stop{};
  Clock clock = run;
  std::int32_t group = ticket.group;
  std::size_t next = 0;
  for (std::int64_t minute = ticket.opened; minute < as_of; ++minute) {
    for (; next < ticket.events.size() && ticket.events[next].minute <= minute; ++next) {
      const Event &event = ticket.events[next];
      if (event.kind == kAttributeEvent) {
        group = event.value;
        continue;
      }
      const Clock now = kClocks[event.value];
      if (clock == stop && once) return counted;
      if (clock == stop && now != stop) {
        for (std::size_t i = 0; i < in_stop.size(); ++i) counted.pause[i] += in_stop[i];
        in_stop = {};
      }
      clock = now;
    }
    if (!test::is_open_minute(hours, minute)) continue;
    (clock == run ? counted.run : clock == pause ? counted.pause : in_stop)[static_cast<std::size_t>(group)] += 1;
  }
  return counted;
}

TEST(AttributeTime, EveryMinuteBelongsToTheValueThatHeldThen) {
  const auto contract = test::small_contract(kTargets, kParties);
  std::mt19937_64 random(20260102);
  for (int round = 0; round < 20; ++round) {
    const std::vector<Ticket> tickets = random_tickets(random, 60, false, true);
    const std::int64_t as_of = kNewYear + 1440 * 8 + static_cast<std::int64_t>(random() % 3000);
    const AttributedTime time = attribute_time(make_log(contract, tickets), as_of * kMinuteUs, 0);
    std::map<std::tuple<std::int32_t, std::int32_t, std::int32_t>, std::pair<std::int64_t, std::int64_t>> rows;
    for (std::size_t i = 0; i < time.size(); ++i) {
      EXPECT_TRUE(rows.emplace(std::tuple(time.ticket[i], time.target[i], time.value[i]),
                               std::pair(time.run_us[i] / kMinuteUs, time.pause_us[i] / kMinuteUs)).second ||
                  (time.target[i] != 0 && time.target[i] != 4));
    }
    for (std::int32_t ticket = 0; ticket < 60; ++ticket) {
      for (const auto &[target, hours] : {std::pair(0, test::Hours::office), std::pair(4, test::Hours::always)}) {
        const Walked expected = walked(tickets[static_cast<std::size_t>(ticket)], as_of, hours, target == 4);
        for (std::int32_t group = 0; group <= kGroups; ++group) {
          const auto found = rows.find(std::tuple(ticket, target, group));
          const auto actual = found == rows.end() ? std::pair<std::int64_t, std::int64_t>() : found->second;
          const auto g = static_cast<std::size_t>(group);
          ASSERT_EQ(actual, std::pair(expected.run[g], expected.pause[g])) << round << " " << ticket << " " << target << " " << group;
        }
      }
    }
  }
}

/// The rows of a cycle summed, by (ticket, target, cycle).
using Sums = std::map<std::tuple<std::int32_t, std::int32_t, std::int32_t>, std::pair<std::int64_t, std::int64_t>>;

TEST(AttributeTime, TheRowsOfEachCycleSumToItsElapsedAndPausedTimeUnderEveryPolicy) {
  const auto contract = test::small_contract(kTargets, kParties + std::string(R"(, "amendments": [{"id": "A1", "effective": "2026-01-05", "targets": [
    {"id": "sla", "metric": "resolution", "duration": "5h", "calendar": "office", "on_amendment": "terms_in_force"}]}])"));
  std::mt19937_64 random(20260103);
  std::int64_t split = 0;
  for (int round = 0; round < 20; ++round) {
    const EventLog log = make_log(contract, random_tickets(random, 100, true, true));
    const std::int64_t as_of_us = (kNewYear + 1440 * 8 + static_cast<std::int64_t>(random() % 3000)) * kMinuteUs;
    const AttributedTime time = attribute_time(log, as_of_us, 0);
    Sums sums;
    for (std::size_t i = 0; i < time.size(); ++i) {
      auto &[run_us, pause_us] = sums[{time.ticket[i], time.target[i], time.cycle[i]}];
      split += run_us + pause_us > 0 ? 1 : 0;
      run_us += time.run_us[i];
      pause_us += time.pause_us[i];
      EXPECT_GE(time.run_us[i], 0);
      EXPECT_GE(time.pause_us[i], 0);
    }
    const Cycles cycles = evaluate(log, as_of_us);
    for (std::size_t i = 0; i < cycles.size(); ++i) {
      const std::tuple key(cycles.ticket[i], cycles.target[i], cycles.cycle[i]);
      ASSERT_EQ(sums[key], std::pair(cycles.elapsed_us[i], cycles.paused_us[i])) << round << " row " << i << " target " << cycles.target[i];
      sums.erase(key);
    }
    EXPECT_TRUE(sums.empty());
  }
  EXPECT_GT(split, 1000);
}

TEST(AttributeTime, WithoutAttributeEventsAllIsTheOpeningValues) {
  const auto contract = test::small_contract(kTargets, kParties);
  std::mt19937_64 random(20260104);
  const std::vector<Ticket> tickets = random_tickets(random, 200, true, false);
  const AttributedTime time = attribute_time(make_log(contract, tickets), (kNewYear + 9000) * kMinuteUs, 0);
  EXPECT_GT(time.size(), 200U);
  for (std::size_t i = 0; i < time.size(); ++i) EXPECT_EQ(time.value[i], tickets[static_cast<std::size_t>(time.ticket[i])].group);
}

TEST(AttributeTime, TheElapsedTimeOfAPromiseIsThatOfTheGroupsOwnClocks) {
  const auto contract = test::small_contract(kTargets, kParties);
  std::mt19937_64 random(20260105);
  const EventLog log = make_log(contract, random_tickets(random, 500, false, true));
  const std::int64_t as_of_us = (kNewYear + 9000) * kMinuteUs;
  const Cycles cycles = evaluate(log, as_of_us);
  std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> of_own_clock;  // by ticket and group
  std::map<std::int32_t, std::int64_t> promised;
  std::int64_t stays = 0;
  for (std::size_t i = 0; i < cycles.size(); ++i) {
    if (cycles.target[i] == 0) promised[cycles.ticket[i]] = cycles.elapsed_us[i];
    if (cycles.target[i] < 1 || cycles.target[i] > kGroups) continue;
    of_own_clock[{cycles.ticket[i], cycles.target[i]}] += cycles.elapsed_us[i];
    stays += cycles.cycle[i];
  }
  EXPECT_GT(stays, 100);  // tickets that come back to a group have a cycle for each stay
  const AttributedTime time = attribute_time(log, as_of_us, 0);
  std::map<std::int32_t, std::int64_t> of_vendor;
  for (std::size_t i = 0; i < time.size(); ++i) {
    if (time.target[i] != 0) continue;
    EXPECT_EQ(time.run_us[i], (of_own_clock[{time.ticket[i], time.value[i]}])) << time.ticket[i];
    EXPECT_EQ(contract->parties[static_cast<std::size_t>(time.party[i])].id, time.value[i] == 3 ? "Vendor" : "Ops");
    promised[time.ticket[i]] -= time.run_us[i];
  }
  for (const auto &[ticket, rest_us] : promised) EXPECT_EQ(rest_us, 0) << ticket;
}

TEST(AttributeTime, ValuesBelongToTheProviderThatNamesThemElseToTheOneThatTakesTheOthers) {
  EXPECT_EQ(provider_of(*test::small_contract(kTargets, kParties), 0), (std::vector<std::int32_t>{2, 1, 1, 2}));
  const char *const unnamed = R"({"id": "x", "metric": "resolution", "duration": "9h", "calendar": "office"})";
  const auto contract = test::small_contract(unnamed, kParties);  // no condition names a value
  EXPECT_EQ(contract->attributes[0].values, (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(provider_of(*contract, 0), (std::vector<std::int32_t>{2, 1, 1}));
  const char *const one = R"({"id": "x", "metric": "resolution", "duration": "9h", "calendar": "office", "when": {"group": ["A"]}})";
  EXPECT_EQ(provider_of(*test::small_contract(one), 0), (std::vector<std::int32_t>{-1, -1}));
}

TEST(AttributeTime, WrongArgumentsAreRefused) {
  const EventLog log = make_log(test::small_contract(kTargets, kParties), {});
  EXPECT_THROW((void)attribute_time(log, -1, 0), Error);
  EXPECT_THROW((void)attribute_time(log, 0, 1), Error);
  EXPECT_THROW((void)attribute_time(log, 0, -1), Error);
  EXPECT_EQ(attribute_time(log, 0, 0).size(), 0U);
}

}  // namespace
}  // namespace entente
