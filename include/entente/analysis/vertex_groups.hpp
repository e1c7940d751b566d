#pragma once

#include <cstdint>
#include <span>

namespace entente {

/// The group of every vertex, such as its department: group[v] in [0, count). Groups may be empty.
struct VertexGroups {
  std::span<const std::int32_t> group;
  std::int32_t count = 0;
};

}  // namespace entente
