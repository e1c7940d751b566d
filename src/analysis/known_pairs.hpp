#pragma once

#include <cstdint>
#include <vector>

#include "entente/analysis/coverage.hpp"

namespace entente::analysis {

/// Who knows each client: the agents of client c are agents[offsets[c]] .. agents[offsets[c + 1] - 1], ascending.
struct KnownPairs {
  std::vector<std::size_t> offsets;
  std::vector<std::int32_t> agents;
};

/// The pairs whose rows sum to at least the threshold. Throws as coverage() does.
[[nodiscard]] KnownPairs known_pairs(const RelationRows &rows, double threshold);

}  // namespace entente::analysis
