#pragma once

#include <cstdint>
#include <vector>

#include "entente/analysis/vertex_groups.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// What a broker b is between a source a and a target c, by their groups in the order a, b, c. The numbers are those of
/// `entente_brokerage_role` in the C API.
enum class BrokerageRole : std::int32_t {
  coordinator = 0,     ///< A A A
  consultant = 1,      ///< A B A: the broker alone is outside
  representative = 2,  ///< A A B
  gatekeeper = 3,      ///< A B B
  liaison = 4,         ///< A B C
};

inline constexpr std::int32_t kBrokerageRoles = 5;

/// How often each vertex has each role: role r of vertex v at r x vertices + v.
struct Brokerage {
  std::int32_t vertices = 0;
  std::vector<std::int64_t> count;

  [[nodiscard]] std::int64_t operator()(BrokerageRole role, std::int32_t vertex) const noexcept {
    return count[static_cast<std::size_t>(role) * static_cast<std::size_t>(vertices) + static_cast<std::size_t>(vertex)];
  }
};

/// Brokerage roles (Gould and Fernandez, Sociological Methodology 19, 1989): counts a -> b -> c with a, b, c distinct and no
/// arc a -> c, for the broker b. View dir; strengths do not matter. O(sum of squared numbers of successors + arcs).
/// Throws Error: invalid (not one group a vertex), range (a group out of range).
[[nodiscard]] Brokerage brokerage(const Graph &graph, const VertexGroups &groups);

}  // namespace entente
