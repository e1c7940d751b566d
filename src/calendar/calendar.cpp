#include "entente/calendar/calendar.hpp"

#include "calendar/calendar_rows.hpp"
#include "calendar/open_intervals.hpp"
#include "calendar/zone.hpp"

namespace entente {

Calendar::Calendar(const CalendarDefinition &definition, const std::string &zoneinfo)
    : zone_(definition.zone), holidays_(definition) {
  check(definition);
  open_time_ = OpenTime(open_intervals(definition, holidays_, Zone::load(definition.zone, zoneinfo)));
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
  if (!is_supported_instant(at_us)) return calendar_rows::kOutOfRange;
  const std::size_t i = open_time_.first_closing_after(at_us);
  if (i == open_time_.size()) return calendar_rows::kNotFound;
  const OpenInterval interval = open_time_.interval(i);
  if (interval.close_us > kLastInstantUs) return calendar_rows::kNotFound;
  return {CalendarStatus::ok, interval.close_us};
}

CalendarAnswer Calendar::next_open_start(std::int64_t at_us) const noexcept {
  if (!is_supported_instant(at_us)) return calendar_rows::kOutOfRange;
  std::size_t i = open_time_.first_closing_after(at_us);
  if (i < open_time_.size() && open_time_.interval(i).open_us < at_us) ++i;
  if (i == open_time_.size() || open_time_.interval(i).open_us > kLastInstantUs) return calendar_rows::kNotFound;
  return {CalendarStatus::ok, open_time_.interval(i).open_us};
}

}  // namespace entente
