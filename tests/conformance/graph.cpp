#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "edge_list.hpp"
#include "entente.h"
#include "graph_decisions.hpp"
#include "subcommands.hpp"

namespace conformance {
namespace {

using nlohmann::json;

using Graph = std::unique_ptr<entente_graph, decltype(&entente_graph_destroy)>;
using Job = std::unique_ptr<entente_job, decltype(&entente_job_destroy)>;

constexpr double kTolerance = 1e-9;  ///< relative

void require_ok(std::int32_t status, const char *call) {
  if (status != ENTENTE_OK) throw std::runtime_error(std::string(call) + ": " + entente_status_name(status));
}

Graph create(const EdgeList &list) {
  entente_graph *graph = nullptr;
  require_ok(entente_graph_create(list.vertices, list.source.size(), list.source.data(), list.target.data(), nullptr,
                                  &graph, nullptr),
             "entente_graph_create");
  return {graph, entente_graph_destroy};
}

/// Exact betweenness, in steps: the way a host with a progress bar asks for it.
std::vector<double> betweenness(const entente_graph *graph, std::int32_t view) {
  constexpr std::int64_t kWork = 100;
  entente_job *created = nullptr;
  require_ok(entente_graph_betweenness(graph, view, 1, &created, nullptr), "entente_graph_betweenness");
  const Job job(created, entente_job_destroy);
  std::int64_t done = 0;
  std::int64_t total = 1;
  while (done < total) require_ok(entente_job_step(job.get(), kWork, &done, &total, nullptr), "entente_job_step");
  std::vector<double> values(static_cast<std::size_t>(entente_graph_figure(graph, ENTENTE_GRAPH_VERTICES)));
  require_ok(entente_job_values(job.get(), values.data(), values.size(), nullptr), "entente_job_values");
  return values;
}

std::string text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.12g", value);
  return buffer;
}

bool near(double got, double expected) {
  return std::abs(got - expected) <= kTolerance * std::max(std::abs(expected), std::abs(got));
}

void check(const std::string &id, double got, double expected, Report &report) {
  near(got, expected) ? report.pass() : report.fail(id, text(got), text(expected));
}

/// Ids by value rounded to 12 significant digits, then by id.
std::vector<std::size_t> ranking(const std::vector<double> &values, bool descending) {
  std::vector<double> rounded;
  std::vector<std::size_t> ids;
  for (std::size_t i = 0; i < values.size(); ++i) {
    rounded.push_back(std::strtod(text(values[i]).c_str(), nullptr));
    if (!std::isnan(values[i])) ids.push_back(i);
  }
  std::sort(ids.begin(), ids.end(), [&](std::size_t a, std::size_t b) {
    if (rounded[a] != rounded[b]) return descending ? rounded[a] > rounded[b] : rounded[a] < rounded[b];
    return a < b;
  });
  return ids;
}

/// A list of [id, value]: ids must be the same, values near.
void check_ranks(const std::string &id, const std::vector<double> &values, const json &expected, bool descending,
                 Report &report) {
  const std::vector<std::size_t> ids = ranking(values, descending);
  const auto shown = [](std::size_t vertex, double value) { return std::to_string(vertex) + " " + text(value); };
  for (std::size_t rank = 0; rank < expected.size(); ++rank) {
    const auto vertex = expected[rank][0].get<std::size_t>();
    const auto value = expected[rank][1].get<double>();
    if (rank < ids.size() && ids[rank] == vertex && near(values[vertex], value)) continue;
    const std::string got = rank < ids.size() ? shown(ids[rank], values[ids[rank]]) : "nothing";
    return report.fail(id + "[" + std::to_string(rank) + "]", got, shown(vertex, value));
  }
  report.pass();
}

/// A measure of one value a vertex, NaN where it is undefined.
void check_measure(const std::string &id, const std::vector<double> &values, const json &expected, Report &report) {
  double sum = 0;
  double weighted = 0;
  double defined = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    sum += values[i];
    weighted += static_cast<double>(i + 1) * values[i];
    ++defined;
  }
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    if (key == "sum") {
      check(row, sum, value, report);
    } else if (key == "sum_id_weighted") {
      check(row, weighted, value, report);
    } else if (key == "defined") {
      check(row, defined, value, report);
    } else if (key == "top20" || key == "lowest20") {
      check_ranks(row, values, value, key == "top20", report);
    } else if (key != "def") {
      report.skip(row);
    }
  }
}

std::map<std::string, double> view_figures(const entente_graph *graph) {
  const std::int64_t vertices = entente_graph_figure(graph, ENTENTE_GRAPH_VERTICES);
  std::vector<std::int32_t> column(static_cast<std::size_t>(vertices));
  std::int32_t count = 0;
  require_ok(entente_graph_degree(graph, ENTENTE_VIEW_UND, column.data(), column.size(), nullptr),
             "entente_graph_degree");
  std::map<std::string, double> figures{
      {"n", static_cast<double>(vertices)},
      {"arcs_simple", static_cast<double>(entente_graph_figure(graph, ENTENTE_GRAPH_ARCS))},
      {"edges_und_simple", static_cast<double>(entente_graph_figure(graph, ENTENTE_GRAPH_EDGES))},
      {"isolates_und", static_cast<double>(std::count(column.begin(), column.end(), 0))}};
  require_ok(entente_graph_components(graph, column.data(), column.size(), &count, nullptr),
             "entente_graph_components");
  figures["components_und"] = count;
  figures["largest_component_und"] = static_cast<double>(std::count(column.begin(), column.end(), 0));
  require_ok(entente_graph_strong_components(graph, column.data(), column.size(), &count, nullptr),
             "entente_graph_strong_components");
  figures["sccs"] = count;
  return figures;
}

void check_views(const std::string &id, const entente_graph *graph, const json &expected, Report &report) {
  const std::map<std::string, double> figures = view_figures(graph);
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    const auto figure = figures.find(key);
    if (figure == figures.end() || value.is_null()) {
      report.skip("views/" + key + (value.is_null() ? " without an expected value" : ""));
    } else {
      check(row, figure->second, value, report);
    }
  }
}

/// What the vectors say about themselves and their peers: not checked, not counted.
bool is_note(const std::string &key) {
  static const std::set<std::string> kNotes{"dataset", "versions", "note", "monte_carlo"};
  return kNotes.contains(key) || key.starts_with("agreement_") || key.ends_with("_cpu_s");
}

void check_file(const std::filesystem::path &data, const std::string &path, Report &report) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  const json expected = json::parse(file);
  const std::string stem = std::filesystem::path(path).stem().string();
  const Graph graph = create(read_edge_list(data, expected.at("dataset").get<std::string>()));
  for (const auto &[key, value] : expected.items()) {
    const std::string id = stem + "/" + key;
    if (key == "views") {
      check_views(id, graph.get(), value, report);
    } else if (key == "betweenness_und") {
      check_measure(id, betweenness(graph.get(), ENTENTE_VIEW_UND), value, report);
    } else if (key == "betweenness_dir") {
      check_measure(id, betweenness(graph.get(), ENTENTE_VIEW_DIR), value, report);
    } else if (!is_note(key) &&
               !check_decisions(id, key, {data, expected.at("dataset").get<std::string>()}, expected, report)) {
      report.skip(key);
    }
  }
}

}  // namespace

void run_graph(const std::vector<std::string> &arguments, Report &report) {
  if (arguments.size() < 2 || arguments[0] != "--data") throw std::runtime_error("the first argument is --data DIR");
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    try {
      check_file(arguments[1], arguments[i], report);
    } catch (const std::exception &error) {
      report.fail(arguments[i], error.what(), "a readable set");
    }
  }
}

}  // namespace conformance
