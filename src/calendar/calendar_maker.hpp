#pragma once

#include <memory>
#include <string>

#include "base/json_reader.hpp"
#include "entente/calendar/calendar.hpp"

namespace entente {

/// Compiles a definition; null after `unknown_zone`, which is reported at zone_at. Other Errors pass.
[[nodiscard]] std::shared_ptr<const Calendar> make_calendar(const CalendarDefinition &definition,
                                                            const std::string &zoneinfo, json::Value zone_at,
                                                            ProblemList &problems);

/// Reports `unknown_zone` at zone_at where there are no data for the zone.
void check_zone(const std::string &zone, const std::string &zoneinfo, json::Value zone_at,
                ProblemList &problems);

}  // namespace entente
