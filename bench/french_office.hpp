#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "entente/calendar/calendar_definition.hpp"
#include "splitmix.hpp"

/// The workload that calendars are measured on: an office in Paris, open from 9 to 12 and from 13 to 17, Monday to
/// Friday, with the eleven French holidays of 2014 to 2026, and rows drawn by splitmix64 from state 2026.
namespace entente::bench {

inline LocalDate local_date(std::chrono::sys_days day) {
  const std::chrono::year_month_day civil(day);
  return {static_cast<int>(civil.year()), static_cast<std::int32_t>(static_cast<unsigned>(civil.month())),
          static_cast<std::int32_t>(static_cast<unsigned>(civil.day()))};
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876).
inline std::chrono::sys_days easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int days = h + l - 7 * m + 114;
  return std::chrono::sys_days(std::chrono::year(year) / (days / 31) / (days % 31 + 1));
}

inline CalendarDefinition french_office() {
  constexpr std::int32_t kHour = 3600;
  CalendarDefinition definition;
  definition.zone = "Europe/Paris";
  for (std::size_t day = 0; day < 5; ++day) {
    definition.weekly[day] = {{9 * kHour, 12 * kHour}, {13 * kHour, 17 * kHour}};
  }
  for (int year = 2014; year <= 2026; ++year) {
    constexpr int kFixed[][2] = {{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}};
    for (const auto &[month, day] : kFixed) definition.holidays.push_back({year, month, day});
    for (const int after_easter : {1, 39, 50}) {  // Easter Monday, Ascension, Whit Monday
      definition.holidays.push_back(local_date(easter(year) + std::chrono::days(after_easter)));
    }
  }
  return definition;
}

/// The same as a document for entente_calendar_create().
inline std::string french_office_json() {
  const std::string hours = R"([["09:00", "12:00"], ["13:00", "17:00"]])";
  std::string json = R"({"zone": "Europe/Paris", "weekly": {)";
  for (const char *day : {"mon", "tue", "wed", "thu", "fri"}) {
    json += std::string(day == std::string("mon") ? "" : ", ") + "\"" + day + "\": " + hours;
  }
  json += "}, \"holidays\": [";
  const char *separator = "";
  for (const LocalDate &date : french_office().holidays) {
    char text[48];
    std::snprintf(text, sizeof text, "%s\"%04d-%02d-%02d\"", separator, date.year, date.month, date.day);
    json += text;
    separator = ", ";
  }
  return json + "]}";
}

struct Rows {
  std::vector<std::int64_t> at_us;
  std::vector<std::int64_t> amount_us;
  std::vector<std::int64_t> to_us;
};

inline Rows french_rows(std::size_t n) {
  Splitmix random(2026);
  Rows rows;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t at_s = 1420070400 + random.below(std::int64_t{10} * 365 * 86400);
    rows.at_us.push_back(at_s * 1'000'000);
    rows.amount_us.push_back((1 + random.below(40)) * 3600 * 1'000'000);
    rows.to_us.push_back((at_s + random.below(std::int64_t{30} * 86400)) * 1'000'000);
  }
  return rows;
}

}  // namespace entente::bench
