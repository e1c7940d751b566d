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

/// Whether any instant shows the date.
bool is_shown(std::int64_t day, const Zone &zone) {
  const auto &skipped = zone.skipped_dates();
  return std::find(skipped.begin(), skipped.end(), day) == skipped.end();
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
    if (!exists(date)) throw Error(ErrorCode::invalid, "a date that does not exist");
    check(hours);
  }
}

using Intervals = std::vector<OpenInterval>;

void sort(Intervals &intervals) {
  const auto earlier = [](const OpenInterval &a, const OpenInterval &b) {
    return a.open_us != b.open_us ? a.open_us < b.open_us : a.close_us < b.close_us;
  };
  if (!std::is_sorted(intervals.begin(), intervals.end(), earlier)) {
    std::sort(intervals.begin(), intervals.end(), earlier);
  }
}

/// Sorted intervals, with what touches or overlaps joined.
Intervals merged(const Intervals &intervals) {
  Intervals result;
  result.reserve(intervals.size());
  for (const OpenInterval &interval : intervals) {
    if (!result.empty() && interval.open_us <= result.back().close_us) {
      result.back().close_us = std::max(result.back().close_us, interval.close_us);
    } else {
      result.push_back(interval);
    }
  }
  return result;
}

/// Adds what merged breaks leave of one interval. O(log breaks + breaks within).
void subtract(const OpenInterval &interval, const Intervals &breaks, Intervals &result) {
  std::int64_t open_us = interval.open_us;
  const auto over = [open_us](const OpenInterval &pause) { return pause.close_us <= open_us; };
  auto next = std::partition_point(breaks.begin(), breaks.end(), over);
  for (; next != breaks.end() && next->open_us < interval.close_us; ++next) {
    if (next->open_us > open_us) result.push_back({open_us, next->open_us});
    open_us = next->close_us;
  }
  if (open_us < interval.close_us) result.push_back({open_us, interval.close_us});
}

/// Turns the hours of local dates into intervals of instants.
class Placement {
 public:
  Placement(const Zone &zone, const Intervals &breaks) : zone_(zone), breaks_(breaks) {}

  void reserve(std::size_t intervals) { placed_.reserve(intervals); }

  /// Adds the hours of one date, less the breaks.
  void place(std::int64_t day, const Hours &hours) {
    for (const LocalInterval &interval : hours) {
      if (interval.open_s == interval.close_s) continue;
      const std::int64_t midnight_s = day * kDayS;
      const std::int64_t end_s = interval.close_s + (interval.close_s < interval.open_s ? kDayS : 0);
      const std::int64_t open_us = zone_.instant_s(midnight_s + interval.open_s, hint_) * kSecondUs;
      const std::int64_t close_us = zone_.instant_s(midnight_s + end_s, hint_) * kSecondUs;
      const OpenInterval clipped{std::max(open_us, kFirstInstantUs - OpenTime::kMarginUs),
                                 std::min(close_us, kLastInstantUs + OpenTime::kMarginUs)};
      if (clipped.open_us < clipped.close_us) subtract(clipped, breaks_, placed_);
    }
  }

  [[nodiscard]] const Intervals &placed() const { return placed_; }

  Intervals sorted() {
    sort(placed_);
    return std::move(placed_);
  }

 private:
  const Zone &zone_;
  const Intervals &breaks_;
  std::size_t hint_ = 0;
  Intervals placed_;
};

/// The breaks of all dates, merged.
Intervals place_breaks(const CalendarDefinition &definition, const Zone &zone) {
  static const Intervals kNone;
  Placement placement(zone, kNone);
  for (const auto &[date, hours] : definition.breaks) {
    const std::int64_t day = day_number(date);
    if (within_horizon(day) && is_shown(day, zone)) placement.place(day, hours);
  }
  return merged(placement.sorted());
}

/// Places the hours of all dates, and marks the dates that have any as workdays.
Intervals place_dates(const std::vector<const Hours *> &dates, const Intervals &breaks, LocalDates &local_dates) {
  std::size_t stated = 0;
  for (const Hours *hours : dates) stated += hours->size();
  Placement placement(local_dates.zone(), breaks);
  placement.reserve(stated);
  for (std::int64_t day = kFirstDate; day <= kLastDate; ++day) {
    const std::size_t before = placement.placed().size();
    placement.place(day, *dates[static_cast<std::size_t>(day - kFirstDate)]);
    if (placement.placed().size() == before) continue;
    std::int64_t close_us = placement.placed()[before].close_us;
    for (std::size_t i = before; i < placement.placed().size(); ++i) {
      close_us = std::max(close_us, placement.placed()[i].close_us);
    }
    local_dates.add_workday(day, close_us);
  }
  local_dates.finish();
  return placement.sorted();
}

}  // namespace

void check(const CalendarDefinition &definition) {
  for (const Hours &hours : definition.weekly) check(hours);
  check(definition.exceptions);
  check(definition.breaks);
}

PlacedHours place_hours(const CalendarDefinition &definition, const Holidays &holidays, LocalDates &local_dates) {
  static const Hours kClosed;
  std::vector<const Hours *> dates;
  dates.reserve(static_cast<std::size_t>(kLastDate - kFirstDate + 1));
  for (std::int64_t day = kFirstDate; day <= kLastDate; ++day) {
    dates.push_back(&definition.weekly[static_cast<std::size_t>(weekday_of(day))]);
  }
  const auto hours_of = [&](std::int64_t day) -> const Hours *& { return dates[static_cast<std::size_t>(day - kFirstDate)]; };
  for (const auto &[date, hours] : definition.exceptions) {
    if (within_horizon(day_number(date))) hours_of(day_number(date)) = &hours;
  }
  for (const std::int64_t day : holidays.days()) {
    hours_of(day) = &kClosed;
    local_dates.add_holiday(day);
  }
  for (const std::int64_t day : local_dates.zone().skipped_dates()) {
    if (within_horizon(day)) hours_of(day) = &kClosed;
  }

  PlacedHours result;
  result.breaks = place_breaks(definition, local_dates.zone());
  Intervals periods = place_dates(dates, result.breaks, local_dates);
  const auto touch = [](const OpenInterval &a, const OpenInterval &b) { return b.open_us <= a.close_us; };
  if (std::adjacent_find(periods.begin(), periods.end(), touch) == periods.end()) {
    result.open = std::move(periods);
  } else {
    result.open = merged(periods);
    result.periods = PeriodTable(std::move(periods));
  }
  return result;
}

}  // namespace entente
