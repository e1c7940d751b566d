#pragma once

#include <cstdint>
#include <vector>

#include "entente/contract/target.hpp"

namespace entente {

/// The calendars that can come about together for some targets, one a target: all that choose theirs by one attribute at
/// the opening have the same value of it; one that chooses at the time is free of the others. Each combination once.
/// Throws Error(limit) beyond limits::kNestingCombinations.
[[nodiscard]] std::vector<std::vector<std::int32_t>> calendar_combinations(const std::vector<const Target *> &targets);

}  // namespace entente
