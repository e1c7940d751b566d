#include "entente/scheduler/refusal.hpp"

namespace entente {

const char *refusal_name(std::int32_t refusal) noexcept {
  static constexpr const char *kNames[] = {
      "accepted",       "time_backwards",  "duplicate",  "unknown_department", "unknown_request",
      "unknown_agent",  "unknown_pool",    "not_queued", "already_backed",     "quota_exhausted",
      "not_backed",     "not_active",      "not_open",   "not_waiting",        "not_done",
      "closed",         "bad_amount",      "fixed_field", "agent_unavailable",
      "intake_incomplete", "expedited", "expedite_off"};
  const bool known = refusal >= 0 && refusal <= static_cast<std::int32_t>(Refusal::expedite_off);
  return known ? kNames[refusal] : "";
}

}  // namespace entente
