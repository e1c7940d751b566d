#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/sla/event_log.hpp"

namespace entente {

/// The time of each cycle by the value that an attribute of its ticket had: one row for each value that has any, in order
/// of (ticket, target, cycle, value). Durations are microseconds.
struct AttributedTime {
  std::vector<std::int32_t> ticket, target, cycle;  ///< the cycle, as in Cycles
  std::vector<std::int32_t> value;                  ///< value code of the attribute
  std::vector<std::int32_t> party;                  ///< provider that takes the value (provider_of); -1: none
  std::vector<std::int64_t> run_us, pause_us;       ///< its part of the cycle's elapsed_us and paused_us

  [[nodiscard]] std::size_t size() const noexcept { return ticket.size(); }
};

/// Who consumed the time of each cycle of evaluate(log, as_of_us): counted by the same clocks, so that the rows of a
/// cycle sum to its elapsed_us and paused_us exactly.
///
/// The rule where several groups or people treat a ticket: at each instant time belongs to the one value that the
/// attribute has then: the one at the opening until an attribute event changes it. A stop that a reopening undoes
/// counts like the pause that it becomes: by the values that held meanwhile. Time that a clock brought with it (an opening
/// balance, a hand-over between targets) is in no row, as it is in no elapsed_us. Combinations have no rows: theirs is the
/// time of the member that decides.
///
/// attribute: index into Contract::attributes. Throws Error: range (as_of_us outside 1970-2100), not_found (no such
/// attribute). Cost as of evaluate() with one thread.
[[nodiscard]] AttributedTime attribute_time(const EventLog &log, std::int64_t as_of_us, std::int32_t attribute);

/// The provider party that takes each value code of the attribute that the contract's attribution names: the party that
/// names the value, else the one that takes the others, else -1. Of code 0, every value that the contract names nowhere:
/// the one that takes the others. Indices into Contract::parties; all -1 for any other attribute. Throws Error(not_found) where there is no such attribute. O(values of all parties).
[[nodiscard]] std::vector<std::int32_t> provider_of(const Contract &contract, std::int32_t attribute);

}  // namespace entente
