#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/sla/cycles.hpp"
#include "entente/sla/event_log.hpp"

namespace entente {

/// What each clock that has not stopped has left: one row for each, in order of the rows of the cycles. Combinations have
/// none: see the member that decides; nor has what began before the log did (incomplete_history).
struct TimeLeft {
  std::vector<std::int64_t> row;           ///< its row in the cycles
  std::vector<std::int32_t> queue;         ///< value code of the attribute at the instant of judgement
  std::vector<std::int64_t> left_us;       ///< calendar time until the promise is used up; below 0: so much beyond it
  std::vector<std::int64_t> hand_over_us;  ///< latest instant at which work can begin that is done by the due date; for
                                           ///< a clock that stands still, by the one it would have if it ran from now
                                           ///< on. kNoValue: no such instant in 1970-2100

  [[nodiscard]] std::size_t size() const noexcept { return row.size(); }
};

/// The same by queue: one row for each value code that has an open clock, ascending.
struct QueueTime {
  std::vector<std::int32_t> queue;
  std::vector<std::int64_t> clocks, paused, overrun;  ///< open clocks; of those standing still; beyond their promise
  std::vector<std::int64_t> least_left_us;            ///< of those not beyond it; kNoValue: none
  std::vector<std::int64_t> total_left_us;            ///< of those not beyond it
  std::vector<std::int64_t> first_hand_over_us;       ///< of those not beyond it; kNoValue: none

  [[nodiscard]] std::size_t size() const noexcept { return queue.size(); }
};

/// What the open clocks of cycles = evaluate(log, as_of_us) have left, and the latest moment to hand each over to somebody
/// who needs work_us (>= 0) of the target's calendar time: that calendar's subtract(due, work_us). A clock that
/// outside_hours lets run at once is taken by its calendar here. attribute: index into Contract::attributes, whose value
/// names the queue; -1: all in one, of code 0. Throws Error: range (as_of_us outside 1970-2100, work_us outside
/// [0, 130 years]), not_found (attribute), invalid (cycles that name tickets or targets that the log does not have).
/// O(cycles + events of tickets with open clocks).
[[nodiscard]] TimeLeft time_left(const EventLog &log, const Cycles &cycles, std::int64_t as_of_us,
                                 std::int32_t attribute, std::int64_t work_us);

/// Adds it up. cycles: those that `left` was made of.
[[nodiscard]] QueueTime by_queue(const TimeLeft &left, const Cycles &cycles);

}  // namespace entente
