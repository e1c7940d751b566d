#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "entente/base/instant.hpp"
#include "entente/calendar/calendar_definition.hpp"
#include "entente/calendar/combination.hpp"
#include "entente/calendar/convention.hpp"
#include "entente/calendar/holidays.hpp"
#include "entente/calendar/open_time.hpp"

namespace entente {

/// Where compiled zone data stands on most systems.
inline constexpr const char *kZoneinfoDirectory = "/usr/share/zoneinfo";

/// How an operation on a calendar ended; the numbers are those of `entente_status`.
enum class CalendarStatus : std::int32_t {
  ok = 0,
  range = 3,      ///< an instant, or the answer, lies outside 1970-01-01 .. 2100-01-01, or is "no value"
  not_found = 5,  ///< no open time from there to the end (or, backwards, the start) of the supported instants
};

/// An instant or a duration in microseconds, or 1 and 0 for a yes or no; kNoValue where the status is not ok.
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
/// intervals touch or overlap, their union is open.
///
/// Every operation takes constant time, whatever the span and the number of holidays (see OpenTime), allocates nothing
/// and throws nothing. With F(t) the open time before t: between = F(to) - F(from), add = the least t with F(t) = F(at) +
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
  /// The first opening at or after at_us. Where intervals touch there is no opening between them.
  [[nodiscard]] CalendarAnswer next_open_start(std::int64_t at_us) const noexcept;

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

  /// The open time that the operations are computed from.
  [[nodiscard]] const OpenTime &open_time() const noexcept { return open_time_; }
  /// The zone it was compiled for, as given.
  [[nodiscard]] const std::string &zone() const noexcept { return zone_; }
  /// Its closed dates and their names.
  [[nodiscard]] const Holidays &holidays() const noexcept { return holidays_; }

 private:
  friend Calendar combine(const Calendar &first, const Calendar &second, Combination combination);
  Calendar(std::string zone, Holidays holidays, const std::vector<OpenInterval> &open)
      : zone_(std::move(zone)), holidays_(std::move(holidays)), open_time_(open) {}

  std::string zone_;
  Holidays holidays_;
  OpenTime open_time_;
};

}  // namespace entente
