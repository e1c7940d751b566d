#include "entente/analysis/group_ties.hpp"
#include "entente/analysis/reciprocity.hpp"
#include "graph_handle.hpp"

using namespace entente;
using capi::copy_out;
using capi::graph_of;
using capi::groups_of;
using capi::guard;
using capi::optional_span;
using capi::require;
using capi::view_of;

int32_t entente_graph_group_ties(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                 int32_t groups, int64_t *size, int64_t *ties, double *strength, double *density,
                                 entente_error **err) {
  return guard(err, [&] {
    const VertexGroups given = groups_of(graph, group, n, groups);
    const GroupTies found = group_ties(graph->graph, view_of(view), given);
    copy_out(found.size, optional_span(size, found.size.size()));
    copy_out(found.ties, optional_span(ties, found.ties.size()));
    copy_out(found.strength, optional_span(strength, found.strength.size()));
    if (density == nullptr) return;
    for (int32_t a = 0; a < groups; ++a) {
      for (int32_t b = 0; b < groups; ++b) density[found.at(a, b)] = found.density(a, b);
    }
  });
}

int32_t entente_graph_silent_pairs(const entente_graph *graph, const int32_t *group, size_t n, int32_t groups,
                                   int64_t min_size, int32_t *a, int32_t *b, size_t capacity, size_t *need,
                                   entente_error **err) {
  return guard(err, [&] {
    const VertexGroups given = groups_of(graph, group, n, groups);
    require((a != nullptr && b != nullptr) || capacity == 0, "a column is NULL");
    const auto pairs = silent_pairs(group_ties(graph->graph, View::und, given), min_size);
    capi::require_room(pairs.size(), capacity, need);
    for (size_t i = 0; i < pairs.size(); ++i) {
      a[i] = pairs[i].first;
      b[i] = pairs[i].second;
    }
  });
}

int32_t entente_graph_reciprocity(const entente_graph *graph, double *arcs, double *strength, entente_error **err) {
  return guard(err, [&] {
    const Reciprocity answered = reciprocity(graph_of(graph));
    if (arcs != nullptr) *arcs = answered.arcs;
    if (strength != nullptr) *strength = answered.strength;
  });
}

int32_t entente_graph_pair_reciprocity(const entente_graph *graph, size_t pairs, const int32_t *u, const int32_t *v,
                                       double *out, entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr || pairs == 0, "out is NULL");
    const auto values = pair_reciprocity(graph_of(graph), capi::read_span(u, pairs, "u"), capi::read_span(v, pairs, "v"));
    copy_out(values, optional_span(out, pairs));
  });
}
