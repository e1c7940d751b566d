#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "entente/calendar/calendar_definition.hpp"

namespace entente {

/// The closed dates of a calendar and what they are called. Immutable; may be shared between threads.
class Holidays {
 public:
  /// None.
  Holidays() : names_(1) {}
  /// Those of a definition within the supported instants and a few days at either end. Throws Error: invalid (a date
  /// that does not exist, a number of a rule out of its range), limit (entente::limits).
  /// O(rules x years + dates log dates).
  explicit Holidays(const CalendarDefinition &definition);

  /// Whether a date, or the date of this number of days since 1970-01-01, is a holiday. O(log dates).
  [[nodiscard]] bool contains(const LocalDate &date) const noexcept { return name(date) != nullptr; }
  [[nodiscard]] bool contains(std::int64_t day) const noexcept { return name(day) != nullptr; }
  /// The name of the rule that closes the date: of several, the first that has a name, in the order of the definition;
  /// empty where none has one; null where the date is no holiday. Valid as long as this object. O(log dates).
  [[nodiscard]] const std::string *name(const LocalDate &date) const noexcept;
  [[nodiscard]] const std::string *name(std::int64_t day) const noexcept;

  /// The dates as days since 1970-01-01, ascending, each once.
  [[nodiscard]] std::span<const std::int32_t> days() const noexcept { return days_; }

 private:
  std::vector<std::int32_t> days_;
  std::vector<std::int32_t> name_of_;  ///< of each day, its index among the names
  std::vector<std::string> names_;     ///< the first is empty
};

}  // namespace entente
