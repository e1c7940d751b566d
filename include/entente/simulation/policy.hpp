#pragma once

#include <cstdint>

namespace entente {

/// Who is served next. No policy interrupts a visit, and none leaves an agent idle while a request waits that the agent
/// may serve. The numbers are those of `entente_policy` in the C API and never change.
enum class Policy : std::int32_t {
  fifo = 0,             ///< in order of arrival
  strict_priority = 1,  ///< requests called a priority first, each class in order of arrival
  fair_queueing = 2,    ///< start-time fair queueing over departments (Goyal, Vin, Cheng, 1997), one request one unit
  earliest_due = 3,     ///< least due date first; ties in order of arrival
  trust_contract = 4,   ///< the Scheduler, with the quota lines and the ordinary floor of the contract
  as_logged = 5,        ///< what the log says happened; only where a log is replayed
};

/// On which requests a department spends its units under the trust contract.
enum class SpendsOn : std::int32_t {
  called = 0,    ///< on every request that it calls a priority, as long as there are units
  priority = 1,  ///< on those only that are one
};

/// What a request is called, and what it is.
enum class Urgency : std::uint8_t {
  ordinary = 0,  ///< not called a priority
  called = 1,    ///< called one, without being one
  priority = 2,  ///< a priority, and called one
};

}  // namespace entente
