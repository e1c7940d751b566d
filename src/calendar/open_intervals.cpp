#include "calendar/open_intervals.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

constexpr std::int64_t kDayS = 86400;
/// Local dates whose intervals can reach the horizon, in days since 1970-01-01: offsets are below a day, and an
/// interval may have opened on the date before.
constexpr std::int64_t kFirstDate = -3;
constexpr std::int64_t kLastDate = kLastInstantUs / kDayUs + 2;

using Hours = std::vector<LocalInterval>;

std::chrono::year_month_day civil(const LocalDate &date) {
  return std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
         std::chrono::day(static_cast<unsigned>(date.day));
}

/// Days since 1970-01-01.
std::int64_t day_number(const LocalDate &date) { return std::chrono::sys_days(civil(date)).time_since_epoch().count(); }

bool within_horizon(std::int64_t day) { return day >= kFirstDate && day <= kLastDate; }

void check(const LocalDate &date) {
  const bool plausible = date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                         date.day <= 31;
  if (!plausible || !civil(date).ok()) throw Error(ErrorCode::invalid, "a date that does not exist");
}

void check(const Hours &hours) {
  if (hours.size() > limits::kIntervalsPerDate) throw Error(ErrorCode::limit, "more than 48 intervals on one date");
  for (const LocalInterval &interval : hours) {
    if (interval.open_s < 0 || interval.open_s >= kDayS || interval.close_s < 0 || interval.close_s > kDayS) {
      throw Error(ErrorCode::invalid, "a time of day out of range");
    }
  }
}

void check(const std::map<LocalDate, Hours> &dates) {
  if (dates.size() > limits::kCalendarDates) throw Error(ErrorCode::limit, "more than 100,000 dates");
  for (const auto &[date, hours] : dates) {
    check(date);
    check(hours);
  }
}

/// Sorts, and joins what touches or overlaps.
void merge(std::vector<OpenInterval> &intervals) {
  const auto earlier = [](const OpenInterval &a, const OpenInterval &b) { return a.open_us < b.open_us; };
  if (!std::is_sorted(intervals.begin(), intervals.end(), earlier)) {
    std::sort(intervals.begin(), intervals.end(), earlier);
  }
  std::size_t kept = 0;
  for (const OpenInterval &interval : intervals) {
    if (kept > 0 && interval.open_us <= intervals[kept - 1].close_us) {
      intervals[kept - 1].close_us = std::max(intervals[kept - 1].close_us, interval.close_us);
    } else {
      intervals[kept++] = interval;
    }
  }
  intervals.resize(kept);
}

/// Both merged. O(intervals + breaks).
std::vector<OpenInterval> subtract(const std::vector<OpenInterval> &intervals, const std::vector<OpenInterval> &breaks) {
  std::vector<OpenInterval> result;
  result.reserve(intervals.size() + breaks.size());
  std::size_t next = 0;
  for (const OpenInterval &interval : intervals) {
    std::int64_t open_us = interval.open_us;
    while (next < breaks.size() && breaks[next].close_us <= open_us) ++next;
    for (std::size_t i = next; i < breaks.size() && breaks[i].open_us < interval.close_us; ++i) {
      if (breaks[i].open_us > open_us) result.push_back({open_us, breaks[i].open_us});
      open_us = breaks[i].close_us;
    }
    if (open_us < interval.close_us) result.push_back({open_us, interval.close_us});
  }
  return result;
}

/// Turns the hours of local dates into intervals of instants.
class Placement {
 public:
  explicit Placement(const Zone &zone) : zone_(zone) {}

  void place(std::int64_t day, const Hours &hours) {
    for (const LocalInterval &interval : hours) {
      if (interval.open_s == interval.close_s) continue;
      const std::int64_t midnight_s = day * kDayS;
      const std::int64_t end_s = interval.close_s + (interval.close_s < interval.open_s ? kDayS : 0);
      const std::int64_t open_us = zone_.instant_s(midnight_s + interval.open_s, hint_) * kSecondUs;
      const std::int64_t close_us = zone_.instant_s(midnight_s + end_s, hint_) * kSecondUs;
      const OpenInterval clipped{std::max(open_us, kFirstInstantUs - OpenTime::kMarginUs),
                                 std::min(close_us, kLastInstantUs + OpenTime::kMarginUs)};
      if (clipped.open_us < clipped.close_us) placed_.push_back(clipped);
    }
  }

  std::vector<OpenInterval> merged() {
    merge(placed_);
    return std::move(placed_);
  }

 private:
  const Zone &zone_;
  std::size_t hint_ = 0;
  std::vector<OpenInterval> placed_;
};

}  // namespace

void check(const CalendarDefinition &definition) {
  for (const Hours &hours : definition.weekly) check(hours);
  if (definition.holidays.size() > limits::kCalendarDates) throw Error(ErrorCode::limit, "more than 100,000 holidays");
  for (const LocalDate &date : definition.holidays) check(date);
  check(definition.exceptions);
  check(definition.breaks);
}

std::vector<OpenInterval> open_intervals(const CalendarDefinition &definition, const Zone &zone) {
  static const Hours kClosed;
  std::vector<const Hours *> dates;
  dates.reserve(static_cast<std::size_t>(kLastDate - kFirstDate + 1));
  for (std::int64_t day = kFirstDate; day <= kLastDate; ++day) {
    dates.push_back(&definition.weekly[static_cast<std::size_t>((day + 7 + 3) % 7)]);  // 1970-01-01 was a Thursday
  }
  const auto hours_of = [&](std::int64_t day) -> const Hours *& { return dates[static_cast<std::size_t>(day - kFirstDate)]; };
  for (const auto &[date, hours] : definition.exceptions) {
    if (within_horizon(day_number(date))) hours_of(day_number(date)) = &hours;
  }
  for (const LocalDate &date : definition.holidays) {
    if (within_horizon(day_number(date))) hours_of(day_number(date)) = &kClosed;
  }

  Placement open(zone);
  for (std::int64_t day = kFirstDate; day <= kLastDate; ++day) open.place(day, *hours_of(day));
  Placement breaks(zone);
  for (const auto &[date, hours] : definition.breaks) {
    if (within_horizon(day_number(date))) breaks.place(day_number(date), hours);
  }
  return subtract(open.merged(), breaks.merged());
}

}  // namespace entente
