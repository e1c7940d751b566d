#pragma once

#include <cstdint>
#include <vector>

#include "calendar/date_set.hpp"
#include "calendar/day_number.hpp"
#include "calendar/zone.hpp"
#include "entente/calendar/calendar_definition.hpp"
#include "entente/calendar/calendar.hpp"

namespace entente {

/// What a calendar knows of the local dates of its zone: which are holidays, which are workdays, and when the hours of
/// each workday end. Every function takes supported instants and O(log dates).
class LocalDates {
 public:
  explicit LocalDates(Zone zone)
      : zone_(std::move(zone)), holidays_(kFirstDate, kLastDate), workdays_(kFirstDate, kLastDate) {}

  [[nodiscard]] const Zone &zone() const noexcept { return zone_; }
  void add_holiday(std::int64_t day) { holidays_.insert(day); }
  /// Makes a date a workday whose hours end at close_us. Dates ascend.
  void add_workday(std::int64_t day, std::int64_t close_us);
  /// After the last date.
  void finish() { workdays_.count(); }

  /// The local date of an instant, in days since 1970-01-01.
  [[nodiscard]] std::int64_t day_of(std::int64_t at_us) const noexcept;
  [[nodiscard]] bool is_holiday(std::int64_t at_us) const noexcept { return holidays_.contains(day_of(at_us)); }
  [[nodiscard]] bool is_workday(std::int64_t at_us) const noexcept { return workdays_.contains(day_of(at_us)); }
  /// Workdays after the date of one instant, up to and with the date of another; negative where reversed.
  [[nodiscard]] std::int64_t workdays_between(std::int64_t from_us, std::int64_t to_us) const noexcept;
  /// DayMeaning::same_clock_time and end_of_day.
  [[nodiscard]] CalendarAnswer same_clock_time(std::int64_t at_us, std::int64_t days) const noexcept;
  [[nodiscard]] CalendarAnswer end_of_day(std::int64_t at_us, std::int64_t days) const noexcept;

 private:
  struct Workday {
    CalendarStatus status;
    std::int64_t number;  ///< from 0
  };
  [[nodiscard]] Workday workday_from(std::int64_t day, std::int64_t days) const noexcept;

  Zone zone_;
  DateSet holidays_;
  DateSet workdays_;
  std::vector<std::int32_t> closes_s_;  ///< of each workday, in seconds after the UTC midnight of the same date
};

}  // namespace entente
