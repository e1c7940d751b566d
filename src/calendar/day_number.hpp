#pragma once

#include <chrono>
#include <cstdint>

#include "entente/base/instant.hpp"
#include "entente/calendar/local_date.hpp"

/// Local dates as days since 1970-01-01.
namespace entente {

/// Local dates whose hours can reach the horizon: offsets are below a day, and an interval may have opened on the date
/// before.
inline constexpr std::int64_t kFirstDate = -3;
inline constexpr std::int64_t kLastDate = kLastInstantUs / kDayUs + 2;

inline std::chrono::year_month_day civil(const LocalDate &date) {
  return std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
         std::chrono::day(static_cast<unsigned>(date.day));
}

/// Whether there is such a date in the years 1 to 9999.
inline bool exists(const LocalDate &date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= 31 && civil(date).ok();
}

inline std::int64_t day_number(const LocalDate &date) {
  return std::chrono::sys_days(civil(date)).time_since_epoch().count();
}

inline bool within_horizon(std::int64_t day) { return day >= kFirstDate && day <= kLastDate; }

/// 0 is Monday, 6 is Sunday; for days from 1969-12-29, a Monday.
inline std::int64_t weekday_of(std::int64_t day) { return (day + 3) % 7; }

}  // namespace entente
