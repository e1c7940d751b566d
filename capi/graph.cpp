#include <algorithm>

#include "entente/analysis/betweenness.hpp"
#include "entente/analysis/components.hpp"
#include "entente/analysis/strong_components.hpp"
#include "entente/graph/builder.hpp"
#include "graph_handle.hpp"

using namespace entente;
using capi::graph_of;
using capi::guard;
using capi::read_span;
using capi::require;
using capi::result_span;
using capi::vertices_of;
using capi::view_of;

namespace {

/// Writes labels and their number as the last step of a call.
void write(const Partition &partition, std::span<int32_t> labels, int32_t *count) noexcept {
  std::copy(partition.label.begin(), partition.label.end(), labels.begin());
  if (count != nullptr) *count = partition.count;
}

}  // namespace

int32_t entente_graph_create(int32_t vertices, size_t m, const int32_t *source, const int32_t *target,
                             const double *strength, entente_graph **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const EdgeRows rows{vertices, read_span(source, m, "source"), read_span(target, m, "target"),
                        {strength, strength == nullptr ? 0 : m}};
    *out = new entente_graph{build_graph(rows)};
  });
}

void entente_graph_destroy(entente_graph *graph) { delete graph; }

int64_t entente_graph_figure(const entente_graph *graph, int32_t figure) {
  if (graph == nullptr) return INT64_MIN;
  switch (figure) {
    case ENTENTE_GRAPH_VERTICES: return graph->graph.vertices();
    case ENTENTE_GRAPH_ARCS: return graph->graph.arcs();
    case ENTENTE_GRAPH_EDGES: return graph->graph.edges();
    case ENTENTE_GRAPH_LOOPS_DROPPED: return graph->graph.loops_dropped();
    case ENTENTE_GRAPH_ROWS_MERGED: return graph->graph.rows_merged();
    default: return INT64_MIN;
  }
}

int32_t entente_graph_degree(const entente_graph *graph, int32_t view, int32_t *out, size_t n, entente_error **err) {
  return guard(err, [&] {
    const Adjacency &adjacency = graph_of(graph).adjacency(view_of(view));
    const auto degrees = result_span(out, n, vertices_of(graph->graph), "vertices");
    for (size_t v = 0; v < n; ++v) degrees[v] = static_cast<int32_t>(adjacency.degree(static_cast<int32_t>(v)));
  });
}

int32_t entente_graph_components(const entente_graph *graph, int32_t *out, size_t n, int32_t *count,
                                 entente_error **err) {
  return guard(err, [&] {
    const auto labels = result_span(out, n, vertices_of(graph_of(graph)), "vertices");
    write(components(graph->graph), labels, count);
  });
}

int32_t entente_graph_strong_components(const entente_graph *graph, int32_t *out, size_t n, int32_t *count,
                                        entente_error **err) {
  return guard(err, [&] {
    const auto labels = result_span(out, n, vertices_of(graph_of(graph)), "vertices");
    write(strong_components(graph->graph), labels, count);
  });
}

int32_t entente_graph_betweenness(const entente_graph *graph, int32_t view, int32_t threads, entente_job **out,
                                  entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = new entente_job{betweenness_job(graph_of(graph), view_of(view), threads)};
  });
}
