// What a calendar means, by examples worked out by hand, and where its answers end.
#include "entente/calendar/calendar.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "french_office.hpp"
#include "entente/base/error.hpp"
#include "unit/calendar/instants.hpp"

namespace entente::test {
namespace {

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr CalendarAnswer kRange{CalendarStatus::range, kNoValue};
constexpr CalendarAnswer kNotFound{CalendarStatus::not_found, kNoValue};

CalendarAnswer ok(std::int64_t value) { return {CalendarStatus::ok, value}; }

ErrorCode code_of(const CalendarDefinition &definition) {
  try {
    const Calendar calendar(definition);
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode{};
}

TEST(Calendar, LandingOnACloseGivesTheCloseOrRollsToTheNextOpening) {
  const Calendar calendar(office("Etc/UTC", {hours(9, 17)}));
  const std::int64_t friday = utc(2026, 11, 20, 9);
  EXPECT_EQ(calendar.add(friday, 8 * kHourUs), ok(utc(2026, 11, 20, 17)));
  EXPECT_EQ(calendar.add(friday, 8 * kHourUs, Convention::close_lands_on_next_open), ok(utc(2026, 11, 23, 9)));
  EXPECT_EQ(calendar.add(friday, 8 * kHourUs + 1), ok(utc(2026, 11, 23, 9) + 1));
  EXPECT_EQ(calendar.subtract(utc(2026, 11, 23, 10), kHourUs), ok(utc(2026, 11, 23, 9)));
  EXPECT_EQ(calendar.previous_open(utc(2026, 11, 23, 9)), ok(utc(2026, 11, 20, 17)));
}

TEST(Calendar, LunchIsNotWorkingTime) {
  const Calendar calendar(office("Europe/Paris", {hours(9, 12), hours(13, 17)}));
  const std::int64_t noon = utc(2026, 11, 20, 11);  // 12:00 in Paris
  EXPECT_EQ(calendar.add(noon - kHourUs, 2 * kHourUs), ok(noon + 2 * kHourUs));
  EXPECT_EQ(calendar.add(noon + kMinuteUs, kMinuteUs), ok(noon + kHourUs + kMinuteUs));
  EXPECT_EQ(calendar.between(noon, noon + kHourUs), ok(0));
  EXPECT_EQ(calendar.is_open(noon), ok(0));
}

TEST(Calendar, HoursKeepTheirWallClockAcrossAChangeOfTheOffset) {
  const Calendar calendar(every_day("Europe/Paris", {hours(9, 17)}));
  EXPECT_EQ(calendar.next_open(utc(2026, 3, 28, 18)), ok(utc(2026, 3, 29, 7)));   // 09:00 is 07:00 UTC from then on
  EXPECT_EQ(calendar.next_open(utc(2026, 10, 24, 18)), ok(utc(2026, 10, 25, 8)));
  const Calendar always(every_day("Europe/Paris", {hours(0, 24)}));
  EXPECT_EQ(always.between(utc(2026, 3, 28, 23), utc(2026, 3, 29, 22)), ok(23 * kHourUs));
}

TEST(Calendar, SkippedTimesMoveForwardByTheGapAndRepeatedTimesAreTheFirst) {
  // Paris, 2026-03-29: 02:00 to 03:00 is skipped at 01:00 UTC. 2026-10-25: 02:00 to 03:00 comes twice, first at 00:00 UTC.
  const Calendar early(every_day("Europe/Paris", {{9000, 12600}}));  // 02:30 - 03:30
  EXPECT_EQ(early.next_open(utc(2026, 3, 29)), ok(utc(2026, 3, 30, 0, 30)));  // 03:30 - 03:30: nothing is left
  const Calendar night(every_day("Europe/Paris", {{9000, 18000}}));  // 02:30 - 05:00
  EXPECT_EQ(night.next_open(utc(2026, 3, 29)), ok(utc(2026, 3, 29, 1, 30)));
  EXPECT_EQ(night.next_open(utc(2026, 10, 24, 12)), ok(utc(2026, 10, 25, 0, 30)));
  EXPECT_EQ(night.next_close(utc(2026, 10, 25)), ok(utc(2026, 10, 25, 4)));
  const Calendar until(every_day("Europe/Paris", {{3600, 9000}}));  // 01:00 - 02:30
  EXPECT_EQ(until.next_close(utc(2026, 10, 24, 12)), ok(utc(2026, 10, 25, 0, 30)));
}

TEST(Calendar, ADateThatDidNotHappenHasNoHours) {
  // Apia went from UTC-10 to UTC+14 at the end of 2011-12-29: the 30th, a Friday, did not happen.
  CalendarDefinition definition;
  definition.zone = "Pacific/Apia";
  definition.weekly[4] = {hours(9, 17)};
  definition.breaks[{2011, 12, 30}] = {hours(9, 17)};
  const Calendar fridays(definition);
  EXPECT_EQ(fridays.next_open(utc(2011, 12, 25)), ok(utc(2012, 1, 5, 19)));  // Friday 2012-01-06, 09:00 at UTC+14
  EXPECT_EQ(fridays.is_break(utc(2011, 12, 30, 20)), ok(0));                  // the 31st, 10:00
  const std::int64_t thursday = utc(2011, 12, 29, 19), saturday = utc(2011, 12, 30, 19);
  EXPECT_EQ(fridays.workdays_between(thursday, saturday), ok(0));
  const Calendar daily(every_day("Pacific/Apia", {hours(9, 17)}));
  EXPECT_EQ(daily.between(utc(2011, 12, 29, 10), utc(2011, 12, 31, 10)), ok(16 * kHourUs));  // the 29th and the 31st
  EXPECT_EQ(daily.add_days(thursday, 1, DayMeaning::same_clock_time), ok(saturday));
  const Calendar nights(every_day("Pacific/Apia", {hours(22, 6)}));
  EXPECT_EQ(nights.next_close(utc(2011, 12, 30, 9)), ok(utc(2011, 12, 30, 16)));  // opened on the 29th: until 06:00 of the 31st
}

TEST(Calendar, AnOvernightShiftBelongsToItsOpeningDate) {
  CalendarDefinition definition;
  definition.zone = "Etc/UTC";
  definition.weekly[4] = {hours(22, 6)};  // Friday night
  definition.holidays = {{2026, 11, 21}};  // the Saturday it ends on
  const Calendar calendar(definition);
  EXPECT_EQ(calendar.between(utc(2026, 11, 20), utc(2026, 11, 23)), ok(8 * kHourUs));
  definition.holidays = {{2026, 11, 20}};
  EXPECT_EQ(Calendar(definition).between(utc(2026, 11, 20), utc(2026, 11, 23)), ok(0));
}

TEST(Calendar, AHolidayBeatsAnExceptionAndBreaksComeLast) {
  CalendarDefinition definition = office("Etc/UTC", {hours(9, 17)});
  definition.exceptions[{2026, 11, 19}] = {hours(6, 8)};
  definition.exceptions[{2026, 11, 20}] = {hours(6, 8)};
  definition.exceptions[{2026, 11, 17}] = {};
  definition.holidays = {{2026, 11, 20}};
  definition.breaks[{2026, 11, 19}] = {hours(7, 20)};
  definition.breaks[{2026, 11, 18}] = {hours(8, 10), hours(16, 18), hours(12, 12)};
  const Calendar calendar(definition);
  EXPECT_EQ(calendar.between(utc(2026, 11, 17), utc(2026, 11, 18)), ok(0));
  EXPECT_EQ(calendar.between(utc(2026, 11, 18), utc(2026, 11, 19)), ok(6 * kHourUs));
  EXPECT_EQ(calendar.between(utc(2026, 11, 19), utc(2026, 11, 20)), ok(1 * kHourUs));
  EXPECT_EQ(calendar.between(utc(2026, 11, 20), utc(2026, 11, 21)), ok(0));
}

TEST(Calendar, OverlappingHoursCountOnceAndEmptyHoursNotAtAll) {
  const Calendar calendar(every_day("Etc/UTC", {hours(13, 15), hours(9, 12), hours(11, 14), hours(20, 20)}));
  EXPECT_EQ(calendar.between(utc(2026, 1, 5), utc(2026, 1, 6)), ok(6 * kHourUs));
  EXPECT_EQ(calendar.next_close(utc(2026, 1, 5, 10)), ok(utc(2026, 1, 5, 15)));
}

TEST(Calendar, NeverOpenAnswersAndDoesNotLoop) {
  CalendarDefinition definition;
  definition.zone = "Europe/Paris";
  const Calendar calendar(definition);
  for (const std::int64_t at : {kFirstInstantUs, utc(2026, 1, 1), kLastInstantUs}) {
    for (const std::int64_t amount : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, kMax, kMin + 1}) {
      EXPECT_EQ(calendar.add(at, amount), kNotFound) << at << ' ' << amount;
      EXPECT_EQ(calendar.subtract(at, amount), kNotFound) << at << ' ' << amount;
    }
    EXPECT_EQ(calendar.between(kFirstInstantUs, at), ok(0));
    EXPECT_EQ(calendar.is_open(at, Convention::end_inclusive), ok(0));
    EXPECT_EQ(calendar.next_open(at), kNotFound);
    EXPECT_EQ(calendar.previous_open(at), kNotFound);
    EXPECT_EQ(calendar.next_close(at), kNotFound);
    EXPECT_EQ(calendar.next_open_start(at), kNotFound);
  }
}

TEST(Calendar, RoundTheClockIsPlainArithmeticFromEndToEndInEveryZone) {
  for (const char *zone : {"America/New_York", "Etc/GMT+12", "Etc/UTC", "Europe/Paris", "Pacific/Apia", "Pacific/Kiritimati"}) {
    const Calendar calendar(every_day(zone, {hours(0, 24)}));
    EXPECT_EQ(calendar.between(kFirstInstantUs, kLastInstantUs), ok(kLastInstantUs)) << zone;
    EXPECT_EQ(calendar.is_open(kLastInstantUs), ok(1)) << zone;
    EXPECT_EQ(calendar.previous_open(kFirstInstantUs), ok(kFirstInstantUs)) << zone;
  }
  const Calendar calendar(every_day("America/New_York", {hours(0, 24)}));
  const std::int64_t span = kLastInstantUs - kFirstInstantUs;
  EXPECT_EQ(calendar.between(kFirstInstantUs, kLastInstantUs), ok(span));
  EXPECT_EQ(calendar.between(kLastInstantUs, kFirstInstantUs), ok(-span));
  EXPECT_EQ(calendar.add(kFirstInstantUs, span), ok(kLastInstantUs));
  EXPECT_EQ(calendar.subtract(kLastInstantUs, span), ok(kFirstInstantUs));
  EXPECT_EQ(calendar.add(kFirstInstantUs, span + 1), kRange);
  EXPECT_EQ(calendar.subtract(kLastInstantUs, span + 1), kRange);
  EXPECT_EQ(calendar.add(kLastInstantUs, 1), kRange);
  EXPECT_EQ(calendar.subtract(kFirstInstantUs, 1), kRange);
  EXPECT_EQ(calendar.is_open(kLastInstantUs), ok(1));
  EXPECT_EQ(calendar.next_open(kLastInstantUs), ok(kLastInstantUs));
  EXPECT_EQ(calendar.previous_open(kFirstInstantUs), ok(kFirstInstantUs));
}

TEST(Calendar, AmountsThatOverflowAndInstantsOutOfRangeAreRange) {
  const Calendar calendar(bench::french_office());
  const std::int64_t at = utc(2026, 1, 7, 10);
  for (const std::int64_t amount : {kMax, kMax - 1, kMin, kMin + 1, kMax / 2, kMin / 2, kLastInstantUs}) {
    EXPECT_EQ(calendar.add(at, amount), kRange) << amount;
    EXPECT_EQ(calendar.subtract(at, amount), kRange) << amount;
    EXPECT_EQ(calendar.add(at, amount, Convention::close_lands_on_next_open), kRange) << amount;
  }
  for (const std::int64_t outside : {kMin, kMin + 1, std::int64_t{-1}, kLastInstantUs + 1, kMax}) {
    EXPECT_EQ(calendar.add(outside, kHourUs), kRange);
    EXPECT_EQ(calendar.subtract(outside, 0), kRange);
    EXPECT_EQ(calendar.between(outside, at), kRange);
    EXPECT_EQ(calendar.between(at, outside), kRange);
    EXPECT_EQ(calendar.is_open(outside), kRange);
    EXPECT_EQ(calendar.next_open(outside), kRange);
    EXPECT_EQ(calendar.previous_open(outside), kRange);
    EXPECT_EQ(calendar.next_close(outside), kRange);
    EXPECT_EQ(calendar.next_open_start(outside), kRange);
  }
}

TEST(Calendar, AfterTheLastOpenTimeThereIsNoneToBeFound) {
  CalendarDefinition definition;
  definition.zone = "Etc/UTC";
  definition.exceptions[{2026, 11, 20}] = {hours(9, 17)};
  const Calendar calendar(definition);
  const std::int64_t open = utc(2026, 11, 20, 9), close = utc(2026, 11, 20, 17);
  EXPECT_EQ(calendar.add(close, 0), kNotFound);
  EXPECT_EQ(calendar.add(close, 1), kNotFound);
  EXPECT_EQ(calendar.subtract(open, 1), kNotFound);
  EXPECT_EQ(calendar.add(open, 8 * kHourUs), ok(close));
  EXPECT_EQ(calendar.add(open, 8 * kHourUs, Convention::close_lands_on_next_open), kNotFound);
  EXPECT_EQ(calendar.add(open, 8 * kHourUs + 1), kRange);
  EXPECT_EQ(calendar.subtract(close, 8 * kHourUs), ok(open));
  EXPECT_EQ(calendar.subtract(close, 8 * kHourUs + 1), kRange);
}

TEST(Calendar, RoundingIsHalfAwayFromZero) {
  const Calendar calendar(every_day("Etc/UTC", {hours(0, 24)}));
  const std::int64_t at = utc(2026, 1, 1);
  const auto rounded = [&](std::int64_t us) { return calendar.between(at, at + us, Convention::rounds_to_whole_seconds); };
  EXPECT_EQ(rounded(499'999), ok(0));
  EXPECT_EQ(rounded(500'000), ok(kSecondUs));
  EXPECT_EQ(rounded(-499'999), ok(0));
  EXPECT_EQ(rounded(-500'000), ok(-kSecondUs));
}

TEST(Calendar, TheWorkloadOfTheBenchmarkHasItsPublishedCheckSums) {
  const Calendar calendar(bench::french_office());
  const bench::Rows rows = bench::french_rows(200);
  std::int64_t open_s = 0, due_close = 0, due_rolled = 0;
  for (std::size_t i = 0; i < rows.at_us.size(); ++i) {
    const auto due = [&](Convention c) { return calendar.add(rows.at_us[i], rows.amount_us[i], c).value / kSecondUs; };
    open_s += calendar.between(rows.at_us[i], rows.to_us[i]).value / kSecondUs;
    due_close += due(Convention::none) % 1'000'003;
    due_rolled += due(Convention::close_lands_on_next_open) % 1'000'003;
  }
  EXPECT_EQ(open_s, 52'755'658);
  EXPECT_EQ(due_close, 100'964'252);
  EXPECT_EQ(due_rolled, 101'790'246);
}

TEST(Calendar, DefinitionsOutOfRangeAreRefused) {
  CalendarDefinition definition = office("Etc/UTC", {hours(9, 17)});
  EXPECT_EQ(code_of(definition), ErrorCode{});
  for (const LocalInterval wrong : {LocalInterval{-1, 5}, {86400, 5}, {0, 86401}, {0, -1}, {5, 1 << 30}}) {
    definition.weekly[0] = {wrong};
    EXPECT_EQ(code_of(definition), ErrorCode::invalid) << wrong.open_s << ' ' << wrong.close_s;
  }
  definition.weekly[0] = std::vector<LocalInterval>(49, hours(9, 17));
  EXPECT_EQ(code_of(definition), ErrorCode::limit);
  definition.weekly[0].clear();
  for (const LocalDate wrong : {LocalDate{2026, 2, 29}, {2026, 13, 1}, {2026, 0, 1}, {2026, 1, 0}, {0, 1, 1}, {1 << 30, 1, 1}}) {
    definition.holidays = {wrong};
    EXPECT_EQ(code_of(definition), ErrorCode::invalid) << wrong.year;
  }
  definition.holidays = {{1, 1, 1}, {9999, 12, 31}, {2024, 2, 29}};
  EXPECT_EQ(code_of(definition), ErrorCode{});
  definition.holidays = std::vector<LocalDate>(100'001, LocalDate{2026, 1, 1});
  EXPECT_EQ(code_of(definition), ErrorCode::limit);
}

}  // namespace
}  // namespace entente::test
