#include <cassert>
#include <string>

#include "entente/base/error.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "simulation/dispatcher.hpp"

namespace entente::simulation {
namespace {

class TrustDispatcher final : public Dispatcher {
 public:
  TrustDispatcher(const Workload &workload, const Team &team, const Rules &rules, Policy policy, std::size_t pools)
      : workload_(workload), policy_(policy), scheduler_(rules.quotas, 0), number_(workload.size(), kNoRequest) {
    for (std::size_t pool = 1; pool < pools; ++pool) scheduler_.add_pool(std::to_string(pool));  // pool 0 is there
    for (const TeamAgent &agent : team.agents) {
      const std::int32_t id = scheduler_.add_agent("", agent.pool, agent.slots);
      for (const std::int32_t pool : agent.helps) scheduler_.add_skill(id, pool);
    }
  }

  void submit(std::int64_t now_us, std::size_t request) override {
    const Urgency urgency = workload_.urgency[request];
    const bool back = spends_unit(policy_, urgency);
    const Submission submission = scheduler_.submit(now_us, static_cast<std::int64_t>(request), workload_.department[request],
                                                    workload_.pool[request], back);
    assert(submission.request != kNoRequest);
    number_[request] = submission.request;
  }

  std::int64_t next(std::int64_t now_us, std::size_t agent, Played &outcome) override {
    const Decision decision = scheduler_.next(now_us, static_cast<std::int32_t>(agent));
    assert(decision.refusal == Refusal::accepted);
    if (decision.request == kNoRequest) return -1;
    const auto request = static_cast<std::size_t>(decision.key);
    outcome.due_us[request] = decision.due_us;
    outcome.backed[request] = decision.backing == Backing::none ? 0 : 1;
    return decision.key;
  }

  /// The number of a request that is over is released, so that a run holds no more than what is open.
  void complete(std::int64_t now_us, std::size_t request) override {
    accept(scheduler_.complete(now_us, number_[request]));
    accept(scheduler_.forget(now_us, number_[request]));
  }

  void close(std::int64_t now_us, Played &outcome) override {
    accept(scheduler_.advance(now_us));
    for (std::int32_t d = 0; d < scheduler_.department_count(); ++d) {
      const Balances units = scheduler_.balances(d);
      outcome.granted.push_back(units.granted);
      outcome.unused.push_back(units.available + units.expired);
      outcome.refunded.push_back(units.refunded);
    }
  }

 private:
  static void accept(Refusal refusal) {
    if (refusal != Refusal::accepted)
      throw Error(ErrorCode::internal, std::string("the scheduler refused: ") + refusal_name(static_cast<std::int32_t>(refusal)));
  }

  const Workload &workload_;
  Policy policy_;
  Scheduler scheduler_;
  std::vector<std::int32_t> number_;  ///< of each request, in the scheduler
};

}  // namespace

std::unique_ptr<Dispatcher> trust_dispatcher(const Workload &workload, const Team &team, const Rules &rules,
                                             Policy policy, std::size_t pools) {
  return std::make_unique<TrustDispatcher>(workload, team, rules, policy, pools);
}

}  // namespace entente::simulation
