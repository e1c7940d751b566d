#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/sla/evaluate.hpp"
#include "unit/sla/reference/random_contract.hpp"
#include "unit/sla/same_cycles.hpp"

namespace entente {
namespace {

using test::LoggedEvent;
using test::LoggedTicket;
using test::RandomCase;

constexpr std::uint64_t kCases = 120;
constexpr std::size_t kTickets = 40;

Cycles cycles_of(const RandomCase &one) {
  return evaluate(one.log(), one.as_of_us());
}

std::int64_t end_of(const Cycles &c, std::size_t row, const RandomCase &one) {
  return c.stopped_us[row] == kNoValue ? one.as_of_us() : c.stopped_us[row];
}

/// Calls check(case, cycles, row) on every row of many random contracts.
template <class Check>
void on_every_row(Check &&check) {
  std::size_t rows = 0;
  for (std::uint64_t seed = 0; seed < kCases && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomCase one(seed, kTickets);
    const Cycles cycles = cycles_of(one);
    rows += cycles.size();
    for (std::size_t row = 0; row < cycles.size(); ++row) check(one, cycles, row);
  }
  EXPECT_GT(rows, 1000U);
}

TEST(ClockProperties, ElapsedPausedAndOutsideAreTheWallTimeOfEveryCycle) {
  on_every_row([](const RandomCase &one, const Cycles &c, std::size_t row) {
    EXPECT_EQ(c.elapsed_us[row] + c.paused_us[row] + c.outside_us[row],
              end_of(c, row, one) - c.started_us[row]);
    EXPECT_GE(std::min({c.elapsed_us[row], c.paused_us[row], c.outside_us[row]}), 0);
  });
}

TEST(ClockProperties, WhomItWaitedForAddsUpToElapsedAndPaused) {
  on_every_row([](const RandomCase &, const Cycles &c, std::size_t row) {
    EXPECT_EQ(c.provider_us[row] + c.requester_us[row] + c.third_party_us[row] + c.closing_us[row],
              c.elapsed_us[row] + c.paused_us[row]);
    EXPECT_LE(c.settled_us[row], c.paused_us[row]);
  });
}

TEST(ClockProperties, ATargetIsMetIfAndOnlyIfItStoppedAtOrBeforeDue) {
  std::size_t met = 0, breached = 0;
  on_every_row([&](const RandomCase &one, const Cycles &c, std::size_t row) {
    const auto state = static_cast<CycleState>(c.state[row]);
    const bool late = c.due_us[row] != kNoValue && c.due_us[row] < end_of(c, row, one);
    if (state == CycleState::incomplete_history) return;
    EXPECT_EQ(state == CycleState::breached, late);
    EXPECT_EQ(c.breached_us[row], late ? c.due_us[row] : kNoValue);
    EXPECT_FALSE(state == CycleState::met && (late || c.stopped_us[row] == kNoValue));
    met += state == CycleState::met ? 1U : 0U;
    breached += late ? 1U : 0U;
  });
  EXPECT_GT(std::min(met, breached), 100U);
}

TEST(ClockProperties, APauseAfterTheDueInstantNeverMovesIt) {
  std::size_t moved_not = 0;
  for (std::uint64_t seed = 0; seed < kCases && !HasFailure(); ++seed) {
    RandomCase one(seed, kTickets);
    const Cycles before = cycles_of(one);
    std::map<std::int32_t, std::int64_t>
        due_of;  // the latest due date of clocks still open, if all have passed
    for (std::size_t row = 0; row < before.size(); ++row) {
      if (before.stopped_us[row] != kNoValue) continue;
      const bool passed = before.due_us[row] != kNoValue && before.due_us[row] <= one.as_of_us();
      std::int64_t &latest = due_of.try_emplace(before.ticket[row], 0).first->second;
      latest = passed && latest >= 0 ? std::max(latest, before.due_us[row]) : -1;
    }
    for (const auto &[ticket, due_us] : due_of) {
      LoggedTicket &logged = one.tickets[static_cast<std::size_t>(ticket)];
      const std::int64_t due = (due_us + one.world.tick_us - 1) / one.world.tick_us;
      const bool follows = std::all_of(logged.events.begin(), logged.events.end(),
                                       [&](const LoggedEvent &event) { return event.tick <= due; });
      if (due_us >= 0 && follows) logged.events.push_back({due, kStateEvent, 2});
    }
    const Cycles after = cycles_of(one);
    std::map<std::tuple<std::int32_t, std::int32_t, std::int32_t>, std::size_t> row_of;
    for (std::size_t row = 0; row < after.size(); ++row) {
      row_of[{after.ticket[row], after.target[row], after.cycle[row]}] = row;
    }
    for (std::size_t row = 0; row < before.size(); ++row) {
      if (before.target[row] >= static_cast<std::int32_t>(one.contract->targets.size())) continue;
      if (before.stopped_us[row] != kNoValue || due_of.at(before.ticket[row]) < 0) continue;
      const std::size_t then = row_of.at({before.ticket[row], before.target[row], before.cycle[row]});
      EXPECT_EQ(after.due_us[then], before.due_us[row]) << "seed " << seed << " row " << row;
      moved_not += after.paused_us[then] > before.paused_us[row] ? 1U : 0U;
    }
  }
  EXPECT_GT(moved_not, 100U);
}

std::string replaced(std::string text, const std::string &from, const std::string &to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// Not so for `immediately`: a start that a holiday puts outside hours runs at once.
TEST(ClockProperties, AddingAHolidayNeverBringsADueDateForward) {
  std::size_t later = 0;
  for (std::uint64_t seed = 0; seed < kCases && !HasFailure(); ++seed) {
    RandomCase one(seed, kTickets);
    one.json = replaced(one.json, "\"immediately\"", "\"next_open\"");
    one.contract = test::read_contract(one.json);
    const Cycles before = cycles_of(one);
    const std::string day = std::to_string(2 + seed % 7);
    one.contract = test::read_contract(replaced(one.json, R"("holidays": ["2026-01-01"])",
                                                R"("holidays": ["2026-01-01", "2026-01-0)" + day + "\"]"));
    const Cycles after = cycles_of(one);
    ASSERT_EQ(before.ticket.size(), after.ticket.size());
    for (std::size_t row = 0; row < before.size(); ++row) {
      if (before.target[row] >= static_cast<std::int32_t>(one.contract->targets.size())) continue;
      EXPECT_GE(after.due_us[row], before.due_us[row]) << "seed " << seed << " row " << row;
      later += after.due_us[row] > before.due_us[row] ? 1U : 0U;
    }
  }
  EXPECT_GT(later, 100U);
}

TEST(ClockProperties, EveryColumnIsTheSameForOneTwoAndEightThreads) {
  for (std::uint64_t seed = 0; seed < 20 && !HasFailure(); ++seed) {
    const RandomCase one(seed, 997);
    const Cycles alone = evaluate(one.log(), one.as_of_us(), 1);
    for (const std::int32_t threads : {1, 2, 8}) {
      test::expect_same(evaluate(one.log(), one.as_of_us(), threads), alone);
    }
  }
}

TEST(ClockProperties, ColumnsThatWereUsedBeforeHoldWhatNewOnesWould) {
  Cycles used;
  for (std::uint64_t seed = 0; seed < 10 && !HasFailure(); ++seed) {
    const RandomCase one(seed, seed % 2 == 0 ? 997 : 101);
    for (const std::int32_t threads : {1, 3}) {
      evaluate(one.log(), one.as_of_us(), threads, used);
      test::expect_same(used, evaluate(one.log(), one.as_of_us(), 1));
    }
    EXPECT_THROW(evaluate(one.log(), kLastInstantUs + 1, 1, used), Error);
    EXPECT_EQ(used.size(), 0U);
    EXPECT_TRUE(used.put_off_us.empty() && used.escalated_row.empty());
  }
}

TEST(ClockProperties, ShuffledAndDuplicatedEventsGiveTheResultOfTheSortedLog) {
  for (std::uint64_t seed = 0; seed < kCases && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomCase one(seed, kTickets);
    test::Dice dice(seed);
    for (LoggedTicket &ticket : one.tickets) {
      std::stable_sort(ticket.events.begin(), ticket.events.end(),
                       [](const LoggedEvent &a, const LoggedEvent &b) { return a.tick < b.tick; });
      for (std::size_t i = 0; i < ticket.events.size(); ++i) {
        ticket.events[i].sequence = static_cast<std::int64_t>(i) - 3;
      }
    }
    const Cycles sorted = cycles_of(one);
    for (LoggedTicket &ticket : one.tickets) {
      const std::vector<LoggedEvent> events = ticket.events;
      for (const LoggedEvent &event : events) {
        for (std::int64_t more = dice.below(3); more > 0; --more) ticket.events.push_back(event);
      }
      std::shuffle(ticket.events.begin(), ticket.events.end(), dice.engine());
    }
    test::expect_same(cycles_of(one), sorted);
  }
}

}  // namespace
}  // namespace entente
