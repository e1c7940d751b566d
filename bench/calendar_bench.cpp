#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "entente.h"
#include "entente/calendar/calendar.hpp"
#include "french_office.hpp"

namespace {

using entente::Calendar;
using entente::bench::Rows;

constexpr std::size_t kRows = 4'000'000;

/// Both orders of the same rows.
const Rows &rows(bool sorted) {
  static const Rows kRandom = entente::bench::french_rows(kRows);
  static const Rows kSorted = [] {
    std::vector<std::size_t> order(kRows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [](std::size_t a, std::size_t b) { return kRandom.at_us[a] < kRandom.at_us[b]; });
    Rows result;
    for (const std::size_t i : order) {
      result.at_us.push_back(kRandom.at_us[i]);
      result.amount_us.push_back(kRandom.amount_us[i]);
      result.to_us.push_back(kRandom.to_us[i]);
    }
    return result;
  }();
  return sorted ? kSorted : kRandom;
}

const Calendar &office() {
  static const Calendar kOffice(entente::bench::french_office());
  return kOffice;
}

void count(benchmark::State &state, std::size_t items) {
  state.SetItemsProcessed(static_cast<std::int64_t>(items) * static_cast<std::int64_t>(state.iterations()));
}

void add(benchmark::State &state, bool sorted) {
  const Rows &in = rows(sorted);
  std::vector<std::int64_t> out(kRows);
  for (auto _ : state) {
    office().add_column(in.at_us, in.amount_us, out, {});
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  count(state, kRows);
}

void between(benchmark::State &state, bool sorted) {
  const Rows &in = rows(sorted);
  std::vector<std::int64_t> out(kRows);
  for (auto _ : state) {
    office().between_column(in.at_us, in.to_us, out, {});
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  count(state, kRows);
}

/// One call a row through the shared library.
void capi_add(benchmark::State &state) {
  const Rows &in = rows(false);
  const std::string json = entente::bench::french_office_json();
  entente_calendar *calendar = nullptr;
  if (entente_calendar_create(json.data(), json.size(), nullptr, 0, &calendar, nullptr, nullptr) != ENTENTE_OK) {
    return state.SkipWithError("entente_calendar_create");
  }
  std::vector<std::int64_t> out(kRows);
  for (auto _ : state) {
    for (std::size_t i = 0; i < kRows; ++i) {
      entente_calendar_add(calendar, in.at_us[i], in.amount_us[i], 0, &out[i], nullptr);
    }
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  if (out[0] != office().add(in.at_us[0], in.amount_us[0]).value) state.SkipWithError("a different answer");
  entente_calendar_destroy(calendar);
  count(state, kRows);
}

void compile(benchmark::State &state) {
  const entente::CalendarDefinition definition = entente::bench::french_office();
  for (auto _ : state) {
    const Calendar calendar(definition);
    benchmark::DoNotOptimize(calendar.open_time().total_us());
  }
  count(state, 1);
  state.counters["bytes"] = static_cast<double>(office().open_time().bytes());
}

/// The least that any row costs: two columns read, one written.
void floor_stream(benchmark::State &state) {
  const Rows &in = rows(false);
  std::vector<std::int64_t> out(kRows);
  for (auto _ : state) {
    const std::int64_t *a = in.at_us.data();
    const std::int64_t *b = in.amount_us.data();
    std::int64_t *c = out.data();
    for (std::size_t i = 0; i < kRows; ++i) c[i] = a[i] + b[i];
    benchmark::DoNotOptimize(c);
    benchmark::ClobberMemory();
  }
  count(state, kRows);
}

}  // namespace

BENCHMARK(floor_stream)->Name("floor/stream");
BENCHMARK_CAPTURE(add, random, false)->Name("add/random");
BENCHMARK_CAPTURE(between, random, false)->Name("between/random");
BENCHMARK_CAPTURE(add, sorted, true)->Name("add/sorted");
BENCHMARK_CAPTURE(between, sorted, true)->Name("between/sorted");
BENCHMARK(capi_add)->Name("capi/add");
BENCHMARK(compile);

BENCHMARK_MAIN();
