#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "entente/contract/contract.hpp"
#include "entente/sla/cycles.hpp"

namespace entente {

/// Of which tickets the clocks are compared.
enum class WhatIfScope : std::int32_t {
  open = 0,  ///< those that have not stopped, in one of the two results at least
  all = 1,
};

/// Clocks that stand elsewhere under other terms, in order of (ticket, commitment: as in the first contract, then what
/// only the second has). "No value" (INT32_MIN, kNoValue) where a contract has no clock of the commitment on the ticket.
struct Changes {
  static constexpr std::int32_t kNoClock = std::numeric_limits<std::int32_t>::min();

  std::vector<std::int32_t> ticket;
  std::vector<std::int32_t> target_now, target_then;  ///< of each contract: target, or combination
  std::vector<std::int32_t> state_now, state_then;    ///< CycleState
  std::vector<std::int64_t> due_now_us, due_then_us;
  std::int64_t compared = 0;       ///< clocks (ticket and commitment) in the scope
  std::int64_t state_changes = 0;  ///< of the rows: those in another state; the others have another due date only

  [[nodiscard]] std::size_t size() const noexcept { return ticket.size(); }
};

/// Compares the clocks of one log under two contracts: other calendars, targets, amendments, or zone data read from
/// another directory. Commitments and combinations are matched by their ids. Both results are of the same tickets in the
/// same rows, judged at the same instant; a clock is the commitment's last cycle on the ticket: not cancelled before
/// cancelled, then the later start, then the later row. A row is given where state or due date differ.
/// Throws Error: invalid (cycles of another contract: a target that does not exist). O(rows of both + names).
[[nodiscard]] Changes what_if(const Contract &terms_now, const Cycles &now, const Contract &terms_then,
                              const Cycles &then, WhatIfScope scope = WhatIfScope::open);

}  // namespace entente
