#pragma once

#include <cstdint>
#include <vector>

#include "entente/analysis/partition.hpp"

namespace entente::analysis {

/// Numbers classes 0 .. count - 1, given in any order, by descending size, then lowest vertex. O(vertices).
[[nodiscard]] Partition order_labels(std::vector<std::int32_t> label, std::int32_t count);

}  // namespace entente::analysis
