#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "entente/analysis/diffusion.hpp"
#include "entente/analysis/job.hpp"
#include "entente/graph/graph.hpp"

namespace entente {

/// Plays the spread from these seeds, forwards, `runs` times. values(): the mean number of people reached (seeds included)
/// and its standard error, sqrt(variance / runs), NaN for fewer than two runs. Shares no code with the search for seeds.
///
/// Work is counted in runs. The same bytes for any number of threads and any stepping: a run depends on (seed, its number)
/// alone, and the sums are whole numbers. A seed that is given twice counts once.
/// Throws Error: range (p not in (0, 1], a seed that is no vertex), invalid (runs not in [1, 2^31), threads < 1).
[[nodiscard]] std::unique_ptr<Job> spread_job(const Graph &graph, const DiffusionModel &model,
                                              std::span<const std::int32_t> seeds, std::int64_t runs, std::uint64_t seed,
                                              std::int32_t threads = 1);

struct SpreadEstimate {
  double mean = 0;
  double standard_error = 0;
};

/// The same in one call.
[[nodiscard]] SpreadEstimate spread(const Graph &graph, const DiffusionModel &model, std::span<const std::int32_t> seeds,
                                    std::int64_t runs, std::uint64_t seed, std::int32_t threads = 1);

}  // namespace entente
