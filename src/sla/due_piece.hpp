#pragma once

#include <cstdint>

#include "entente/calendar/calendar.hpp"
#include "entente/contract/target.hpp"

namespace entente {

/// The due date of a clock that never pauses, as a function of its start: from the start asked for up to until_us, that
/// included, it rises by `slope` (0 or 1) a microsecond. Without a due date until_us is the start.
struct DuePiece {
  CalendarAnswer due;
  std::int64_t slope = 0;
  std::int64_t until_us = 0;
};

/// The piece that begins at a start. O(log openings).
[[nodiscard]] DuePiece due_piece(const Target &target, const Calendar &calendar, std::int64_t start_us);

}  // namespace entente
