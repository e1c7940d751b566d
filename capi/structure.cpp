#include "entente/analysis/articulation.hpp"
#include "entente/analysis/cores.hpp"
#include "entente/analysis/structural_holes.hpp"
#include "graph_handle.hpp"

using namespace entente;
using capi::copy_out;
using capi::graph_of;
using capi::guard;
using capi::require;
using capi::vertices_of;

int32_t entente_graph_core_numbers(const entente_graph *graph, int32_t *out, size_t n, entente_error **err) {
  return guard(err, [&] {
    const auto column = capi::result_span(out, n, vertices_of(graph_of(graph)), "vertices");
    copy_out(core_numbers(graph->graph), column);
  });
}

int32_t entente_graph_articulation_points(const entente_graph *graph, int32_t *out, size_t capacity, size_t *need,
                                          entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr || capacity == 0, "out is NULL");
    const Articulation found = articulation(graph_of(graph));
    capi::require_room(found.points.size(), capacity, need);
    copy_out(found.points, capi::optional_span(out, found.points.size()));
  });
}

int32_t entente_graph_bridges(const entente_graph *graph, int32_t *source, int32_t *target, size_t capacity,
                              size_t *need, entente_error **err) {
  return guard(err, [&] {
    require((source != nullptr && target != nullptr) || capacity == 0, "a column is NULL");
    const Articulation found = articulation(graph_of(graph));
    capi::require_room(found.bridge_source.size(), capacity, need);
    copy_out(found.bridge_source, capi::optional_span(source, found.bridge_source.size()));
    copy_out(found.bridge_target, capi::optional_span(target, found.bridge_target.size()));
  });
}

int32_t entente_graph_structural_holes(const entente_graph *graph, int32_t weighted, double *constraint,
                                       double *effective_size, double *efficiency, size_t n, entente_error **err) {
  return guard(err, [&] {
    capi::require_columns(n, vertices_of(graph_of(graph)), "vertices");
    const bool by_strength = capi::switch_of(weighted, "weighted is neither 0 nor 1");
    const StructuralHoles holes = structural_holes(graph->graph, by_strength);
    copy_out(holes.constraint, capi::optional_span(constraint, n));
    copy_out(holes.effective_size, capi::optional_span(effective_size, n));
    copy_out(holes.efficiency, capi::optional_span(efficiency, n));
  });
}
