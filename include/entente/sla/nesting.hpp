#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/calendar/calendar.hpp"
#include "entente/contract/contract.hpp"

namespace entente {

/// What a nesting check found. The numbers are those of `entente_nesting_outcome`.
enum class NestingOutcome : std::int32_t {
  fits = 0,          ///< for every start
  does_not_fit = 1,  ///< at the worst start the chain ends after the promise is due
  no_due_date = 2,   ///< from the worst start on the promise or a link has no due date; none that was judged does not fit
  not_in_force = 3,  ///< at no start the promise and all links have terms
};

/// A nesting, and its worst start: that of the greatest overshoot, of equal ones the earliest.
struct NestingCheck {
  NestingOutcome outcome = NestingOutcome::not_in_force;
  CalendarStatus status = CalendarStatus::ok;  ///< with no_due_date: why
  std::int64_t start_us = kNoValue;            ///< the worst start
  std::int64_t due_us = kNoValue;              ///< when the promise is due then
  std::int64_t overshoot_us = kNoValue;        ///< end of the chain less due_us: above 0 where it does not fit
  std::int64_t overshoot_open_us = kNoValue;   ///< the same in open time of the promise's calendar
  std::vector<std::int64_t> link_due_us;       ///< when each link is due; kNoValue after one that has no due date
  std::vector<std::int32_t> targets;           ///< the versions that were in force: of the promise, then of each link
  std::vector<std::int32_t> calendars;         ///< of the contract: the promise's, then each link's
  std::int64_t candidates = 0;                 ///< starts that were looked at
  std::int32_t combinations = 0;               ///< of calendars
};

/// Whether the internal and supplier commitments on which a promise rests fit into it, one after the other, for every
/// start t0 in [from_us, to_us): with t_i = due_i(t_(i-1)), whether t_n <= due(t0). due_i is the due date that
/// evaluate() gives a clock of that target which starts there and never pauses: `close_lands_on`, `outside_hours` and
/// `outside_bonus` included. Exact to the microsecond, not sampled: see the source.
///
/// Terms: those in force at the start, for the promise and for all links. Calendars that an attribute chooses: every
/// calendar that can come about; targets that take theirs from one attribute at the opening take it from the same value,
/// one that takes it at the time from any. nesting: index into Contract::nesting.
///
/// Throws Error: not_found (no such nesting), range (an instant outside 1970-2100), invalid (to_us <= from_us), limit
/// (more than limits::kNestingCombinations combinations of calendars). O(combinations x links x openings in the horizon
/// of all calendars, log of the openings each).
[[nodiscard]] NestingCheck check_nesting(const Contract &contract, std::size_t nesting, std::int64_t from_us,
                                         std::int64_t to_us);

}  // namespace entente
