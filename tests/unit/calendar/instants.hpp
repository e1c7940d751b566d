#pragma once

#include <chrono>
#include <cstdint>

#include "entente/base/instant.hpp"
#include "entente/calendar/calendar_definition.hpp"

/// Short spellings for tests of calendars.
namespace entente::test {

/// A UTC instant in microseconds.
inline std::int64_t utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
  const std::chrono::sys_days date(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
  return date.time_since_epoch().count() * kDayUs + hour * kHourUs + minute * kMinuteUs + second * kSecondUs;
}

inline LocalInterval hours(std::int32_t open_hour, std::int32_t close_hour) {
  return {open_hour * 3600, close_hour * 3600};
}

/// The same hours on every weekday, or on Monday to Friday only.
inline CalendarDefinition every_day(const char *zone, std::vector<LocalInterval> hours) {
  CalendarDefinition definition;
  definition.zone = zone;
  definition.weekly.fill(hours);
  return definition;
}

inline CalendarDefinition office(const char *zone, std::vector<LocalInterval> hours) {
  CalendarDefinition definition = every_day(zone, std::move(hours));
  definition.weekly[5].clear();
  definition.weekly[6].clear();
  return definition;
}

}  // namespace entente::test
