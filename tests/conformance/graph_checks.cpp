#include "graph_checks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <stdexcept>

namespace conformance {
namespace {

GraphHandle create(const EdgeList &list, bool weighted) {
  entente_graph *graph = nullptr;
  const double *const strength = weighted && !list.strength.empty() ? list.strength.data() : nullptr;
  require_ok(entente_graph_create(list.vertices, list.source.size(), list.source.data(), list.target.data(), strength,
                                  &graph, nullptr),
             "entente_graph_create");
  return {graph, entente_graph_destroy};
}

/// Ids by value rounded to 12 significant digits, then by id.
std::vector<std::size_t> ranking(const std::vector<double> &values, bool descending) {
  std::vector<double> rounded;
  std::vector<std::size_t> ids;
  for (std::size_t i = 0; i < values.size(); ++i) {
    rounded.push_back(std::strtod(text_of(values[i]).c_str(), nullptr));
    if (!std::isnan(values[i])) ids.push_back(i);
  }
  std::sort(ids.begin(), ids.end(), [&](std::size_t a, std::size_t b) {
    if (rounded[a] != rounded[b]) return descending ? rounded[a] > rounded[b] : rounded[a] < rounded[b];
    return a < b;
  });
  return ids;
}

}  // namespace

GraphSet read_graph_set(const std::filesystem::path &folder, const std::string &name) {
  EdgeList list = read_edge_list(folder, name);
  GraphHandle graph = create(list, false);
  GraphHandle weighted = create(list, true);
  return {std::move(list), std::move(graph), std::move(weighted)};
}

void require_ok(std::int32_t status, const char *call) {
  if (status != ENTENTE_OK) throw std::runtime_error(std::string(call) + ": " + entente_status_name(status));
}

void run_job(entente_job *job) {
  constexpr std::int64_t kWork = 100;
  std::int64_t done = 0;
  std::int64_t total = 1;
  while (done < total) require_ok(entente_job_step(job, kWork, &done, &total, nullptr), "entente_job_step");
}

std::string text_of(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.12g", value);
  return buffer;
}

bool near(double got, double expected, Tolerance tolerance) {
  const double bound = tolerance.relative * std::max(std::abs(expected), std::abs(got));
  return std::abs(got - expected) <= std::max(bound, tolerance.absolute);
}

void check_value(const std::string &id, double got, double expected, Report &report, Tolerance tolerance) {
  near(got, expected, tolerance) ? report.pass() : report.fail(id, text_of(got), text_of(expected));
}

void check_ranks(const std::string &id, const std::vector<double> &values, const json &expected, bool descending,
                 Report &report, Tolerance tolerance) {
  const std::vector<std::size_t> ids = ranking(values, descending);
  const auto shown = [](std::size_t vertex, double value) { return std::to_string(vertex) + " " + text_of(value); };
  for (std::size_t rank = 0; rank < expected.size(); ++rank) {
    const auto vertex = expected[rank][0].get<std::size_t>();
    const auto value = expected[rank][1].get<double>();
    const bool placed = rank < ids.size() && (ids[rank] == vertex || (tolerance.absolute > 0 &&
                                                                      near(values[ids[rank]], value, tolerance)));
    if (placed && vertex < values.size() && near(values[vertex], value, tolerance)) continue;
    const std::string got = rank < ids.size() ? shown(ids[rank], values[ids[rank]]) : "nothing";
    return report.fail(id + "[" + std::to_string(rank) + "]", got, shown(vertex, value));
  }
  report.pass();
}

void check_measure(const std::string &id, const std::vector<double> &values, const json &expected, Report &report,
                   Tolerance tolerance) {
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
      check_value(row, sum, value, report, tolerance);
    } else if (key == "sum_id_weighted") {
      // The tolerance of a value, times the mean of what it is multiplied by.
      const double scale = (static_cast<double>(values.size()) + 1) / 2;
      check_value(row, weighted, value, report, {tolerance.relative, tolerance.absolute * scale});
    } else if (key == "defined") {
      check_value(row, defined, value, report);
    } else if (key.starts_with("top") || key.starts_with("highest")) {
      check_ranks(row, values, value, true, report, tolerance);
    } else if (key.starts_with("lowest")) {
      check_ranks(row, values, value, false, report, tolerance);
    } else if (!is_note(key)) {
      report.skip(row);
    }
  }
}

bool is_note(const std::string &key) {
  static const std::set<std::string> kNotes{"dataset", "versions", "note", "monte_carlo", "def"};
  return kNotes.contains(key) || key.starts_with("agreement_") || key.ends_with("_cpu_s") ||
         key.starts_with("max_abs_diff_");
}

}  // namespace conformance
