// SLA clocks: events evaluated a second, beside one pass over the same columns.
#include <benchmark/benchmark.h>

#include <stdexcept>
#include <string>

#include "entente/base/instant.hpp"
#include "entente/contract/parse_contract.hpp"
#include "entente/sla/evaluate.hpp"
#include "entente/sla/monitor.hpp"
#include "splitmix.hpp"

namespace {

using namespace entente;

const char *const kContract = R"({
  "entente": 1, "name": "bench", "zone": "Europe/Paris",
  "calendars": {"office": {"weekly": {
    "mon": [["09:00", "12:00"], ["13:00", "17:00"]], "tue": [["09:00", "12:00"], ["13:00", "17:00"]],
    "wed": [["09:00", "12:00"], ["13:00", "17:00"]], "thu": [["09:00", "12:00"], ["13:00", "17:00"]],
    "fri": [["09:00", "12:00"], ["13:00", "17:00"]]}, "holidays": ["2025-05-01", "2025-07-14", "2025-12-25"]}},
  "clock_map": {"New": "run", "Active": "run", "Awaiting requester": "pause", "Resolved": "stop", "Closed": "stop"},
  "targets": [
    {"id": "respond", "metric": "first_response", "responded_in": ["Active"], "duration": "2h", "calendar": "office"},
    {"id": "resolve-high", "metric": "resolution", "duration": "8h", "calendar": "office", "when": {"priority": ["1", "2"]}},
    {"id": "resolve", "metric": "resolution", "duration": "24h", "calendar": "office", "when": {"priority": ["3", "4"]}}
  ]
})";

/// Tickets of six events each, opened over a year; each has a response and a resolution target.
struct Columns {
  std::vector<std::int64_t> opened_us, at_us;
  std::vector<std::int32_t> priority, ticket, state;

  explicit Columns(std::int64_t events) {
    bench::Splitmix random(2026);
    for (std::int64_t i = 0; i < events / 6; ++i) {
      std::int64_t at = 1'735'689'600 * kSecondUs + random.below(365 * 86'400) * kSecondUs;
      opened_us.push_back(at);
      priority.push_back(1 + static_cast<std::int32_t>(random.below(4)));
      for (const std::int32_t next : {0, 1, 2, 1, 3, 4}) {
        ticket.push_back(static_cast<std::int32_t>(i));
        at_us.push_back(at);
        state.push_back(next);
        at += random.below(2 * 86'400) * kSecondUs;
      }
    }
  }
};

/// With other promises for resolution, if given.
std::shared_ptr<const Contract> contract(const std::string &high = "8h", const std::string &other = "24h") {
  Problems problems;
  std::string text = kContract;
  text.replace(text.find("\"8h\""), 4, '"' + high + '"');
  text.replace(text.find("\"24h\""), 5, '"' + other + '"');
  text.replace(text.find("\"2h\""), 4, high == "8h" ? "\"2h\"" : '"' + high + '"');
  auto parsed = parse_contract(text, "/usr/share/zoneinfo", problems);
  if (!parsed) throw std::runtime_error(to_string(problems.at(0)));
  return parsed;
}

EventLog build(const Columns &c, const std::shared_ptr<const Contract> &terms) {
  return EventLog(terms, {c.opened_us, c.priority, c.ticket, c.at_us, c.state});
}

void log_build(benchmark::State &state) {
  const Columns columns(state.range(0));
  const auto terms = contract();
  for (auto _ : state) benchmark::DoNotOptimize(build(columns, terms));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.ticket.size()));
}

/// Into columns that have been used before.
void evaluate_events(benchmark::State &state, std::int32_t threads) {
  const Columns columns(state.range(0));
  const EventLog log = build(columns, contract());
  Cycles cycles;
  evaluate(log, 1'800'000'000 * kSecondUs, threads, cycles);
  for (auto _ : state) {
    evaluate(log, 1'800'000'000 * kSecondUs, threads, cycles);
    benchmark::DoNotOptimize(cycles.due_us.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.ticket.size()));
}

void evaluate_on_one(benchmark::State &state) { evaluate_events(state, 1); }
void evaluate_on_two(benchmark::State &state) { evaluate_events(state, 2); }

/// The same into fresh memory: the difference is the system's, which hands out and clears 48 bytes an event.
void evaluate_fresh(benchmark::State &state) {
  const Columns columns(state.range(0));
  const EventLog log = build(columns, contract());
  for (auto _ : state) benchmark::DoNotOptimize(evaluate(log, 1'800'000'000 * kSecondUs));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.ticket.size()));
}

/// A monitor with so many open clocks, two a ticket, told of what happens in a steady stream: states, and for ten of
/// them a ticket that goes and one that comes. One item is an event or a notice.
void monitor_events(benchmark::State &state) {
  const std::int64_t tickets = state.range(0) / 2;
  const std::int64_t gap_us = 30 * 86'400 * kSecondUs / tickets;  // each ticket is told of once in a month
  Monitor monitor(contract("400h", "800h"), 1'735'689'600 * kSecondUs, false);  // most clocks are still to be told of
  bench::Splitmix random(2026);
  std::vector<std::int32_t> numbers;
  const auto open = [&](std::int64_t at_us) {
    std::int32_t ticket = 0;
    const std::int32_t priority = 1 + static_cast<std::int32_t>(random.below(4));
    (void)monitor.open(at_us, {&priority, 1}, ticket);
    return ticket;
  };
  for (std::int64_t i = 0; i < tickets; ++i) numbers.push_back(open(monitor.now_us() + gap_us));
  monitor.clear_notices();
  std::int64_t items = 0;
  constexpr std::size_t kBatch = 500;
  std::vector<std::int32_t> ticket(kBatch), value(kBatch), outcome(kBatch);
  std::vector<std::int64_t> at_us(kBatch);
  std::int64_t next = monitor.now_us();
  for (auto _ : state) {
    for (std::size_t i = 0; i < kBatch; ++i) {
      next += gap_us;
      ticket[i] = numbers[static_cast<std::size_t>(random.below(tickets))];
      at_us[i] = next;
      value[i] = 1 + static_cast<std::int32_t>(random.below(2));
    }
    std::size_t done = 0;
    monitor.apply_column(ticket, at_us, {}, value, outcome, done);
    for (std::size_t i = 0; i < kBatch / 10; ++i) {
      std::int32_t &number = numbers[static_cast<std::size_t>(random.below(tickets))];
      (void)monitor.forget(number);
      number = open(next);
    }
    items += static_cast<std::int64_t>(kBatch + 2 * (kBatch / 10) + monitor.notices().size());
    monitor.clear_notices();
  }
  state.SetItemsProcessed(items);
  state.counters["bytes_per_clock"] = static_cast<double>(monitor.bytes()) / static_cast<double>(monitor.clocks());
  state.counters["open_clocks"] = static_cast<double>(monitor.open_clocks());
}

/// One pass that sums the columns that an evaluation reads.
void floor_scan(benchmark::State &state) {
  const Columns columns(state.range(0));
  const EventLog log = build(columns, contract());
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < log.tickets(); ++i) {
      const EventLog::Events events = log.events_of(i);
      sum += log.opened_us(i);
      for (std::size_t k = 0; k < events.at_us.size(); ++k) sum += events.at_us[k] ^ events.symbol[k];
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.ticket.size()));
}

BENCHMARK(log_build)->Name("log")->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(evaluate_on_one)->Name("evaluate")->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(evaluate_fresh)->Name("evaluate_fresh")->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(evaluate_on_two)->Name("evaluate_two_threads")->Arg(10'000'000)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(monitor_events)->Name("monitor")->Arg(100'000)->Arg(1'000'000);
BENCHMARK(floor_scan)->Name("floor/scan")->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
