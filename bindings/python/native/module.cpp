#include <nanobind/nanobind.h>

#include <limits>

#include "bind.hpp"

namespace nb = nanobind;

namespace {

void bind_enumerations(nb::module_ &module) {
  nb::enum_<entente_convention>(module, "Convention", nb::is_arithmetic(), nb::is_flag(),
                                "Endpoint conventions of other systems, to be added up. None of them is Entente's own: "
                                "half-open intervals, the earliest instant by which an amount is consumed, a negated "
                                "value for reversed arguments.")
      .value("CLOSE_LANDS_ON_NEXT_OPEN", ENTENTE_CLOSE_LANDS_ON_NEXT_OPEN,
             "add: a result on a close moves to the next opening")
      .value("END_INCLUSIVE", ENTENTE_END_INCLUSIVE, "is_open, next_open: the closing instant is open")
      .value("COUNTS_THE_END_SECOND", ENTENTE_COUNTS_THE_END_SECOND,
             "between: one second more if the later end is open")
      .value("REVERSED_RANGE_GIVES_ZERO", ENTENTE_REVERSED_RANGE_GIVES_ZERO, "between: 0 where to is before from")
      .value("ROUNDS_TO_WHOLE_SECONDS", ENTENTE_ROUNDS_TO_WHOLE_SECONDS,
             "between: rounded to seconds, half away from zero")
      .value("EXACT_OPEN_NOT_ROLLED_BACK", ENTENTE_EXACT_OPEN_NOT_ROLLED_BACK,
             "previous_open: an opening instant is its own answer")
      .value("ZERO_LENGTH_SEGMENT_EMITTED", ENTENTE_ZERO_LENGTH_SEGMENT_EMITTED,
             "periods_after (periods_before): [at, at] first, where a period ends (begins) there");
  nb::enum_<entente_day_meaning>(module, "DayMeaning", nb::is_arithmetic(),
                                 "What \"n days later\" means. A workday is a local date whose own hours, less the breaks, "
                                 "are not empty.")
      .value("SAME_CLOCK_TIME", ENTENTE_DAY_SAME_CLOCK_TIME,
             "the same wall-clock time on the n-th workday after the date of the start (before it where n is negative)")
      .value("END_OF_DAY", ENTENTE_DAY_END_OF_DAY, "the last close of that workday")
      .value("HOURS_24", ENTENTE_DAY_HOURS_24, "n x 24 hours of open time")
      .value("STATED_LENGTH", ENTENTE_DAY_STATED_LENGTH, "n x a stated amount of open time");
  nb::enum_<entente_cycle_state>(module, "CycleState", nb::is_arithmetic(), "What became of a target's clock.")
      .value("RUNNING", ENTENTE_CYCLE_RUNNING, "runs, not yet due")
      .value("PAUSED", ENTENTE_CYCLE_PAUSED, "stands still, not yet due")
      .value("MET", ENTENTE_CYCLE_MET, "stopped at or before due")
      .value("BREACHED", ENTENTE_CYCLE_BREACHED, "stopped after due, or not stopped and due has passed")
      .value("CANCELLED", ENTENTE_CYCLE_CANCELLED, "withdrawn or superseded before it was due")
      .value("INCOMPLETE_HISTORY", ENTENTE_CYCLE_INCOMPLETE_HISTORY, "the ticket's history lacks its head: no verdict");
  nb::enum_<entente_segment_kind>(module, "SegmentKind", nb::is_arithmetic(), "What a stretch of a cycle counted as.")
      .value("ELAPSED", ENTENTE_SEGMENT_ELAPSED, "the clock ran, in open time")
      .value("PAUSED", ENTENTE_SEGMENT_PAUSED, "it stood still")
      .value("SETTLED", ENTENTE_SEGMENT_SETTLED, "it was stopped, and a reopening undid that: counts as paused")
      .value("OUTSIDE", ENTENTE_SEGMENT_OUTSIDE, "outside the calendar");
  nb::enum_<entente_event_kind>(module, "EventKind", nb::is_arithmetic(), "What an event of a log says.")
      .value("STATE", ENTENTE_EVENT_STATE, "the state that holds from then on")
      .value("HAPPENING", ENTENTE_EVENT_HAPPENING, "something happened: a Happening")
      .value("ATTRIBUTE", ENTENTE_EVENT_ATTRIBUTE, "plus the id of an attribute: its new value code");
  nb::enum_<entente_happening>(module, "Happening", nb::is_arithmetic(),
                               "What can happen beside a change of state or attribute.")
      .value("AGENT_REPLY", ENTENTE_AGENT_REPLY, "a public reply by the treating side")
      .value("REQUESTER_REPLY", ENTENTE_REQUESTER_REPLY, "a reply by the side that asked")
      .value("ASSIGNMENT", ENTENTE_ASSIGNMENT, "somebody takes the ticket as theirs")
      .value("REOPEN", ENTENTE_REOPEN, "back to work, where the log tells no state")
      .value("CANCEL", ENTENTE_CANCEL, "withdrawn, where the log tells no state");
  nb::enum_<entente_verdict>(module, "Verdict", nb::is_arithmetic(), "What a record, or a clock, says of a ticket.")
      .value("NONE", ENTENTE_VERDICT_NONE, "nothing")
      .value("MET", ENTENTE_VERDICT_MET, "met")
      .value("MISSED", ENTENTE_VERDICT_MISSED, "missed");
  nb::enum_<entente_cause>(module, "Cause", nb::is_arithmetic(),
                           "Why a recorded verdict differs from what was promised.")
      .value("NONE", ENTENTE_CAUSE_NONE, "recorded as met and the rule agrees, or nothing recorded")
      .value("CLOSING", ENTENTE_CAUSE_CLOSING, "solved, waiting to be closed")
      .value("REQUESTER", ENTENTE_CAUSE_REQUESTER, "waiting for the side that asked")
      .value("THIRD_PARTY", ENTENTE_CAUSE_THIRD_PARTY, "waiting for a vendor, a known problem, evidence from elsewhere")
      .value("CALENDAR", ENTENTE_CAUSE_CALENDAR, "hours that the promise does not count")
      .value("HOLIDAY", ENTENTE_CAUSE_HOLIDAY, "dates that the promise does not count")
      .value("ROUNDING", ENTENTE_CAUSE_ROUNDING, "by less than the record can tell")
      .value("PROVIDER", ENTENTE_CAUSE_PROVIDER, "a true miss: missed whatever is removed")
      .value("RULE_MET", ENTENTE_CAUSE_RULE_MET, "recorded as missed, met by the rule itself")
      .value("UNKNOWN", ENTENTE_CAUSE_UNKNOWN, "recorded as met and missed by the rule, or the rule has no verdict");
}

}  // namespace

NB_MODULE(_native, module) {
  module.doc() = "The native half of the package entente.";
  module.attr("NO_VALUE") = std::numeric_limits<std::int64_t>::min();
  module.attr("NO_VALUE_INT32") = std::numeric_limits<std::int32_t>::min();
  module.def("version", &entente_version, "Version of the library, \"major.minor.patch\".");
  bind_enumerations(module);
  entente_python::bind_calendar(module);
  entente_python::bind_contract(module);
  entente_python::bind_log(module);
  entente_python::bind_cycles(module);
  entente_python::bind_explanation(module);
  entente_python::bind_monitor(module);
  entente_python::bind_attributed_time(module);
  entente_python::bind_availability(module);
  entente_python::bind_reconcile(module);
  entente_python::bind_time_left(module);
  entente_python::bind_what_if(module);
  entente_python::bind_scheduler(module);
  entente_python::bind_staffing(module);
  entente_python::bind_simulation(module);
  entente_python::bind_graph(module);
  entente_python::bind_coverage(module);
  entente_python::bind_desk_decisions(module);
  entente_python::bind_diffusion(module);
  entente_python::bind_relations(module);
}
