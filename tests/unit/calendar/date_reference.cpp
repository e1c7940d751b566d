#include "unit/calendar/date_reference.hpp"

#include <algorithm>
#include <ctime>
#include <stdexcept>

namespace entente::test {
namespace {

constexpr std::int64_t kDayS = 86400;
constexpr int kReach = 4;  ///< dates that a period may lie away from the date it belongs to

std::int64_t floor_day(std::int64_t seconds) { return (seconds >= 0 ? seconds : seconds - kDayS + 1) / kDayS; }

LocalDate date_of(std::int64_t day) {
  const std::time_t at = day * kDayS;
  std::tm utc{};
  if (gmtime_r(&at, &utc) == nullptr) throw std::runtime_error("gmtime_r");
  return {utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday};
}

}  // namespace

std::int64_t DateReference::day_of(std::int64_t at_s) const { return floor_day(at_s + zone_.offset_s(at_s)); }

bool DateReference::is_holiday(std::int64_t at_s) const {
  return std::count(definition_.holidays.begin(), definition_.holidays.end(), date_of(day_of(at_s))) > 0;
}

std::vector<DateReference::Period> DateReference::placed(std::int64_t day, const std::vector<LocalInterval> &hours) const {
  std::vector<Period> result;
  for (const LocalInterval &interval : hours) {
    if (interval.open_s == interval.close_s || !zone_.shows(day)) continue;
    const std::int64_t closing_day = interval.close_s > interval.open_s ? day : day + 1;
    const Period period(zone_.resolve_s(day * kDayS + interval.open_s),
                        zone_.resolve_s(closing_day * kDayS + interval.close_s));
    if (period.first < period.second) result.push_back(period);
  }
  return result;
}

std::vector<LocalInterval> DateReference::hours_of(std::int64_t day) const {
  const LocalDate date = date_of(day);
  if (std::count(definition_.holidays.begin(), definition_.holidays.end(), date) > 0) return {};
  const auto exception = definition_.exceptions.find(date);
  if (exception != definition_.exceptions.end()) return exception->second;
  return definition_.weekly[static_cast<std::size_t>(((day + 3) % 7 + 7) % 7)];
}

bool DateReference::is_break(std::int64_t at_s) {
  for (const auto &[date, hours] : definition_.breaks) {
    for (std::int64_t day = day_of(at_s) - kReach; day <= day_of(at_s) + kReach; ++day) {
      if (date_of(day) != date) continue;
      for (const Period &pause : placed(day, hours)) {
        if (pause.first <= at_s && at_s < pause.second) return true;
      }
    }
  }
  return false;
}

const std::vector<DateReference::Period> &DateReference::periods_of(std::int64_t day) {
  const auto known = known_.find(day);
  if (known != known_.end()) return known->second;
  std::vector<Period> left = placed(day, hours_of(day));
  for (std::int64_t near = day - kReach; near <= day + kReach; ++near) {
    const auto breaks = definition_.breaks.find(date_of(near));
    if (breaks == definition_.breaks.end()) continue;
    for (const Period &pause : placed(near, breaks->second)) {
      std::vector<Period> rest;
      for (const Period &period : left) {
        const Period head(period.first, std::min(period.second, pause.first));
        const Period tail(std::max(period.first, pause.second), period.second);
        if (head.first < head.second) rest.push_back(head);
        if (tail.first < tail.second) rest.push_back(tail);
      }
      left = rest;
    }
  }
  return known_[day] = left;
}

std::optional<std::int64_t> DateReference::workday(std::int64_t day, int days) {
  const int step = days < 0 ? -1 : 1;
  if (days == 0 && !periods_of(day).empty()) return day;
  int left = days == 0 ? 1 : std::abs(days);
  for (int walked = 0; walked < kMostDays; ++walked) {
    day += step;
    if (!periods_of(day).empty() && --left == 0) return day;
  }
  return std::nullopt;
}

std::optional<std::int64_t> DateReference::same_clock_time(std::int64_t at_s, int days) {
  if (days == 0) return at_s;
  const auto found = workday(day_of(at_s), days);
  if (!found) return std::nullopt;
  const std::int64_t local_s = at_s + zone_.offset_s(at_s);
  return zone_.resolve_s(*found * kDayS + (local_s - floor_day(local_s) * kDayS));
}

std::optional<std::int64_t> DateReference::end_of_day(std::int64_t at_s, int days) {
  const auto found = workday(day_of(at_s), days);
  if (!found) return std::nullopt;
  std::int64_t end_s = 0;
  for (const Period &period : periods_of(*found)) end_s = std::max(end_s, period.second);
  return end_s;
}

std::int64_t DateReference::workdays_between(std::int64_t from_s, std::int64_t to_s) {
  const std::int64_t from = day_of(from_s), to = day_of(to_s);
  std::int64_t count = 0;
  for (std::int64_t day = std::min(from, to) + 1; day <= std::max(from, to); ++day) count += periods_of(day).empty() ? 0 : 1;
  return from <= to ? count : -count;
}

std::vector<DateReference::Period> DateReference::around(std::int64_t first, std::int64_t last) {
  std::vector<Period> result;
  for (std::int64_t day = first; day <= last; ++day) {
    for (const Period &period : periods_of(day)) result.push_back(period);
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<DateReference::Period> DateReference::after(std::int64_t at_s, int dates) {
  std::vector<Period> result;
  const std::int64_t today = day_of(at_s);
  for (const Period &period : around(today - kReach, today + dates + kReach)) {
    if (period.first > at_s + dates * kDayS) break;
    if (period.second > at_s) result.emplace_back(std::max(period.first, at_s), period.second);
  }
  return result;
}

std::vector<DateReference::Period> DateReference::before(std::int64_t at_s, int dates) {
  std::vector<Period> result;
  const std::int64_t today = day_of(at_s);
  for (const Period &period : around(today - dates - kReach, today + kReach)) {
    if (period.first < at_s - dates * kDayS) continue;
    if (period.first < at_s) result.emplace_back(period.first, std::min(period.second, at_s));
  }
  std::reverse(result.begin(), result.end());
  return result;
}

bool DateReference::closes_at(std::int64_t at_s) {
  const auto periods = around(day_of(at_s) - kReach, day_of(at_s) + kReach);
  return std::any_of(periods.begin(), periods.end(), [at_s](const Period &p) { return p.second == at_s; });
}

bool DateReference::opens_at(std::int64_t at_s) {
  const auto periods = around(day_of(at_s) - kReach, day_of(at_s) + kReach);
  return std::any_of(periods.begin(), periods.end(), [at_s](const Period &p) { return p.first == at_s; });
}

}  // namespace entente::test
