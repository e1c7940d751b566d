#pragma once

#include <cstdint>
#include <vector>

namespace entente {

/// The vertices of a graph divided into classes. Classes are numbered by descending size, then by their lowest vertex.
struct Partition {
  std::vector<std::int32_t> label;  ///< the class of each vertex, 0 .. count - 1
  std::int32_t count = 0;
};

}  // namespace entente
