#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "entente/base/problem.hpp"
#include "entente/calendar/calendar.hpp"

namespace entente {

/// Reads a calendar document (see read_calendar_definition()) and compiles it. zoneinfo: as for Calendar.
/// Null exactly if `problems` (cleared first) is not empty; a zone without data is the problem
/// `unknown_zone`. Throws Error(invalid) where zoneinfo is no absolute path or the zone's data cannot be
/// used, and std::bad_alloc.
[[nodiscard]] std::shared_ptr<const Calendar> parse_calendar(std::string_view json,
                                                             const std::string &zoneinfo, Problems &problems);

}  // namespace entente
