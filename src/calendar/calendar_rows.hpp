#pragma once

#include <algorithm>
#include <cstdint>

#include "calendar/calendar_dates.hpp"
#include "entente/base/instant.hpp"
#include "entente/calendar/calendar.hpp"

/// One row of each operation, inline, shared by the scalar and the column forms.
namespace entente::calendar_rows {

inline constexpr CalendarAnswer kOutOfRange{CalendarStatus::range, kNoValue};
inline constexpr CalendarAnswer kNotFound{CalendarStatus::not_found, kNoValue};

inline std::uint64_t bits(std::int64_t value) { return static_cast<std::uint64_t>(value); }

inline bool supported(std::int64_t at_us) { return bits(at_us) <= bits(kLastInstantUs); }

inline bool open_from(const OpenTime &open, std::int64_t at_us) { return open.before_us(at_us + 1) > open.before_us(at_us); }

inline bool open_until(const OpenTime &open, std::int64_t at_us) { return open.before_us(at_us) > open.before_us(at_us - 1); }

/// Why a walk of amount_us of open time from a supported instant has no answer. Off the hot path.
CalendarAnswer no_answer_forwards(const OpenTime &open, std::int64_t at_us, std::int64_t amount_us, bool lands_on_open);
CalendarAnswer no_answer_backwards(const OpenTime &open, std::int64_t at_us);

/// An instant as an answer; not_found where it is kNoValue.
inline CalendarAnswer found(std::int64_t at_us) {
  return at_us == kNoValue ? kNotFound : CalendarAnswer{CalendarStatus::ok, at_us};
}

/// The instant reached by a signed amount of open time from a supported instant, or kNoValue. The answer is the latest
/// instant with that open time before it, or, where `close` is 1, the earliest. Amounts that overflow wrap to more than
/// all open time: F is below 2^53 and the sum is taken modulo 2^64.
inline std::int64_t walk(const OpenTime &open, std::int64_t at_us, std::uint64_t amount_us, std::uint64_t close) {
  const std::uint64_t target = bits(open.before_us(at_us)) + amount_us;
  const std::uint64_t last = target - close;  // number of the microsecond of open time that decides
  if (last >= bits(open.total_us())) [[unlikely]] return kNoValue;
  const std::int64_t answer = static_cast<std::int64_t>(target) + open.shift_us(static_cast<std::int64_t>(last));
  return supported(answer) ? answer : kNoValue;
}

inline CalendarAnswer next_open(const OpenTime &open, std::int64_t at_us, Convention conventions) {
  if (!supported(at_us)) return kOutOfRange;
  if (has(conventions, Convention::end_inclusive) && open_until(open, at_us)) return {CalendarStatus::ok, at_us};
  return found(walk(open, at_us, 0, 0));
}

inline CalendarAnswer previous_open(const OpenTime &open, std::int64_t at_us, Convention conventions) {
  if (!supported(at_us)) return kOutOfRange;
  if (has(conventions, Convention::exact_open_not_rolled_back) && open_from(open, at_us)) {
    return {CalendarStatus::ok, at_us};
  }
  return found(walk(open, at_us, 0, 1));
}

inline CalendarAnswer add(const OpenTime &open, std::int64_t at_us, std::int64_t amount_us, Convention conventions) {
  if (!supported(at_us)) [[unlikely]] return kOutOfRange;
  const bool lands_on_open = has(conventions, Convention::close_lands_on_next_open);
  const std::int64_t answer = walk(open, at_us, bits(amount_us), amount_us > 0 && !lands_on_open ? 1 : 0);
  if (answer != kNoValue) [[likely]] return {CalendarStatus::ok, answer};
  if (amount_us == kNoValue) return kOutOfRange;
  return amount_us >= 0 ? no_answer_forwards(open, at_us, amount_us, lands_on_open)
                        : no_answer_backwards(open, at_us);
}

inline CalendarAnswer subtract(const OpenTime &open, std::int64_t at_us, std::int64_t amount_us, Convention conventions) {
  if (amount_us == 0) return previous_open(open, at_us, conventions);
  if (amount_us == kNoValue) return kOutOfRange;
  return add(open, at_us, -amount_us, conventions);
}

inline CalendarAnswer between(const OpenTime &open, std::int64_t from_us, std::int64_t to_us, Convention conventions) {
  if (!supported(from_us) || !supported(to_us)) [[unlikely]] return kOutOfRange;
  std::int64_t value = open.before_us(to_us) - open.before_us(from_us);
  if (conventions == Convention::none) [[likely]] return {CalendarStatus::ok, value};
  const bool reversed = to_us < from_us;
  if (has(conventions, Convention::reversed_range_gives_zero) && reversed) return {CalendarStatus::ok, 0};
  if (has(conventions, Convention::counts_the_end_second) && open_from(open, reversed ? from_us : to_us)) {
    value += reversed ? -kSecondUs : kSecondUs;
  }
  if (has(conventions, Convention::rounds_to_whole_seconds)) {
    value = (value + (value < 0 ? -kSecondUs / 2 : kSecondUs / 2)) / kSecondUs * kSecondUs;
  }
  return {CalendarStatus::ok, value};
}

inline CalendarAnswer is_open(const OpenTime &open, std::int64_t at_us, Convention conventions) {
  if (!supported(at_us)) [[unlikely]] return kOutOfRange;
  const bool answer = open_from(open, at_us) ||
                      (has(conventions, Convention::end_inclusive) && open_until(open, at_us));
  return {CalendarStatus::ok, answer ? 1 : 0};
}

inline CalendarAnswer next_close(const OpenTime &open, std::int64_t at_us) {
  if (!supported(at_us)) return kOutOfRange;
  const std::size_t i = open.first_closing_after(at_us);
  if (i == open.size() || open.interval(i).close_us > kLastInstantUs) return kNotFound;
  return {CalendarStatus::ok, open.interval(i).close_us};
}

inline CalendarAnswer next_open_start(const OpenTime &open, std::int64_t at_us) {
  if (!supported(at_us)) return kOutOfRange;
  std::size_t i = open.first_closing_after(at_us);
  if (i < open.size() && open.interval(i).open_us <= at_us) ++i;
  if (i == open.size() || open.interval(i).open_us > kLastInstantUs) return kNotFound;
  return {CalendarStatus::ok, open.interval(i).open_us};
}

inline CalendarAnswer workdays_between(const CalendarDates &dates, std::int64_t from_us, std::int64_t to_us) {
  if (!supported(from_us) || !supported(to_us)) return kOutOfRange;
  return {CalendarStatus::ok, dates.local.workdays_between(from_us, to_us)};
}

inline CalendarAnswer is_workday(const CalendarDates &dates, std::int64_t at_us) {
  if (!supported(at_us)) return kOutOfRange;
  return {CalendarStatus::ok, dates.local.is_workday(at_us) ? 1 : 0};
}

inline CalendarAnswer is_holiday(const CalendarDates &dates, std::int64_t at_us) {
  if (!supported(at_us)) return kOutOfRange;
  return {CalendarStatus::ok, dates.local.is_holiday(at_us) ? 1 : 0};
}

inline CalendarAnswer is_break(const CalendarDates &dates, std::int64_t at_us) {
  if (!supported(at_us)) return kOutOfRange;
  const auto over = [at_us](const OpenInterval &pause) { return pause.close_us <= at_us; };
  const auto next = std::partition_point(dates.breaks.begin(), dates.breaks.end(), over);
  return {CalendarStatus::ok, next != dates.breaks.end() && next->open_us <= at_us ? 1 : 0};
}

}  // namespace entente::calendar_rows
