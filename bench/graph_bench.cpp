// Graph analyses, each beside the least that any program of its kind must do: floor/bfs is one plain breadth-first
// search a source over the same rows, floor/scan one pass over them. Items: source vertices (betweenness, floor/bfs),
// rows (build, coverage), entries of the view und (components, strong_components, floor/scan), vertices (the measures of
// vertices and communities, and peer/...: Boost.Graph in the same run).
#include <benchmark/benchmark.h>

#include "entente/analysis/articulation.hpp"
#include "entente/analysis/betweenness.hpp"
#include "entente/analysis/brokerage.hpp"
#include "entente/analysis/components.hpp"
#include "entente/analysis/cores.hpp"
#include "entente/analysis/coverage.hpp"
#include "entente/analysis/harmonic.hpp"
#include "entente/analysis/leiden.hpp"
#include "entente/analysis/pagerank.hpp"
#include "entente/analysis/strong_components.hpp"
#include "entente/analysis/structural_holes.hpp"
#include "decisions_bench.hpp"
#include "graph_peers.hpp"
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

/// measure(graph), an item a vertex.
template <class Measure>
auto *add_measure(const std::string &name, const GraphSet &set, Measure measure) {
  return benchmark::RegisterBenchmark((name + "/" + set.name).c_str(),
                                      [=, &set](State &state) {
                                        const Graph graph = set.build();
                                        for (auto _ : state) benchmark::DoNotOptimize(measure(graph));
                                        items(state, static_cast<std::size_t>(graph.vertices()));
                                      })
      ->Unit(benchmark::kMillisecond);
}

template <std::size_t (bench::BoostPeer::*call)() const>
void run_peer(State &state, const GraphSet &set) {
  const Graph graph = set.build();
  const bench::BoostPeer peer(graph);
  for (auto _ : state) benchmark::DoNotOptimize((peer.*call)());
  items(state, static_cast<std::size_t>(graph.vertices()));
}

void add_measures(const GraphSet &set) {
  add_measure("harmonic", set, [](const Graph &graph) { return harmonic(graph, View::und); });
  add_measure("harmonic_2_threads", set, [](const Graph &graph) { return harmonic(graph, View::und, 2); })->UseRealTime();
  add_measure("pagerank", set, [](const Graph &graph) { return pagerank(graph); });
  add_measure("constraint", set, [](const Graph &graph) { return structural_holes(graph); });
  add_measure("leiden", set, [](const Graph &graph) { return leiden(graph, {{}, 50, 1, 1}); });
  add_measure("cores", set, [](const Graph &graph) { return core_numbers(graph); });
  add_measure("articulation", set, [](const Graph &graph) { return articulation(graph); });
  add_measure("brokerage", set, [](const Graph &graph) { return brokerage(graph, {components(graph).label, graph.vertices()}); });
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
    add_measures(set);
    add("peer/cores_boost", set, run_peer<&bench::BoostPeer::cores>);
    add("peer/articulation_boost", set, run_peer<&bench::BoostPeer::articulation>);
  }
  bench::add_decisions(sets);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
