#include "entente/analysis/closeness.hpp"
#include "entente/analysis/harmonic.hpp"
#include "entente/analysis/pagerank.hpp"
#include "entente/analysis/weighted_betweenness.hpp"
#include "graph_handle.hpp"

using namespace entente;
using capi::graph_of;
using capi::guard;
using capi::require;
using capi::vertices_of;
using capi::view_of;

int32_t entente_graph_weighted_betweenness(const entente_graph *graph, int32_t view, double scale, int32_t threads,
                                           entente_job **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = new entente_job{weighted_betweenness_job(graph_of(graph), view_of(view), scale, threads)};
  });
}

int32_t entente_graph_closeness(const entente_graph *graph, int32_t view, int32_t threads, entente_job **out,
                                entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = new entente_job{closeness_job(graph_of(graph), view_of(view), threads)};
  });
}

int32_t entente_graph_harmonic(const entente_graph *graph, int32_t view, int32_t threads, entente_job **out,
                               entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = new entente_job{harmonic_job(graph_of(graph), view_of(view), threads)};
  });
}

int32_t entente_graph_pagerank(const entente_graph *graph, int32_t view, double damping, int32_t weighted,
                               const double *restart, double tolerance, int32_t max_sweeps, double *out, size_t n,
                               double *residual, entente_error **err) {
  return guard(err, [&] {
    const auto column = capi::result_span(out, n, vertices_of(graph_of(graph)), "vertices");
    PagerankOptions options;
    options.view = view_of(view);
    options.damping = damping;
    options.weighted = capi::switch_of(weighted, "weighted is neither 0 nor 1");
    options.restart = {restart, restart == nullptr ? 0 : n};
    options.tolerance = tolerance;
    if (max_sweeps != 0) options.max_sweeps = max_sweeps;
    const Pagerank ranks = pagerank(graph->graph, options);
    capi::copy_out(ranks.value, column);
    if (residual != nullptr) *residual = ranks.residual;
  });
}
