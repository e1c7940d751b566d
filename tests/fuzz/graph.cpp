// Bytes -> edge rows -> graph, components, betweenness, through the C API. First byte: vertices; second: threads and
// step size; then three bytes a row: source, target, strength. Ids may lie one beyond the last vertex.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <vector>

#include "entente.h"

namespace {

constexpr std::int32_t kMaxVertices = 24;
constexpr std::size_t kMaxRows = 80;

void require(bool condition) {
  if (!condition) std::abort();
}

struct Input {
  std::int32_t vertices = 0;
  std::int32_t threads = 1;
  std::int64_t work = 0;
  std::vector<std::int32_t> source, target;
  std::vector<double> strength;
  bool valid = true;  ///< what the documentation asks of rows

  Input(const std::uint8_t *data, std::size_t size) {
    if (size < 2) return;
    vertices = data[0] % (kMaxVertices + 1);
    threads = data[1] % 16 == 0 ? 3 : 1;
    work = data[1] / 16;
    for (std::size_t i = 2; i + 2 < size && source.size() < kMaxRows; i += 3) {
      source.push_back(data[i] % (vertices + 1));
      target.push_back(data[i + 1] % (vertices + 1));
      strength.push_back(strength_of(data[i + 2]));
      if (source.back() == vertices || target.back() == vertices || data[i + 2] < 4) valid = false;
    }
  }

  static double strength_of(std::uint8_t byte) {
    static constexpr double kBad[] = {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(),
                                      std::numeric_limits<double>::infinity()};
    return byte < 4 ? kBad[byte] : static_cast<double>(byte) / 16;
  }
};

using Distances = std::vector<std::vector<int>>;

/// Floyd and Warshall; kFar where there is no path.
constexpr int kFar = 1 << 20;
Distances distances(const Input &input, bool directed) {
  const auto n = static_cast<std::size_t>(input.vertices);
  Distances d(n, std::vector<int>(n, kFar));
  for (std::size_t v = 0; v < n; ++v) d[v][v] = 0;
  for (std::size_t i = 0; i < input.source.size(); ++i) {
    const auto u = static_cast<std::size_t>(input.source[i]);
    const auto v = static_cast<std::size_t>(input.target[i]);
    if (u == v) continue;
    d[u][v] = 1;
    if (!directed) d[v][u] = 1;
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
    }
  }
  return d;
}

/// Labels are classes of the relation, numbered by descending size, then lowest member.
template <class Related>
void check_labels(const std::vector<std::int32_t> &label, std::int32_t count, const Related &related) {
  std::vector<int> size(static_cast<std::size_t>(count), 0);
  std::vector<std::size_t> lowest(static_cast<std::size_t>(count), label.size());
  for (std::size_t v = 0; v < label.size(); ++v) {
    require(label[v] >= 0 && label[v] < count);
    const auto at = static_cast<std::size_t>(label[v]);
    if (size[at]++ == 0) lowest[at] = v;
    for (std::size_t u = 0; u < v; ++u) require((label[u] == label[v]) == related(u, v));
  }
  for (std::size_t c = 1; c < size.size(); ++c) {
    require(size[c] > 0 && (size[c - 1] > size[c] || (size[c - 1] == size[c] && lowest[c - 1] < lowest[c])));
  }
}

std::vector<double> run(const entente_graph *graph, std::int32_t view, std::int32_t threads, std::int64_t work,
                        std::size_t n) {
  entente_job *job = nullptr;
  require(entente_graph_betweenness(graph, view, threads, &job, nullptr) == ENTENTE_OK);
  std::int64_t done = 0;
  std::int64_t total = 0;
  do {
    const std::int64_t before = done;
    require(entente_job_step(job, work, &done, &total, nullptr) == ENTENTE_OK);
    require(done > before || done == total);
  } while (done < total);
  std::vector<double> values(n);
  require(entente_job_values(job, values.data(), n, nullptr) == ENTENTE_OK);
  entente_job_destroy(job);
  return values;
}

/// The values of all vertices sum to the number of inner vertices of one shortest path for each pair.
void check_betweenness(const Input &input, const entente_graph *graph, std::int32_t view, const Distances &d) {
  const std::size_t n = d.size();
  const std::vector<double> values = run(graph, view, 1, 0, n);
  require(values == run(graph, view, input.threads, input.work, n));
  double sum = 0;
  for (const double value : values) {
    require(value >= 0);
    sum += value;
  }
  double expected = 0;
  for (std::size_t s = 0; s < n; ++s) {
    for (std::size_t t = 0; t < n; ++t) {
      if (s != t && d[s][t] < kFar) expected += d[s][t] - 1;
    }
  }
  if (view == ENTENTE_VIEW_UND) expected /= 2;
  require(std::abs(sum - expected) <= 1e-9 * std::max(1.0, expected));
}

void check_graph(const Input &input, const entente_graph *graph) {
  const auto n = static_cast<std::size_t>(input.vertices);
  const std::int64_t arcs = entente_graph_figure(graph, ENTENTE_GRAPH_ARCS);
  const std::int64_t edges = entente_graph_figure(graph, ENTENTE_GRAPH_EDGES);
  require(arcs + entente_graph_figure(graph, ENTENTE_GRAPH_LOOPS_DROPPED) +
              entente_graph_figure(graph, ENTENTE_GRAPH_ROWS_MERGED) ==
          static_cast<std::int64_t>(input.source.size()));
  require(edges <= arcs && arcs <= 2 * edges);
  const Distances dir = distances(input, true);
  const Distances und = distances(input, false);
  std::vector<std::int32_t> label(n);
  std::int32_t count = 0;
  require(entente_graph_components(graph, label.data(), n, &count, nullptr) == ENTENTE_OK);
  check_labels(label, count, [&](std::size_t u, std::size_t v) { return und[u][v] < kFar; });
  require(entente_graph_strong_components(graph, label.data(), n, &count, nullptr) == ENTENTE_OK);
  check_labels(label, count, [&](std::size_t u, std::size_t v) { return dir[u][v] < kFar && dir[v][u] < kFar; });
  check_betweenness(input, graph, ENTENTE_VIEW_DIR, dir);
  check_betweenness(input, graph, ENTENTE_VIEW_UND, und);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  const Input input(data, size);
  entente_graph *graph = nullptr;
  const std::int32_t status = entente_graph_create(input.vertices, input.source.size(), input.source.data(),
                                                   input.target.data(), input.strength.data(), &graph, nullptr);
  require(status == (input.valid ? ENTENTE_OK : ENTENTE_E_RANGE));
  require((graph != nullptr) == input.valid);
  if (input.valid) check_graph(input, graph);
  entente_graph_destroy(graph);
  return 0;
}
