#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "entente/graph/builder.hpp"
#include "splitmix.hpp"

namespace entente::bench {

/// Edge rows with a name.
struct GraphSet {
  std::string name;
  std::int32_t vertices = 0;
  std::vector<std::int32_t> source, target;

  void add(std::int32_t u, std::int32_t v) {
    source.push_back(u);
    target.push_back(v);
    vertices = std::max({vertices, u + 1, v + 1});
  }
  [[nodiscard]] Graph build() const { return build_graph({vertices, source, target, {}}); }
};

/// Columns src, dst of a CSV file; both arcs of each row where its first comment says "undirected".
inline GraphSet read_graph_set(const std::string &name, const std::filesystem::path &path) {
  std::ifstream file(path);
  GraphSet set{name, 0, {}, {}};
  bool undirected = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) {
      undirected = undirected || line.find("undirected") != std::string::npos;
      continue;
    }
    std::istringstream fields(line);
    std::int32_t u = 0;
    std::int32_t v = 0;
    char comma = 0;
    if (!(fields >> u >> comma >> v)) continue;  // the header
    set.add(u, v);
    if (undirected) set.add(v, u);
  }
  if (set.source.empty()) throw std::runtime_error("no rows in " + path.string());
  return set;
}

/// `social`: few hubs, many of one neighbour. `collaboration`: small cliques in a chain of neighbourhoods, and trees.
inline std::vector<GraphSet> generated_graph_sets() {
  Splitmix random(2026);
  GraphSet social{"generated_social", 0, {}, {}};
  for (int i = 0; i < 60'000; ++i) {
    const auto skewed = [&] {
      const double x = static_cast<double>(random.below(1'000'000)) / 1e6;
      return static_cast<std::int32_t>(6'000 * x * x * x);
    };
    social.add(skewed(), skewed());
  }
  for (std::int32_t v = 6'000; v < 8'000; ++v) social.add(v, static_cast<std::int32_t>(random.below(6'000)));
  GraphSet collaboration{"generated_collaboration", 0, {}, {}};
  for (int team = 0; team < 4'000; ++team) {
    const auto base = static_cast<std::int32_t>(random.below(7'000));
    std::vector<std::int32_t> members;
    for (std::int64_t i = 2 + random.below(3); i > 0; --i) {
      const bool far = random.below(8) == 0;
      members.push_back(far ? static_cast<std::int32_t>(random.below(7'000))
                            : base + static_cast<std::int32_t>(random.below(60)));
    }
    for (const std::int32_t u : members) {
      for (const std::int32_t v : members) collaboration.add(u, v);
    }
  }
  return {social, collaboration};
}

/// The sets of the folder that ENTENTE_DATA names, by name; generated ones where it names none.
inline std::vector<GraphSet> graph_sets() {
  const char *folder = std::getenv("ENTENTE_DATA");
  std::vector<GraphSet> sets;
  if (folder != nullptr && std::filesystem::is_directory(folder)) {
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
      for (const char *file : {"edges.csv", "events.csv"}) {
        if (!std::filesystem::exists(entry.path() / file)) continue;
        sets.push_back(read_graph_set(entry.path().filename().string(), entry.path() / file));
        break;
      }
    }
  }
  if (sets.empty()) sets = generated_graph_sets();
  std::sort(sets.begin(), sets.end(), [](const GraphSet &a, const GraphSet &b) { return a.name < b.name; });
  return sets;
}

}  // namespace entente::bench
