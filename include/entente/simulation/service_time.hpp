#pragma once

#include <cstdint>

namespace entente {

/// Longest mean of a visit: a year of 365 days.
inline constexpr std::int64_t kMaxMeanVisitUs = 365LL * 24 * 3600 * 1'000'000;
/// Largest coefficient of variation, in millionths.
inline constexpr std::int64_t kMaxVariationPpm = 10'000'000;

enum class ServiceKind : std::int32_t {
  constant = 0,     ///< every visit takes the mean
  exponential = 1,  ///< without memory: variation 1
  lognormal = 2,    ///< a few long ones: variation as stated
};

/// How long a visit occupies an agent, in microseconds of working time; at least 1.
struct ServiceTime {
  ServiceKind kind = ServiceKind::exponential;
  std::int64_t mean_us = 0;               ///< 1 to kMaxMeanVisitUs
  std::int64_t variation_ppm = 1'000'000; ///< lognormal: standard deviation / mean, 0 to kMaxVariationPpm
};

}  // namespace entente
