#pragma once

#include <cstddef>
#include <cstdint>

#include "entente/base/column.hpp"

namespace entente {

/// Where a target's clock stands. The numbers are those of `entente_cycle_state`.
enum class CycleState : std::int32_t {
  running = 0,
  paused = 1,
  met = 2,        ///< stopped at or before due
  breached = 3,   ///< stopped after due, or not stopped and due before the instant of judgement
  cancelled = 4,  ///< withdrawn, or superseded by another target or other terms, before it was due
  incomplete_history = 5,  ///< the ticket's history lacks its head: no verdict
};

/// One row for each time that a target's clock ran from a start to a stop, in order of (ticket, target, cycle); see
/// `entente_cycle_int64` for what each column means. All durations are microseconds; kNoValue where there is none.
/// Invariants on each row, with end = stopped_us or, while not stopped, the instant of judgement:
///   elapsed + paused + outside = end - started;  provider + requester + third_party + closing = elapsed + paused.
struct Cycles {
  Column<std::int32_t> ticket, target, state, consumed_percent, status, cycle;
  Column<std::int64_t> started_us, due_us, stopped_us, breached_us, target_us;
  Column<std::int64_t> elapsed_us, paused_us, settled_us, outside_us;
  Column<std::int64_t> provider_us, requester_us, third_party_us, closing_us;
  Column<std::int64_t> brought_us, put_off_us;

  /// Escalations that were reached while their clock had not stopped: row, number within the target, instant; by (row,
  /// instant, number).
  Column<std::int64_t> escalated_row;
  Column<std::int32_t> escalation;
  Column<std::int64_t> escalated_us;

  [[nodiscard]] std::size_t size() const noexcept { return ticket.size(); }
  /// Takes all rows away and keeps the memory.
  void clear() noexcept;
};

}  // namespace entente
