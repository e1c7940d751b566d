#pragma once

#include <algorithm>
#include <string>

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

}  // namespace entente::capi
