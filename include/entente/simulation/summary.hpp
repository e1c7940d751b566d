#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/simulation/figure.hpp"
#include "entente/simulation/play.hpp"

namespace entente {

/// The figures of one run: for each department and, last, for all: kFigures values in the order of Figure. The workload and
/// the outcome belong together. O(n).
[[nodiscard]] std::vector<std::int64_t> summarise(const Workload &workload, const Played &outcome, const Rules &rules,
                                                  Policy policy);

/// Jain's fairness index (Jain, Chiu, Hawe, 1984) in millionths, (sum x)^2 / (n sum x^2): 1000000 where all x are equal,
/// 1000000 / n where one has everything. x >= 0; all 0: 1000000; none: kNoValue. Values above 2^36 are scaled down to 36
/// binary digits together, so that whole numbers suffice.
[[nodiscard]] std::int64_t jain_ppm(std::span<const std::int64_t> x) noexcept;

}  // namespace entente
