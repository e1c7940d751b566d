#include "contract/duration_text.hpp"

#include <array>

namespace entente {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t us;
  std::size_t most_digits;
};

constexpr std::array<Unit, 4> kUnits = {
    {{"h", kHourUs, 7}, {"m", kMinuteUs, 8}, {"s", kSecondUs, 10}, {"us", 1, 16}}};

}  // namespace

DurationText parse_duration(std::string_view text, std::int64_t &duration_us) noexcept {
  if (text.empty()) return DurationText::malformed;
  std::int64_t sum_us = 0;
  std::size_t unit = 0;
  while (!text.empty()) {
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
      if (digits == kUnits.back().most_digits) return DurationText::malformed;
      number = number * 10 + (text[digits] - '0');
    }
    const std::string_view after = text.substr(digits);
    const std::string_view name = after.substr(0, after.find_first_of("0123456789"));
    while (unit < kUnits.size() && kUnits[unit].name != name) ++unit;
    if (unit == kUnits.size() || digits == 0 || digits > kUnits[unit].most_digits)
      return DurationText::malformed;
    sum_us += number * kUnits[unit].us;  // at most 4 x 3.6e16: no overflow
    text = after.substr(name.size());
    ++unit;
  }
  if (sum_us > kLongestDurationUs) return DurationText::too_long;
  duration_us = sum_us;
  return DurationText::duration;
}

std::string duration_text(std::int64_t duration_us) {
  if (duration_us == 0) return "0us";
  std::string text;
  for (const Unit &unit : kUnits) {
    const std::int64_t number = duration_us / unit.us;
    duration_us %= unit.us;
    if (number == 0) continue;
    text += std::to_string(number);
    text += unit.name;
  }
  return text;
}

std::optional<std::int64_t> read_duration(json::Value value, std::int64_t least_us, ProblemList &problems) {
  const std::optional<std::string_view> text = json::read_text(value, problems);
  if (!text) return std::nullopt;
  std::int64_t duration_us = 0;
  switch (parse_duration(*text, duration_us)) {
    case DurationText::duration:
      if (duration_us >= least_us) return duration_us;
      json::report(problems, "bad_value", value, "a duration above 0");
      return std::nullopt;
    case DurationText::too_long:
      json::report(problems, "out_of_range", value,
                   "a duration of at most 130 years (" + duration_text(kLongestDurationUs) + ")");
      return std::nullopt;
    case DurationText::malformed:
      break;
  }
  json::report(problems, "bad_value", value,
               "a duration such as \"8h\", \"55h3m\" or \"90s\" (units h, m, s, us)");
  return std::nullopt;
}

}  // namespace entente
