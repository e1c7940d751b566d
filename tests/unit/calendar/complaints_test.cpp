// What users of other systems complained about, each with the example they gave.
#include <gtest/gtest.h>

#include "entente/calendar/calendar.hpp"
#include "unit/calendar/instants.hpp"

namespace entente::test {
namespace {

CalendarAnswer ok(std::int64_t value) { return {CalendarStatus::ok, value}; }

/// working_hours#45: a time of day was reached by adding seconds to midnight, an hour off on the day of a change.
TEST(Complaints, AnOpeningKeepsItsWallClockOnTheDayOfAChange) {
  CalendarDefinition definition;
  definition.zone = "Europe/Paris";
  definition.weekly[6] = {hours(9, 17)};
  const Calendar sundays(definition);
  EXPECT_EQ(sundays.next_open(utc(2020, 3, 28, 23)), ok(utc(2020, 3, 29, 7)));     // 09:00 CEST
  EXPECT_EQ(sundays.next_open(utc(2020, 10, 24, 22)), ok(utc(2020, 10, 25, 8)));   // 09:00 CET
  EXPECT_EQ(sundays.previous_open(utc(2020, 3, 29, 22)), ok(utc(2020, 3, 29, 15)));
}

/// working_hours#26: from 01:59:30 EDT the opening at 02:00 is that of EST, an hour and half a minute later.
TEST(Complaints, AnOpeningAfterARepeatedHourIsTheNewOne) {
  CalendarDefinition definition;
  definition.zone = "America/New_York";
  for (const std::size_t day : {1u, 5u, 6u}) definition.weekly[day] = {hours(2, 17)};
  const Calendar calendar(definition);
  EXPECT_EQ(calendar.next_open(utc(2015, 11, 1, 5, 59, 30)), ok(utc(2015, 11, 1, 7)));
  EXPECT_EQ(calendar.between(utc(2015, 11, 1, 5, 59, 30), utc(2015, 11, 1, 22)), ok(15 * kHourUs));
}

/// moment-business-time#58: an hour added at the first 02:00 of a repeated hour gave the same instant again.
TEST(Complaints, AnHourAddedInARepeatedHourPasses) {
  const Calendar calendar(every_day("Europe/Amsterdam", {hours(0, 10)}));
  EXPECT_EQ(calendar.add(utc(2022, 10, 30, 0), kHourUs), ok(utc(2022, 10, 30, 1)));
  EXPECT_EQ(calendar.between(utc(2022, 10, 29, 22), utc(2022, 10, 30, 9)), ok(11 * kHourUs));  // 00:00 - 10:00 had 11 hours
  EXPECT_EQ(calendar.subtract(utc(2022, 10, 30, 1), kHourUs), ok(utc(2022, 10, 30, 0)));
}

/// moment-business-time#17: the difference of two instants that both lie outside hours never ended; nor did that of hours
/// up to 24:00 (#52).
TEST(Complaints, TwoInstantsOutsideHoursEndWithAnAnswer) {
  const Calendar week(office("Asia/Shanghai", {hours(9, 17)}));
  EXPECT_EQ(week.between(utc(2016, 10, 15, 19), utc(2016, 10, 15, 23)), ok(0));  // a Sunday, 03:00 to 07:00
  EXPECT_EQ(week.workdays_between(utc(2016, 10, 15, 19), utc(2016, 10, 15, 23)), ok(0));
  const Calendar evenings(office("Europe/Rome", {hours(16, 24)}));
  EXPECT_EQ(evenings.add(utc(2022, 3, 23, 21), 121 * kMinuteUs), ok(utc(2022, 3, 24, 15, 1)));
  CalendarDefinition closed;
  closed.zone = "Etc/UTC";
  const Calendar never(closed);
  EXPECT_EQ(never.between(kFirstInstantUs, kLastInstantUs), ok(0));
  EXPECT_EQ(never.add_days(utc(2016, 10, 16), 1, DayMeaning::same_clock_time).status, CalendarStatus::not_found);
  EXPECT_EQ(never.add_days(utc(2016, 10, 16), -1, DayMeaning::end_of_day).status, CalendarStatus::not_found);
  EXPECT_EQ(never.workdays_between(kFirstInstantUs, kLastInstantUs), ok(0));
}

/// frappe/helpdesk#2212, chatwoot#14009: two ranges a day, with lunch between them.
TEST(Complaints, ATargetStandsStillOverLunch) {
  const Calendar calendar(office("Asia/Kolkata", {{34200, 46800}, {50400, 66600}}));  // 09:30 - 13:00, 14:00 - 18:30
  const std::int64_t at = utc(2024, 3, 7, 7);                                         // 12:30
  EXPECT_EQ(calendar.add(at, kHourUs), ok(utc(2024, 3, 7, 9)));                       // 14:30
  EXPECT_EQ(calendar.is_open(utc(2024, 3, 7, 8)), ok(0));
  EXPECT_EQ(calendar.between(at, utc(2024, 3, 7, 9)), ok(kHourUs));
  EXPECT_EQ(calendar.add_days(at, 1, DayMeaning::stated_length, 8 * kHourUs), ok(utc(2024, 3, 8, 7)));
}

/// business_time#227: hours that cross midnight were never open.
TEST(Complaints, AnOvernightShiftIsOpenOnBothSidesOfMidnight) {
  const std::int64_t at = utc(2024, 3, 7, 19, 56, 2);  // Thursday, 14:56:02 in New York
  const Calendar late(every_day("America/New_York", {{14 * 3600, 60}}));                  // 14:00 - 00:01
  EXPECT_EQ(late.is_open(at), ok(1));
  EXPECT_EQ(late.next_close(at), ok(utc(2024, 3, 8, 5, 1)));
  const Calendar long_one(every_day("America/New_York", {{23 * 3600 + 50 * 60, 15 * 3600}}));  // 23:50 - 15:00
  EXPECT_EQ(long_one.is_open(at), ok(1));
  EXPECT_EQ(long_one.next_open_start(at), ok(utc(2024, 3, 8, 4, 50)));
  const Calendar night(every_day("America/New_York", {hours(23, 7)}));
  EXPECT_EQ(night.between(utc(2024, 3, 9, 17), utc(2024, 3, 10, 17)), ok(7 * kHourUs));  // 23:00 - 07:00, 02:00 left out
}

}  // namespace
}  // namespace entente::test
