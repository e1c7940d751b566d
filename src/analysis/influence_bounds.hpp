#pragma once

#include <algorithm>
#include <cmath>

/// OPIM-C (Tang, Tang, Xiao, Yuan, SIGMOD 2018): what coverages say of spreads. a = ln(1 / the chance that a bound fails).
namespace entente::analysis {

/// Of the spread of seeds that were chosen without looking at these theta sets and cover `covered` of them.
[[nodiscard]] inline double lower_bound(double covered, double a, double vertices, double theta) noexcept {
  const double root = std::sqrt(covered + 2 * a / 9) - std::sqrt(a / 2);
  return root <= 0 ? 0 : std::max(0.0, (root * root - a / 18) * vertices / theta);
}

/// Of the greatest spread, where no choice covers more than `most` of theta sets.
[[nodiscard]] inline double upper_bound(double most, double a, double vertices, double theta) noexcept {
  const double root = std::sqrt(most + a / 2) + std::sqrt(a / 2);
  return root * root * vertices / theta;
}

/// ln of the number of ways to choose k of n.
[[nodiscard]] inline double log_choose(double n, double k) noexcept {
  double sum = 0;
  for (double i = 1; i <= k; ++i) sum += std::log((n - k + i) / i);
  return sum;
}

/// The first and the greatest number of sets in each collection.
struct SetCounts {
  double first;
  double most;
};

[[nodiscard]] inline SetCounts set_counts(double n, double k, double epsilon, double delta) noexcept {
  const double share = 1 - std::exp(-1.0);
  const double log_delta = std::log(6 / delta);
  const double root = std::sqrt(log_delta) * share + std::sqrt(share * (log_choose(n, k) + log_delta));
  const double most = 2 * n * root * root / (epsilon * epsilon * k);
  return {std::max(1.0, most * epsilon * epsilon * k / n), std::max(1.0, most)};
}

}  // namespace entente::analysis
