#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "entente/calendar/calendar_definition.hpp"

/// Random calendars of all shapes that hours take: office with lunch, overnight, round the clock, crumbs, never open.
namespace entente::test {

class RandomCalendar {
 public:
  using Engine = std::mt19937_64;

  /// Times of day are multiples of step_s; special dates are drawn around the given day (days since 1970-01-01).
  RandomCalendar(Engine &engine, std::int32_t step_s, std::int64_t day) : engine_(engine), step_s_(step_s), day_(day) {}

  [[nodiscard]] CalendarDefinition draw(const std::string &zone) {
    CalendarDefinition definition;
    definition.zone = zone;
    const int shape = number(0, 5);
    for (std::vector<LocalInterval> &hours : definition.weekly) {
      if (number(0, 6) > 1) hours = draw_hours(shape);
    }
    for (int i = number(0, 6); i > 0; --i) definition.holidays.push_back(draw_date());
    for (int i = number(0, 6); i > 0; --i) definition.exceptions[draw_date()] = draw_hours(number(0, 5));
    for (int i = number(0, 6); i > 0; --i) definition.breaks[draw_date()] = draw_hours(number(1, 4));
    return definition;
  }

 private:
  int number(int least, int most) { return std::uniform_int_distribution<int>(least, most)(engine_); }

  std::int32_t time(std::int32_t least_s, std::int32_t most_s) {
    return number(least_s / step_s_, most_s / step_s_) * step_s_;
  }

  LocalDate draw_date() {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day_ + number(-3, 20)))};
    return {static_cast<int>(date.year()), static_cast<std::int32_t>(static_cast<unsigned>(date.month())),
            static_cast<std::int32_t>(static_cast<unsigned>(date.day()))};
  }

  std::vector<LocalInterval> draw_hours(int shape) {
    constexpr std::int32_t kHour = 3600;
    constexpr std::int32_t kDay = 24 * kHour;
    std::vector<LocalInterval> hours;
    switch (shape) {
      case 0: return {{0, kDay}};
      case 1: return {{time(7 * kHour, 9 * kHour), time(11 * kHour, 12 * kHour)}, {13 * kHour, time(15 * kHour, 19 * kHour)}};
      case 2: return {{time(18 * kHour, 23 * kHour), time(0, 8 * kHour)}};
      case 3: return {{time(0, 4 * kHour), time(0, 4 * kHour)}};
      default: break;
    }
    for (int i = number(0, 12); i > 0; --i) {
      const std::int32_t open_s = time(0, kDay - step_s_);
      hours.push_back({open_s, shape == 4 ? std::min(kDay, open_s + time(0, kHour)) : time(0, kDay)});
    }
    return hours;
  }

  Engine &engine_;
  std::int32_t step_s_;
  std::int64_t day_;
};

}  // namespace entente::test
