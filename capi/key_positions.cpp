#include "entente/analysis/betweenness_parts.hpp"
#include "entente/analysis/betweenness_sample.hpp"
#include "entente/analysis/key_players.hpp"
#include "graph_handle.hpp"

using namespace entente;
using capi::graph_of;
using capi::guard;
using capi::require;
using capi::view_of;

int32_t entente_graph_key_players(const entente_graph *graph, int32_t view, int32_t k, int32_t threads,
                                  entente_job **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = new entente_job{key_players_job(graph_of(graph), view_of(view), k, threads)};
  });
}

int32_t entente_graph_betweenness_sample(const entente_graph *graph, int32_t view, double error, double failure,
                                         int64_t seed, int32_t threads, entente_job **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const SampleOptions options{view_of(view), error, failure, seed, threads};
    *out = new entente_job{betweenness_sample_job(graph_of(graph), options)};
  });
}

int32_t entente_graph_betweenness_parts(const entente_graph *graph, int32_t view, int32_t vertex, const int32_t *group,
                                        size_t n, int32_t groups, int32_t top, entente_job **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const VertexGroups given = capi::groups_of(graph, group, n, groups);
    *out = new entente_job{betweenness_parts_job(graph->graph, view_of(view), vertex, given, top)};
  });
}
