#include "calendar/easter.hpp"

namespace entente {

// The letters are those of the source.
LocalDate western_easter(std::int32_t year) noexcept {
  const std::int32_t a = year % 19;
  const std::int32_t b = year / 100, c = year % 100;
  const std::int32_t d = b / 4, e = b % 4;
  const std::int32_t f = (b + 8) / 25;
  const std::int32_t g = (b - f + 1) / 3;
  const std::int32_t h = (19 * a + b - d - g + 15) % 30;
  const std::int32_t i = c / 4, k = c % 4;
  const std::int32_t l = (32 + 2 * e + 2 * i - h - k) % 7;
  const std::int32_t m = (a + 11 * h + 22 * l) / 451;
  const std::int32_t n = h + l - 7 * m + 114;
  return {year, n / 31, n % 31 + 1};
}

LocalDate orthodox_easter(std::int32_t year) noexcept {
  const std::int32_t a = year % 4, b = year % 7, c = year % 19;
  const std::int32_t d = (19 * c + 15) % 30;
  const std::int32_t e = (2 * a + 4 * b - d + 34) % 7;
  const std::int32_t julian = d + e + 114;  // month * 31 + day - 1, in March or April
  const std::int32_t apart = year / 100 - year / 400 - 2;
  LocalDate date{year, julian / 31, julian % 31 + 1 + apart};
  while (date.day > 30 + date.month % 2) {  // March has 31 days, April 30, May 31
    date.day -= 30 + date.month % 2;
    ++date.month;
  }
  return date;
}

}  // namespace entente
