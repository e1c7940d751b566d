#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "entente/calendar/local_date.hpp"

namespace entente {

/// The same month and day of every year; 29 February: of leap years.
struct YearlyDate {
  std::int32_t month = 1;
  std::int32_t day = 1;

  friend bool operator==(const YearlyDate &, const YearlyDate &) = default;
};

/// The nth of a weekday in one month of every year: none where that month has no fifth.
struct NthWeekday {
  static constexpr std::int32_t kLast = -1;

  std::int32_t weekday = 0;  ///< 0 is Monday, 6 is Sunday
  std::int32_t nth = 1;      ///< 1 .. 5, or kLast
  std::int32_t month = 1;

  friend bool operator==(const NthWeekday &, const NthWeekday &) = default;
};

/// Whose Easter: that of the Gregorian computus, or that of the Julian one (its date given in the Gregorian calendar).
enum class Easter : std::uint8_t { western, orthodox };

/// A number of days after Easter Sunday, negative for days before; at most 366 either way.
struct DaysFromEaster {
  std::int32_t days = 0;
  Easter easter = Easter::western;

  friend bool operator==(const DaysFromEaster &, const DaysFromEaster &) = default;
};

/// Where a holiday is observed that falls on a Saturday or a Sunday. It moves: where both dates are closed, two rules
/// say so.
enum class Observed : std::uint8_t {
  none,             ///< where it falls
  nearest_weekday,  ///< a Saturday's on the Friday before, a Sunday's on the Monday after
  next_weekday,     ///< on the next Monday to Friday that is no holiday yet; the earlier of two goes first
};

/// One holiday, or one a year.
struct HolidayRule {
  std::variant<LocalDate, YearlyDate, NthWeekday, DaysFromEaster> day;
  /// The years in which the rule holds, both included: by the year of the date before it is moved; for days from
  /// Easter, by the year of that Easter. 1 .. 9999.
  std::int32_t from = 1;
  std::int32_t until = 9999;
  Observed observed = Observed::none;
  std::string name;  ///< for people; may be empty

  friend bool operator==(const HolidayRule &, const HolidayRule &) = default;
};

}  // namespace entente
