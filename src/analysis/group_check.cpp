#include "group_check.hpp"

#include <string>

#include "entente/base/error.hpp"

namespace entente::analysis {

void check_groups(const Graph &graph, const VertexGroups &groups) {
  if (groups.group.size() != static_cast<std::size_t>(graph.vertices())) {
    throw Error(ErrorCode::invalid, "there is not one group a vertex");
  }
  if (groups.count < 0) throw Error(ErrorCode::range, "the number of groups is negative");
  for (std::size_t v = 0; v < groups.group.size(); ++v) {
    if (groups.group[v] >= 0 && groups.group[v] < groups.count) continue;
    throw Error(ErrorCode::range, "vertex " + std::to_string(v) + ": group " + std::to_string(groups.group[v]) +
                                      " is not in [0, " + std::to_string(groups.count) + ")");
  }
}

}  // namespace entente::analysis
