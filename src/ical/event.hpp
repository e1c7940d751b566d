#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/calendar/local_date.hpp"
#include "ical/content_lines.hpp"

namespace entente::ical {

/// What a feed says of one event that matters for days off. Dates are days since 1970-01-01.
struct Event {
  std::int64_t number = 0;  ///< line of its BEGIN
  std::string uid;
  std::string summary;
  std::string description;
  std::vector<std::string> categories;
  bool is_transparent = false;  ///< TRANSP: leaves the time free
  bool is_cancelled = false;    ///< STATUS
  bool is_timed = false;        ///< begins at a time of day: no whole days; the dates below are then not set
  std::int64_t first_day = 0;
  std::int64_t days = 1;        ///< its length
  std::optional<std::int64_t> replaces;  ///< RECURRENCE-ID: the day of the recurrence that this event stands for
  struct Rule {
    std::int64_t number;  ///< its line
    std::string text;
  };
  std::vector<Rule> rules;              ///< RRULE
  std::vector<std::int64_t> more_days;  ///< RDATE
  std::vector<std::int64_t> less_days;  ///< EXDATE
};

/// Reads the lines of one event. Throws Error(parse) with the line of what cannot be read.
[[nodiscard]] Event read_event(const EventLines &event);

}  // namespace entente::ical
