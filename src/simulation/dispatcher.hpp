#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "entente/simulation/play.hpp"

namespace entente::simulation {

/// A policy at work: it holds the requests that wait and says which one an agent that asks takes. Requests and agents are
/// rows of the workload and the team.
class Dispatcher {
 public:
  Dispatcher() = default;
  Dispatcher(const Dispatcher &) = delete;
  Dispatcher &operator=(const Dispatcher &) = delete;
  virtual ~Dispatcher() = default;

  virtual void submit(std::int64_t now_us, std::size_t request) = 0;
  /// The request that starts, or -1. An agent asks only while it has a free slot.
  virtual std::int64_t next(std::int64_t now_us, std::size_t agent, Played &outcome) = 0;
  virtual void complete(std::int64_t now_us, std::size_t request) = 0;
  /// Called once, with the last microsecond before the horizon, before anything that happens from the horizon on.
  virtual void close(std::int64_t now_us, Played &outcome) = 0;
};

/// fifo, strict_priority, fair_queueing, earliest_due: queues of their own.
[[nodiscard]] std::unique_ptr<Dispatcher> queue_dispatcher(const Workload &workload, const Team &team, const Rules &rules,
                                                           Policy policy, std::size_t pools);
/// trust_contract, trust_contract_chosen: the Scheduler.
[[nodiscard]] std::unique_ptr<Dispatcher> trust_dispatcher(const Workload &workload, const Team &team, const Rules &rules,
                                                           Policy policy, std::size_t pools);

}  // namespace entente::simulation
