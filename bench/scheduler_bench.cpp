// The trust contract's queue, explanation and ledger records on, beside the least that it must do (floor/winner_tree).
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "entente.h"
#include "entente/scheduler/scheduler.hpp"
#include "scheduler/winner_tree.hpp"
#include "splitmix.hpp"

namespace {

using benchmark::State;
using entente::Scheduler;
using entente::bench::Splitmix;

constexpr std::int64_t kHourUs = 3'600'000'000;
constexpr int kAgents = 64;
constexpr std::size_t kRecords = 1 << 12;
constexpr std::size_t kBatch = 10'000;

/// Bytes in use, as the allocator counts them.
double bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

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
    scheduler.reserve_records(kRecords);
    requests.reserve(static_cast<std::size_t>(queued));
    const double before = bytes_in_use();
    for (std::int64_t i = 0; i < queued; ++i) requests.push_back(submit());
    bytes_per_request = (bytes_in_use() - before) / static_cast<double>(queued);
  }
  std::int32_t submit() {
    const auto department = static_cast<std::int32_t>(random.below(count));
    const std::int32_t request = scheduler.submit(now_us, ++key, department, 0, false).request;
    if (key % 2 == 0) scheduler.back(now_us, request);
    if (key % static_cast<std::int64_t>(kRecords / 2) == 0) (void)scheduler.drain_records(records);
    return request;
  }

  Scheduler scheduler;
  Splitmix random;
  std::int64_t count;
  std::int64_t now_us = 0;
  std::int64_t key = 0;
  std::vector<std::int32_t> requests;
  std::vector<entente::LedgerRecord> records = std::vector<entente::LedgerRecord>(kRecords);
  double bytes_per_request = 0;
};

/// So many different requests of those queued.
std::vector<std::size_t> some_of(Queue &queue, std::size_t count) {
  std::vector<std::size_t> chosen;
  std::vector<bool> taken(queue.requests.size());
  while (chosen.size() < count) {
    const auto at = static_cast<std::size_t>(queue.random.below(static_cast<std::int64_t>(taken.size())));
    if (taken[at]) continue;
    taken[at] = true;
    chosen.push_back(at);
  }
  return chosen;
}

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
  state.counters["bytes_per_request"] = queue.bytes_per_request;
}

/// One item: one random request cancelled. Batches of 10,000 are timed; forgetting and refilling are not.
void cancel(State &state, std::int64_t queued) {
  Queue queue(queued, 1000);
  for (auto _ : state) {
    const std::vector<std::size_t> chosen = some_of(queue, kBatch);
    std::vector<std::int32_t> requests;
    for (const std::size_t at : chosen) requests.push_back(queue.requests[at]);
    const auto begin = std::chrono::steady_clock::now();
    for (const std::int32_t request : requests) queue.scheduler.cancel(queue.now_us, request);
    const auto end = std::chrono::steady_clock::now();
    state.SetIterationTime(std::chrono::duration<double>(end - begin).count());
    for (const std::int32_t request : requests) queue.scheduler.forget(queue.now_us, request);
    for (const std::size_t at : chosen) queue.requests[at] = queue.submit();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBatch));
}

/// One item: one department that was not there before, and its first request.
void submit_new_department(State &state) {
  std::unique_ptr<Scheduler> scheduler;
  entente::QuotaLine line = book(1).lines.front();
  std::int64_t added = 0;
  for (auto _ : state) {
    if (added % 100'000 == 0) {
      state.PauseTiming();
      scheduler = std::make_unique<Scheduler>(book(1), 0);
      state.ResumeTiming();
    }
    line.party = std::to_string(++added);
    const std::int32_t department = scheduler->add_department(0, line).id;
    (void)scheduler->submit(0, added, department, 0, true);
  }
  state.SetItemsProcessed(state.iterations());
}

/// Operations as columns: for 100,000 requests of 1,000 departments, submit, back for every second one, next of an agent in
/// turn, and complete of what that agent had: by the key of the request, which only the caller's own count tells.
struct Columns {
  explicit Columns(std::int64_t requests) {
    Splitmix random(7);
    for (std::int64_t i = 1; i <= requests; ++i) {
      add(entente::OperationKind::submit, i, i, static_cast<std::int32_t>(random.below(1000)), i % 2);
      add(entente::OperationKind::next, i, 0, static_cast<std::int32_t>(i % kAgents), 0);
    }
    started.resize(kind.size());
    refusal.resize(kind.size());
    status.resize(kind.size());
  }
  void add(entente::OperationKind what, std::int64_t now, std::int64_t of_key, std::int32_t subject, std::int64_t flags) {
    kind.push_back(static_cast<std::int32_t>(what));
    at_us.push_back(now);
    key.push_back(of_key);
    request.push_back(entente::kNoRequest);
    first.push_back(subject);
    second.push_back(0);
    value.push_back(flags);
  }
  [[nodiscard]] std::vector<entente::Operation> rows() const {
    std::vector<entente::Operation> operations;
    for (std::size_t i = 0; i < kind.size(); ++i)
      operations.push_back({static_cast<entente::OperationKind>(kind[i]), request[i], at_us[i], key[i], first[i], second[i], value[i]});
    return operations;
  }

  std::vector<std::int32_t> kind, request, first, second, started, refusal, status;
  std::vector<std::int64_t> at_us, key, value;
};
constexpr std::int64_t kColumnRequests = 100'000;
constexpr std::int32_t kMany = 1'000'000;

/// One item: one operation of Columns, as a batch in C++.
void apply(State &state) {
  const std::vector<entente::Operation> operations = Columns(kColumnRequests).rows();
  std::vector<entente::Outcome> outcomes(operations.size());
  entente::Quotas quotas = book(1000);
  quotas.ordinary_floor_us = 0;
  for (auto _ : state) {
    Scheduler scheduler(quotas, 0);
    for (int a = 0; a < kAgents; ++a) scheduler.add_agent("agent", 0, kMany);
    std::size_t applied = 0;
    const auto begin = std::chrono::steady_clock::now();
    scheduler.apply(operations, outcomes, &applied);
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(operations.size()));
}

/// The same through the C API.
void capi_apply(State &state) {
  Columns columns(kColumnRequests);
  std::ostringstream parties;
  std::ostringstream lines;
  for (int d = 0; d < 1000; ++d) {
    const char *const comma = d == 0 ? "" : ",";
    parties << comma << R"({"id": ")" << d << R"(", "kind": "requester", "values": [")" << d << R"("]})";
    lines << comma << R"({"party": ")" << d << R"(", "quota": 1000000000, "period": "1h", "start_within": "1h", )"
          << R"("spacing": "1s", "weight": )" << 1 + d % 16 << "}";
  }
  std::ostringstream text;
  text << R"({"entente": 1, "name": "bench", "zone": "UTC", "parties": [)" << parties.str() << R"(], "quotas": {"lines": [)"
       << lines.str() << "]}}";
  const std::string json = text.str();
  entente_contract *contract = nullptr;
  if (entente_contract_parse(json.data(), json.size(), nullptr, 0, &contract, nullptr, nullptr) != ENTENTE_OK) {
    state.SkipWithError("the contract was refused");
    return;
  }
  for (auto _ : state) {
    entente_scheduler *scheduler = nullptr;
    entente_scheduler_create(contract, 0, &scheduler, nullptr);
    std::int32_t agent = 0;
    for (int a = 0; a < kAgents; ++a) entente_scheduler_add_agent(scheduler, "agent", 5, 0, kMany, &agent, nullptr);
    std::size_t applied = 0;
    const auto begin = std::chrono::steady_clock::now();
    entente_scheduler_apply(scheduler, columns.kind.size(), columns.kind.data(), columns.at_us.data(), columns.key.data(),
                            columns.request.data(), columns.first.data(), columns.second.data(), columns.value.data(),
                            nullptr, nullptr, columns.started.data(), columns.refusal.data(), columns.status.data(),
                            &applied, nullptr);
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    if (applied != columns.kind.size() || columns.status.back() != ENTENTE_OK) state.SkipWithError("the batch was refused");
    entente_scheduler_destroy(scheduler);
  }
  entente_contract_destroy(contract);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.kind.size()));
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
  for (const std::int64_t queued : {100'000, 1'000'000}) {
    const std::string q = std::to_string(queued);
    benchmark::RegisterBenchmark(("cancel/queued:" + q).c_str(), [=](State &state) { cancel(state, queued); })
        ->UseManualTime();
  }
  benchmark::RegisterBenchmark("submit_new_department", submit_new_department);
  benchmark::RegisterBenchmark("apply", apply)->UseManualTime();
  benchmark::RegisterBenchmark("capi/apply", capi_apply)->UseManualTime();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
