#include "simulation/dispatcher.hpp"
#include "simulation/waiting_line.hpp"

namespace entente::simulation {
namespace {

const QuotaLine &line_of(const Workload &workload, const Rules &rules, std::size_t request) {
  return rules.quotas.lines[static_cast<std::size_t>(workload.department[request])];
}

/// By when a request called a priority is promised to start.
std::int64_t due_us(const Workload &workload, const Rules &rules, std::size_t request) {
  return workload.arrival_us[request] + line_of(workload, rules, request).start_within_us;
}

class KeyedDispatcher final : public Dispatcher {
 public:
  KeyedDispatcher(const Workload &workload, const Team &team, const Rules &rules, Policy policy, std::size_t pools)
      : workload_(workload), team_(team), rules_(rules), policy_(policy), lines_(pools) {}

  void submit(std::int64_t, std::size_t request) override {
    lines_[static_cast<std::size_t>(workload_.pool[request])].push(key(request), request);
  }

  std::int64_t next(std::int64_t, std::size_t agent, Played &) override {
    KeyedLine *best = &lines_[static_cast<std::size_t>(team_.agents[agent].pool)];
    if (best->empty()) {
      for (const std::int32_t pool : team_.agents[agent].helps) {
        KeyedLine &helped = lines_[static_cast<std::size_t>(pool)];
        if (!helped.empty() && (best->empty() || helped.front() < best->front())) best = &helped;
      }
    }
    return best->empty() ? -1 : static_cast<std::int64_t>(best->pop());
  }

  void complete(std::int64_t, std::size_t) override {}
  void close(std::int64_t, Played &) override {}

 private:
  [[nodiscard]] std::int64_t key(std::size_t request) const {
    const bool is_called = workload_.urgency[request] != Urgency::ordinary;
    if (policy_ == Policy::strict_priority) return is_called ? 0 : 1;
    if (policy_ != Policy::earliest_due) return 0;
    return is_called ? due_us(workload_, rules_, request) : workload_.arrival_us[request] + rules_.ordinary_within_us;
  }

  const Workload &workload_;
  const Team &team_;
  const Rules &rules_;
  Policy policy_;
  std::vector<KeyedLine> lines_;
};

class FairDispatcher final : public Dispatcher {
 public:
  FairDispatcher(const Workload &workload, const Team &team, const Rules &rules, std::size_t pools)
      : workload_(workload), team_(team) {
    std::vector<std::int64_t> weights;
    for (const QuotaLine &line : rules.quotas.lines) weights.push_back(line.weight);
    lines_.assign(pools, FairLine(weights));
  }

  void submit(std::int64_t, std::size_t request) override {
    lines_[static_cast<std::size_t>(workload_.pool[request])].push(
        static_cast<std::size_t>(workload_.department[request]), request);
  }

  /// Of the pools that it helps, the oldest head first, as the Scheduler's step 5.
  std::int64_t next(std::int64_t, std::size_t agent, Played &) override {
    FairLine *best = &lines_[static_cast<std::size_t>(team_.agents[agent].pool)];
    if (best->empty()) {
      for (const std::int32_t pool : team_.agents[agent].helps) {
        FairLine &helped = lines_[static_cast<std::size_t>(pool)];
        if (!helped.empty() && (best->empty() || helped.front() < best->front())) best = &helped;
      }
    }
    return best->empty() ? -1 : static_cast<std::int64_t>(best->pop());
  }

  void complete(std::int64_t, std::size_t) override {}
  void close(std::int64_t, Played &) override {}

 private:
  const Workload &workload_;
  const Team &team_;
  std::vector<FairLine> lines_;
};

}  // namespace

std::unique_ptr<Dispatcher> queue_dispatcher(const Workload &workload, const Team &team, const Rules &rules, Policy policy,
                                             std::size_t pools) {
  if (policy == Policy::fair_queueing) return std::make_unique<FairDispatcher>(workload, team, rules, pools);
  return std::make_unique<KeyedDispatcher>(workload, team, rules, policy, pools);
}

}  // namespace entente::simulation
