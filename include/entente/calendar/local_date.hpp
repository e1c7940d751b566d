#pragma once

#include <compare>
#include <cstdint>

namespace entente {

/// A date of the proleptic Gregorian calendar, without a zone. Year 1 .. 9999, month 1 .. 12, day 1 .. 31.
struct LocalDate {
  std::int32_t year = 1970;
  std::int32_t month = 1;
  std::int32_t day = 1;

  friend auto operator<=>(const LocalDate &, const LocalDate &) = default;
};

}  // namespace entente
