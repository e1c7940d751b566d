#pragma once

#include <array>
#include <string_view>

#include "base/json_reader.hpp"
#include "base/json_writer.hpp"
#include "entente/calendar/calendar_definition.hpp"

namespace entente {

/// The words of a document for weekdays, Monday first.
inline constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

inline constexpr const char *kDateExpected = "a date such as \"2026-12-24\", in 1970 to 2099";
inline constexpr const char *kRealDateExpected = "a date that exists";

/// Reads the list `holidays` of a calendar: bare dates come out sorted, each once; rules in their order.
void read_holidays(json::Value value, CalendarDefinition &definition, ProblemList &problems);

/// Writes what read_holidays() reads, as the value of a key: the bare dates, then the rules.
void write_holidays(json::Writer &writer, const CalendarDefinition &definition);

}  // namespace entente
