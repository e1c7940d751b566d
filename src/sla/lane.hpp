#pragma once

#include <algorithm>
#include <cstdint>

#include "entente/base/instant.hpp"
#include "entente/calendar/calendar.hpp"
#include "sla/plan.hpp"

namespace entente {

/// Where a lane stands. The first four are Clock's, with the same numbers.
enum class Phase : std::uint8_t {
  run,
  pause,
  stop,    ///< the cycle has ended unless a reopening undoes it
  cancel,  ///< the same, without a verdict
  idle,    ///< no cycle; one may start
  done,    ///< no cycle will ever start again
};

/// How a cycle ended that is given out.
enum class Ending : std::uint8_t { stopped, cancelled, superseded, open };

/// One target's clock on one ticket, as far as what follows depends on it.
struct LaneState {
  std::int64_t started_us = kNoValue;  ///< of the latest cycle
  std::int64_t since_us = 0;    ///< up to here time is counted; for Phase::stop and cancel, the end of the cycle
  std::int64_t elapsed_us = 0;
  std::int64_t paused_us = 0;
  std::int64_t allowed_us = 0;  ///< promise, bonus, and what pauses in wall time put off
  std::int64_t brought_us = 0;  ///< consumed before started_us
  std::int64_t due_us = kNoValue;
  std::uint32_t reached = 0;    ///< escalations whose instant is past: bit i
  std::int16_t target = 0;
  std::int8_t calendar = 0;
  std::int8_t next_calendar = 0;  ///< from a reopening on
  std::int8_t due_calendar = 0;
  std::int8_t due_status = 0;   ///< why there is no due date: a number of CalendarStatus
  Phase phase = Phase::idle;
  Clock state_clock = Clock::run;
  Clock attribute_clock = Clock::run;
  WaitsFor waits_for = WaitsFor::provider;
  bool due_known : 1 = false;   ///< fixed: nothing that follows moves it
  bool applies : 1 = false;     ///< conditions and terms hold now
  bool visible : 1 = false;     ///< the cycle counts; else it only runs in case the target comes to apply
  bool pending : 1 = false;     ///< a cycle starts as soon as the ticket is not stopped
  bool start_holds : 1 = false; ///< start_when held when last asked
  bool balanced : 1 = false;    ///< an opening balance starts it, not the opening
  bool by_balance : 1 = false;  ///< an opening balance started the cycle
  bool told : 1 = false;        ///< the breach has been given out (monitor)
  bool fresh : 1 = false;       ///< no time has passed since it began to count
  bool withdrawn : 1 = false;   ///< the latest cycle ended without a verdict

  [[nodiscard]] Clock level() const noexcept { return std::max(state_clock, attribute_clock); }
  [[nodiscard]] bool is_open() const noexcept { return phase <= Phase::pause; }
  [[nodiscard]] std::int64_t consumed_us() const noexcept { return brought_us + elapsed_us; }
};

/// Whether a state changes nothing for a lane.
[[nodiscard]] inline bool says_nothing(const StateEffect &effect, const LaneState &lane) noexcept {
  return effect.clock == lane.state_clock && effect.waits_for == lane.waits_for && !effect.responds;
}

/// A lane and what is kept beside it: see Tally for what an account is asked.
template <class Account>
struct Lane : LaneState {
  static constexpr bool kTalliesEscalations = true;
  Account account;
};

/// The time by which a lane counts: its calendar's open time and, for a clock that starts at once outside hours, the
/// stretch up to the next opening.
class LaneHours {
 public:
  LaneHours(const Plan &plan, const LaneState &lane, const Calendar &calendar) : calendar_(calendar) {
    if (plan.target->outside_hours != OutsideHours::immediately) return;
    const CalendarAnswer open = calendar.next_open(lane.started_us);
    from_us_ = lane.started_us;
    to_us_ = open.status == CalendarStatus::ok ? open.value : kLastInstantUs;
  }

  /// Counted before an instant, beside the calendar's open time.
  [[nodiscard]] std::int64_t extra_us(std::int64_t at_us) const noexcept {
    return std::clamp(at_us, from_us_, to_us_) - from_us_;
  }
  /// The earliest instant by which `amount_us` (> 0) has been counted from an instant on.
  [[nodiscard]] CalendarAnswer add(std::int64_t at_us, std::int64_t amount_us, Convention convention) const noexcept {
    const std::int64_t extra = extra_us(to_us_) - extra_us(at_us);
    if (extra <= 0 || at_us >= to_us_) return calendar_.add(at_us, amount_us, convention);
    const std::int64_t from_us = std::max(at_us, from_us_);
    if (amount_us <= to_us_ - from_us) return {CalendarStatus::ok, from_us + amount_us};
    return calendar_.add(to_us_, amount_us - (to_us_ - from_us), convention);
  }

 private:
  const Calendar &calendar_;
  std::int64_t from_us_ = 0;
  std::int64_t to_us_ = 0;
};

/// The instant at which a clock that runs from lane.since_us on has consumed this much in all.
[[nodiscard]] inline CalendarAnswer consumed_at(const Plan &plan, const LaneState &lane, const Calendar &calendar,
                                                std::int64_t consumed_us, Convention convention) noexcept {
  const std::int64_t left_us = consumed_us - lane.consumed_us();
  if (left_us <= 0) return {CalendarStatus::ok, lane.since_us};
  return LaneHours(plan, lane, calendar).add(lane.since_us, left_us, convention);
}

/// The due date of a clock that runs from lane.since_us on.
[[nodiscard]] inline CalendarAnswer projected_due(const Plan &plan, const LaneState &lane,
                                                  const Calendar &calendar) noexcept {
  return consumed_at(plan, lane, calendar, lane.allowed_us,
                     plan.target->close_lands_on == CloseLandsOn::next_open ? Convention::close_lands_on_next_open
                                                                            : Convention::none);
}

/// What must be consumed for an escalation up to the due date; nothing for one after it.
[[nodiscard]] inline std::int64_t consumed_for(const Escalation &escalation, const LaneState &lane) noexcept {
  if (escalation.at == EscalationAt::before) return lane.allowed_us - escalation.amount;
  if (escalation.at == EscalationAt::percent && escalation.amount <= 100) {
    return lane.allowed_us / 100 * escalation.amount + lane.allowed_us % 100 * escalation.amount / 100;
  }
  return kNoValue;
}

/// The instant of an escalation after a due date.
[[nodiscard]] inline CalendarAnswer after_due(const Escalation &escalation, const LaneState &lane,
                                              const Calendar &due_calendar) noexcept {
  std::int64_t amount_us = escalation.amount;
  if (escalation.at == EscalationAt::percent) {
    amount_us = lane.allowed_us / 100 * (escalation.amount - 100) + lane.allowed_us % 100 * (escalation.amount - 100) / 100;
  }
  if (amount_us == 0) return {CalendarStatus::ok, lane.due_us};
  return due_calendar.add(lane.due_us, amount_us);
}

}  // namespace entente
