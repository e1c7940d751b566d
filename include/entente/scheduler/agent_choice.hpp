#pragma once

#include <cstdint>

namespace entente {

/// How far back a start counts for knowing a client, unless the host says otherwise.
inline constexpr std::int64_t kKnowsWindowUs = 1'000'000'000;

/// Whom a request should go to, and by which of the steps the choice was made.
struct AgentChoice {
  std::int32_t agent = -1;              ///< -1: nobody is present with a free slot
  bool own_pool = false;                ///< else the agent helps the pool
  std::int32_t familiarity = 0;         ///< 0: preferred by the rule of two people for each client; 1: not
  std::int64_t relative_load = 0;       ///< active x 720720 / slots, before
  std::int32_t runner_up = -1;          ///< who would have been chosen without that agent
};

}  // namespace entente
