#include "entente/calendar/calendar.hpp"

#include <algorithm>

#include "calendar/calendar_dates.hpp"
#include "calendar/calendar_rows.hpp"
#include "calendar/open_intervals.hpp"

namespace entente {

Calendar::Calendar(const CalendarDefinition &definition, const std::string &zoneinfo)
    : zone_(definition.zone), holidays_(definition) {
  check(definition);
  LocalDates local(Zone::load(definition.zone, zoneinfo));
  PlacedHours placed = place_hours(definition, holidays_, local);
  open_time_ = OpenTime(placed.open);
  dates_ = std::make_shared<const CalendarDates>(
      CalendarDates{std::move(local), std::move(placed.periods), std::move(placed.breaks)});
}

namespace calendar_rows {

CalendarAnswer no_answer_forwards(const OpenTime &open, std::int64_t at_us, std::int64_t amount_us, bool lands_on_open) {
  if (open.before_us(OpenTime::kEndUs) == open.before_us(at_us)) return kNotFound;
  const bool consumed = amount_us <= open.before_us(kLastInstantUs) - open.before_us(at_us);
  return amount_us == 0 || (lands_on_open && consumed) ? kNotFound : kOutOfRange;
}

CalendarAnswer no_answer_backwards(const OpenTime &open, std::int64_t at_us) {
  return open.before_us(at_us) == open.before_us(OpenTime::kFirstUs) ? kNotFound : kOutOfRange;
}

}  // namespace calendar_rows

CalendarAnswer Calendar::add(std::int64_t at_us, std::int64_t amount_us, Convention conventions) const noexcept {
  return calendar_rows::add(open_time_, at_us, amount_us, conventions);
}

CalendarAnswer Calendar::subtract(std::int64_t at_us, std::int64_t amount_us, Convention conventions) const noexcept {
  return calendar_rows::subtract(open_time_, at_us, amount_us, conventions);
}

CalendarAnswer Calendar::between(std::int64_t from_us, std::int64_t to_us, Convention conventions) const noexcept {
  return calendar_rows::between(open_time_, from_us, to_us, conventions);
}

CalendarAnswer Calendar::is_open(std::int64_t at_us, Convention conventions) const noexcept {
  return calendar_rows::is_open(open_time_, at_us, conventions);
}

CalendarAnswer Calendar::next_open(std::int64_t at_us, Convention conventions) const noexcept {
  return calendar_rows::next_open(open_time_, at_us, conventions);
}

CalendarAnswer Calendar::previous_open(std::int64_t at_us, Convention conventions) const noexcept {
  return calendar_rows::previous_open(open_time_, at_us, conventions);
}

CalendarAnswer Calendar::next_close(std::int64_t at_us) const noexcept {
  return calendar_rows::next_close(open_time_, at_us);
}

CalendarAnswer Calendar::next_open_start(std::int64_t at_us) const noexcept {
  return calendar_rows::next_open_start(open_time_, at_us);
}

CalendarAnswer Calendar::add_days(std::int64_t at_us, std::int64_t days, DayMeaning meaning, std::int64_t day_length_us,
                                  Convention conventions) const noexcept {
  if (!is_supported_instant(at_us) || days == kNoValue) return calendar_rows::kOutOfRange;
  switch (meaning) {
    case DayMeaning::same_clock_time: return dates_->local.same_clock_time(at_us, days);
    case DayMeaning::end_of_day: return dates_->local.end_of_day(at_us, days);
    case DayMeaning::hours_24: day_length_us = kDayUs; break;
    case DayMeaning::stated_length: break;
  }
  if (day_length_us <= 0) return calendar_rows::kOutOfRange;
  std::int64_t amount_us = 0;
  if (__builtin_mul_overflow(days, day_length_us, &amount_us)) amount_us = days > 0 ? kLastInstantUs + 1 : -kLastInstantUs - 1;
  return calendar_rows::add(open_time_, at_us, amount_us, conventions);
}

CalendarAnswer Calendar::workdays_between(std::int64_t from_us, std::int64_t to_us) const noexcept {
  return calendar_rows::workdays_between(*dates_, from_us, to_us);
}

CalendarAnswer Calendar::is_workday(std::int64_t at_us) const noexcept {
  return calendar_rows::is_workday(*dates_, at_us);
}

CalendarAnswer Calendar::is_holiday(std::int64_t at_us) const noexcept {
  return calendar_rows::is_holiday(*dates_, at_us);
}

CalendarAnswer Calendar::is_break(std::int64_t at_us) const noexcept { return calendar_rows::is_break(*dates_, at_us); }

CalendarAnswer Calendar::periods(std::int64_t from_us, std::int64_t to_us, std::span<std::int64_t> open_us,
                                 std::span<std::int64_t> close_us) const noexcept {
  const bool supported = is_supported_instant(from_us) && is_supported_instant(to_us);
  if (!supported || open_us.size() != close_us.size()) return calendar_rows::kOutOfRange;
  if (to_us <= from_us) return {CalendarStatus::ok, 0};
  const std::size_t first = open_time_.first_closing_after(from_us);
  std::size_t end = open_time_.first_closing_after(to_us - 1);  // the last that may open before to_us
  if (end < open_time_.size() && open_time_.interval(end).open_us < to_us) ++end;
  PeriodColumns out(open_us, close_us);
  for (std::size_t i = first; i < end && !out.full(); ++i) {
    const OpenInterval interval = open_time_.interval(i);
    out.write({std::max(interval.open_us, from_us), std::min(interval.close_us, to_us)});
  }
  return {CalendarStatus::ok, static_cast<std::int64_t>(end - first)};
}

CalendarAnswer Calendar::periods_after(std::int64_t at_us, std::span<std::int64_t> open_us,
                                       std::span<std::int64_t> close_us, Convention conventions) const noexcept {
  if (!is_supported_instant(at_us) || open_us.size() != close_us.size()) return calendar_rows::kOutOfRange;
  PeriodColumns out(open_us, close_us);
  dates_->periods.after(open_time_, at_us, conventions, out);
  return {CalendarStatus::ok, static_cast<std::int64_t>(out.written())};
}

CalendarAnswer Calendar::periods_before(std::int64_t at_us, std::span<std::int64_t> open_us,
                                        std::span<std::int64_t> close_us, Convention conventions) const noexcept {
  if (!is_supported_instant(at_us) || open_us.size() != close_us.size()) return calendar_rows::kOutOfRange;
  PeriodColumns out(open_us, close_us);
  dates_->periods.before(open_time_, at_us, conventions, out);
  return {CalendarStatus::ok, static_cast<std::int64_t>(out.written())};
}

}  // namespace entente
