#pragma once

#include <cstdint>

namespace entente {

/// What "n days later" means; never left open. A workday is a local date whose own hours, less the breaks, are not empty.
/// The numbers are those of `entente_day_meaning` in the C API and never change.
enum class DayMeaning : std::int32_t {
  /// The same wall-clock time on the n-th workday after the date of the start (before it where n is negative). A start
  /// that is on no workday is not counted: from a Saturday, 1 is Monday. 0: the start itself.
  same_clock_time = 1,
  /// The last close of the n-th workday after the date of the start (before it where n is negative). 0: of the date of
  /// the start or, where that is no workday, of the next one.
  end_of_day = 2,
  /// n x 24 hours of open time, as `add`.
  hours_24 = 3,
  /// n x a stated amount of open time (8 hours, say), as `add`.
  stated_length = 4,
};

}  // namespace entente
