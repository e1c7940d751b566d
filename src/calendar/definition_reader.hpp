#pragma once

#include <string>

#include "base/json_reader.hpp"
#include "base/json_writer.hpp"
#include "entente/calendar/calendar_definition.hpp"

namespace entente {

/// Reads a calendar object of a document. `zone` is required where default_zone is empty. What is wrong is
/// reported and left out of the definition.
[[nodiscard]] CalendarDefinition read_calendar(json::Value value, const std::string &default_zone,
                                               ProblemList &problems);

/// An IANA zone name by its spelling, or empty after a problem.
[[nodiscard]] std::string read_zone_name(json::Value value, ProblemList &problems);

/// Writes what read_calendar() reads, every key present.
void write_calendar(json::Writer &writer, const CalendarDefinition &definition);

}  // namespace entente
