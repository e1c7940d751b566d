#pragma once

#include <cstdint>

#include "entente/sla/cycles.hpp"
#include "entente/sla/event_log.hpp"

namespace entente {

/// Computes every target's clock as a pure function of log, contract and the instant of judgement.
///
/// **The ticket.** Events count in order of (time, sequence, row); one before the opening counts at the opening, after
/// it; one that says at the same instant what the event before it said counts once, and so does a state that is named
/// again while it holds. At each instant a ticket has a state (before its first event none: it waits for the provider)
/// and a value of each attribute (until an event changes it, the one in the ticket columns).
///
/// **The level** of a target's clock is the greater, in the order run < pause < stop < cancel, of what the clock map
/// says of the state and what the attributes say: stop if stop_when is stated and holds, else pause if pause_when is
/// stated and holds, else run. Happening::reopen puts the state's part to run, waiting for the provider,
/// Happening::cancel to cancel, until the next state.
///
/// **A cycle starts** at the opening (resolution, first_response, time_to_own, periodic_update, state_pair without
/// start_on and start_when), with start_when when it comes to hold, with start_on when one of these happens; the last
/// two while no cycle is open. If the level is then stop or cancel it starts as soon as that is left (a reply on a
/// stopped ticket starts a clock if and when the ticket is reopened), unless a stop_on event comes first.
///
/// **It ends for good** with a stop_on event or the entry of a state of responded_in: then first_response, time_to_own
/// and a state_pair that started at the opening never start again, a periodic_update starts anew at once, the others
/// wait for their next start (which the same happening may be, if it is in start_on too). At the level stop or cancel
/// it ends provisionally: when the level is left, `reopen` says what follows (next_response: ends for good and waits
/// for its next start; periodic_update: new_cycle), but a stop_on event before that ends it for good, and a start_when
/// or start_on that comes again starts a new cycle. A response that is also a stop or a cancellation is a response.
///
/// **Time** counts between start and end: elapsed while the level is run, paused while it is pause; with
/// PauseCounts::wall_time a pause counts in wall time and, while the due date is open, its closed hours are added to
/// the promise (put_off). A stop that a reopening with `resume` undoes counts as a pause (and as settled). The calendar
/// is the one of CalendarChoice; a stretch counts in the calendar that held, a stop in the one that held when it began.
/// OutsideHours::immediately: from a start outside hours to the next opening of the calendar that holds (for ever,
/// where it never opens) counts as open time. A start outside hours adds outside_bonus to the promise (put_off).
///
/// **The due date** is the earliest instant by which brought + elapsed reaches the promise plus put_off: the start,
/// where brought does. Once that has run it never moves, not even where CloseLandsOn::next_open puts it at a later
/// opening and the clock is paused before that. A clock that is paused or stopped before it shows the due date as if it
/// resumed at the end of what is judged. A target is met if and only if stopped <= due; a clock that has not stopped is
/// breached if and only if due < as_of.
///
/// **A target that changes.** It applies to a ticket while `when` and its terms hold: terms_at_opening, if the opening
/// lies in [from_us, until_us); terms_in_force, while the instant does. When a target ceases to apply, its open cycle
/// is superseded: it ends there, cancelled (breached if it was due before), and leaves no row if no time has passed
/// since it started or came to apply. A cycle that is stopped stands, whatever changes, until the ticket is reopened,
/// and so does a start that waits for that; only then is it superseded. When a target comes to apply whose level is run
/// or pause (else as soon as it is), it starts as OnChange says. Its predecessor is the clock of the same series that
/// is superseded by the same event (of several the target that is first in the contract). from_creation: the clock that
/// would be open had the target applied since the opening, if there is one; whatever ended before leaves no row.
/// from_change: it starts here; carry: with brought = what the predecessor had consumed less its put_off; pro_rata:
/// with the share of its promise that the predecessor had consumed of its own with put_off (brought lies within 130
/// years). Those three do not start where the series was answered for good: where a target of it that applied has a
/// cycle that ended and never starts again (first_response, time_to_own, `reopen` ignore). One that starts by start_on
/// or start_when waits for that, unless a predecessor was open, start_when holds, or its start came while the ticket
/// was stopped.
///
/// **An opening balance** starts the clock of its commitment at as_of (not before the opening) with brought = consumed,
/// in place of the opening; if the ticket is stopped then, when it is reopened. What the log tells before as_of starts
/// and ends none of its clocks, but says in which state and with which values it begins. Terms that begin at as_of
/// hold.
///
/// **Escalations** are reached while the clock has not stopped: `before` and percents up to 100 when brought + elapsed
/// comes to the promise (with put_off) less the amount, or to the percentage; the others the amount of calendar time
/// after due, in the calendar in which it fell due, whatever the clock does. What would be reached while a clock is
/// stopped is reached at its reopening, what would be reached before the target comes to apply (from_creation) when it
/// does. One is given out if and only if its instant lies before the end of the cycle or, while open, before as_of.
///
/// **A combination** has one row a ticket: that of the member, among the last cycles of each that are not cancelled and
/// have a due date, with the earliest or latest due date (of equal ones the first in the contract).
///
/// **Incomplete history**: see Contract::history; a cycle that starts at the opening, without a balance, of such a
/// ticket has the state incomplete_history in place of a verdict, and no breached_us. Its other columns stand.
///
/// `as_of_us`: events after it are left out, tickets opened after it have no row, clocks still running are judged at
/// it.
/// `threads`: the tickets are parted among so many threads; the result does not depend on it.
/// Throws Error: range (as_of_us outside 1970-2100), invalid (threads < 1). O(tickets x conditions of all targets +
/// events x targets that apply), one calendar look-up for each event and calendar.
[[nodiscard]] Cycles evaluate(const EventLog &log, std::int64_t as_of_us, std::int32_t threads = 1);

/// The same into columns whose memory is used again, for logs that are evaluated over and over: memory that is touched
/// for the first time costs the system more than the evaluation. Where it throws, `cycles` has no row.
void evaluate(const EventLog &log, std::int64_t as_of_us, std::int32_t threads, Cycles &cycles);

}  // namespace entente
