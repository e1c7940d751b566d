#pragma once

#include <optional>
#include <string_view>

#include "entente/base/problem.hpp"
#include "entente/calendar/calendar_definition.hpp"

namespace entente {

/// Reads a calendar document: a JSON object with the keys
///   `zone`        IANA name, required; only its spelling is checked here, not whether zone data exist
///   `weekly`      {"mon": [["09:00", "17:00"], ...], ... "sun": [...]}, absent days are closed; or "24x7": always open
///   `holidays`    dates and rules: "2026-12-25", {"date": "2026-05-15", "name": "Bridge day"}, {"yearly": "12-25"},
///                 {"weekday": "mon", "nth": 3 or "last", "month": 1}, {"easter": 39}, {"orthodox_easter": 1};
///                 all but dates also take `observed` ("none", "nearest_weekday", "next_weekday"), `from` and `until`
///                 (years); all objects take `name`. See HolidayRule.
///   `exceptions`  {"2026-12-24": [["09:00", "12:00"]]}
///   `breaks`      {"2026-12-23": [["12:00", "13:00"]]}
/// Times are "HH:MM" or "HH:MM:SS", "24:00" only as an end; dates exist and lie in 1970 .. 2099; a day has at
/// most limits::kIntervalsPerDate intervals. Holidays come out sorted, each once. Gives nothing exactly if
/// `problems` (cleared first) is not empty, and then all that is wrong, in document order. Any text is
/// answered; throws only std::bad_alloc. O(n log n).
[[nodiscard]] std::optional<CalendarDefinition> read_calendar_definition(std::string_view json,
                                                                         Problems &problems);

}  // namespace entente
