#pragma once

#include <algorithm>
#include <string>

#include "entente/analysis/modularity.hpp"
#include "entente/analysis/vertex_groups.hpp"
#include "entente/graph/graph.hpp"
#include "guard.hpp"
#include "span.hpp"

/// What stands behind entente_graph, for the shim files that know it.
struct entente_graph {
  entente::Graph graph;
};

namespace entente::capi {

inline View view_of(std::int32_t view) {
  require(view == ENTENTE_VIEW_DIR || view == ENTENTE_VIEW_UND, "view is none of entente_view");
  return static_cast<View>(view);
}

inline const Graph &graph_of(const entente_graph *graph) {
  require(graph != nullptr, "graph is NULL");
  return graph->graph;
}

inline std::size_t vertices_of(const Graph &graph) { return static_cast<std::size_t>(graph.vertices()); }

/// A switch: 0 or 1.
inline bool switch_of(std::int32_t value, const char *message) {
  require(value == 0 || value == 1, message);
  return value == 1;
}

/// For columns that may be left out: n must be as many as are due.
inline void require_columns(std::size_t n, std::size_t needed, const char *of_what) {
  if (n == needed) return;
  throw Error(ErrorCode::buffer, "n is " + std::to_string(n) + ", expected the number of " + of_what + ", " +
                                     std::to_string(needed));
}

/// One label for each of the n vertices.
inline VertexGroups groups_of(const entente_graph *graph, const std::int32_t *group, std::size_t n, std::int32_t groups) {
  require_columns(n, vertices_of(graph_of(graph)), "vertices");
  return {read_span(group, n, "group"), groups};
}

inline QualityOptions quality_of(std::int32_t quality, double resolution, std::int32_t weighted) {
  require(quality == ENTENTE_QUALITY_MODULARITY || quality == ENTENTE_QUALITY_CONSTANT_POTTS,
          "quality is none of entente_community_quality");
  return {static_cast<CommunityQuality>(quality), resolution, switch_of(weighted, "weighted is neither 0 nor 1")};
}

/// Copies a result into the caller's column, where there is one.
template <class Values, class Value>
void copy_out(const Values &values, std::span<Value> column) noexcept {
  if (!column.empty()) std::copy(values.begin(), values.end(), column.begin());
}

/// A column of as many values as the caller has room for: NULL with capacity 0 asks for the number only.
/// Writes *need, and throws ErrorCode::buffer where the room is too small.
inline void require_room(std::size_t needed, std::size_t capacity, std::size_t *need) {
  require(need != nullptr, "need is NULL");
  *need = needed;
  if (capacity < needed) throw Error(ErrorCode::buffer, "room for " + std::to_string(needed) + " values is needed");
}

}  // namespace entente::capi
