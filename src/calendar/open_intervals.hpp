#pragma once

#include <vector>

#include "calendar/zone.hpp"
#include "entente/calendar/calendar_definition.hpp"
#include "entente/calendar/holidays.hpp"
#include "entente/calendar/open_time.hpp"

namespace entente {

/// Throws Error (invalid, limit) unless every time of day, date and count of a definition is in range, its holidays
/// apart, which are checked when they are compiled.
void check(const CalendarDefinition &definition);

/// All open intervals of a checked definition within the supported instants and OpenTime::kMarginUs at either end:
/// ascending, merged where they touch or overlap. O(days of the horizon + intervals).
[[nodiscard]] std::vector<OpenInterval> open_intervals(const CalendarDefinition &definition,
                                                       const Holidays &holidays, const Zone &zone);

}  // namespace entente
