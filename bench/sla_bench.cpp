// SLA clocks: events evaluated a second, beside one pass over the same columns.
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "entente/base/instant.hpp"
#include "entente/contract/parse_contract.hpp"
#include "entente/sla/evaluate.hpp"
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

std::shared_ptr<const Contract> contract() {
  Problems problems;
  auto parsed = parse_contract(kContract, "/usr/share/zoneinfo", problems);
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

void evaluate_events(benchmark::State &state) {
  const Columns columns(state.range(0));
  const EventLog log = build(columns, contract());
  for (auto _ : state) benchmark::DoNotOptimize(evaluate(log, 1'800'000'000 * kSecondUs));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.ticket.size()));
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
BENCHMARK(evaluate_events)->Name("evaluate")->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(floor_scan)->Name("floor/scan")->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
