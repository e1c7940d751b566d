#pragma once

#include <cstdint>

#include "entente/sla/cycles.hpp"
#include "entente/sla/event_log.hpp"

namespace entente {

/// Computes every target's clock as a pure function of log and contract.
///
/// The clock starts running at the ticket's opening and, until the first event, waits for the provider. From each event
/// on, the state's entry in the target's clock map rules. A stop holds until a state that is no stop follows: then,
/// with Reopen::resume, the clock goes on and the time since the stop counts as paused (and as settled); with
/// Reopen::ignore the first stop stands. The due date is the earliest instant by which the promised calendar time has
/// run; once that has run it never moves, not even where CloseLandsOn::next_open puts it at a later opening and the
/// clock is paused before that; a clock that is paused or stopped before it shows the due date as if it resumed at the
/// end of what is judged. A target is met if and only if stopped <= due.
///
/// `as_of_us`: events after it are left out, tickets opened after it have no row, clocks still running are judged at it.
/// `threads`: the tickets are parted among so many threads; the result does not depend on it.
/// Throws Error: range (as_of_us outside 1970-2100), invalid (threads < 1). O(tickets x conditions of all targets +
/// events x targets that apply), one calendar look-up for each event and calendar.
[[nodiscard]] Cycles evaluate(const EventLog &log, std::int64_t as_of_us, std::int32_t threads = 1);

}  // namespace entente
