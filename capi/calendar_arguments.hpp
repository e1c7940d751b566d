#pragma once

#include <span>

#include "guard.hpp"

/// Checked arguments of the calendar's functions, and their answers as values.
namespace entente::capi {

inline const Calendar &get(const entente_calendar *calendar) {
  require(calendar != nullptr, "calendar is NULL");
  return *calendar->calendar;
}

inline Convention conventions_of(int32_t conventions) {
  require((conventions & ~kAllConventions) == 0, "unknown convention");
  return static_cast<Convention>(conventions);
}

/// The meaning of a day, after a check that its length is given exactly where it is needed.
inline DayMeaning meaning_of(int32_t meaning, int64_t day_length_us) {
  require(meaning >= ENTENTE_DAY_SAME_CLOCK_TIME && meaning <= ENTENTE_DAY_STATED_LENGTH, "unknown meaning of a day");
  require(meaning == ENTENTE_DAY_STATED_LENGTH ? day_length_us > 0 : day_length_us == 0,
          "day_length_us must be above 0 for ENTENTE_DAY_STATED_LENGTH and 0 for other meanings");
  return static_cast<DayMeaning>(meaning);
}

/// The value of an answer, or the Error that its status stands for.
inline int64_t value_of(const CalendarAnswer &answer) {
  switch (answer.status) {
    case CalendarStatus::ok: return answer.value;
    case CalendarStatus::range: throw Error(ErrorCode::range, "outside 1970-01-01 to 2100-01-01");
    case CalendarStatus::not_found: break;
  }
  throw Error(ErrorCode::not_found, "no open time within 1970-01-01 to 2100-01-01");
}

/// The n values of a column; NULL only where n is 0.
template <class Value>
std::span<Value> column(Value *values, size_t n) {
  require(values != nullptr || n == 0, "a column is NULL");
  return {values, n};
}

/// The status column, which may be left out.
inline std::span<int32_t> statuses(int32_t *values, size_t n) { return {values, values == nullptr ? 0 : n}; }

}  // namespace entente::capi
