#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "entente/calendar/calendar_definition.hpp"
#include "unit/calendar/libc_zone.hpp"

namespace entente::test {

/// A second answer to the questions on dates and periods, date by date from the definition, with offsets of the C library.
/// Shares no code with the engine. Instants are UTC seconds, days count from 1970-01-01.
class DateReference {
 public:
  using Period = std::pair<std::int64_t, std::int64_t>;

  DateReference(const CalendarDefinition &definition, const LibcZone &zone) : definition_(definition), zone_(zone) {}

  [[nodiscard]] std::int64_t day_of(std::int64_t at_s) const;
  [[nodiscard]] bool is_holiday(std::int64_t at_s) const;
  [[nodiscard]] bool is_workday(std::int64_t at_s) { return !periods_of(day_of(at_s)).empty(); }
  [[nodiscard]] bool is_break(std::int64_t at_s);

  /// Nothing where the walk takes more than kMostDays dates.
  [[nodiscard]] std::optional<std::int64_t> same_clock_time(std::int64_t at_s, int days);
  [[nodiscard]] std::optional<std::int64_t> end_of_day(std::int64_t at_s, int days);
  [[nodiscard]] std::int64_t workdays_between(std::int64_t from_s, std::int64_t to_s);

  /// All periods that close after (open before) an instant and open at most so many times 24 hours from it, cut at it.
  [[nodiscard]] std::vector<Period> after(std::int64_t at_s, int dates);
  [[nodiscard]] std::vector<Period> before(std::int64_t at_s, int dates);
  /// Whether a period closes (opens) at an instant.
  [[nodiscard]] bool closes_at(std::int64_t at_s);
  [[nodiscard]] bool opens_at(std::int64_t at_s);

  static constexpr int kMostDays = 120;

 private:
  [[nodiscard]] std::vector<Period> placed(std::int64_t day, const std::vector<LocalInterval> &hours) const;
  [[nodiscard]] std::vector<LocalInterval> hours_of(std::int64_t day) const;
  const std::vector<Period> &periods_of(std::int64_t day);
  [[nodiscard]] std::optional<std::int64_t> workday(std::int64_t day, int days);
  std::vector<Period> around(std::int64_t first, std::int64_t last);

  const CalendarDefinition &definition_;
  const LibcZone &zone_;
  std::map<std::int64_t, std::vector<Period>> known_;
};

}  // namespace entente::test
