// Days in their four meanings, dates and periods, by examples worked out by hand, and where their answers end.
#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "entente/calendar/calendar.hpp"
#include "unit/calendar/instants.hpp"

namespace entente::test {
namespace {

using Bounds = std::vector<std::int64_t>;

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr DayMeaning kMeanings[] = {DayMeaning::same_clock_time, DayMeaning::end_of_day, DayMeaning::hours_24,
                                    DayMeaning::stated_length};

CalendarAnswer ok(std::int64_t value) { return {CalendarStatus::ok, value}; }

/// Office hours with a holiday on Thursday 2026-11-26, an exception on Friday 2026-11-27, a Saturday shift on the 28th.
Calendar november() {
  CalendarDefinition definition = office("Etc/UTC", {hours(9, 12), hours(13, 17)});
  definition.holidays = {{2026, 11, 26}, {2026, 11, 29}};
  definition.exceptions[{2026, 11, 27}] = {hours(9, 11)};
  definition.exceptions[{2026, 11, 28}] = {hours(20, 2)};
  definition.exceptions[{2026, 11, 30}] = {};
  definition.breaks[{2026, 12, 1}] = {hours(8, 18)};
  definition.breaks[{2026, 12, 2}] = {hours(16, 18), hours(6, 7)};
  return Calendar(definition);
}

TEST(CalendarDays, ADayIsWhatItsMeaningSays) {
  const Calendar calendar = november();
  const std::int64_t wednesday = utc(2026, 11, 25, 10);
  const auto days = [&](std::int64_t n, DayMeaning meaning, std::int64_t length_us = 0) {
    return calendar.add_days(wednesday, n, meaning, length_us);
  };
  EXPECT_EQ(days(1, DayMeaning::same_clock_time), ok(utc(2026, 11, 27, 10)));
  EXPECT_EQ(days(2, DayMeaning::same_clock_time), ok(utc(2026, 11, 28, 10)));
  EXPECT_EQ(days(3, DayMeaning::same_clock_time), ok(utc(2026, 12, 2, 10)));  // closed, then nothing but a break
  EXPECT_EQ(days(-1, DayMeaning::same_clock_time), ok(utc(2026, 11, 24, 10)));
  EXPECT_EQ(days(0, DayMeaning::same_clock_time), ok(wednesday));
  EXPECT_EQ(days(1, DayMeaning::end_of_day), ok(utc(2026, 11, 27, 11)));
  EXPECT_EQ(days(2, DayMeaning::end_of_day), ok(utc(2026, 11, 29, 2)));  // belongs to the 28th
  EXPECT_EQ(days(3, DayMeaning::end_of_day), ok(utc(2026, 12, 2, 16)));
  EXPECT_EQ(days(0, DayMeaning::end_of_day), ok(utc(2026, 11, 25, 17)));
  EXPECT_EQ(days(-1, DayMeaning::end_of_day), ok(utc(2026, 11, 24, 17)));
  EXPECT_EQ(days(1, DayMeaning::hours_24), calendar.add(wednesday, 24 * kHourUs));
  EXPECT_EQ(days(1, DayMeaning::stated_length, 7 * kHourUs), ok(utc(2026, 11, 27, 10)));
  EXPECT_EQ(days(-1, DayMeaning::stated_length, 7 * kHourUs), ok(utc(2026, 11, 24, 10)));
  EXPECT_EQ(days(0, DayMeaning::hours_24), ok(wednesday));
}

TEST(CalendarDays, AStartOnNoWorkdayIsNotCounted) {
  const Calendar calendar(office("Etc/UTC", {hours(9, 17)}));
  const std::int64_t saturday = utc(2026, 11, 21, 11);
  EXPECT_EQ(calendar.add_days(saturday, 1, DayMeaning::same_clock_time), ok(utc(2026, 11, 23, 11)));
  EXPECT_EQ(calendar.add_days(saturday, -1, DayMeaning::same_clock_time), ok(utc(2026, 11, 20, 11)));
  EXPECT_EQ(calendar.add_days(saturday, 0, DayMeaning::end_of_day), ok(utc(2026, 11, 23, 17)));
  EXPECT_EQ(calendar.workdays_between(saturday, utc(2026, 11, 23, 1)), ok(1));
  EXPECT_EQ(calendar.workdays_between(utc(2026, 11, 20, 11), utc(2026, 11, 23, 1)), ok(1));
  EXPECT_EQ(calendar.workdays_between(utc(2026, 11, 23, 1), utc(2026, 11, 20, 11)), ok(-1));
  EXPECT_EQ(calendar.workdays_between(utc(2026, 11, 23, 1), utc(2026, 11, 23, 23)), ok(0));
}

TEST(CalendarDays, TheSameClockTimeFollowsTheRuleForGapsAndRepeats) {
  const Calendar calendar(every_day("Europe/Paris", {hours(0, 24)}));
  // 02:30 is skipped on 2026-03-29 and moves to 03:30; on 2026-10-25 it comes twice, first at 00:30 UTC.
  EXPECT_EQ(calendar.add_days(utc(2026, 3, 28, 1, 30), 1, DayMeaning::same_clock_time), ok(utc(2026, 3, 29, 1, 30)));
  EXPECT_EQ(calendar.add_days(utc(2026, 10, 24, 0, 30), 1, DayMeaning::same_clock_time), ok(utc(2026, 10, 25, 0, 30)));
  EXPECT_EQ(calendar.add_days(utc(2026, 10, 25, 1, 30) + 7, 1, DayMeaning::same_clock_time), ok(utc(2026, 10, 26, 1, 30) + 7));
  EXPECT_EQ(calendar.add_days(utc(2026, 10, 25, 1, 30), 0, DayMeaning::same_clock_time), ok(utc(2026, 10, 25, 1, 30)));
}

TEST(CalendarDays, TheDateOfAnInstantIsThatOfItsZone) {
  CalendarDefinition definition = every_day("Pacific/Auckland", {hours(9, 17)});
  definition.holidays = {{2026, 11, 26}};
  definition.breaks[{2026, 11, 25}] = {hours(20, 21)};
  const Calendar calendar(definition);
  const std::int64_t midnight = utc(2026, 11, 25, 11);  // 00:00 of the 26th at UTC+13
  EXPECT_EQ(calendar.is_holiday(midnight), ok(1));
  EXPECT_EQ(calendar.is_holiday(midnight - 1), ok(0));
  EXPECT_EQ(calendar.is_holiday(midnight + kDayUs), ok(0));
  EXPECT_EQ(calendar.is_workday(midnight), ok(0));
  EXPECT_EQ(calendar.is_workday(midnight - 1), ok(1));
  EXPECT_EQ(calendar.is_break(midnight - 4 * kHourUs), ok(1));  // cuts no hours, is a break all the same
  EXPECT_EQ(calendar.is_break(midnight - 4 * kHourUs - 1), ok(0));
  EXPECT_EQ(calendar.is_break(midnight - 3 * kHourUs), ok(0));
}

TEST(CalendarDays, DaysBeyondTheHorizonAreRangeAndDaysThatNeverComeAreNotFound) {
  const Calendar calendar(office("Pacific/Kiritimati", {hours(9, 17)}));
  for (const std::int64_t outside : {kMin, std::int64_t{-1}, kLastInstantUs + 1, kMax}) {
    EXPECT_EQ(calendar.is_workday(outside).status, CalendarStatus::range);
    EXPECT_EQ(calendar.is_holiday(outside).status, CalendarStatus::range);
    EXPECT_EQ(calendar.is_break(outside).status, CalendarStatus::range);
    EXPECT_EQ(calendar.workdays_between(outside, 0).status, CalendarStatus::range);
    EXPECT_EQ(calendar.workdays_between(0, outside).status, CalendarStatus::range);
    for (const DayMeaning meaning : kMeanings) {
      EXPECT_EQ(calendar.add_days(outside, 1, meaning, 1).status, CalendarStatus::range);
    }
  }
  for (const std::int64_t days : {kMin, kMin + 1, std::int64_t{-40'000}, std::int64_t{40'000}, kMax}) {
    for (const DayMeaning meaning : kMeanings) {
      EXPECT_EQ(calendar.add_days(utc(2026, 1, 1), days, meaning, kHourUs * 20).status, CalendarStatus::range) << days;
    }
  }
  for (const std::int64_t length : {std::int64_t{0}, std::int64_t{-1}, kMin}) {
    EXPECT_EQ(calendar.add_days(utc(2026, 1, 1), 1, DayMeaning::stated_length, length).status, CalendarStatus::range);
  }
  CalendarDefinition once;
  once.zone = "Etc/UTC";
  once.exceptions[{2026, 11, 20}] = {hours(9, 17)};
  const Calendar only(once);
  for (const DayMeaning meaning : kMeanings) {
    EXPECT_EQ(only.add_days(utc(2026, 11, 21), 1, meaning, kHourUs).status, CalendarStatus::not_found);
    EXPECT_EQ(only.add_days(utc(2026, 11, 19), -1, meaning, kHourUs).status, CalendarStatus::not_found);
    EXPECT_EQ(only.add_days(utc(2026, 11, 19), 9, meaning, kHourUs).status, CalendarStatus::range);
    EXPECT_EQ(only.add_days(utc(2026, 11, 21), -9, meaning, kHourUs).status, CalendarStatus::range);
  }
  EXPECT_EQ(only.add_days(utc(2026, 11, 21), 0, DayMeaning::end_of_day).status, CalendarStatus::not_found);
}

TEST(CalendarDays, BothEndsOfTheHorizonHaveDates) {
  for (const char *zone : {"Etc/GMT+12", "Etc/UTC", "Pacific/Kiritimati"}) {
    const Calendar calendar(every_day(zone, {hours(0, 24)}));
    EXPECT_EQ(calendar.is_workday(kFirstInstantUs), ok(1)) << zone;
    EXPECT_EQ(calendar.is_workday(kLastInstantUs), ok(1)) << zone;
    EXPECT_EQ(calendar.add_days(kFirstInstantUs, 1, DayMeaning::same_clock_time).status, CalendarStatus::ok) << zone;
    EXPECT_NE(calendar.add_days(kFirstInstantUs, -1, DayMeaning::same_clock_time).status, CalendarStatus::ok) << zone;
    EXPECT_NE(calendar.add_days(kLastInstantUs, 1, DayMeaning::same_clock_time).status, CalendarStatus::ok) << zone;
    EXPECT_EQ(calendar.add_days(kLastInstantUs, -1, DayMeaning::same_clock_time), ok(kLastInstantUs - kDayUs)) << zone;
    Bounds open(2), close(2);
    EXPECT_EQ(calendar.periods_before(kLastInstantUs, open, close), ok(2)) << zone;
    EXPECT_EQ(close[0], kLastInstantUs) << zone;
    EXPECT_EQ(calendar.periods_after(kFirstInstantUs, open, close), ok(2)) << zone;
    EXPECT_EQ(open[0], kFirstInstantUs) << zone;
    EXPECT_EQ(calendar.periods_after(kLastInstantUs - 1, open, close), ok(1)) << zone;
    EXPECT_EQ(open[0], kLastInstantUs - 1) << zone;
    EXPECT_EQ(close[0], kLastInstantUs) << zone;
    EXPECT_EQ(calendar.periods_after(kLastInstantUs, open, close), ok(0)) << zone;
    EXPECT_EQ(calendar.periods_before(kFirstInstantUs, open, close), ok(0)) << zone;
    EXPECT_EQ(calendar.periods(kFirstInstantUs, kLastInstantUs, open, close), ok(1)) << zone;
    EXPECT_EQ(open[0], kFirstInstantUs) << zone;
    EXPECT_EQ(close[0], kLastInstantUs) << zone;
  }
}

TEST(CalendarDays, PeriodsAreMergedInAWindowAndAsStatedAfterAnInstant) {
  CalendarDefinition definition = every_day("Etc/UTC", {hours(0, 24)});
  definition.weekly[0] = {hours(9, 13), hours(12, 17), hours(20, 4)};
  definition.breaks[{2026, 11, 23}] = {hours(10, 11)};
  const Calendar calendar(definition);
  const std::int64_t monday = utc(2026, 11, 23);
  Bounds open(9, kNoValue), close(9, kNoValue);
  EXPECT_EQ(calendar.periods(monday, monday + kDayUs, open, close), ok(3));
  EXPECT_EQ(Bounds(open.begin(), open.begin() + 4), (Bounds{monday + 9 * kHourUs, monday + 11 * kHourUs, monday + 20 * kHourUs, kNoValue}));
  EXPECT_EQ(Bounds(close.begin(), close.begin() + 4), (Bounds{monday + 10 * kHourUs, monday + 17 * kHourUs, monday + kDayUs, kNoValue}));
  EXPECT_EQ(calendar.periods(monday + kDayUs, monday, open, close), ok(0));
  EXPECT_EQ(calendar.periods(monday, monday + kDayUs, {}, {}), ok(3));
  EXPECT_EQ(calendar.periods(monday, monday + 9 * kHourUs, open, close), ok(0));
  EXPECT_EQ(calendar.periods(monday + 10 * kHourUs, monday + 11 * kHourUs, open, close), ok(0));
  EXPECT_EQ(calendar.periods_after(monday + 12 * kHourUs, std::span(open).first(5), std::span(close).first(5)), ok(5));
  EXPECT_EQ(Bounds(open.begin(), open.begin() + 5),
            (Bounds{monday + 12 * kHourUs, monday + 12 * kHourUs, monday + 20 * kHourUs, monday + kDayUs, monday + 2 * kDayUs}));
  EXPECT_EQ(Bounds(close.begin(), close.begin() + 5),
            (Bounds{monday + 13 * kHourUs, monday + 17 * kHourUs, monday + 28 * kHourUs, monday + 2 * kDayUs, monday + 3 * kDayUs}));
  EXPECT_EQ(calendar.periods_before(monday + 12 * kHourUs, std::span(open).first(3), std::span(close).first(3)), ok(3));
  EXPECT_EQ(Bounds(open.begin(), open.begin() + 3), (Bounds{monday + 11 * kHourUs, monday + 9 * kHourUs, monday - kDayUs}));
  EXPECT_EQ(Bounds(close.begin(), close.begin() + 3), (Bounds{monday + 12 * kHourUs, monday + 10 * kHourUs, monday}));
  EXPECT_EQ(calendar.periods_after(monday, open, std::span(close).first(3)).status, CalendarStatus::range);
}

TEST(CalendarDays, TheNextOpeningAndTheNextCloseAreAfterTheInstant) {
  const Calendar calendar(office("Etc/UTC", {hours(9, 12), hours(13, 17), hours(17, 18)}));
  const std::int64_t monday = utc(2026, 11, 23);
  for (const std::int64_t us : {std::int64_t{0}, std::int64_t{1}}) {
    EXPECT_EQ(calendar.next_open_start(monday + 9 * kHourUs + us), ok(monday + 13 * kHourUs));
    EXPECT_EQ(calendar.next_close(monday + 12 * kHourUs + us), ok(monday + 18 * kHourUs));  // 17:00 closes nothing
  }
  EXPECT_EQ(calendar.next_open_start(monday + 9 * kHourUs - 1), ok(monday + 9 * kHourUs));
  EXPECT_EQ(calendar.next_close(monday + 12 * kHourUs - 1), ok(monday + 12 * kHourUs));
  EXPECT_EQ(calendar.next_open_start(monday + 13 * kHourUs), ok(monday + 33 * kHourUs));
}

TEST(CalendarDays, ACopyAnswersAfterTheOriginalIsGone) {
  auto original = std::make_unique<Calendar>(november());
  const Calendar copy = *original;
  original.reset();
  EXPECT_EQ(copy.is_holiday(utc(2026, 11, 26, 10)), ok(1));
  EXPECT_EQ(copy.add_days(utc(2026, 11, 25, 10), 1, DayMeaning::end_of_day), ok(utc(2026, 11, 27, 11)));
}

}  // namespace
}  // namespace entente::test
