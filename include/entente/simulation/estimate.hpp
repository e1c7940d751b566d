#pragma once

#include <cstdint>
#include <span>

namespace entente {

/// A mean over independent runs with its confidence interval, mean -/+ half_width.
struct Estimate {
  std::int64_t runs = 0;    ///< that have the figure
  double mean = 0;          ///< NaN where none has
  double half_width = 0;    ///< at 95 %, by Student's t with runs - 1 degrees of freedom; NaN below two runs
};

/// The estimate from one value a run; kNoValue is left out. Sums are whole numbers, exact for values
/// within +-2^53 (all figures but units of absurd quotas), so the answer is the same on every machine.
[[nodiscard]] Estimate estimate(std::span<const std::int64_t> values) noexcept;

/// The 0.975 quantile of Student's t: a table to 30 degrees of freedom, above it the Cornish-Fisher expansion (Abramowitz
/// and Stegun 26.7.5). Error below 0.0001. degrees >= 1.
[[nodiscard]] double student_t(std::int64_t degrees) noexcept;

}  // namespace entente
