#include <benchmark/benchmark.h>

#include <cstdint>
#include <queue>
#include <vector>

#include "entente/simulation/simulation.hpp"

namespace {

using entente::Policy;

constexpr std::int64_t kHourUs = 3'600'000'000;

entente::Quotas book(std::int64_t departments) {
  entente::Quotas quotas;
  quotas.ordinary_floor_us = kHourUs;
  for (std::int64_t d = 0; d < departments; ++d) {
    entente::QuotaLine line;
    line.party = std::to_string(1'000'000 + d);
    line.quota = 4;
    line.period_us = 40 * kHourUs;
    line.start_within_us = 4 * kHourUs;
    line.spacing_us = 10 * kHourUs;
    quotas.lines.push_back(line);
  }
  return quotas;
}

/// Departments at 90 % of a team of two people each, over half a year.
entente::Simulation sandbox(std::int64_t departments, Policy policy) {
  entente::Demand demand;
  demand.week_us = 40 * kHourUs;
  demand.weeks = 26;
  demand.departments.resize(static_cast<std::size_t>(departments));
  for (entente::DepartmentDemand &each : demand.departments) {
    each.requests_per_1000_weeks = 36'000;
    each.priority_ppm = 100'000;
    each.called_ppm = 600'000;
    each.service.mean_us = 2 * kHourUs;
  }
  entente::Team team;
  team.agents.resize(static_cast<std::size_t>(2 * departments));
  entente::Simulation::Options options;
  options.policies = {policy};
  options.ordinary_within_us = 40 * kHourUs;
  return {book(departments), team, std::move(demand), options};
}

template <Policy policy>
void play(benchmark::State &state) {
  const entente::Simulation simulation = sandbox(state.range(0), policy);
  const entente::Workload workload = simulation.workload(0);
  for (auto _ : state) benchmark::DoNotOptimize(simulation.outcome(workload, 0));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(workload.size()));
}

void draw(benchmark::State &state) {
  const entente::Simulation simulation = sandbox(state.range(0), Policy::fifo);
  std::size_t requests = 0;
  for (auto _ : state) requests = simulation.workload(0).size();
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests));
}

/// The least that serving in order of arrival takes: a heap of the instants at which people are free.
void floor_heap(benchmark::State &state) {
  const entente::Workload workload = sandbox(state.range(0), Policy::fifo).workload(0);
  for (auto _ : state) {
    std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> free;
    for (std::int64_t i = 0; i < 2 * state.range(0); ++i) free.push(0);
    std::int64_t waited = 0;
    for (std::size_t i = 0; i < workload.size(); ++i) {
      const std::int64_t start = std::max(free.top(), workload.arrival_us[i]);
      free.pop();
      free.push(start + workload.work_us[i]);
      waited += start - workload.arrival_us[i];
    }
    benchmark::DoNotOptimize(waited);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(workload.size()));
}

BENCHMARK(play<Policy::fifo>)->Name("play/fifo")->ArgName("departments")->Arg(6)->Arg(100);
BENCHMARK(play<Policy::strict_priority>)->Name("play/strict_priority")->ArgName("departments")->Arg(6)->Arg(100);
BENCHMARK(play<Policy::fair_queueing>)->Name("play/fair_queueing")->ArgName("departments")->Arg(6)->Arg(100);
BENCHMARK(play<Policy::earliest_due>)->Name("play/earliest_due")->ArgName("departments")->Arg(6)->Arg(100);
BENCHMARK(play<Policy::trust_contract>)->Name("play/trust_contract")->ArgName("departments")->Arg(6)->Arg(100);
BENCHMARK(draw)->Name("draw")->ArgName("departments")->Arg(6)->Arg(100);
BENCHMARK(floor_heap)->Name("floor/heap")->ArgName("departments")->Arg(6)->Arg(100);

}  // namespace

BENCHMARK_MAIN();
