#include "entente/simulation/play.hpp"

#include <algorithm>
#include <queue>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/quota/terms.hpp"
#include "entente/simulation/demand.hpp"
#include "simulation/dispatcher.hpp"

namespace entente {
namespace {

using simulation::Dispatcher;

/// The end of a visit; at one instant they end in the order in which they started.
struct Visit {
  std::int64_t end_us;
  std::int64_t number;
  std::size_t request;
  friend bool operator>(const Visit &a, const Visit &b) noexcept {
    return a.end_us != b.end_us ? a.end_us > b.end_us : a.number > b.number;
  }
};

class Play {
 public:
  Play(const Workload &workload, const Team &team, Dispatcher &dispatcher, std::size_t pools, Played &outcome)
      : workload_(workload), team_(team), dispatcher_(dispatcher), outcome_(outcome), waiting_of_(pools, 0) {
    for (const TeamAgent &agent : team.agents) free_.push_back(agent.slots);
    free_slots_ = team.slots();
  }

  void run() {
    std::size_t arrived = 0;
    bool is_open = true;
    while (arrived < workload_.size() || !visits_.empty()) {
      const std::int64_t now_us = next_us(arrived);
      if (is_open && now_us >= workload_.horizon_us) {
        dispatcher_.close(workload_.horizon_us - 1, outcome_);
        is_open = false;
      }
      while (!visits_.empty() && visits_.top().end_us == now_us) end_visit(now_us);
      for (; arrived < workload_.size() && workload_.arrival_us[arrived] == now_us; ++arrived) arrive(now_us, arrived);
      dispatch(now_us);
    }
    if (is_open) dispatcher_.close(workload_.horizon_us - 1, outcome_);
  }

 private:
  [[nodiscard]] std::int64_t next_us(std::size_t arrived) const {
    if (visits_.empty()) return workload_.arrival_us[arrived];
    const std::int64_t end_us = visits_.top().end_us;
    return arrived < workload_.size() ? std::min(end_us, workload_.arrival_us[arrived]) : end_us;
  }

  void arrive(std::int64_t now_us, std::size_t request) {
    dispatcher_.submit(now_us, request);
    ++waiting_;
    ++waiting_of_[static_cast<std::size_t>(workload_.pool[request])];
  }

  void end_visit(std::int64_t now_us) {
    const std::size_t request = visits_.top().request;
    visits_.pop();
    dispatcher_.complete(now_us, request);
    ++free_[static_cast<std::size_t>(outcome_.agent[request])];
    ++free_slots_;
  }

  void dispatch(std::int64_t now_us) {
    for (std::size_t agent = 0; agent < free_.size() && waiting_ > 0 && free_slots_ > 0; ++agent)
      while (free_[agent] > 0 && waiting_of_[static_cast<std::size_t>(team_.agents[agent].pool)] > 0 && ask(now_us, agent)) {
      }
    for (std::size_t agent = 0; agent < free_.size() && waiting_ > 0 && free_slots_ > 0; ++agent)
      while (free_[agent] > 0 && !team_.agents[agent].helps.empty() && ask(now_us, agent)) {
      }
  }

  bool ask(std::int64_t now_us, std::size_t agent) {
    const std::int64_t taken = dispatcher_.next(now_us, agent, outcome_);
    if (taken < 0) return false;
    const auto request = static_cast<std::size_t>(taken);
    if (workload_.work_us[request] > kLastWorkingTimeUs - now_us)
      throw Error(ErrorCode::limit, "a visit would end after 4200000000000000 microseconds of working time");
    outcome_.start_us[request] = now_us;
    outcome_.end_us[request] = now_us + workload_.work_us[request];
    outcome_.agent[request] = static_cast<std::int32_t>(agent);
    visits_.push({outcome_.end_us[request], started_++, request});
    --free_[agent];
    --free_slots_;
    --waiting_;
    --waiting_of_[static_cast<std::size_t>(workload_.pool[request])];
    return true;
  }

  const Workload &workload_;
  const Team &team_;
  Dispatcher &dispatcher_;
  Played &outcome_;
  std::priority_queue<Visit, std::vector<Visit>, std::greater<>> visits_;
  std::vector<std::int32_t> free_;  ///< slots of each agent
  std::int64_t free_slots_ = 0;
  std::int64_t waiting_ = 0;
  std::vector<std::int64_t> waiting_of_;  ///< by pool
  std::int64_t started_ = 0;
};

/// What those that are called a priority are promised where no slot says it.
void promise(const Workload &workload, const Rules &rules, Played &outcome) {
  for (std::size_t i = 0; i < workload.size(); ++i)
    if (workload.urgency[i] != Urgency::ordinary)
      outcome.due_us[i] = workload.arrival_us[i] +
                          rules.quotas.lines[static_cast<std::size_t>(workload.department[i])].start_within_us;
}

Played empty_outcome(std::size_t requests) {
  Played outcome;
  outcome.start_us.assign(requests, kNoValue);
  outcome.end_us.assign(requests, kNoValue);
  outcome.due_us.assign(requests, kNoValue);
  outcome.backed.assign(requests, 0);
  outcome.agent.assign(requests, -1);
  return outcome;
}

std::size_t pools_of(const Workload &workload, const Team &team) {
  std::int32_t last = 0;
  for (const std::int32_t pool : workload.pool) last = std::max(last, pool);
  for (const TeamAgent &agent : team.agents) {
    last = std::max(last, agent.pool);
    for (const std::int32_t pool : agent.helps) last = std::max(last, pool);
  }
  return static_cast<std::size_t>(last) + 1;
}

void follow_log(const Workload &workload, Played &outcome) {
  outcome.start_us = workload.logged_start_us;
  for (std::size_t i = 0; i < workload.size(); ++i)
    if (outcome.start_us[i] != kNoValue) outcome.end_us[i] = outcome.start_us[i] + workload.work_us[i];
}

}  // namespace

Played play(const Workload &workload, const Team &team, const Rules &rules, Policy policy) {
  Played outcome = empty_outcome(workload.size());
  if (!is_trust_contract(policy)) promise(workload, rules, outcome);
  if (policy == Policy::as_logged) {
    follow_log(workload, outcome);
    return outcome;
  }
  const std::size_t pools = pools_of(workload, team);
  const auto dispatcher = is_trust_contract(policy)
                              ? simulation::trust_dispatcher(workload, team, rules, policy, pools)
                              : simulation::queue_dispatcher(workload, team, rules, policy, pools);
  Play(workload, team, *dispatcher, pools, outcome).run();
  return outcome;
}

void check_team(const Team &team, const std::vector<std::int32_t> &used_pools) {
  if (team.agents.empty()) throw Error(ErrorCode::invalid, "a team without agents serves nothing");
  if (team.agents.size() > static_cast<std::size_t>(kMaxTeam)) throw Error(ErrorCode::limit, "more than 10000 agents");
  std::vector<bool> is_served(static_cast<std::size_t>(kMaxPools), false);
  for (std::size_t i = 0; i < team.agents.size(); ++i) {
    const TeamAgent &agent = team.agents[i];
    const auto serve = [&](std::int32_t pool) {
      if (pool < 0 || pool >= kMaxPools)
        throw Error(ErrorCode::range, "agent " + std::to_string(i) + ": the pool must lie in 0 to 999");
      is_served[static_cast<std::size_t>(pool)] = true;
    };
    if (agent.slots < 1) throw Error(ErrorCode::range, "agent " + std::to_string(i) + ": has less than 1 slot");
    serve(agent.pool);
    for (const std::int32_t pool : agent.helps) serve(pool);
  }
  if (team.slots() > kMaxTeam) throw Error(ErrorCode::limit, "more than 10000 visits at a time");
  for (const std::int32_t pool : used_pools)
    if (!is_served[static_cast<std::size_t>(pool)])
      throw Error(ErrorCode::invalid, "pool " + std::to_string(pool) + " has requests and no agent serves it");
}

}  // namespace entente
