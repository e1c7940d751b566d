#pragma once

#include <cstdint>
#include <vector>

#include "entente/analysis/coverage_repair.hpp"

namespace entente::analysis {

/// One relation that could be begun.
struct RepairArc {
  std::int32_t client;
  std::int32_t agent;
  std::int64_t cost;
};

/// Throws as CoverageRepairSearch does.
void check_repair(const RepairRows &rows);

/// The rows by client, then agent. Throws Error: invalid (a pair given twice).
[[nodiscard]] std::vector<RepairArc> sorted_arcs(const RepairRows &rows);

/// The cost of leaving one knower missing: more than any rearrangement can save. Throws Error: limit.
[[nodiscard]] std::int64_t unmet_cost(const RepairRows &rows);

}  // namespace entente::analysis
