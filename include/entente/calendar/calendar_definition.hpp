#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "entente/calendar/holiday_rule.hpp"
#include "entente/calendar/local_date.hpp"

namespace entente {

/// A half-open interval [open, close) of wall-clock time, in seconds after midnight of the date it belongs to.
/// open_s lies in [0, 86400), close_s in [0, 86400] (86400 is "24:00"). close_s < open_s: the interval crosses midnight
/// and ends on the next date; close_s == open_s: it is empty.
struct LocalInterval {
  std::int32_t open_s = 0;
  std::int32_t close_s = 0;

  friend auto operator<=>(const LocalInterval &, const LocalInterval &) = default;
};

/// What a business calendar is made of, before it is compiled. A plain value: any of its content is checked when a
/// Calendar is made from it. Dates outside 1970 .. 2100 are allowed and without effect. Intervals may overlap and stand
/// in any order; their union counts.
struct CalendarDefinition {
  /// IANA name, such as "Europe/Paris".
  std::string zone;
  /// Hours of each weekday, Monday first.
  std::array<std::vector<LocalInterval>, 7> weekly;
  /// Closed dates: nothing opens on them. An interval of the evening before is not cut.
  std::vector<LocalDate> holidays;
  /// Closed dates by rule or by name, to the same effect. They may name one date more than once.
  std::vector<HolidayRule> holiday_rules;
  /// Hours that replace the weekday's on one date, unless that date is a holiday. No interval: closed.
  std::map<LocalDate, std::vector<LocalInterval>> exceptions;
  /// Intervals subtracted from all open time, last.
  std::map<LocalDate, std::vector<LocalInterval>> breaks;
};

}  // namespace entente
