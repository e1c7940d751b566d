#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "graph_checks.hpp"
#include "graph_decisions.hpp"
#include "subcommands.hpp"

namespace conformance {
namespace {

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
    if (value.is_null()) continue;  // the set has no such figure
    if (figure == figures.end()) {
      report.skip("views/" + key);
    } else {
      check_value(row, figure->second, value, report);
    }
  }
}

void check_file(const std::filesystem::path &data, const std::string &path, Report &report) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  const json expected = json::parse(file);
  const std::string stem = std::filesystem::path(path).stem().string();
  const GraphSet set = read_graph_set(data, expected.at("dataset").get<std::string>());
  for (const auto &[key, value] : expected.items()) {
    const std::string id = stem + "/" + key;
    if (is_note(key)) continue;
    if (key == "views") {
      check_views(id, set.graph.get(), value, report);
    } else if (!check_vertex_measure(id, key, set, value, report) && !check_structure(id, key, set, value, report) &&
               !check_groups(id, key, set, value, report) &&
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
