#include "entente/sla/nesting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "unit/sla/small_contract.hpp"

namespace entente {
namespace {

constexpr std::int64_t kWeek = 7 * 1440;
constexpr std::int64_t kMonday = 20'458 * 1440;  // 2026-01-05 in minutes
constexpr std::int64_t kStepUs = 15 * kMinuteUs;  // all random hours and durations are multiples of it

/// Open minutes of a week that begins on Monday, and the document of that calendar.
struct Week {
  std::vector<bool> open = std::vector<bool>(kWeek, false);
  std::string json;
};

std::string clock_time(std::int64_t minute) {
  const std::int64_t hour = minute / 60, rest = minute % 60;
  return {'"', static_cast<char>('0' + hour / 10), static_cast<char>('0' + hour % 10), ':',
          static_cast<char>('0' + rest / 10), static_cast<char>('0' + rest % 10), '"'};
}

/// Up to two intervals a day, some across midnight, some days none.
Week random_week(std::mt19937_64 &random) {
  static const char *const kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  Week week;
  for (int day = 0; day < 7; ++day) {
    std::string intervals;
    for (std::int64_t n = day == 0 ? 1 : below(3); n > 0; --n) {
      const std::int64_t from = below(24) * 60, minutes = 30 + below(12) * 45;
      const std::int64_t to = (from + minutes) % 1440;
      if (to == from) continue;
      intervals += (intervals.empty() ? "[" : ", [") + clock_time(from) + ", " + clock_time(to) + "]";
      for (std::int64_t m = 0; m < minutes; ++m) week.open[static_cast<std::size_t>((day * 1440 + from + m) % kWeek)] = true;
    }
    week.json += std::string(day == 0 ? "" : ", ") + "\"" + kDays[day] + "\": [" + intervals + "]";
  }
  week.json = "{\"weekly\": {" + week.json + "}}";
  return week;
}

struct Promise {
  const Week *week = nullptr;
  std::int64_t promised_us = 0;
  std::int64_t bonus_us = 0;
  bool immediately = false;
  bool rolls = false;
};

bool is_open(const Week &week, std::int64_t at_us) {
  return week.open[static_cast<std::size_t>((at_us / kMinuteUs - kMonday + 100 * kWeek) % kWeek)];
}

/// When a clock that never pauses is due, told by walking from step to step.
std::int64_t walked_due(const Promise &promise, std::int64_t start_us) {
  bool counts_closed = promise.immediately && !is_open(*promise.week, start_us);
  std::int64_t left_us = promise.promised_us + (is_open(*promise.week, start_us) ? 0 : promise.bonus_us);
  for (std::int64_t at_us = start_us;;) {
    const std::int64_t next_us = (at_us / kStepUs + 1) * kStepUs;
    const bool open = is_open(*promise.week, at_us);
    if (open) counts_closed = false;
    if (open || counts_closed) {
      const std::int64_t counted_us = std::min(left_us, next_us - at_us);
      left_us -= counted_us;
      if (left_us == 0) {
        at_us += counted_us;
        while (promise.rolls && open && !is_open(*promise.week, at_us)) at_us += kStepUs;
        return at_us;
      }
    }
    at_us = next_us;
  }
}

struct Walked {
  std::int64_t start_us = 0;
  std::int64_t overshoot_us = INT64_MIN;
};

/// All times are whole steps, so between two steps the overshoot is linear but for a jump beside either: its greatest
/// value lies on a step, a microsecond beside one, or at an end of the horizon.
Walked walked_worst(const std::vector<Promise> &chain, std::int64_t from_us, std::int64_t to_us) {
  std::vector<std::int64_t> starts{from_us};
  for (std::int64_t step_us = from_us / kStepUs * kStepUs; step_us <= to_us; step_us += kStepUs) {
    for (const std::int64_t start_us : {step_us - 1, step_us, step_us + 1}) {
      if (start_us > from_us && start_us < to_us) starts.push_back(start_us);
    }
  }
  starts.push_back(to_us - 1);
  Walked worst;
  for (const std::int64_t start_us : starts) {
    std::int64_t at_us = start_us;
    for (std::size_t i = 1; i < chain.size(); ++i) at_us = walked_due(chain[i], at_us);
    const std::int64_t overshoot_us = at_us - walked_due(chain[0], start_us);
    if (overshoot_us > worst.overshoot_us) worst = {start_us, overshoot_us};
  }
  return worst;
}

std::string document(const Promise &promise, int number) {
  std::string json = R"({"id": "t)" + std::to_string(number) + R"(", "metric": "resolution", "calendar": "c)" +
                     std::to_string(number) + R"(", "duration": ")" + std::to_string(promise.promised_us / kMinuteUs) + "m\"";
  if (promise.bonus_us > 0) json += R"(, "outside_hours_bonus": ")" + std::to_string(promise.bonus_us / kMinuteUs) + "m\"";
  if (promise.immediately) json += R"(, "outside_hours": "immediately")";
  if (promise.rolls) json += R"(, "close_lands_on": "next_open")";
  return json + "}";
}

std::shared_ptr<const Contract> parse(const std::string &json) {
  Problems problems;
  auto contract = parse_contract(json, "/usr/share/zoneinfo", problems);
  if (!contract) throw Error(ErrorCode::invalid, to_string(problems.front()));
  return contract;
}

TEST(Nesting, TheWorstStartIsThatOfAWalkOverEveryStep) {
  std::mt19937_64 random(20260105);
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  int fitting = 0, unfit = 0, beside_a_step = 0;
  for (int round = 0; round < 120; ++round) {
    std::vector<Week> weeks;
    const std::size_t size = static_cast<std::size_t>(2 + below(3));
    for (std::size_t i = 0; i < size; ++i) weeks.push_back(random_week(random));
    std::vector<Promise> chain(size);
    std::string calendars, targets, links;
    for (std::size_t i = 0; i < size; ++i) {
      const bool same = i > 0 && below(2) == 0;  // often the hours of the promise itself
      chain[i] = {same ? &weeks[0] : &weeks[i], (1 + below(i == 0 ? 24 : 8)) * 30 * kMinuteUs,
                  below(4) == 0 ? below(5) * 15 * kMinuteUs : 0, below(4) == 0, below(3) == 0};
      const std::string sep = i == 0 ? "" : ", ";
      calendars += sep + "\"c" + std::to_string(i) + "\": " + (same ? weeks[0] : weeks[i]).json;
      targets += sep + document(chain[i], static_cast<int>(i));
      if (i > 0) links += (i == 1 ? "\"t" : ", \"t") + std::to_string(i) + "\"";
    }
    const auto contract = parse(R"({"entente": 1, "name": "n", "zone": "Etc/UTC", "calendars": {)" + calendars +
                                R"(}, "clock_map": {"New": "run"}, "targets": [)" + targets +
                                R"(], "nesting": [{"target": "t0", "chain": [)" + links + "]}]}");
    const std::int64_t from_us = (kMonday + below(kWeek)) * kMinuteUs;
    const std::int64_t to_us = from_us + (2 + below(5)) * kDayUs;
    const NestingCheck check = check_nesting(*contract, 0, from_us, to_us);
    const Walked walked = walked_worst(chain, from_us, to_us);
    ASSERT_EQ(check.overshoot_us, walked.overshoot_us) << round;
    ASSERT_EQ(check.start_us, walked.start_us) << round;
    ASSERT_EQ(check.outcome, walked.overshoot_us > 0 ? NestingOutcome::does_not_fit : NestingOutcome::fits) << round;
    std::int64_t at_us = check.start_us;
    for (std::size_t i = 1; i < size; ++i) {
      at_us = walked_due(chain[i], at_us);
      ASSERT_EQ(check.link_due_us[i - 1], at_us) << round;
    }
    ASSERT_EQ(check.due_us, walked_due(chain[0], check.start_us)) << round;
    std::int64_t open_us = 0;  // of the overshoot, microsecond steps cut at minutes
    for (std::int64_t a = std::min(check.due_us, at_us), b = std::max(check.due_us, at_us); a < b;) {
      const std::int64_t next_us = std::min(b, (a / kMinuteUs + 1) * kMinuteUs);
      if (is_open(*chain[0].week, a)) open_us += next_us - a;
      a = next_us;
    }
    ASSERT_EQ(check.overshoot_open_us, at_us < check.due_us ? -open_us : open_us) << round;
    (check.overshoot_us > 0 ? unfit : fitting) += 1;
    beside_a_step += check.start_us % kStepUs != 0 ? 1 : 0;
  }
  EXPECT_GT(fitting, 5);
  EXPECT_GT(unfit, 20);
  EXPECT_GT(beside_a_step, 3);
}

const char *const kSites = R"(
  {"id": "sla", "metric": "resolution", "duration": "4h", "agreement": "sla",
   "calendar": {"attribute": "site", "values": {"a": "always"}, "otherwise": "office"}},
  {"id": "ola", "metric": "resolution", "duration": "3h", "agreement": "ola",
   "calendar": {"attribute": "site", "values": {"a": "always"}, "otherwise": "office"OF}})";
const char *const kNested = R"(, "nesting": [{"target": "sla", "chain": ["ola"]}])";

std::string sites(const std::string &of) {
  std::string json = kSites;
  return json.replace(json.find("OF"), 2, of);
}

TEST(Nesting, CalendarsOfOneAttributeAtTheOpeningGoTogether) {
  const auto contract = test::small_contract(sites(""), kNested);
  const NestingCheck check = check_nesting(*contract, 0, kMonday * kMinuteUs, (kMonday + kWeek) * kMinuteUs);
  EXPECT_EQ(check.outcome, NestingOutcome::fits);
  EXPECT_EQ(check.combinations, 2);
}

TEST(Nesting, ACalendarThatIsChosenAtTheTimeIsFreeOfTheOthers) {
  const auto contract = test::small_contract(sites(R"(, "of": "group_at_the_time")"), kNested);
  const NestingCheck check = check_nesting(*contract, 0, kMonday * kMinuteUs, (kMonday + kWeek) * kMinuteUs);
  EXPECT_EQ(check.outcome, NestingOutcome::does_not_fit);
  EXPECT_EQ(check.combinations, 4);
  EXPECT_EQ(contract->calendars[static_cast<std::size_t>(check.calendars[0])].name, "always");
  EXPECT_EQ(contract->calendars[static_cast<std::size_t>(check.calendars[1])].name, "office");
  // Two hours before the close on Friday the last hour of the three falls on Monday: 10:00, and due was Friday 19:00.
  EXPECT_EQ(check.start_us, (kMonday + 4 * 1440 + 14 * 60) * kMinuteUs + 1);
  EXPECT_EQ(check.overshoot_us, ((2 * 24 + 9 + 7 - 4) * 60 + 180) * kMinuteUs);
}

TEST(Nesting, TermsAreThoseInForceAtTheStart) {
  const auto contract = test::small_contract(
      R"({"id": "sla", "metric": "resolution", "duration": "4h", "calendar": "office"},
         {"id": "ola", "metric": "resolution", "duration": "4h", "calendar": "office"})",
      R"(, "amendments": [{"id": "A", "effective": "2026-02-01", "targets": [
          {"id": "sla", "metric": "resolution", "duration": "3h", "calendar": "office"}]}],
        "nesting": [{"target": "sla", "chain": ["ola"]}])");
  const std::int64_t amended_us = contract->amendments[0].effective_us;
  EXPECT_EQ(check_nesting(*contract, 0, amended_us - kDayUs, amended_us).outcome, NestingOutcome::fits);
  const NestingCheck check = check_nesting(*contract, 0, amended_us - kDayUs, amended_us + 1);
  EXPECT_EQ(check.outcome, NestingOutcome::does_not_fit);
  EXPECT_EQ(check.start_us, amended_us);
  EXPECT_EQ(check.targets, (std::vector<std::int32_t>{2, 1}));
}

TEST(Nesting, OneMicrosecondTooMuchIsFound) {
  const auto contract = test::small_contract(
      R"({"id": "sla", "metric": "resolution", "duration": "4h", "calendar": "office"},
         {"id": "a", "metric": "resolution", "duration": "2h", "calendar": "office"},
         {"id": "b", "metric": "resolution", "duration": "2h1us", "calendar": "always"},
         {"id": "c", "metric": "resolution", "duration": "2h", "calendar": "office"})",
      R"(, "nesting": [{"target": "sla", "chain": ["a", "b"]}, {"target": "a", "chain": ["c"]}])");
  const NestingCheck check = check_nesting(*contract, 0, kMonday * kMinuteUs, (kMonday + kWeek) * kMinuteUs);
  EXPECT_EQ(check.overshoot_us, 1);  // where the two hours around the clock lie in one stretch of office hours
  EXPECT_EQ(check_nesting(*contract, 1, kMonday * kMinuteUs, (kMonday + kWeek) * kMinuteUs).overshoot_us, 0);
}

TEST(Nesting, AChainWithoutADueDateIsTold) {
  const auto contract = test::small_contract(
      R"({"id": "sla", "metric": "resolution", "duration": "4h", "calendar": "office"},
         {"id": "a", "metric": "resolution", "duration": "2h", "calendar": "office"},
         {"id": "b", "metric": "resolution", "duration": "2h", "calendar": "never"},
         {"id": "c", "metric": "resolution", "duration": "2h", "calendar": "never", "outside_hours": "immediately"})",
      R"(, "nesting": [{"target": "sla", "chain": ["a", "b"]}, {"target": "sla2", "chain": ["c"]}])"
      R"(, "amendments": [{"id": "A", "effective": "2026-01-05", "targets": [
          {"id": "sla2", "metric": "resolution", "duration": "3h", "calendar": "office"}]}])");
  const NestingCheck check = check_nesting(*contract, 0, kMonday * kMinuteUs, (kMonday + kWeek) * kMinuteUs);
  EXPECT_EQ(check.outcome, NestingOutcome::no_due_date);
  EXPECT_EQ(check.status, CalendarStatus::not_found);
  EXPECT_EQ(check.link_due_us[1], kNoValue);
  EXPECT_NE(check.link_due_us[0], kNoValue);
  EXPECT_EQ(check_nesting(*contract, 1, kMonday * kMinuteUs, (kMonday + kWeek) * kMinuteUs).outcome, NestingOutcome::fits);
  EXPECT_EQ(check_nesting(*contract, 1, 0, kDayUs).outcome, NestingOutcome::not_in_force);
}

TEST(Nesting, TheWholeOfTheSupportedInstantsCanBeChecked) {
  const auto contract = test::small_contract(
      R"({"id": "sla", "metric": "resolution", "duration": "4h", "calendar": "office", "outside_hours": "immediately"},
         {"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office"})",
      R"(, "nesting": [{"target": "sla", "chain": ["a"]}])");
  const NestingCheck check = check_nesting(*contract, 0, kFirstInstantUs, kLastInstantUs);
  EXPECT_EQ(check.outcome, NestingOutcome::does_not_fit);  // a start at night counts for the promise alone
  EXPECT_GT(check.candidates, 130 * 365);
}

TEST(Nesting, WrongArgumentsAndTooManyCombinationsAreRefused) {
  std::string targets, links;
  for (int i = 0; i < 11; ++i) {
    targets += std::string(i == 0 ? "" : ", ") + R"({"id": "t)" + std::to_string(i) +
               R"(", "metric": "resolution", "duration": "1h", "calendar": {"attribute": "g", "values": {"x": "always"},
                  "otherwise": "office", "of": "group_at_the_time"}})";
    if (i > 0) links += (i == 1 ? "\"t" : ", \"t") + std::to_string(i) + "\"";
  }
  const auto contract = test::small_contract(targets, R"(, "nesting": [{"target": "t0", "chain": [)" + links + "]}]");
  const auto code_of = [&](std::size_t nesting, std::int64_t from_us, std::int64_t to_us) {
    try {
      (void)check_nesting(*contract, nesting, from_us, to_us);
    } catch (const Error &error) {
      return std::optional(error.code());
    }
    return std::optional<ErrorCode>();
  };
  EXPECT_EQ(code_of(0, 0, kDayUs), ErrorCode::limit);  // 2 to the power of 11
  EXPECT_EQ(code_of(1, 0, kDayUs), ErrorCode::not_found);
  EXPECT_EQ(code_of(0, -1, kDayUs), ErrorCode::range);
  EXPECT_EQ(code_of(0, 0, kLastInstantUs + 1), ErrorCode::range);
  EXPECT_EQ(code_of(0, kDayUs, kDayUs), ErrorCode::invalid);
}

}  // namespace
}  // namespace entente
