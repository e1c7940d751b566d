#pragma once

#include <cstdint>

#include "entente/calendar/local_date.hpp"

/// A second answer for Easter, by other algorithms than the engine's.
namespace entente::test {

/// D. E. Knuth, The Art of Computer Programming, volume 1, exercise 1.3.2-14, "date of Easter": by golden number,
/// century, corrections and epact.
inline LocalDate knuth_easter(std::int32_t year) {
  const std::int32_t golden = year % 19 + 1;
  const std::int32_t century = year / 100 + 1;
  const std::int32_t x = 3 * century / 4 - 12;
  const std::int32_t z = (8 * century + 5) / 25 - 5;
  const std::int32_t d = 5 * year / 4 - x - 10;
  std::int32_t epact = ((11 * golden + 20 + z - x) % 30 + 30) % 30;
  if ((epact == 25 && golden > 11) || epact == 24) ++epact;
  std::int32_t n = 44 - epact;
  if (n < 21) n += 30;
  n += 7 - (d + n) % 7;
  return n > 31 ? LocalDate{year, 4, n - 31} : LocalDate{year, 3, n};
}

/// The Sunday after the Julian paschal full moon, which the tables of the church give by golden number. Days are counted
/// as days of March; the weekday comes from the Julian day number (J. Meeus, chapter 7).
inline LocalDate table_orthodox_easter(std::int32_t year) {
  constexpr std::int32_t kFullMoon[] = {36, 25, 44, 33, 22, 41, 30, 49, 38, 27, 46, 35, 24, 43, 32, 21, 40, 29, 48};
  const std::int32_t moon = kFullMoon[year % 19];
  // Julian day number at noon of Julian 1 March + (moon - 1): 1 March of year 0 (Julian) is day 1721118.
  const std::int64_t number = 1'721'118 + std::int64_t{365} * year + year / 4 + moon - 1;
  const std::int64_t sunday = number + 7 - (number + 1) % 7;  // (n + 1) mod 7 is 0 on a Sunday
  // Gregorian date of a day number (H. Fliegel, T. Van Flandern, Communications of the ACM 11, 1968, page 657).
  std::int64_t l = sunday + 68569;
  const std::int64_t n = 4 * l / 146097;
  l -= (146097 * n + 3) / 4;
  const std::int64_t i = 4000 * (l + 1) / 1461001;
  l = l - 1461 * i / 4 + 31;
  const std::int64_t j = 80 * l / 2447;
  const std::int64_t day = l - 2447 * j / 80;
  l = j / 11;
  return {static_cast<std::int32_t>(100 * (n - 49) + i + l), static_cast<std::int32_t>(j + 2 - 12 * l),
          static_cast<std::int32_t>(day)};
}

}  // namespace entente::test
