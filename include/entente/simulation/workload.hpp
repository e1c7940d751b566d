#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/simulation/policy.hpp"

namespace entente {

/// Most requests of one run, as many as are drawn on average or as a log has.
inline constexpr std::int64_t kMaxRunRequests = 4'000'000;

/// The requests of one run, one value a request, in order of arrival: the same for every policy that is tried on them.
/// Times are working time in microseconds from 0.
struct Workload {
  std::vector<std::int64_t> arrival_us;   ///< ascending, in [0, horizon)
  std::vector<std::int64_t> work_us;      ///< how long its visit takes, >= 1
  std::vector<std::int32_t> department;   ///< number of the quota line, lines in byte order of their parties
  std::vector<std::int32_t> pool;
  std::vector<Urgency> urgency;
  std::vector<std::int64_t> logged_start_us;  ///< replay: its first start in the log, kNoValue: none; else empty
  std::int64_t horizon_us = 0;            ///< nothing arrives from here on; what waits then is the backlog
  std::int64_t counted_from_us = 0;       ///< requests that arrive before are served and not counted

  [[nodiscard]] std::size_t size() const noexcept { return arrival_us.size(); }
};

}  // namespace entente
