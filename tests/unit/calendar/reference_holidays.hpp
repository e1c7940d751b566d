#pragma once

#include <algorithm>
#include <ctime>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "entente/calendar/calendar_definition.hpp"
#include "unit/calendar/other_easter.hpp"

/// A second answer to which dates are holidays: walks through all days of the C library's calendar and asks every rule
/// of each. Shares no code with the engine.
namespace entente::test {

class ReferenceHolidays {
 public:
  explicit ReferenceHolidays(const CalendarDefinition &definition) : rules_(definition.holiday_rules) {
    for (std::int64_t day = kBegin; day < kEnd; ++day) walk(day);
    for (const LocalDate &date : definition.holidays) {
      if (days_.count(date) > 0) rules_of_[days_.at(date)].insert(rules_.size());
    }
    for (const bool nearest : {true, false}) {
      for (const auto &[day, rule] : moving_) {
        if ((rules_[rule].observed == Observed::nearest_weekday) == nearest) move(day, rule);
      }
    }
  }

  /// Days since 1970-01-01 from `begin` to before `end`, with the name that counts.
  [[nodiscard]] std::map<std::int64_t, std::string> within(std::int64_t begin, std::int64_t end) const {
    std::map<std::int64_t, std::string> result;
    for (const auto &[day, rules] : rules_of_) {
      if (day < begin || day >= end) continue;
      std::string &name = result[day];
      for (const std::size_t rule : rules) {
        if (name.empty() && rule < rules_.size()) name = rules_[rule].name;
      }
    }
    return result;
  }

 private:
  static constexpr std::int64_t kBegin = -2 * 366 - 100;
  static constexpr std::int64_t kEnd = 47482 + 2 * 366 + 100;

  static std::tm civil(std::int64_t day) {
    const std::time_t at = day * 86400;
    std::tm result{};
    if (gmtime_r(&at, &result) == nullptr) throw std::runtime_error("gmtime_r");
    return result;
  }

  static bool is_weekend(std::int64_t day) { return civil(day).tm_wday % 6 == 0; }

  void walk(std::int64_t day) {
    const std::tm today = civil(day);
    days_[{today.tm_year + 1900, today.tm_mon + 1, today.tm_mday}] = day;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (!falls(rules_[i], day, today)) continue;
      if (rules_[i].observed != Observed::none && is_weekend(day)) {
        moving_.emplace_back(day, i);
      } else {
        rules_of_[day].insert(i);
      }
    }
  }

  static bool falls(const HolidayRule &rule, std::int64_t day, const std::tm &today) {
    if (const auto *from_easter = std::get_if<DaysFromEaster>(&rule.day)) {
      const std::tm sunday = civil(day - from_easter->days);
      const std::int32_t year = sunday.tm_year + 1900;
      const LocalDate easter =
          from_easter->easter == Easter::western ? knuth_easter(year) : table_orthodox_easter(year);
      return year >= rule.from && year <= rule.until && sunday.tm_mon + 1 == easter.month && sunday.tm_mday == easter.day;
    }
    const std::int32_t year = today.tm_year + 1900;
    if (year < rule.from || year > rule.until) return false;
    if (const auto *date = std::get_if<LocalDate>(&rule.day)) {
      return date->year == year && date->month == today.tm_mon + 1 && date->day == today.tm_mday;
    }
    if (const auto *yearly = std::get_if<YearlyDate>(&rule.day)) {
      return yearly->month == today.tm_mon + 1 && yearly->day == today.tm_mday;
    }
    const auto &nth = std::get<NthWeekday>(rule.day);
    if (nth.month != today.tm_mon + 1 || (nth.weekday + 1) % 7 != today.tm_wday) return false;
    if (nth.nth == NthWeekday::kLast) return civil(day + 7).tm_mon != today.tm_mon;
    int before = 0;  // the same weekday earlier in this month
    for (std::int64_t week = day - 7; civil(week).tm_mon == today.tm_mon; week -= 7) ++before;
    return before + 1 == nth.nth;
  }

  void move(std::int64_t day, std::size_t rule) {
    if (rules_[rule].observed == Observed::nearest_weekday) {
      rules_of_[civil(day).tm_wday == 6 ? day - 1 : day + 1].insert(rule);
      return;
    }
    while (is_weekend(day) || rules_of_.count(day) > 0) ++day;
    rules_of_[day].insert(rule);
  }

  const std::vector<HolidayRule> &rules_;
  std::map<LocalDate, std::int64_t> days_;
  std::map<std::int64_t, std::set<std::size_t>> rules_of_;
  std::vector<std::pair<std::int64_t, std::size_t>> moving_;
};

}  // namespace entente::test
