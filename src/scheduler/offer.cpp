#include <algorithm>

#include "entente/base/error.hpp"
#include "scheduler/state.hpp"

namespace entente {

Upcoming Scheduler::upcoming(std::int32_t pool) const {
  const State &state = *state_;
  if (!state.is_pool(pool)) throw Error(ErrorCode::not_found, "no such pool");
  const Agent nobody{{}, pool, 1, 0, true, false, 0, {}};
  const State::Choice choice = state.choose(nobody, nullptr);
  if (choice.place < 0) return {};
  return {state.requests.number(choice.place), choice.rule, choice.rank};
}

std::vector<FreeAgent> Scheduler::free_agents(std::int32_t pool) const {
  const State &state = *state_;
  if (!state.is_pool(pool)) throw Error(ErrorCode::not_found, "no such pool");
  std::vector<FreeAgent> found;
  for (std::size_t a = 0; a < state.agents.size(); ++a) {
    const Agent &agent = state.agents[a];
    if (agent.retired || !agent.free()) continue;
    if (agent.pool != pool && !std::binary_search(agent.skills.begin(), agent.skills.end(), pool)) continue;
    found.push_back({static_cast<std::int32_t>(a), agent.pool == pool, agent.active, agent.slots, agent.last_assignment});
  }
  return found;
}

}  // namespace entente
