#include "sla/due_piece.hpp"

#include <algorithm>

#include "sla/lane.hpp"

namespace entente {

/// With F the open time before an instant, a clock that is started in hours is due where F = F(start) + promise. As the
/// start moves on within its interval, the due date moves with it until it comes to the end of the interval that it lies
/// in: the close itself belongs to that interval, or to the next one where a close lands on the next opening. A start
/// outside hours has the F of the next opening, so the due date stands still up to there; unless the time up to the
/// opening counts, which makes the gap an interval like others. The bonus depends on nothing but whether the start lies
/// outside hours.
DuePiece due_piece(const Target &target, const Calendar &calendar, std::int64_t start_us) {
  const OpenTime &hours = calendar.open_time();
  const std::size_t next = hours.first_closing_after(start_us);
  const bool is_open = next < hours.size() && hours.interval(next).open_us <= start_us;
  Plan plan;
  plan.target = &target;
  LaneState lane;
  lane.started_us = lane.since_us = start_us;
  lane.allowed_us = target.duration_us + (is_open ? 0 : target.outside_bonus_us);
  DuePiece piece{projected_due(plan, lane, calendar), 0, start_us};
  if (piece.due.status != CalendarStatus::ok) return piece;
  constexpr OpenInterval kNever{kLastInstantUs + 1, kLastInstantUs + 1};
  const OpenInterval interval = next < hours.size() ? hours.interval(next) : kNever;
  const std::int64_t last_us = (is_open ? interval.close_us : interval.open_us) - 1;
  if (!is_open && target.outside_hours == OutsideHours::next_open) {
    piece.until_us = last_us;
    return piece;
  }
  const std::int64_t due_us = piece.due.value;
  std::int64_t due_until_us = interval.open_us;  // a due date before the opening that ends the gap
  if (is_open || due_us > interval.open_us) {
    const std::int64_t rolls_us = target.close_lands_on == CloseLandsOn::next_open ? 1 : 0;
    due_until_us = hours.interval(hours.first_closing_after(due_us - 1 + rolls_us)).close_us - rolls_us;
  }
  piece.slope = 1;
  piece.until_us = std::min(last_us, start_us + (std::min(due_until_us, kLastInstantUs) - due_us));
  return piece;
}

}  // namespace entente
