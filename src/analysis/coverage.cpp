#include "entente/analysis/coverage.hpp"

#include <algorithm>
#include <limits>

#include "entente/base/error.hpp"
#include "known_pairs.hpp"

namespace entente {

Coverage coverage(const RelationRows &rows, double threshold, std::int32_t k) {
  constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();
  if (k < 0) throw Error(ErrorCode::invalid, "k is negative");
  const analysis::KnownPairs known = analysis::known_pairs(rows, threshold);
  Coverage result;
  for (std::size_t c = 0; c + 1 < known.offsets.size(); ++c) {
    const auto knowers = static_cast<std::int32_t>(known.offsets[c + 1] - known.offsets[c]);
    result.knowers.push_back(knowers);
    result.missing.push_back(std::max(0, k - knowers));
    result.sole_knower.push_back(knowers == 1 ? known.agents[known.offsets[c]] : kNone);
  }
  return result;
}

}  // namespace entente
