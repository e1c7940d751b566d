#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "entente/simulation/play.hpp"

/// A second, slow simulator that shares no code with the first: no queue and no heap, only the list of what waits, which
/// is looked through at every decision.
namespace entente::reference {

struct Visit {
  std::size_t request;
  std::size_t agent;
};

class SlowPlay {
 public:
  SlowPlay(const Workload &workload, const Team &team, const Rules &rules, Policy policy)
      : workload_(workload), team_(team), rules_(rules), policy_(policy), start_(workload.size(), -1),
        busy_(team.agents.size(), 0) {}

  std::vector<std::int64_t> run() {
    std::vector<std::int64_t> instants(workload_.arrival_us);
    while (!instants.empty()) {
      const std::int64_t now = *std::min_element(instants.begin(), instants.end());
      std::erase(instants, now);
      for (const Visit &visit : visits_)
        if (start_[visit.request] + workload_.work_us[visit.request] == now) --busy_[visit.agent];
      for (std::size_t i = 0; i < workload_.size(); ++i)
        if (workload_.arrival_us[i] == now) arrive(i);
      for (const bool own_only : {true, false})
        for (std::size_t agent = 0; agent < team_.agents.size(); ++agent)
          for (std::int64_t request = take(agent, own_only); request >= 0; request = take(agent, own_only)) {
            const auto taken = static_cast<std::size_t>(request);
            serve(taken);
            start_[taken] = now;
            ++busy_[agent];
            visits_.push_back({taken, agent});
            instants.push_back(now + workload_.work_us[taken]);
          }
    }
    return start_;
  }

 private:
  using Line = std::pair<std::int32_t, std::int32_t>;  // pool, department

  Line line_of(std::size_t i) const { return {workload_.pool[i], workload_.department[i]}; }

  void arrive(std::size_t i) {
    const bool was_idle = std::none_of(waiting_.begin(), waiting_.end(), [&](std::size_t w) { return line_of(w) == line_of(i); });
    if (was_idle) tag_[line_of(i)] = std::max(virtual_[workload_.pool[i]], finish_[line_of(i)]);
    waiting_.push_back(i);
  }

  void serve(std::size_t i) {
    std::erase(waiting_, i);
    const std::int64_t weight = rules_.quotas.lines[static_cast<std::size_t>(workload_.department[i])].weight;
    virtual_[workload_.pool[i]] = tag_[line_of(i)];
    finish_[line_of(i)] = tag_[line_of(i)] + 720720 / weight;
    tag_[line_of(i)] = finish_[line_of(i)];
  }

  /// What orders requests within a pool; then their place in the workload.
  std::vector<std::int64_t> key(std::size_t i) const {
    const bool called = workload_.urgency[i] != Urgency::ordinary;
    switch (policy_) {
      case Policy::strict_priority: return {called ? 0 : 1};
      case Policy::earliest_due:
        return {workload_.arrival_us[i] +
                (called ? rules_.quotas.lines[static_cast<std::size_t>(workload_.department[i])].start_within_us
                        : rules_.ordinary_within_us)};
      case Policy::fair_queueing: return {tag_.at(line_of(i)), workload_.department[i]};
      default: return {0};
    }
  }

  std::int64_t best_of(std::int32_t pool) const {
    std::int64_t best = -1;
    for (const std::size_t i : waiting_) {
      if (workload_.pool[i] != pool) continue;
      if (best < 0 || std::pair(key(i), i) < std::pair(key(static_cast<std::size_t>(best)), static_cast<std::size_t>(best)))
        best = static_cast<std::int64_t>(i);
    }
    return best;
  }

  std::int64_t take(std::size_t agent, bool own_only) const {
    const TeamAgent &who = team_.agents[agent];
    if (busy_[agent] >= who.slots) return -1;
    std::int64_t best = best_of(who.pool);
    if (best >= 0 || own_only) return best;
    for (const std::int32_t pool : who.helps) {
      const std::int64_t other = best_of(pool);
      if (other < 0) continue;
      const auto precedes = [&](std::size_t a, std::size_t b) {
        return policy_ == Policy::fair_queueing ? a < b : std::pair(key(a), a) < std::pair(key(b), b);
      };
      if (best < 0 || precedes(static_cast<std::size_t>(other), static_cast<std::size_t>(best))) best = other;
    }
    return best;
  }

  const Workload &workload_;
  const Team &team_;
  const Rules &rules_;
  Policy policy_;
  std::vector<std::int64_t> start_;
  std::vector<std::int32_t> busy_;
  std::vector<std::size_t> waiting_;
  std::vector<Visit> visits_;
  std::map<std::int32_t, std::int64_t> virtual_;
  std::map<Line, std::int64_t> finish_, tag_;
};

}  // namespace entente::reference
