#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "entente/base/instant.hpp"
#include "entente/calendar/calendar_definition.hpp"
#include "entente/calendar/set_operation.hpp"
#include "entente/calendar/convention.hpp"
#include "entente/calendar/day_meaning.hpp"
#include "entente/calendar/holidays.hpp"
#include "entente/calendar/open_time.hpp"

namespace entente {

struct CalendarDates;  // private: what else a calendar knows beside its open time

/// Where compiled zone data stands on most systems.
inline constexpr const char *kZoneinfoDirectory = "/usr/share/zoneinfo";

/// How an operation on a calendar ended; the numbers are those of `entente_status`.
enum class CalendarStatus : std::int32_t {
  ok = 0,
  range = 3,      ///< an instant, or the answer, lies outside 1970-01-01 .. 2100-01-01, or is "no value"
  not_found = 5,  ///< no open time from there to the end (or, backwards, the start) of the supported instants
};

/// An instant or a duration in microseconds, a count, or 1 and 0 for a yes or no; kNoValue where the status is not ok.
struct CalendarAnswer {
  CalendarStatus status = CalendarStatus::ok;
  std::int64_t value = kNoValue;

  friend bool operator==(const CalendarAnswer &, const CalendarAnswer &) = default;
};

/// A business calendar, compiled for the supported instants. Immutable; may be shared between threads.
///
/// Hours are half-open intervals [open, close) of wall-clock time in one zone; durations are elapsed UTC time. A
/// wall-clock time in a spring gap moves forward by the length of the gap; a repeated one means its first occurrence, for
/// openings and closings alike. A holiday closes its date even where an exception exists; breaks are subtracted last; an
/// interval that crosses midnight belongs to its opening date, and a holiday on the next date does not cut it. Where
/// intervals touch or overlap, their union is open. A local date that no instant shows, because the zone moved across the
/// date line (Pacific/Apia, 2011-12-30), has no hours, no breaks, and is no workday; hours of the evening before that
/// reach into it end on the date after it, as by the rule for gaps.
///
/// A workday is a local date whose own hours, less the breaks, are not empty. The date of an instant is the one that
/// clocks of the zone show.
///
/// No operation allocates or throws, and none takes longer over a longer span or with more holidays: those on open time
/// take constant time (see OpenTime), those on dates and single intervals O(log n), those that list periods O(log n +
/// what they write). With F(t) the open time before t: between = F(to) - F(from), add = the least t with F(t) = F(at) +
/// amount, subtract = the greatest t with F(t) = F(at) - amount.
class Calendar {
 public:
  /// Compiles a definition. zoneinfo: absolute path of a directory of compiled zone data; the environment (TZDIR) is
  /// not consulted. Throws Error: invalid (not a zone name, a date or time of day that does not exist, a directory that
  /// is not absolute), limit (entente::limits), not_found (no usable data for the zone, or a name that stands for the
  /// machine's choice or counts leap seconds: localtime, posixrules, Factory, posix/..., right/...).
  /// O(days of the horizon + intervals).
  explicit Calendar(const CalendarDefinition &definition, const std::string &zoneinfo = kZoneinfoDirectory);

  /// The earliest instant >= at_us by which amount_us of open time has passed: landing on a close gives the close itself,
  /// or the next opening under close_lands_on_next_open. Amount 0: as next_open without conventions. A negative amount
  /// subtracts.
  [[nodiscard]] CalendarAnswer add(std::int64_t at_us, std::int64_t amount_us,
                                   Convention conventions = Convention::none) const noexcept;
  /// The latest instant <= at_us such that amount_us of open time lies between. Amount 0: as previous_open. A negative
  /// amount adds.
  [[nodiscard]] CalendarAnswer subtract(std::int64_t at_us, std::int64_t amount_us,
                                        Convention conventions = Convention::none) const noexcept;
  /// Open time from one instant to another, negative where `to_us` is before `from_us`.
  [[nodiscard]] CalendarAnswer between(std::int64_t from_us, std::int64_t to_us,
                                       Convention conventions = Convention::none) const noexcept;
  /// 1 where the instant lies in an open interval, else 0.
  [[nodiscard]] CalendarAnswer is_open(std::int64_t at_us, Convention conventions = Convention::none) const noexcept;
  /// The first open instant at or after at_us.
  [[nodiscard]] CalendarAnswer next_open(std::int64_t at_us, Convention conventions = Convention::none) const noexcept;
  /// The latest instant <= at_us with open time just before it.
  [[nodiscard]] CalendarAnswer previous_open(std::int64_t at_us,
                                             Convention conventions = Convention::none) const noexcept;
  /// The first close after at_us. Where intervals touch there is no close between them.
  [[nodiscard]] CalendarAnswer next_close(std::int64_t at_us) const noexcept;
  /// The first opening after at_us; from an open instant, the opening of the next interval. Where intervals touch there
  /// is no opening between them.
  [[nodiscard]] CalendarAnswer next_open_start(std::int64_t at_us) const noexcept;

  /// The instant `days` days later, or earlier where days is negative; the meaning says what a day is. day_length_us is
  /// for stated_length only, and above 0 there (else: range). conventions: as for add, where the meaning is an amount of
  /// open time. not_found: no workday on that side of the start; range: some, but too few. A result on a wall-clock time
  /// that is skipped or repeated follows the rule above.
  [[nodiscard]] CalendarAnswer add_days(std::int64_t at_us, std::int64_t days, DayMeaning meaning,
                                        std::int64_t day_length_us = 0,
                                        Convention conventions = Convention::none) const noexcept;
  /// Workdays after the date of one instant, up to and with the date of the other: from a Friday to the Monday after it,
  /// 1; within one date, 0. Negative where `to_us` is before `from_us`.
  [[nodiscard]] CalendarAnswer workdays_between(std::int64_t from_us, std::int64_t to_us) const noexcept;
  /// 1 where the date of the instant is a workday, else 0.
  [[nodiscard]] CalendarAnswer is_workday(std::int64_t at_us) const noexcept;
  /// 1 where the date of the instant is one of the holidays, else 0.
  [[nodiscard]] CalendarAnswer is_holiday(std::int64_t at_us) const noexcept;
  /// 1 where the instant lies in a break [start, end), whether or not it cuts any hours, else 0.
  [[nodiscard]] CalendarAnswer is_break(std::int64_t at_us) const noexcept;

  /// The open intervals within [from_us, to_us), merged and cut at its ends, ascending: their number, of which the first
  /// open_us.size() are written. Both spans have the same length (else nothing is written and the answer is range). None
  /// where to_us <= from_us.
  CalendarAnswer periods(std::int64_t from_us, std::int64_t to_us, std::span<std::int64_t> open_us,
                         std::span<std::int64_t> close_us) const noexcept;
  /// Periods as stated: one for each interval of each date, less the breaks, not merged where they touch or overlap,
  /// ordered by opening and then by close. Those that close after at_us, cut at it, until the spans are full or the
  /// supported instants end, where they are cut as well: the number written. Spans: as for periods.
  CalendarAnswer periods_after(std::int64_t at_us, std::span<std::int64_t> open_us, std::span<std::int64_t> close_us,
                               Convention conventions = Convention::none) const noexcept;
  /// The same backwards: those that open before at_us, cut at it, nearest first.
  CalendarAnswer periods_before(std::int64_t at_us, std::span<std::int64_t> open_us, std::span<std::int64_t> close_us,
                                Convention conventions = Convention::none) const noexcept;

  /// The same over columns: out[i] and status[i] answer row i, as the scalar form would. All spans have the same length,
  /// or Error(invalid) is thrown; status may be empty. An out column of instants may be one of the input columns.
  void add_column(std::span<const std::int64_t> at_us, std::span<const std::int64_t> amount_us,
                  std::span<std::int64_t> out_us, std::span<std::int32_t> status,
                  Convention conventions = Convention::none) const;
  void subtract_column(std::span<const std::int64_t> at_us, std::span<const std::int64_t> amount_us,
                       std::span<std::int64_t> out_us, std::span<std::int32_t> status,
                       Convention conventions = Convention::none) const;
  void between_column(std::span<const std::int64_t> from_us, std::span<const std::int64_t> to_us,
                      std::span<std::int64_t> out_us, std::span<std::int32_t> status,
                      Convention conventions = Convention::none) const;
  /// out[i]: 1, 0 or, where the row has no answer, INT32_MIN.
  void is_open_column(std::span<const std::int64_t> at_us, std::span<std::int32_t> out, std::span<std::int32_t> status,
                      Convention conventions = Convention::none) const;
  void next_open_column(std::span<const std::int64_t> at_us, std::span<std::int64_t> out_us,
                        std::span<std::int32_t> status, Convention conventions = Convention::none) const;
  void previous_open_column(std::span<const std::int64_t> at_us, std::span<std::int64_t> out_us,
                            std::span<std::int32_t> status, Convention conventions = Convention::none) const;
  void next_close_column(std::span<const std::int64_t> at_us, std::span<std::int64_t> out_us,
                         std::span<std::int32_t> status) const;
  void next_open_start_column(std::span<const std::int64_t> at_us, std::span<std::int64_t> out_us,
                              std::span<std::int32_t> status) const;
  void add_days_column(std::span<const std::int64_t> at_us, std::span<const std::int64_t> days, DayMeaning meaning,
                       std::int64_t day_length_us, std::span<std::int64_t> out_us, std::span<std::int32_t> status,
                       Convention conventions = Convention::none) const;
  void workdays_between_column(std::span<const std::int64_t> from_us, std::span<const std::int64_t> to_us,
                               std::span<std::int64_t> out, std::span<std::int32_t> status) const;
  void is_workday_column(std::span<const std::int64_t> at_us, std::span<std::int32_t> out,
                         std::span<std::int32_t> status) const;
  void is_holiday_column(std::span<const std::int64_t> at_us, std::span<std::int32_t> out,
                         std::span<std::int32_t> status) const;
  void is_break_column(std::span<const std::int64_t> at_us, std::span<std::int32_t> out,
                       std::span<std::int32_t> status) const;

  /// The open time that the operations are computed from.
  [[nodiscard]] const OpenTime &open_time() const noexcept { return open_time_; }
  /// The zone it was compiled for, as given.
  [[nodiscard]] const std::string &zone() const noexcept { return zone_; }
  /// Its closed dates and their names.
  [[nodiscard]] const Holidays &holidays() const noexcept { return holidays_; }

 private:
  friend Calendar combine(const Calendar &first, const Calendar &second, SetOperation combination);
  Calendar(const Calendar &first, const std::vector<OpenInterval> &open);

  std::string zone_;
  Holidays holidays_;
  OpenTime open_time_;
  std::shared_ptr<const CalendarDates> dates_;  ///< never null; copies share it
};

}  // namespace entente
