#pragma once

#include <cstdint>
#include <vector>

namespace entente {

/// Most agents of a simulated team, and most visits at a time of all of them.
inline constexpr std::int32_t kMaxTeam = 10'000;

struct TeamAgent {
  std::int32_t pool = 0;
  std::int32_t slots = 1;               ///< visits at a time, >= 1
  std::vector<std::int32_t> helps;      ///< other pools, asked when its own has nothing
};

/// Who serves. Agents are always there in working time; a free agent asks at once. Where several are free, agents whose own
/// pool has something to do ask first, then the others, each in the order given.
struct Team {
  std::vector<TeamAgent> agents;

  [[nodiscard]] std::int64_t slots() const noexcept {
    std::int64_t sum = 0;
    for (const TeamAgent &agent : agents) sum += agent.slots;
    return sum;
  }
};

}  // namespace entente
