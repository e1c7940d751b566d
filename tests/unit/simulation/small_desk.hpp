#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/simulation/demand.hpp"
#include "entente/simulation/play.hpp"

/// Desks for the tests.
namespace entente::testing_desk {

inline constexpr std::int64_t kHour = 3'600'000'000;
inline constexpr std::int64_t kWeek = 40 * kHour;

/// `departments` quota lines "A", "B", ...: `quota` a week, started within 4 h, weights 1, 2, 3, ...
inline Rules rules(std::size_t departments, std::int64_t quota = 4, std::int64_t floor_us = kHour) {
  Rules result;
  result.quotas.ordinary_floor_us = floor_us;
  for (std::size_t d = 0; d < departments; ++d) {
    QuotaLine line;
    line.party = std::string(1, static_cast<char>('A' + d));
    line.quota = quota;
    line.period_us = kWeek;
    line.start_within_us = 4 * kHour;
    line.spacing_us = quota > 0 ? kWeek / quota : 0;
    line.weight = static_cast<std::int64_t>(d % 16) + 1;
    result.quotas.lines.push_back(line);
  }
  result.ordinary_within_us = 16 * kHour;
  return result;
}

inline Team team(std::int32_t agents, std::int32_t pool = 0) {
  Team result;
  result.agents.assign(static_cast<std::size_t>(agents), TeamAgent{pool, 1, {}});
  return result;
}

/// Every department sends as much, with visits of an hour on average, so that the team is loaded to load_ppm.
inline Demand demand(std::size_t departments, std::int32_t agents, std::int64_t load_ppm, std::int32_t weeks,
                     std::int64_t priority_ppm = 100'000, std::int64_t called_ppm = 400'000) {
  Demand result;
  result.week_us = kWeek;
  result.weeks = weeks;
  DepartmentDemand one;
  one.requests_per_1000_weeks = agents * 40 * load_ppm / 1000 / static_cast<std::int64_t>(departments);
  one.priority_ppm = priority_ppm;
  one.called_ppm = called_ppm;
  one.service = {ServiceKind::exponential, kHour, 0};
  result.departments.assign(departments, one);
  return result;
}

inline const std::vector<Policy> &simulated_policies() {
  static const std::vector<Policy> all = {Policy::fifo, Policy::strict_priority, Policy::fair_queueing, Policy::earliest_due,
                                          Policy::trust_contract, Policy::trust_contract_chosen};
  return all;
}

}  // namespace entente::testing_desk
