#include <algorithm>

#include "entente/analysis/betweenness.hpp"
#include "entente/analysis/components.hpp"
#include "entente/analysis/strong_components.hpp"
#include "entente/graph/builder.hpp"
#include "guard.hpp"

using namespace entente;
using capi::guard;
using capi::require;

struct entente_graph {
  Graph graph;
};

namespace {

View view_of(int32_t view) {
  require(view == ENTENTE_VIEW_DIR || view == ENTENTE_VIEW_UND, "view is none of entente_view");
  return static_cast<View>(view);
}

/// Checks a column of one value a vertex.
void require_column(const entente_graph *graph, const int32_t *out, size_t n) {
  require(graph != nullptr, "graph is NULL");
  if (n != static_cast<size_t>(graph->graph.vertices())) {
    throw Error(ErrorCode::buffer, "n is not the number of vertices");
  }
  require(out != nullptr || n == 0, "out is NULL");
}

}  // namespace

int32_t entente_graph_create(int32_t vertices, size_t m, const int32_t *source, const int32_t *target,
                             const double *strength, entente_graph **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    require((source != nullptr && target != nullptr) || m == 0, "source or target is NULL");
    const EdgeRows rows{vertices, {source, m}, {target, m}, {strength, strength == nullptr ? 0 : m}};
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
    require_column(graph, out, n);
    const Adjacency &adjacency = graph->graph.adjacency(view_of(view));
    for (size_t v = 0; v < n; ++v) out[v] = static_cast<int32_t>(adjacency.degree(static_cast<int32_t>(v)));
  });
}

int32_t entente_graph_components(const entente_graph *graph, int32_t *out, size_t n, int32_t *count,
                                 entente_error **err) {
  return guard(err, [&] {
    require_column(graph, out, n);
    const Partition partition = components(graph->graph);
    std::copy(partition.label.begin(), partition.label.end(), out);
    if (count != nullptr) *count = partition.count;
  });
}

int32_t entente_graph_strong_components(const entente_graph *graph, int32_t *out, size_t n, int32_t *count,
                                        entente_error **err) {
  return guard(err, [&] {
    require_column(graph, out, n);
    const Partition partition = strong_components(graph->graph);
    std::copy(partition.label.begin(), partition.label.end(), out);
    if (count != nullptr) *count = partition.count;
  });
}

int32_t entente_graph_betweenness(const entente_graph *graph, int32_t view, int32_t threads, entente_job **out,
                                  entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    require(graph != nullptr, "graph is NULL");
    *out = new entente_job{betweenness_job(graph->graph, view_of(view), threads)};
  });
}
