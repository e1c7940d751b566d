#pragma once

#include <cstdint>
#include <vector>

#include "entente/simulation/workload.hpp"

namespace entente {

/// The requests of a real log, one value a request, in any order; the answer keeps the order of arrival, ties as given.
struct LoggedDemand {
  std::vector<std::int64_t> arrival_us;  ///< working time, >= 0
  std::vector<std::int64_t> work_us;     ///< hands-on time, >= 1; kNoValue: unknown, drawn from the others
  std::vector<std::int32_t> department;  ///< number of the quota line, lines in byte order of their parties
  std::vector<std::int32_t> pool;        ///< empty: 0 for all
  std::vector<Urgency> urgency;          ///< what the log called it: ordinary or priority
  std::vector<std::int64_t> start_us;    ///< first start in the log, kNoValue: none; not before the arrival
  std::int64_t horizon_us = 0;           ///< end of the log, after every arrival
};

/// Throws ErrorCode::invalid (columns of different lengths, no request with a known work), ErrorCode::range,
/// ErrorCode::limit (more than kMaxRunRequests requests).
void check_logged_demand(const LoggedDemand &demand, std::int32_t departments);

/// The requests of the log with every work known: one that the log does not tell is drawn, with replacement, from those
/// of its department that it does (of the whole log where its department has none). The rest is the same for every seed.
/// O(n log n).
[[nodiscard]] Workload draw_workload(const LoggedDemand &demand, std::uint64_t seed);

}  // namespace entente
