#include "entente/analysis/assortativity.hpp"
#include "entente/analysis/brokerage.hpp"
#include "entente/analysis/ei_index.hpp"
#include "entente/analysis/leiden.hpp"
#include "entente/analysis/modularity.hpp"
#include "graph_handle.hpp"

using namespace entente;
using capi::copy_out;
using capi::groups_of;
using capi::guard;
using capi::optional_span;
using capi::require;
using capi::view_of;

namespace {

void write(const TieBalance &balance, size_t n, int64_t *internal, int64_t *external, double *ei) noexcept {
  copy_out(balance.internal, optional_span(internal, n));
  copy_out(balance.external, optional_span(external, n));
  copy_out(balance.ei, optional_span(ei, n));
}

}  // namespace

int32_t entente_graph_ei_index(const entente_graph *graph, int32_t view, const int32_t *group, size_t n, int32_t groups,
                               int64_t *internal, int64_t *external, double *ei, double *expected,
                               entente_error **err) {
  return guard(err, [&] {
    const VertexGroups given = groups_of(graph, group, n, groups);
    const EiIndex index = ei_index(graph->graph, view_of(view), given);
    if (internal != nullptr) *internal = index.internal;
    if (external != nullptr) *external = index.external;
    if (ei != nullptr) *ei = index.ei;
    if (expected != nullptr) *expected = index.expected_ei;
  });
}

int32_t entente_graph_ei_of_groups(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                   int32_t groups, int64_t *internal, int64_t *external, double *ei,
                                   entente_error **err) {
  return guard(err, [&] {
    const VertexGroups given = groups_of(graph, group, n, groups);
    const EiIndex index = ei_index(graph->graph, view_of(view), given);
    write(index.of_group, index.of_group.ei.size(), internal, external, ei);
  });
}

int32_t entente_graph_ei_of_vertices(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                     int32_t groups, int64_t *internal, int64_t *external, double *ei,
                                     entente_error **err) {
  return guard(err, [&] {
    const VertexGroups given = groups_of(graph, group, n, groups);
    const EiIndex index = ei_index(graph->graph, view_of(view), given);
    write(index.of_vertex, n, internal, external, ei);
  });
}

int32_t entente_graph_ei_permutations(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                      int32_t groups, int32_t permutations, int64_t seed, entente_job **out,
                                      entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const VertexGroups given = groups_of(graph, group, n, groups);
    *out = new entente_job{ei_permutations_job(graph->graph, view_of(view), given, permutations, seed)};
  });
}

int32_t entente_graph_assortativity(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                    int32_t groups, double *out, entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const VertexGroups given = groups_of(graph, group, n, groups);
    *out = assortativity(graph->graph, view_of(view), given);
  });
}

int32_t entente_graph_brokerage(const entente_graph *graph, const int32_t *group, size_t n, int32_t groups, int64_t *out,
                                entente_error **err) {
  return guard(err, [&] {
    const VertexGroups given = groups_of(graph, group, n, groups);
    require(out != nullptr || n == 0, "out is NULL");
    const Brokerage roles = brokerage(graph->graph, given);
    copy_out(roles.count, optional_span(out, roles.count.size()));
  });
}

int32_t entente_graph_community_quality(const entente_graph *graph, const int32_t *group, size_t n, int32_t groups,
                                        int32_t quality, double resolution, int32_t weighted, double *out,
                                        entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const VertexGroups given = groups_of(graph, group, n, groups);
    *out = community_quality(graph->graph, given, capi::quality_of(quality, resolution, weighted));
  });
}

int32_t entente_graph_leiden(const entente_graph *graph, int32_t quality, double resolution, int32_t weighted,
                             int32_t iterations, int32_t restarts, int64_t seed, entente_job **out,
                             entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const LeidenOptions options{capi::quality_of(quality, resolution, weighted), iterations, restarts, seed};
    *out = new entente_job{leiden_job(capi::graph_of(graph), options)};
  });
}
