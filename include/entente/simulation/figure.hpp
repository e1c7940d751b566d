#pragma once

#include <cstddef>
#include <cstdint>

namespace entente {

/// What one run says of one department, or of all. Whole numbers: requests, units, microseconds of working time, millionths.
/// kNoValue where nothing was counted. Only requests that arrive after the warm-up and before the horizon count; units count
/// from the start of the run. A wait is the time from arrival to start; one that ends after the horizon counts in full.
/// p50 and p90 are nearest ranks: the ceil(n q)-th smallest. The numbers are those of `entente_figure` in the C API and
/// never change.
enum class Figure : std::int32_t {
  requests = 0,
  called = 1,                  ///< called a priority, rightly or not
  promised = 2,                ///< with a due date for their start
  breached = 3,                ///< of those, started after due + grace, or not started though that has passed
  breached_ppm = 4,            ///< breached / promised
  refused = 5,                 ///< trust contracts: for which a unit was wanted and none was left
  wait_mean_us = 6,            ///< of all requests
  wait_p50_us = 7,
  wait_p90_us = 8,
  priority_wait_mean_us = 9,   ///< of those that are a priority
  priority_wait_p50_us = 10,
  priority_wait_p90_us = 11,
  called_wait_mean_us = 12,    ///< of those called a priority without being one
  called_wait_p50_us = 13,
  called_wait_p90_us = 14,
  ordinary_wait_mean_us = 15,  ///< of those not called a priority
  ordinary_wait_p50_us = 16,
  ordinary_wait_p90_us = 17,
  backlog = 18,                ///< arrived and not started at the horizon (the warm-up's requests included)
  jain_ppm = 19,               ///< over all: Jain's index of the departments' mean waits, see jain_ppm(); else kNoValue
  units_granted = 20,          ///< trust contracts: before the horizon
  units_unused = 21,           ///< trust contracts: available or expired just before the horizon
  units_refunded = 22,         ///< trust contracts: given back because the provider started late
};

inline constexpr std::size_t kFigures = 23;

}  // namespace entente
