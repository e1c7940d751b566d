// Keys of the whole graph: core_und, articulation_points, bridges, communities_und and communities_und_weighted.
#include <algorithm>
#include <map>

#include "graph_checks.hpp"

namespace conformance {
namespace {

void check_json(const std::string &id, const json &got, const json &expected, Report &report) {
  got == expected ? report.pass() : report.fail(id, got.dump(), expected.dump());
}

/// The beginning of a list, of which the vectors hold so much.
json beginning(const json &list, const json &expected) {
  json first = json::array();
  for (std::size_t i = 0; i < std::min(list.size(), expected.size()); ++i) first.push_back(list[i]);
  return first;
}

void check_cores(const std::string &id, const GraphSet &set, const json &expected, Report &report) {
  std::vector<std::int32_t> core(set.vertices());
  require_ok(entente_graph_core_numbers(set.graph.get(), core.data(), core.size(), nullptr),
             "entente_graph_core_numbers");
  const std::int32_t largest = core.empty() ? 0 : *std::max_element(core.begin(), core.end());
  json histogram = json::object();
  json innermost = json::array();
  for (std::size_t v = 0; v < core.size(); ++v) {
    json &count = histogram[std::to_string(core[v])];
    count = count.is_null() ? 1 : count.get<int>() + 1;
    if (core[v] == largest) innermost.push_back(v);
  }
  json sums = json::object();
  for (const auto &[key, value] : expected.items()) {
    if (key == "max") {
      check_value(id + "/max", largest, value, report);
    } else if (key == "histogram") {
      check_json(id + "/histogram", histogram, value, report);
    } else if (key == "nodes_in_max_core") {
      check_json(id + "/nodes_in_max_core", beginning(innermost, value), value, report);
    } else {
      sums[key] = value;
    }
  }
  check_measure(id, {core.begin(), core.end()}, sums, report);
}

/// A list in order, of which the vectors hold the beginning.
void check_list(const std::string &id, const json &list, double sum, const json &expected, Report &report) {
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    if (key == "count") {
      check_value(row, static_cast<double>(list.size()), value, report);
    } else if (key == "sum_ids") {
      check_value(row, sum, value, report);
    } else if (key == "first") {
      check_json(row, beginning(list, value), value, report);
    } else if (!is_note(key)) {
      report.skip(row);
    }
  }
}

void check_points(const std::string &id, const GraphSet &set, const json &expected, Report &report) {
  std::vector<std::int32_t> points(set.vertices());
  std::size_t count = 0;
  require_ok(entente_graph_articulation_points(set.graph.get(), points.data(), points.size(), &count, nullptr),
             "entente_graph_articulation_points");
  json list = json::array();
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    list.push_back(points[i]);
    sum += points[i];
  }
  check_list(id, list, sum, expected, report);
}

void check_bridges(const std::string &id, const GraphSet &set, const json &expected, Report &report) {
  std::vector<std::int32_t> source(set.vertices());
  std::vector<std::int32_t> target(set.vertices());
  std::size_t count = 0;
  require_ok(entente_graph_bridges(set.graph.get(), source.data(), target.data(), source.size(), &count, nullptr),
             "entente_graph_bridges");
  json list = json::array();
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    list.push_back({source[i], target[i]});
    sum += source[i] + target[i];
  }
  check_list(id, list, sum, expected, report);
}

/// The least modularity that is accepted: floor_to_accept, or the best of any peer less 0.01.
double floor_of(const json &expected) {
  if (expected.contains("floor_to_accept")) return expected["floor_to_accept"];
  double best = -1;
  for (const auto &[key, value] : expected.items()) {
    if (value.is_object() && value.contains("best")) best = std::max(best, value["best"].get<double>());
    if (key == "best" || key.starts_with("networkx_louvain")) best = std::max(best, value.get<double>());
  }
  return best - 0.01;
}

void check_communities(const std::string &id, const GraphSet &set, bool weighted, const json &expected, Report &report) {
  const entente_graph *const graph = weighted ? set.weighted.get() : set.graph.get();
  const std::int32_t by_strength = weighted ? 1 : 0;
  entente_job *created = nullptr;
  require_ok(entente_graph_leiden(graph, ENTENTE_QUALITY_MODULARITY, 1.0, by_strength, 10, 10, 1, &created, nullptr),
             "entente_graph_leiden");
  const JobHandle job(created, entente_job_destroy);
  run_job(job.get());
  std::vector<std::int32_t> label(set.vertices());
  require_ok(entente_job_integers(job.get(), label.data(), label.size(), nullptr), "entente_job_integers");
  double reached = 0;
  require_ok(entente_graph_community_quality(graph, label.data(), label.size(), set.list.vertices,
                                             ENTENTE_QUALITY_MODULARITY, 1.0, by_strength, &reached, nullptr),
             "entente_graph_community_quality");
  const double floor = floor_of(expected);
  reached >= floor ? report.pass() : report.fail(id, text_of(reached), ">= " + text_of(floor));
}

}  // namespace

bool check_structure(const std::string &id, const std::string &key, const GraphSet &set, const json &expected,
                     Report &report) {
  if (key == "core_und") {
    check_cores(id, set, expected, report);
  } else if (key == "articulation_points") {
    check_points(id, set, expected, report);
  } else if (key == "bridges") {
    check_bridges(id, set, expected, report);
  } else if (key == "communities_und" || key == "communities_und_weighted") {
    check_communities(id, set, key.ends_with("_weighted"), expected, report);
  } else {
    return false;
  }
  return true;
}

}  // namespace conformance
