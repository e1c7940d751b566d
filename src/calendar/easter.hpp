#pragma once

#include <cstdint>

#include "entente/calendar/local_date.hpp"

namespace entente {

/// Easter Sunday of a year from 1583 on, by the Gregorian computus.
/// Source: J. Meeus, Astronomical Algorithms, 2nd ed. 1998, chapter 8 (the rule of Nature, 20 April 1876; also Butcher's).
[[nodiscard]] LocalDate western_easter(std::int32_t year) noexcept;

/// Easter Sunday of a year from 1583 to 9998 by the Julian computus, as a date of the Gregorian calendar.
/// Source: the same chapter; the calendars lie year / 100 - year / 400 - 2 days apart.
[[nodiscard]] LocalDate orthodox_easter(std::int32_t year) noexcept;

}  // namespace entente
