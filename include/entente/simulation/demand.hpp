#pragma once

#include <cstdint>
#include <vector>

#include "entente/simulation/service_time.hpp"
#include "entente/simulation/workload.hpp"

namespace entente {

/// Longest working week, in microseconds: seven whole days.
inline constexpr std::int64_t kMaxWeekUs = 7LL * 24 * 3600 * 1'000'000;
/// Longest horizon in weeks: a century.
inline constexpr std::int32_t kMaxWeeks = 5200;
/// Most requests a week that one department may send, times 1000.
inline constexpr std::int64_t kMaxRate = 1'000'000'000'000;
/// Most bins of an intensity table.
inline constexpr std::size_t kMaxIntensityBins = 10'080;
/// Pools are numbered from 0 to one less than this.
inline constexpr std::int32_t kMaxPools = 1000;

/// What one department sends.
struct DepartmentDemand {
  std::int64_t requests_per_1000_weeks = 0;  ///< 0 to kMaxRate; a working week each
  /// Share of requests that are a priority, and share that is called one (those included): with called above priority,
  /// ordinary work is called a priority as well. In millionths; a called share below the priority share counts as it.
  std::int64_t priority_ppm = 0;
  std::int64_t called_ppm = 0;
  std::int32_t pool = 0;                     ///< that its requests go to
  ServiceTime service;
  /// How requests spread over the working week: weights >= 0 of equal parts of it, some above 0; empty: evenly.
  std::vector<std::int32_t> intensity;
};

/// Random requests: in each department a Poisson process whose intensity repeats every working week, with independent
/// service times and urgencies.
struct Demand {
  std::int64_t week_us = 0;       ///< working time in a week, 1 to kMaxWeekUs
  std::int32_t weeks = 0;         ///< that are counted, 1 up; with the warm-up at most kMaxWeeks
  std::int32_t warmup_weeks = 0;  ///< before them, served and not counted
  std::vector<DepartmentDemand> departments;  ///< one a quota line, in byte order of the parties
};

/// Throws ErrorCode::range (a number outside its range, an intensity table of nothing but 0), ErrorCode::limit (more than
/// kMaxRunRequests on average).
void check_demand(const Demand &demand);

/// The requests that a seed gives. Request i of department d depends on nothing but the seed, i and d, so that a change of
/// one share moves no other draw (common random numbers). Arrivals are unit exponentials summed and mapped through the
/// inverse of the expected number of requests (Cinlar 1975), in whole numbers: the same on every machine. Requests that
/// arrive at one instant are in order of department. The demand must have passed check_demand. O(n log n).
[[nodiscard]] Workload draw_workload(const Demand &demand, std::uint64_t seed);

}  // namespace entente
