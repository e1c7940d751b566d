#pragma once

#include <cstdint>
#include <optional>

#include "entente/calendar/holiday_rule.hpp"

namespace entente {

/// Throws Error (invalid, limit) unless all numbers of a rule are in range and its name is one.
void check(const HolidayRule &rule);

/// The day, since 1970-01-01, on which a checked rule falls in a year of 1583 .. 9998, before it is moved; nothing
/// where it has none or does not hold in that year.
[[nodiscard]] std::optional<std::int64_t> day_in_year(const HolidayRule &rule, std::int32_t year);

}  // namespace entente
