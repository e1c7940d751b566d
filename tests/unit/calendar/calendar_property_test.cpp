// Laws that hold for every calendar, instant and amount, to the microsecond.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "entente/calendar/calendar.hpp"
#include "unit/calendar/random_calendar.hpp"

namespace entente::test {
namespace {

constexpr const char *kZones[] = {"Europe/Paris", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "Etc/UTC"};

Calendar any_calendar() {
  RandomCalendar::Engine engine(*rc::gen::arbitrary<std::uint64_t>());
  const char *zone = *rc::gen::elementOf(std::vector<const char *>(std::begin(kZones), std::end(kZones)));
  return Calendar(RandomCalendar(engine, 1, *rc::gen::inRange(0, 47000)).draw(zone));
}

std::int64_t any_instant() { return *rc::gen::inRange<std::int64_t>(kFirstInstantUs, kLastInstantUs + 1); }

/// From microseconds to years.
std::int64_t any_amount() {
  const std::int64_t most = *rc::gen::elementOf(std::vector<std::int64_t>{3, kSecondUs, kDayUs, 60 * kDayUs, 4000 * kDayUs});
  return *rc::gen::inRange<std::int64_t>(0, most);
}

RC_GTEST_PROP(CalendarLaws, WhatWasAddedLiesBetween, ()) {
  const Calendar calendar = any_calendar();
  for (int i = 0; i < 50; ++i) {
    const std::int64_t at = any_instant(), amount = any_amount();
    const CalendarAnswer due = calendar.add(at, amount);
    if (due.status != CalendarStatus::ok) continue;
    RC_ASSERT(due.value >= at);
    RC_ASSERT(calendar.between(at, due.value).value == amount);
    if (amount > 0) RC_ASSERT(calendar.between(at, due.value - 1).value == amount - 1);  // the earliest such instant
    if (amount == 0) RC_ASSERT(calendar.is_open(due.value).value == 1);
    const CalendarAnswer rolled = calendar.add(at, amount, Convention::close_lands_on_next_open);
    if (rolled.status == CalendarStatus::ok) RC_ASSERT(calendar.next_open(due.value) == rolled);
  }
}

RC_GTEST_PROP(CalendarLaws, SubtractIsTheInverse, ()) {
  const Calendar calendar = any_calendar();
  for (int i = 0; i < 50; ++i) {
    const std::int64_t at = any_instant(), amount = any_amount() + 1;
    const CalendarAnswer start = calendar.subtract(at, amount);
    if (start.status != CalendarStatus::ok) continue;
    RC_ASSERT(start.value <= at);
    RC_ASSERT(calendar.between(start.value, at).value == amount);
    RC_ASSERT(calendar.is_open(start.value).value == 1);  // so no later instant has that much before `at`
    RC_ASSERT(calendar.add(start.value, amount) == calendar.previous_open(at));
    RC_ASSERT(calendar.add(at, -amount) == start);
  }
}

RC_GTEST_PROP(CalendarLaws, BetweenIsAdditiveMonotoneAndAntisymmetric, ()) {
  const Calendar calendar = any_calendar();
  for (int i = 0; i < 50; ++i) {
    const std::int64_t a = any_instant(), b = any_instant(), c = any_instant();
    const auto between = [&](std::int64_t from, std::int64_t to) { return calendar.between(from, to).value; };
    RC_ASSERT(between(a, b) + between(b, c) == between(a, c));
    RC_ASSERT(between(a, b) == -between(b, a));
    RC_ASSERT(a > b || (between(a, b) >= 0 && between(a, b) <= b - a));
  }
}

RC_GTEST_PROP(CalendarLaws, AddIsMonotoneAndAddsUp, ()) {
  const Calendar calendar = any_calendar();
  for (int i = 0; i < 50; ++i) {
    const std::int64_t at = any_instant(), later = at + any_amount(), first = any_amount() + 1, second = any_amount() + 1;
    const CalendarAnswer once = calendar.add(at, first + second);
    if (once.status != CalendarStatus::ok || !is_supported_instant(later)) continue;
    RC_ASSERT(calendar.add(calendar.add(at, first).value, second) == once);
    const CalendarAnswer from_later = calendar.add(later, first + second);
    RC_ASSERT(from_later.status != CalendarStatus::ok || from_later.value >= once.value);
  }
}

RC_GTEST_PROP(CalendarLaws, DatesAddUpAndPeriodsHoldTheOpenTime, ()) {
  const Calendar calendar = any_calendar();
  for (int i = 0; i < 50; ++i) {
    const std::int64_t at = any_instant(), to = any_instant();
    const std::int64_t days = *rc::gen::inRange<std::int64_t>(-400, 400);
    const CalendarAnswer same = calendar.add_days(at, days, DayMeaning::same_clock_time);
    const CalendarAnswer end = calendar.add_days(at, days, DayMeaning::end_of_day);
    if (same.status == CalendarStatus::ok && days != 0) {
      RC_ASSERT(calendar.is_workday(same.value).value == 1);
      // From a date that is no workday the first step back is to the workday whose number that date already has.
      const bool counts = days > 0 || calendar.is_workday(at).value == 1;
      RC_ASSERT(calendar.workdays_between(at, same.value).value == (counts ? days : days + 1));
    }
    if (end.status == CalendarStatus::ok) {
      RC_ASSERT(calendar.previous_open(end.value) == end);
      const bool at_an_end = end.value - kFirstInstantUs < kDayUs || kLastInstantUs - end.value < kDayUs;
      RC_ASSERT(same.status == CalendarStatus::ok || days == 0 || at_an_end);
    }
    RC_ASSERT(calendar.workdays_between(at, to).value == -calendar.workdays_between(to, at).value);
    std::vector<std::int64_t> open(40), close(40);
    const auto count = static_cast<std::size_t>(calendar.periods(at, to, open, close).value);
    std::int64_t open_us = 0;
    for (std::size_t k = 0; k < std::min<std::size_t>(count, 40); ++k) open_us += close[k] - open[k];
    const std::int64_t last = count <= 40 ? std::max(at, to) : close[39];
    RC_ASSERT(count == 0 || open_us == calendar.between(at, last).value);
    RC_ASSERT(count > 0 || to <= at || calendar.between(at, to).value == 0);
  }
}

RC_GTEST_PROP(CalendarLaws, ColumnsGiveWhatRowsGive, ()) {
  const Calendar calendar = any_calendar();
  const auto conventions = static_cast<Convention>(*rc::gen::inRange(0, kAllConventions + 1));
  std::vector<std::int64_t> at, amount, to;
  for (int i = 0; i < 40; ++i) {
    at.push_back(i % 9 == 0 ? *rc::gen::arbitrary<std::int64_t>() : any_instant());
    amount.push_back(i % 7 == 0 ? *rc::gen::arbitrary<std::int64_t>() : any_amount() - any_amount());
    to.push_back(any_instant());
  }
  std::vector<std::int64_t> out(at.size());
  std::vector<std::int32_t> status(at.size()), bits(at.size());
  const auto same = [&](auto row) {
    for (std::size_t i = 0; i < at.size(); ++i) {
      const CalendarAnswer answer = row(i);
      RC_ASSERT(out[i] == answer.value);
      RC_ASSERT(status[i] == static_cast<std::int32_t>(answer.status));
    }
  };
  calendar.add_column(at, amount, out, status, conventions);
  same([&](std::size_t i) { return calendar.add(at[i], amount[i], conventions); });
  calendar.subtract_column(at, amount, out, status, conventions);
  same([&](std::size_t i) { return calendar.subtract(at[i], amount[i], conventions); });
  calendar.between_column(at, to, out, status, conventions);
  same([&](std::size_t i) { return calendar.between(at[i], to[i], conventions); });
  calendar.next_open_column(at, out, status, conventions);
  same([&](std::size_t i) { return calendar.next_open(at[i], conventions); });
  calendar.previous_open_column(at, out, status, conventions);
  same([&](std::size_t i) { return calendar.previous_open(at[i], conventions); });
  calendar.next_close_column(at, out, status);
  same([&](std::size_t i) { return calendar.next_close(at[i]); });
  calendar.next_open_start_column(at, out, status);
  same([&](std::size_t i) { return calendar.next_open_start(at[i]); });
  calendar.workdays_between_column(at, to, out, status);
  same([&](std::size_t i) { return calendar.workdays_between(at[i], to[i]); });
  const auto meaning = static_cast<DayMeaning>(*rc::gen::inRange(1, 5));
  std::vector<std::int64_t> days = amount;
  for (std::size_t i = 0; i < days.size(); i += 2) days[i] %= 500;
  calendar.add_days_column(at, days, meaning, 7 * kHourUs, out, status, conventions);
  same([&](std::size_t i) { return calendar.add_days(at[i], days[i], meaning, 7 * kHourUs, conventions); });
  const auto same_bits = [&](auto row) {
    for (std::size_t i = 0; i < at.size(); ++i) {
      const CalendarAnswer answer = row(i);
      const bool is_ok = answer.status == CalendarStatus::ok;
      RC_ASSERT(bits[i] == (is_ok ? answer.value : std::numeric_limits<std::int32_t>::min()));
      RC_ASSERT(status[i] == static_cast<std::int32_t>(answer.status));
    }
  };
  calendar.is_open_column(at, bits, status, conventions);
  same_bits([&](std::size_t i) { return calendar.is_open(at[i], conventions); });
  calendar.is_workday_column(at, bits, status);
  same_bits([&](std::size_t i) { return calendar.is_workday(at[i]); });
  calendar.is_holiday_column(at, bits, status);
  same_bits([&](std::size_t i) { return calendar.is_holiday(at[i]); });
  calendar.is_break_column(at, bits, status);
  same_bits([&](std::size_t i) { return calendar.is_break(at[i]); });
  std::vector<std::int64_t> in_place = at, expected(at.size());
  calendar.add_column(at, amount, expected, {}, conventions);
  calendar.add_column(in_place, amount, in_place, {}, conventions);
  RC_ASSERT(in_place == expected);
}

}  // namespace
}  // namespace entente::test
