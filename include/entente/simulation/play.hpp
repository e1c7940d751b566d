#pragma once

#include <cstdint>
#include <vector>

#include "entente/contract/quota_line.hpp"
#include "entente/simulation/team.hpp"
#include "entente/simulation/workload.hpp"

namespace entente {

/// How a policy is to be played.
struct Rules {
  Quotas quotas;                        ///< lines in byte order of their parties; floor
  std::int64_t ordinary_within_us = 0;  ///< due dates of ordinary requests under earliest_due, after the arrival
};

/// What became of each request, in the order of the workload, and of each department's units.
struct Played {
  std::vector<std::int64_t> start_us;   ///< kNoValue: never started (as_logged only)
  std::vector<std::int64_t> end_us;     ///< kNoValue as above; as_logged: start + work
  std::vector<std::int64_t> due_us;     ///< by when it was promised to start; kNoValue: no promise
  std::vector<std::uint8_t> backed;     ///< 1: a unit was spent on it (trust contracts only)
  std::vector<std::int32_t> agent;      ///< who served it; -1: the log
  std::vector<std::int64_t> granted;    ///< units by department just before the horizon (trust contracts only, else empty)
  std::vector<std::int64_t> unused;     ///< available or expired
  std::vector<std::int64_t> refunded;
};

/// Plays one policy on one workload: a simulation of discrete events in working time. At one instant visits end first, then
/// requests arrive, then free agents ask until no one gets anything. After the horizon nothing arrives, and what waits is
/// served to its end.
///
/// Promises. trust_contract and trust_contract_chosen: a backed request is due at the date of the slot that started it; others are promised
/// nothing. Every other policy: a request called a priority is due `start_within` of its line after its arrival; ordinary
/// ones are promised nothing (earliest_due orders them by `ordinary_within_us`, which promises nothing). A promise is kept by
/// a start at or before due + grace.
///
/// Throws ErrorCode::limit where a visit would end beyond kLastWorkingTimeUs. The arguments must have been checked (see
/// check_team, check_demand). O(n (log n + agents)).
[[nodiscard]] Played play(const Workload &workload, const Team &team, const Rules &rules, Policy policy);

/// Throws ErrorCode::invalid (no agent, a pool with requests that no agent serves), ErrorCode::range (a pool, slots below
/// 1), ErrorCode::limit (kMaxTeam). used_pools: those to which requests go.
void check_team(const Team &team, const std::vector<std::int32_t> &used_pools);

}  // namespace entente
