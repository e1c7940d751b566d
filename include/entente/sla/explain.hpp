#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/sla/event_log.hpp"

namespace entente {

/// What a stretch of a cycle counted as. The numbers are those of `entente_segment_kind`.
enum class SegmentKind : std::int32_t {
  elapsed = 0,  ///< the clock ran, in open time
  paused = 1,   ///< it stood still: open time or, with PauseCounts::wall_time, any
  settled = 2,  ///< it was stopped, and a reopening undid that: counts as paused
  outside = 3,  ///< outside the calendar
};

/// The whole time of one cycle, from its start to its end, in segments that follow each other without a gap. The lengths
/// of the segments of each kind add up to the cycle's elapsed_us, paused_us (paused and settled), settled_us, outside_us.
struct Explanation {
  std::vector<std::int64_t> from_us, to_us;
  std::vector<std::int32_t> kind;       ///< SegmentKind
  std::vector<std::int32_t> state;      ///< the ticket's state; -1 before its first, or after Happening::reopen or cancel
  std::vector<std::int32_t> waits_for;  ///< whom that waits for (WaitsFor)
  std::vector<std::int32_t> calendar;   ///< index into Contract::calendars
  std::vector<std::int64_t> event;      ///< the row, in the columns of the log, of the event that put the ticket into
                                        ///< that state; -1: none

  [[nodiscard]] std::size_t size() const noexcept { return from_us.size(); }
};

/// Explains the cycle of a ticket, target and number that evaluate(log, as_of_us) gives out.
/// Throws Error: not_found (no such cycle), range (as_of_us outside 1970-2100). O(events of the ticket + openings of the
/// calendar during the cycle).
[[nodiscard]] Explanation explain(const EventLog &log, std::size_t ticket, std::int32_t target, std::int32_t cycle,
                                  std::int64_t as_of_us);

}  // namespace entente
