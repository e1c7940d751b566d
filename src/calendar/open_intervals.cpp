#include "calendar/open_intervals.hpp"

#include <algorithm>
#include <cstdint>

#include "calendar/day_number.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

constexpr std::int64_t kDayS = 86400;
using Hours = std::vector<LocalInterval>;

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
    if (!exists(date)) throw Error(ErrorCode::invalid, "a date that does not exist");
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
  check(definition.exceptions);
  check(definition.breaks);
}

std::vector<OpenInterval> open_intervals(const CalendarDefinition &definition, const Holidays &holidays,
                                         const Zone &zone) {
  static const Hours kClosed;
  std::vector<const Hours *> dates;
  dates.reserve(static_cast<std::size_t>(kLastDay - kFirstDay + 1));
  for (std::int64_t day = kFirstDay; day <= kLastDay; ++day) {
    dates.push_back(&definition.weekly[static_cast<std::size_t>(weekday_of(day))]);
  }
  const auto hours_of = [&](std::int64_t day) -> const Hours *& { return dates[static_cast<std::size_t>(day - kFirstDay)]; };
  for (const auto &[date, hours] : definition.exceptions) {
    if (within_horizon(day_number(date))) hours_of(day_number(date)) = &hours;
  }
  for (const std::int64_t day : holidays.days()) hours_of(day) = &kClosed;

  Placement open(zone);
  for (std::int64_t day = kFirstDay; day <= kLastDay; ++day) open.place(day, *hours_of(day));
  Placement breaks(zone);
  for (const auto &[date, hours] : definition.breaks) {
    if (within_horizon(day_number(date))) breaks.place(day_number(date), hours);
  }
  return subtract(open.merged(), breaks.merged());
}

}  // namespace entente
