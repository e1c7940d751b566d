#pragma once

#include <cstdint>

namespace entente {

class Calendar;

/// How two calendars make a third. The numbers are those of `entente_combination` in the C API and never change.
enum class SetOperation : std::int32_t {
  union_of = 0,      ///< open where either is
  intersection = 1,  ///< open where both are
  difference = 2,    ///< open where the first is and the second is not
};

/// Combines the open time of two compiled calendars, which may lie in different zones. What is asked by local date
/// (zone, holidays, workdays, breaks) is answered as by the first; periods are those of the combined open time. Throws Error(invalid) for an unknown combination.
/// O(intervals of both).
[[nodiscard]] Calendar combine(const Calendar &first, const Calendar &second, SetOperation combination);

}  // namespace entente
