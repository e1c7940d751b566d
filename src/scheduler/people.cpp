#include "scheduler/people.hpp"

#include <algorithm>
#include <tuple>

#include "entente/base/error.hpp"
#include "scheduler/state.hpp"

namespace entente {
namespace {

constexpr std::int64_t kLoadScale = 720720;

}  // namespace

std::vector<std::int32_t> Scheduler::knows(std::int64_t client, std::int64_t window_us) const {
  const State &state = *state_;
  std::vector<std::int32_t> agents;
  const std::int32_t known = client == kNoValue ? -1 : state.people.find(client);
  if (known < 0) return agents;
  state.people.each(known, [&](std::int32_t agent, std::int64_t last_us) {
    if (state.is_agent(agent) && state.now_us - last_us <= window_us) agents.push_back(agent);
  });
  std::sort(agents.begin(), agents.end());
  return agents;
}

AgentChoice Scheduler::choose_agent(std::int32_t pool, std::int64_t client, std::int64_t window_us) const {
  const State &state = *state_;
  if (!state.takes_pool(pool)) throw Error(ErrorCode::not_found, "no such pool");
  const std::vector<std::int32_t> knowers = knows(client, window_us);
  const bool newcomer_wanted =
      knowers.size() == 1 && state.agents[static_cast<std::size_t>(knowers.front())].present;
  using Key = std::tuple<bool, std::int32_t, std::int64_t, std::int64_t, std::int32_t>;
  Key best;
  AgentChoice choice;
  Key second;
  for (std::size_t a = 0; a < state.agents.size(); ++a) {
    const Agent &agent = state.agents[a];
    const auto id = static_cast<std::int32_t>(a);
    const bool helps = std::binary_search(agent.skills.begin(), agent.skills.end(), pool);
    if (agent.retired || !agent.free() || (agent.pool != pool && !helps)) continue;
    const bool knower = std::binary_search(knowers.begin(), knowers.end(), id);
    const bool unwanted = newcomer_wanted ? knower : knowers.size() > 1 && !knower;
    const Key key{agent.pool != pool, unwanted ? 1 : 0, agent.active * kLoadScale / agent.slots,
                  agent.last_assignment, id};
    if (choice.agent >= 0 && best < key) {
      if (choice.runner_up < 0 || key < second) second = key, choice.runner_up = id;
      continue;
    }
    second = best;
    choice = {id, agent.pool == pool, std::get<1>(key), std::get<2>(key), choice.agent};
    best = key;
  }
  return choice;
}

}  // namespace entente
