#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "entente/scheduler/scheduler.hpp"
#include "scheduler/winner_tree.hpp"
#include "splitmix.hpp"

namespace {

using benchmark::State;
using entente::Scheduler;
using entente::bench::Splitmix;

constexpr std::int64_t kHourUs = 3'600'000'000;
constexpr int kAgents = 64;

/// d departments that can always back: promises of an hour, paced by the microsecond. The ordinary floor of two
/// microseconds makes every second start an ordinary one, so that both queues keep their length.
entente::Quotas book(std::int64_t departments) {
  entente::Quotas quotas;
  quotas.ordinary_floor_us = 2;
  for (std::int64_t d = 0; d < departments; ++d) {
    entente::QuotaLine line;
    line.party = std::to_string(1'000'000 + d);
    line.quota = 1'000'000'000;
    line.period_us = line.start_within_us = kHourUs;
    line.spacing_us = 1;
    line.weight = 1 + d % 16;
    quotas.lines.push_back(line);
  }
  return quotas;
}

/// A scheduler with `queued` requests of random departments, every second one backed.
struct Queue {
  Queue(std::int64_t queued, std::int64_t departments)
      : scheduler(book(departments), 0), random(1), count(departments) {
    for (int a = 0; a < kAgents; ++a) scheduler.add_agent("agent", 0, 1);
    requests.reserve(static_cast<std::size_t>(queued));
    for (std::int64_t i = 0; i < queued; ++i) requests.push_back(submit());
  }
  std::int32_t submit() {
    const auto department = static_cast<std::int32_t>(random.below(count));
    const std::int32_t request = scheduler.submit(now_us, ++key, department, 0, false).request;
    if (key % 2 == 0) scheduler.back(now_us, request);
    return request;
  }

  Scheduler scheduler;
  Splitmix random;
  std::int64_t count;
  std::int64_t now_us = 0;
  std::int64_t key = 0;
  std::vector<std::int32_t> requests;
};

/// One item: submit, back for every second one, complete what the agent had, next. Completed requests are forgotten.
void cycle(State &state, std::int64_t queued, std::int64_t departments) {
  Queue queue(queued, departments);
  std::vector<std::int32_t> active(kAgents, entente::kNoRequest);
  const auto step = [&] {
    ++queue.now_us;
    queue.submit();
    const auto agent = static_cast<std::int32_t>(queue.now_us % kAgents);
    std::int32_t &held = active[static_cast<std::size_t>(agent)];
    if (held != entente::kNoRequest) {
      queue.scheduler.complete(queue.now_us, held);
      queue.scheduler.forget(queue.now_us, held);
    }
    held = queue.scheduler.next(queue.now_us, agent).request;
  };
  for (std::int64_t i = 0; i < queued / 2; ++i) step();
  for (auto _ : state) step();
  state.SetItemsProcessed(state.iterations());
}

/// One item: one random request cancelled. Batches of 10,000 are timed; forgetting and refilling are not.
void cancel(State &state, std::int64_t queued) {
  constexpr std::size_t kBatch = 10'000;
  Queue queue(queued, 1000);
  std::vector<std::size_t> chosen;
  for (auto _ : state) {
    chosen.clear();
    std::vector<bool> taken(queue.requests.size());
    while (chosen.size() < kBatch) {
      const auto at = static_cast<std::size_t>(queue.random.below(queued));
      if (taken[at]) continue;
      taken[at] = true;
      chosen.push_back(at);
    }
    const auto begin = std::chrono::steady_clock::now();
    for (const std::size_t at : chosen) queue.scheduler.cancel(queue.now_us, queue.requests[at]);
    const auto end = std::chrono::steady_clock::now();
    state.SetIterationTime(std::chrono::duration<double>(end - begin).count());
    for (const std::size_t at : chosen) queue.scheduler.forget(queue.now_us, queue.requests[at]);
    for (const std::size_t at : chosen) queue.requests[at] = queue.submit();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBatch));
}

/// One item: the least of d 16-byte keys is replaced by a larger one, twice.
void floor_winner_tree(State &state, std::int64_t departments) {
  entente::WinnerTree tree(static_cast<std::size_t>(departments));
  Splitmix random(1);
  std::uint64_t sequence = 0;
  const auto step = [&] { return static_cast<std::uint64_t>(1 + random.below(1'000'000)); };
  for (std::int32_t d = 0; d < departments; ++d) tree.set(d, step(), ++sequence);
  for (auto _ : state) {
    for (int i = 0; i < 2; ++i) {
      tree.set(tree.winner(), tree.rank() + step(), ++sequence);
    }
  }
  state.SetItemsProcessed(state.iterations());
}

}  // namespace

int main(int argc, char **argv) {
  for (const std::int64_t departments : {1000, 10'000}) {
    const std::string d = std::to_string(departments);
    benchmark::RegisterBenchmark(("floor/winner_tree/departments:" + d).c_str(),
                                 [=](State &state) { floor_winner_tree(state, departments); });
    benchmark::RegisterBenchmark(("cycle/queued:1000000/departments:" + d).c_str(),
                                 [=](State &state) { cycle(state, 1'000'000, departments); });
  }
  for (const std::int64_t queued : {100'000, 1'000'000})
    benchmark::RegisterBenchmark(("cancel/queued:" + std::to_string(queued)).c_str(),
                                 [=](State &state) { cancel(state, queued); })->UseManualTime();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
