#pragma once

#include <cstdint>
#include <span>

#include "entente/analysis/knowledge.hpp"
#include "entente/scheduler/scheduler.hpp"

namespace entente {

/// A case that is critical at the moment, and who absorbs the pressure for it.
struct CriticalCase {
  std::int32_t request = kNoRequest;
  std::int64_t manager = kNoValue;  ///< the host's number of the manager
};

/// What else is known when a request is assigned.
struct AssignmentTerms {
  std::int32_t pool = 0;
  const Knowledge *knowledge = nullptr;      ///< nullptr: whoever started a request of the client within window_us
  std::int64_t window_us = kLastWorkingTimeUs;
  std::span<const std::int64_t> needed_us;   ///< working time that each agent needs for the request; empty: 0
  std::int64_t due_us = kNoValue;            ///< working time at which it is due; kNoValue: the SLA due date it was submitted with
  std::span<const CriticalCase> critical;
  bool start = true;                         ///< false: only says whom
};

/// An agent and the three reasons for or against it.
struct AssignmentCandidate {
  std::int32_t agent = -1;           ///< -1: nobody
  Knows knows = Knows::stranger;     ///< graph: how it knows the client
  double strength = 0;               ///< of the relation; 0 without a graph
  bool own_pool = false;             ///< scheduler: of the pool itself, else a helper
  std::int32_t active = 0;           ///< scheduler: visits in hand before this one
  std::int32_t slots = 0;            ///< scheduler: visits at a time
  std::int64_t finish_us = kNoValue; ///< SLA: now + what it needs
  bool meets_due = false;            ///< SLA: finish_us is not after the due date, or there is none
};

/// By what the runner-up fell behind: the first that differs, in this order. The numbers never change.
enum class RejectedFor : std::int32_t {
  nothing = 0,    ///< there is no runner-up
  due = 1,        ///< cannot meet the due date
  knowledge = 2,  ///< does not know the client, or less well
  pool = 3,       ///< helps, where the other is of the pool itself
  load = 4,       ///< has more in hand for its slots
  turn = 5,       ///< was assigned something later, or has the greater number
};

struct Assignment {
  Refusal refusal = Refusal::accepted;
  std::int32_t request = kNoRequest;  ///< the one that is next; kNoRequest: nothing is queued
  std::int32_t rule = 0;              ///< why it is next, as in Decision
  std::int64_t rank = kNoValue;
  std::int64_t key = kNoValue;
  std::int64_t client = kNoValue;
  std::int64_t due_us = kNoValue;     ///< that was to be met
  AssignmentCandidate chosen;
  AssignmentCandidate runner_up;
  RejectedFor rejected_for = RejectedFor::nothing;  ///< the runner-up
  std::int32_t shielded = 0;          ///< free agents left out because their case is critical
  std::int64_t manager = kNoValue;    ///< the client's contact while a case of it is critical; kNoValue: the agent itself
};

/// Joins the three pillars: the request of a pool that is next (scheduler) goes to the free agent who can meet its due date
/// (SLA), knows its client (graph) and has room (scheduler): of the agents present with a free slot who serve the pool, the
/// least of (cannot meet the due date, stranger after measured or served after backup after primary, helper after own pool,
/// active / slots, number of the last assignment, number). So nobody who would be late is taken while somebody would not be,
/// and the best of them is taken even where all would be.
///
/// While a case is critical, whoever has it active gets nothing new, and the manager is the contact of its client, for this
/// request too if it is of that client or the case itself; the first case in the list counts. Cases that are closed have no
/// effect.
///
/// The clock moves to now_us (Scheduler::advance). With `start` the request is started by Scheduler::assign, which counts
/// an override where `next` would have given that agent another one, as it may for a helper. Both stand in the journal.
///
/// Refusals: time_backwards. Throws ErrorCode::not_found (pool; a critical case that is no request), ErrorCode::invalid
/// (needed_us has no value for a free agent), ErrorCode::range (now_us, needed_us outside [0, kLastWorkingTimeUs], due_us
/// below 0); only the clock may have moved then. O(agents log + critical).
Assignment assign_now(Scheduler &scheduler, std::int64_t now_us, const AssignmentTerms &terms);

}  // namespace entente
