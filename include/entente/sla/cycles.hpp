#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente {

/// Where a target's clock stands. The numbers are those of `entente_cycle_state`.
enum class CycleState : std::int32_t {
  running = 0,
  paused = 1,
  met = 2,       ///< stopped at or before due
  breached = 3,  ///< stopped after due, or not stopped and due before the instant of judgement
};

/// One row for each ticket and each target that applies to it, in order of (ticket, target); see `entente_cycle_int64`
/// for what each column means. All durations are microseconds; kNoValue where there is none.
/// Invariants on each row, with end = stopped_us or, while not stopped, the instant of judgement:
///   elapsed + paused + outside = end - started;  provider + requester + third_party + closing = elapsed + paused.
struct Cycles {
  std::vector<std::int32_t> ticket, target, state, consumed_percent, status;
  std::vector<std::int64_t> started_us, due_us, stopped_us, breached_us, target_us;
  std::vector<std::int64_t> elapsed_us, paused_us, settled_us, outside_us;
  std::vector<std::int64_t> provider_us, requester_us, third_party_us, closing_us;

  [[nodiscard]] std::size_t size() const noexcept { return ticket.size(); }
  /// Makes every column `rows` long.
  void resize(std::size_t rows);
};

}  // namespace entente
