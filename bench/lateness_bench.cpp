#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "entente/scheduler/lateness.hpp"
#include "splitmix.hpp"

namespace {

using entente::bench::Splitmix;

constexpr std::int64_t kHourUs = 3'600'000'000;

/// Promises of hours to days, paced so that their load on the team is `percent`.
struct Book {
  Book(std::int64_t count, std::int64_t percent) {
    Splitmix random(1);
    double load = 0;
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t start_us = (4 + random.below(60)) * kHourUs;
      lines.push_back({start_us, (5 + random.below(40)) * kHourUs + random.below(1000)});
      load += 2.0 * static_cast<double>(kHourUs) / static_cast<double>(lines.back().spacing_us);
    }
    team.servers = 1 + static_cast<std::int64_t>(100 * load / static_cast<double>(percent));
    team.visit_us = 2 * kHourUs;
  }
  std::vector<entente::PaceLine> lines;
  entente::ServerPool team{};
};

void exact(benchmark::State &state) {
  const Book book(state.range(0), state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(entente::lateness(book.lines, book.team, 0));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void safe(benchmark::State &state) {
  const Book book(state.range(0), state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(entente::safe_lateness_us(book.lines, book.team, 0));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// One look at every line: what a single step of the search has to do.
void floor_scan(benchmark::State &state) {
  const Book book(state.range(0), 80);
  for (auto _ : state) {
    std::int64_t n = 0;
    for (const entente::PaceLine &line : book.lines)
      if (line.start_within_us <= 64 * kHourUs) n += (64 * kHourUs - line.start_within_us) / line.spacing_us + 1;
    benchmark::DoNotOptimize(n);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(exact)->Name("exact")->ArgNames({"lines", "load"})->ArgsProduct({{10, 1000, 100000}, {50, 80, 95}});
BENCHMARK(safe)->Name("safe")->ArgNames({"lines", "load"})->ArgsProduct({{10, 1000, 100000}, {80}});
BENCHMARK(floor_scan)->Name("floor/scan")->ArgName("lines")->Arg(10)->Arg(1000)->Arg(100000);

}  // namespace

BENCHMARK_MAIN();
