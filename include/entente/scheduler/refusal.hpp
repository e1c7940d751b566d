#pragma once

#include <cstdint>

namespace entente {

/// Why the scheduler refused an operation: an outcome, not an error. Only its clock has moved then. The numbers are
/// those of `entente_refusal` in the C API and never change.
enum class Refusal : std::int32_t {
  accepted = 0,
  time_backwards = 1,
  duplicate = 2,
  unknown_department = 3,
  unknown_request = 4,
  unknown_agent = 5,
  unknown_pool = 6,
  not_queued = 7,
  already_backed = 8,
  quota_exhausted = 9,
  not_backed = 10,
  not_active = 11,
  not_open = 12,
  not_waiting = 13,
  not_done = 14,
  closed = 15,
  bad_amount = 16,
  fixed_field = 17,
  agent_unavailable = 18,
  intake_incomplete = 19,
  expedited = 20,
  expedite_off = 21,
};

/// The word for a refusal, such as `quota_exhausted`; `accepted` for 0, "" for a number that is none.
[[nodiscard]] const char *refusal_name(std::int32_t refusal) noexcept;

}  // namespace entente
