#pragma once

#include <vector>

#include "calendar/local_dates.hpp"
#include "calendar/period_table.hpp"
#include "entente/calendar/calendar_definition.hpp"
#include "entente/calendar/holidays.hpp"
#include "entente/calendar/open_time.hpp"

namespace entente {

/// Throws Error (invalid, limit) unless every time of day, date and count of a definition is in range, its holidays
/// apart, which are checked when they are compiled.
void check(const CalendarDefinition &definition);

/// What the hours and breaks of a definition are on the line of instants, within the supported ones and
/// OpenTime::kMarginUs at either end.
struct PlacedHours {
  std::vector<OpenInterval> open;    ///< ascending, merged where they touch or overlap, less the breaks
  std::vector<OpenInterval> breaks;  ///< likewise
  PeriodTable periods;
};

/// Places the hours of a checked definition, and fills in the holidays and workdays of local_dates, which is empty.
/// O(days of the horizon + intervals), O(n log n) where the intervals of a date are stated out of order.
[[nodiscard]] PlacedHours place_hours(const CalendarDefinition &definition, const Holidays &holidays,
                                      LocalDates &local_dates);

}  // namespace entente
