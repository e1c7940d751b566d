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
  trust_contract_chosen = 6,  ///< trust_contract where departments choose: see spends_unit
};

/// What a request is called, and what it is.
enum class Urgency : std::uint8_t {
  ordinary = 0,  ///< not called a priority
  called = 1,    ///< called one, without being one
  priority = 2,  ///< a priority, and called one
};

/// Whether a policy is the trust contract.
[[nodiscard]] constexpr bool is_trust_contract(Policy policy) noexcept {
  return policy == Policy::trust_contract || policy == Policy::trust_contract_chosen;
}

/// Whether a department wants to spend a unit on a request when it arrives: under trust_contract on whatever it calls a
/// priority, under trust_contract_chosen on what is one only; without a contract there are no units.
[[nodiscard]] constexpr bool spends_unit(Policy policy, Urgency urgency) noexcept {
  if (policy == Policy::trust_contract) return urgency != Urgency::ordinary;
  return policy == Policy::trust_contract_chosen && urgency == Urgency::priority;
}

}  // namespace entente
