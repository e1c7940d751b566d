// Keys of one value a vertex: MEASURE, MEASURE_VIEW, each perhaps with _weighted; personalised_pagerank_ATTRIBUTEVALUE.
#include <algorithm>
#include <stdexcept>

#include "graph_checks.hpp"

namespace conformance {
namespace {

constexpr double kScale = 1000;                        ///< an arc of strength w costs 1 + floor(1000 / w)
constexpr Tolerance kPagerankTolerance{1e-9, 1e-9};

struct Key {
  std::string measure;
  std::int32_t view = ENTENTE_VIEW_UND;
  bool with_view = false;
  bool weighted = false;
};

bool take_suffix(std::string &text, const std::string &suffix) {
  if (!text.ends_with(suffix)) return false;
  text.resize(text.size() - suffix.size());
  return true;
}

Key parse(std::string text) {
  Key key;
  key.weighted = take_suffix(text, "_weighted");
  if (take_suffix(text, "_dir")) {
    key.view = ENTENTE_VIEW_DIR;
    key.with_view = true;
  } else {
    key.with_view = take_suffix(text, "_und");
  }
  key.measure = text;
  return key;
}

std::vector<double> values_of(entente_job *created, std::size_t vertices) {
  const JobHandle job(created, entente_job_destroy);
  run_job(job.get());
  std::vector<double> values(vertices);
  require_ok(entente_job_values(job.get(), values.data(), vertices, nullptr), "entente_job_values");
  return values;
}

/// Where a set is undirected, both arcs of a pair have the strength of its edge; their sum would be twice that. So its
/// cheapest paths are counted on arcs, each pair from both ends.
std::vector<double> weighted_betweenness(const GraphSet &set, std::int32_t view) {
  const bool by_arcs = view == ENTENTE_VIEW_UND && set.list.undirected;
  entente_job *job = nullptr;
  require_ok(entente_graph_weighted_betweenness(set.weighted.get(), by_arcs ? ENTENTE_VIEW_DIR : view, kScale, 1, &job,
                                                nullptr),
             "entente_graph_weighted_betweenness");
  std::vector<double> values = values_of(job, set.vertices());
  if (by_arcs) {
    for (double &value : values) value /= 2;
  }
  return values;
}

std::vector<double> pagerank(const GraphSet &set, const Key &key, const std::vector<double> &restart) {
  std::vector<double> values(set.vertices());
  const std::int32_t view = key.with_view ? key.view : ENTENTE_VIEW_DIR;
  const entente_graph *const graph = key.weighted ? set.weighted.get() : set.graph.get();
  require_ok(entente_graph_pagerank(graph, view, 0.85, key.weighted ? 1 : 0, restart.empty() ? nullptr : restart.data(),
                                    1e-12, 0, values.data(), values.size(), nullptr, nullptr),
             "entente_graph_pagerank");
  return values;
}

std::vector<double> constraint(const GraphSet &set, bool weighted) {
  std::vector<double> values(set.vertices());
  const entente_graph *const graph = weighted ? set.weighted.get() : set.graph.get();
  require_ok(entente_graph_structural_holes(graph, weighted ? 1 : 0, values.data(), nullptr, nullptr, values.size(),
                                            nullptr),
             "entente_graph_structural_holes");
  return values;
}

/// 1 for each vertex of which an attribute has a value, as ATTRIBUTEVALUE or ATTRIBUTE_VALUE says.
std::vector<double> members(const GraphSet &set, const std::string &name) {
  for (const auto &[attribute, values] : set.list.attributes) {
    if (!name.starts_with(attribute)) continue;
    std::string value = name.substr(attribute.size());
    if (value.starts_with('_')) value.erase(0, 1);
    std::vector<double> chosen;
    for (const std::string &own : values) chosen.push_back(own == value ? 1.0 : 0.0);
    if (std::count(chosen.begin(), chosen.end(), 1.0) > 0) return chosen;
  }
  throw std::runtime_error("no vertices of " + name);
}

using Make = std::int32_t (*)(const entente_graph *, std::int32_t, std::int32_t, entente_job **, entente_error **);

std::vector<double> searched(Make make, const GraphSet &set, std::int32_t view) {
  entente_job *job = nullptr;
  require_ok(make(set.graph.get(), view, 1, &job, nullptr), "a job");
  return values_of(job, set.vertices());
}

}  // namespace

bool check_vertex_measure(const std::string &id, const std::string &key, const GraphSet &set, const json &expected,
                          Report &report) {
  const std::string kPersonalised = "personalised_pagerank_";
  const Key asked = parse(key);
  if (key.starts_with(kPersonalised)) {
    const std::vector<double> restart = members(set, key.substr(kPersonalised.size()));
    const Key plain{"pagerank", ENTENTE_VIEW_DIR, true, false};
    check_measure(id, pagerank(set, plain, restart), expected, report, kPagerankTolerance);
  } else if (asked.measure == "pagerank") {
    check_measure(id, pagerank(set, asked, {}), expected, report, kPagerankTolerance);
  } else if (asked.measure == "betweenness" && asked.with_view) {
    check_measure(id, asked.weighted ? weighted_betweenness(set, asked.view)
                                     : searched(entente_graph_betweenness, set, asked.view), expected, report);
  } else if (asked.measure == "closeness" && asked.with_view && !asked.weighted) {
    check_measure(id, searched(entente_graph_closeness, set, asked.view), expected, report);
  } else if (asked.measure == "harmonic" && asked.with_view && !asked.weighted) {
    check_measure(id, searched(entente_graph_harmonic, set, asked.view), expected, report);
  } else if (asked.measure == "constraint" && asked.with_view && asked.view == ENTENTE_VIEW_UND) {
    check_measure(id, constraint(set, asked.weighted), expected, report);
  } else {
    return false;
  }
  return true;
}

}  // namespace conformance
