#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "entente/calendar/calendar_definition.hpp"

namespace entente {

enum class DateText : std::uint8_t { date, no_such_date, malformed };

/// Reads "YYYY-MM-DD" of 1970 .. 2099 into `date`, which is untouched unless the answer is DateText::date.
[[nodiscard]] DateText parse_date(std::string_view text, LocalDate &date) noexcept;
[[nodiscard]] std::string date_text(LocalDate date);

/// Seconds after midnight of "HH:MM" or "HH:MM:SS"; 86400 for "24:00" where that is allowed.
[[nodiscard]] std::optional<std::int32_t> parse_time(std::string_view text, bool allow_24) noexcept;
/// The shortest spelling that parse_time() reads.
[[nodiscard]] std::string time_text(std::int32_t second_of_day);

}  // namespace entente
