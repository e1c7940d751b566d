// Graph analyses, each beside the least that any program of its kind must do: floor/bfs is one plain breadth-first
// search a source over the same rows, floor/scan one pass over them. Items: source vertices (betweenness, floor/bfs),
// rows (build, coverage), entries of the view und (components, strong_components, floor/scan).
#include <benchmark/benchmark.h>


#include "entente/analysis/betweenness.hpp"
#include "entente/analysis/components.hpp"
#include "entente/analysis/coverage.hpp"
#include "entente/analysis/strong_components.hpp"
#include "decisions_bench.hpp"
#include "graph_set.hpp"

namespace {

using namespace entente;
using bench::GraphSet;
using benchmark::State;

void items(State &state, std::size_t each) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(each));
}

void build(State &state, const GraphSet &set) {
  for (auto _ : state) benchmark::DoNotOptimize(set.build());
  items(state, set.source.size());
}

void run_betweenness(State &state, const GraphSet &set, View view, std::int32_t threads) {
  const Graph graph = set.build();
  for (auto _ : state) benchmark::DoNotOptimize(betweenness(graph, view, threads));
  items(state, static_cast<std::size_t>(graph.vertices()));
}

void run_components(State &state, const GraphSet &set) {
  const Graph graph = set.build();
  for (auto _ : state) benchmark::DoNotOptimize(components(graph));
  items(state, graph.adjacency(View::und).neighbours.size());
}

void run_strong_components(State &state, const GraphSet &set) {
  const Graph graph = set.build();
  for (auto _ : state) benchmark::DoNotOptimize(strong_components(graph));
  items(state, graph.adjacency(View::und).neighbours.size());
}

/// Sources are the agents, targets the clients.
void run_coverage(State &state, const GraphSet &set) {
  const RelationRows rows{set.vertices, set.vertices, set.source, set.target, {}};
  for (auto _ : state) benchmark::DoNotOptimize(coverage(rows, 1.0, 2));
  items(state, set.source.size());
}

void floor_bfs(State &state, const GraphSet &set) {
  const Graph graph = set.build();
  const Adjacency &neighbours = graph.adjacency(View::und);
  const auto n = static_cast<std::size_t>(graph.vertices());
  std::vector<std::int32_t> distance(n);
  std::vector<std::int32_t> queue(n);
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (std::size_t source = 0; source < n; ++source) {
      std::fill(distance.begin(), distance.end(), -1);
      queue[0] = static_cast<std::int32_t>(source);
      distance[source] = 0;
      for (std::size_t head = 0, tail = 1; head < tail; ++head) {
        const std::int32_t next = distance[static_cast<std::size_t>(queue[head])] + 1;
        for (const std::int32_t w : neighbours[queue[head]]) {
          if (distance[static_cast<std::size_t>(w)] >= 0) continue;
          distance[static_cast<std::size_t>(w)] = next;
          queue[tail++] = w;
        }
        sum += next;
      }
    }
    benchmark::DoNotOptimize(sum);
  }
  items(state, n);
}

void floor_scan(State &state, const GraphSet &set) {
  const Graph graph = set.build();
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (const std::int32_t w : graph.adjacency(View::und).neighbours) sum += w;
    benchmark::DoNotOptimize(sum);
  }
  items(state, graph.adjacency(View::und).neighbours.size());
}

template <class Run, class... Arguments>
auto *add(const std::string &name, const GraphSet &set, Run run, Arguments... arguments) {
  return benchmark::RegisterBenchmark((name + "/" + set.name).c_str(),
                                      [=, &set](State &state) { run(state, set, arguments...); })
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char **argv) {
  const std::vector<GraphSet> sets = bench::graph_sets();
  for (const GraphSet &set : sets) {
    add("build", set, build);
    add("betweenness", set, run_betweenness, View::und, 1);
    add("betweenness_2_threads", set, run_betweenness, View::und, 2)->UseRealTime();
    add("betweenness_dir", set, run_betweenness, View::dir, 1);
    add("floor/bfs", set, floor_bfs);
    add("components", set, run_components);
    add("strong_components", set, run_strong_components);
    add("floor/scan", set, floor_scan);
    add("coverage", set, run_coverage);
  }
  bench::add_decisions(sets);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
