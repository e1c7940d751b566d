#pragma once

#include <cstdint>

#include "entente/scheduler/request.hpp"

namespace entente {

/// The request that a pool would serve next, without starting it.
struct Upcoming {
  std::int32_t request = kNoRequest;  ///< kNoRequest: nothing is queued there
  std::int32_t rule = 0;              ///< step of the ordering rule: 0, 1, 2 or 4
  std::int64_t rank = kNoValue;       ///< due date of its slot, or start tag; as in Decision
};

/// An agent who is present with a free slot and serves a pool.
struct FreeAgent {
  std::int32_t agent;
  bool own_pool;                 ///< else the agent helps the pool
  std::int32_t active;           ///< visits in hand
  std::int32_t slots;            ///< visits at a time
  std::int64_t last_assignment;  ///< number of its last start, counted over all agents; 0: never
};

}  // namespace entente
