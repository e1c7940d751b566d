#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "entente/contract/condition.hpp"
#include "entente/contract/escalation.hpp"
#include "entente/contract/happening.hpp"
#include "entente/contract/state.hpp"

namespace entente {

/// What a target measures.
enum class Metric : std::uint8_t {
  resolution,       ///< from the opening until a state stops the clock
  first_response,   ///< from the opening to the first public reply, or state of `responded_in`, or stop; once and for all
  time_to_own,      ///< from the opening to the first assignment, or state of `responded_in`, or stop; once and for all
  next_response,    ///< from each first unanswered reply of the requester to the next public reply, or stop
  periodic_update,  ///< from the opening and from each public reply to the next one, until a state stops the clock
  state_pair,       ///< from where `start_when` comes to hold or `start_on` happens to `stop_when`, `stop_on` or stop
};

/// What a step from a stop state back to work does to a stopped clock.
enum class Reopen : std::uint8_t {
  resume,     ///< the clock goes on with what it had; the time since the stop counts as paused
  new_cycle,  ///< the verdict stands and a clock with the whole promise starts
  restart,    ///< the verdict is withdrawn and a clock with the whole promise starts in its place
  ignore,     ///< the first stop stands
};

/// What a target begins with when it comes to apply to a ticket that is open already.
enum class OnChange : std::uint8_t {
  from_creation,  ///< as if it had applied since the opening, pauses included
  from_change,    ///< nothing consumed
  carry,          ///< with the time that its predecessor in the series had consumed
  pro_rata,       ///< with the share of its promise that its predecessor had consumed of its own
};

/// Which version of an amended target a ticket is measured by.
enum class OnAmendment : std::uint8_t { terms_at_opening, terms_in_force };

/// In what a pause is counted. In wall time, every pause puts the due date off by its whole length.
enum class PauseCounts : std::uint8_t { calendar_time, wall_time };

/// When a clock that is started outside the calendar's hours begins to run.
enum class OutsideHours : std::uint8_t {
  next_open,
  immediately,  ///< the time up to the next opening counts as open
};

/// Which value of the attribute chooses the calendar.
enum class CalendarOf : std::uint8_t { ticket_at_opening, group_at_the_time };

/// Where a due date that falls exactly on the end of an open interval lands.
enum class CloseLandsOn : std::uint8_t { close, next_open };

/// The agreement that a target belongs to: with the requester, within the provider, with a supplier.
enum class Agreement : std::uint8_t { sla, ola, uc };

/// Calendars chosen by an attribute of the ticket. attribute < 0: always `otherwise`.
struct CalendarChoice {
  std::int32_t attribute = -1;
  std::vector<std::pair<std::int32_t, std::int32_t>> by_code;  ///< value code and calendar, ascending
  std::int32_t otherwise = 0;                                  ///< index into Contract::calendars
  CalendarOf of = CalendarOf::ticket_at_opening;
};

/// A timed commitment in one version of its terms: an amount of calendar time between the start and the stop of a clock.
struct Target {
  std::string id;
  std::int32_t commitment = 0;  ///< number of the id; an amended target has the number of the original
  std::int32_t series = 0;      ///< targets of one series succeed each other when a ticket changes
  Metric metric = Metric::resolution;
  Agreement agreement = Agreement::sla;
  std::string party;                 ///< id of the provider party that answers for it; empty: not stated
  Conditions when;                   ///< the tickets it applies to, at each instant
  std::int64_t duration_us = 0;      ///< promised calendar time, > 0
  CalendarChoice calendar;

  std::vector<Clock> clock;                ///< what each state of the contract does to this target's clock
  std::vector<std::int32_t> responded_in;  ///< states whose entry is a response, ascending
  Conditions start_when, pause_when, stop_when;  ///< state_pair; pause_when also elsewhere; empty: not used
  Happenings start_on = 0;                 ///< what starts a clock; 0: the opening, or start_when
  Happenings stop_on = 0;

  CloseLandsOn close_lands_on = CloseLandsOn::close;
  PauseCounts pause_counts = PauseCounts::calendar_time;
  Reopen reopen = Reopen::resume;
  OnChange on_change = OnChange::from_creation;
  OnAmendment on_amendment = OnAmendment::terms_at_opening;
  OutsideHours outside_hours = OutsideHours::next_open;
  std::int64_t outside_bonus_us = 0;       ///< added to the promise of a clock that is started outside hours
  std::vector<Escalation> escalations;

  std::int32_t amendment = -1;  ///< index into Contract::amendments; -1: the original terms
  std::int64_t from_us = std::numeric_limits<std::int64_t>::min();   ///< in force in [from_us, until_us)
  std::int64_t until_us = std::numeric_limits<std::int64_t>::max();
};

}  // namespace entente
