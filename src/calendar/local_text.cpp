#include "calendar/local_text.hpp"

#include <chrono>

namespace entente {
namespace {

constexpr std::int32_t kFirstYear = 1970;
constexpr std::int32_t kLastYear = 2099;

/// The number in these digits, or -1.
std::int32_t digits(std::string_view text) noexcept {
  std::int32_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

bool exists(const LocalDate &date) noexcept {
  return (std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
          std::chrono::day(static_cast<unsigned>(date.day))).ok();
}

void append_two_digits(std::string &text, std::int32_t number) {
  text += static_cast<char>('0' + number / 10);
  text += static_cast<char>('0' + number % 10);
}

}  // namespace

DateText parse_date(std::string_view text, LocalDate &date) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return DateText::malformed;
  const LocalDate read{digits(text.substr(0, 4)), digits(text.substr(5, 2)), digits(text.substr(8, 2))};
  if (read.year < kFirstYear || read.year > kLastYear || read.month < 1 || read.month > 12 || read.day < 1 ||
      read.day > 31) {
    return DateText::malformed;
  }
  if (!exists(read)) return DateText::no_such_date;
  date = read;
  return DateText::date;
}

std::string date_text(LocalDate date) {
  std::string text;
  append_two_digits(text, date.year / 100);
  append_two_digits(text, date.year % 100);
  text += '-';
  append_two_digits(text, date.month);
  text += '-';
  append_two_digits(text, date.day);
  return text;
}

std::optional<std::int32_t> parse_time(std::string_view text, bool allow_24) noexcept {
  if (allow_24 && text == "24:00") return 86'400;
  const bool has_seconds = text.size() == 8 && text[5] == ':';
  if ((text.size() != 5 && !has_seconds) || text[2] != ':') return std::nullopt;
  const std::int32_t hour = digits(text.substr(0, 2));
  const std::int32_t minute = digits(text.substr(3, 2));
  const std::int32_t second = has_seconds ? digits(text.substr(6, 2)) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  return (hour * 60 + minute) * 60 + second;
}

std::string time_text(std::int32_t second_of_day) {
  std::string text;
  append_two_digits(text, second_of_day / 3600);
  text += ':';
  append_two_digits(text, second_of_day / 60 % 60);
  if (second_of_day % 60 == 0) return text;
  text += ':';
  append_two_digits(text, second_of_day % 60);
  return text;
}

}  // namespace entente
