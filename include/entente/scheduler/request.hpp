#pragma once

#include <cstdint>
#include <limits>

#include "entente/base/instant.hpp"

namespace entente {

/// "No value" where a request is meant. Requests themselves are numbered from 0 up.
inline constexpr std::int32_t kNoRequest = std::numeric_limits<std::int32_t>::min();

/// Done, cancelled and reshaped requests are closed.
enum class RequestState : std::uint8_t { queued = 0, active = 1, waiting = 2, done = 3, cancelled = 4, reshaped = 5 };

/// What became of the unit that a request carries. Held, spent and refunded give precedence.
enum class Backing : std::uint8_t { none = 0, held = 1, spent = 2, refunded = 3, forfeited = 4 };

/// What is known of a request.
struct RequestInfo {
  RequestState state;
  Backing backing;
  std::int32_t department;
  std::int32_t pool;
  std::int64_t key;     ///< the host's own number
  std::int64_t due_us;  ///< due date of the slot that started its last visit; kNoValue: none
  std::int64_t client = kNoValue;
  std::int64_t sla_due_us = kNoValue;
  std::int64_t reshaped_into = kNoValue;  ///< key of the request that stands for a reshaped one
  std::int32_t agent = -1;                ///< who has it; -1 unless it is active
  bool expedite = false;
  bool intake_complete = false;
};

}  // namespace entente
