#include "decisions_bench.hpp"

#include <algorithm>
#include <set>

#include "analysis/reverse_sampler.hpp"
#include "entente/analysis/coverage.hpp"
#include "entente/analysis/coverage_repair.hpp"
#include "entente/analysis/influence.hpp"

namespace entente::bench {
namespace {

using benchmark::State;

constexpr std::int64_t kSets = std::int64_t{1} << 18;

const DiffusionModel kWeighted{Diffusion::weighted_cascade, 0};
const DiffusionModel kOnePercent{Diffusion::independent_cascade, 0.01};

InfluenceOptions options_of(const DiffusionModel &model) {
  InfluenceOptions options;
  options.model = model;
  options.k = 50;
  options.sets = kSets;
  options.seed = 7;
  return options;
}

/// Items: sets sampled.
void run_influence(State &state, const GraphSet &set, const DiffusionModel &model) {
  const Graph graph = set.build();
  std::int64_t sets = 0;
  for (auto _ : state) sets += maximise_influence(graph, options_of(model)).sets;
  state.SetItemsProcessed(sets);
}

void floor_sets(State &state, const GraphSet &set, const DiffusionModel &model) {
  const Graph graph = set.build();
  std::int64_t members = 0;
  for (auto _ : state) {
    const analysis::ReverseSampler sampler(graph, model);
    analysis::ReverseSampler::Worker worker(graph.vertices());
    sampler.sample(7, analysis::Purpose::choose, 0, static_cast<std::uint64_t>(kSets), worker,
                   [&](std::span<const std::int32_t> drawn) { members += std::ssize(drawn); });
    benchmark::DoNotOptimize(members);
  }
  state.SetItemsProcessed(state.iterations() * kSets);
}

/// The instance of the vectors: one group are the agents, all others the clients; who has mail both ways knows each other; two
/// knowers are wanted, 40 clients are the most an agent has; 1 where there is mail one way, 2 where both know somebody, else 5.
struct RepairCase {
  std::int32_t agents = 0, clients = 0;
  std::vector<std::int32_t> agent, client, slots, missing;
  std::vector<std::int64_t> cost;

  RepairCase(const GraphSet &set, const std::vector<char> &is_agent) {
    const Graph graph = set.build();
    const Adjacency &out = graph.adjacency(View::dir);
    const auto arc = [&](std::int32_t u, std::int32_t v) {
      const auto row = out[u];
      return std::binary_search(row.begin(), row.end(), v);
    };
    const auto n = static_cast<std::size_t>(graph.vertices());
    std::vector<std::vector<std::int32_t>> mutual(n);
    std::vector<std::int32_t> number(n);
    for (std::int32_t u = 0; u < graph.vertices(); ++u) {
      const auto at = static_cast<std::size_t>(u);
      number[at] = is_agent[at] != 0 ? agents++ : clients++;
      for (const std::int32_t v : out[u]) {
        if (arc(v, u)) mutual[at].push_back(v);
      }
    }
    slots.assign(static_cast<std::size_t>(agents), 40);
    missing.assign(static_cast<std::size_t>(clients), 2);
    for (std::size_t u = 0; u < n; ++u) {
      for (const std::int32_t v : mutual[u]) {
        if (is_agent[u] == 0 || is_agent[static_cast<std::size_t>(v)] != 0) continue;
        slots[static_cast<std::size_t>(number[u])] = std::max(0, slots[static_cast<std::size_t>(number[u])] - 1);
        std::int32_t &lacks = missing[static_cast<std::size_t>(number[static_cast<std::size_t>(v)])];
        lacks = std::max(0, lacks - 1);
      }
    }
    for (std::size_t u = 0; u < n; ++u) {
      if (is_agent[u] == 0) continue;
      const std::set<std::int32_t> known(mutual[u].begin(), mutual[u].end());
      std::vector<char> near(n, 0);
      for (const std::int32_t x : known) {
        for (const std::int32_t y : mutual[static_cast<std::size_t>(x)]) near[static_cast<std::size_t>(y)] = 1;
      }
      for (std::size_t v = 0; v < n; ++v) {
        const auto to = static_cast<std::int32_t>(v);
        const auto from = static_cast<std::int32_t>(u);
        if (is_agent[v] != 0 || known.contains(to) || missing[static_cast<std::size_t>(number[v])] == 0) continue;
        agent.push_back(number[u]);
        client.push_back(number[v]);
        cost.push_back(arc(from, to) || arc(to, from) ? 1 : near[v] != 0 ? 2 : 5);
      }
    }
  }
  [[nodiscard]] RepairRows rows() const { return {agents, clients, agent, client, cost, slots, missing, 0}; }
};

/// Department 14 of the sets that have departments, every eleventh vertex of the others.
std::vector<char> agents_of(const GraphSet &set) {
  std::vector<char> is_agent(static_cast<std::size_t>(set.vertices), 0);
  const char *folder = std::getenv("ENTENTE_DATA");
  std::ifstream file(std::filesystem::path(folder == nullptr ? "" : folder) / set.name / "nodes.csv");
  std::size_t vertex = 0;
  bool departments = false;
  for (std::string line; std::getline(file, line);) {
    if (line == "id,dept") departments = true;
    if (!departments || line.starts_with('#') || line.starts_with("id")) continue;
    if (vertex < is_agent.size() && line.ends_with(",14")) is_agent[vertex] = 1;
    ++vertex;
  }
  if (vertex > 0) return is_agent;
  for (std::size_t v = 0; v < is_agent.size(); v += 11) is_agent[v] = 1;
  return is_agent;
}

/// Items: one repair.
void run_repair(State &state, const GraphSet &set) {
  const RepairCase made(set, agents_of(set));
  std::int64_t cost = 0;
  for (auto _ : state) {
    cost = repair_coverage(made.rows()).cost;
    benchmark::DoNotOptimize(cost);
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["cost"] = static_cast<double>(cost);
  state.counters["pairs"] = static_cast<double>(made.agent.size());
}

void floor_pairs(State &state, const GraphSet &set) {
  const RepairCase made(set, agents_of(set));
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < made.cost.size(); ++i) sum += made.cost[i] ^ made.agent[i] ^ made.client[i];
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations());
}

}  // namespace

void add_decisions(const std::vector<GraphSet> &sets) {
  const auto add = [](const std::string &name, const GraphSet &set, auto run, auto... arguments) {
    benchmark::RegisterBenchmark((name + "/" + set.name).c_str(), [=, &set](State &state) { run(state, set, arguments...); })
        ->Unit(benchmark::kMillisecond);
  };
  for (const GraphSet &set : sets) {
    add("influence_wc", set, run_influence, kWeighted);
    add("floor/rr_sets", set, floor_sets, kWeighted);
    add("influence_p01", set, run_influence, kOnePercent);
    add("floor/rr_sets_p01", set, floor_sets, kOnePercent);
    if (set.vertices > 3000) continue;  // a tenth of the people times all others: too many pairs to be a desk
    add("coverage_repair", set, run_repair);
    add("floor/pairs", set, floor_pairs);
  }
}

}  // namespace entente::bench
