#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/contract/quota_line.hpp"
#include "entente/quota/balances.hpp"
#include "entente/scheduler/decision.hpp"
#include "entente/scheduler/refusal.hpp"
#include "entente/scheduler/request.hpp"
#include "entente/scheduler/terms_change.hpp"

namespace entente {

/// Most requests known at a time. A request's number carries a generation in its upper bits, so the number of a
/// forgotten request is refused `unknown_request` until its place has been used again 128 times.
inline constexpr std::int32_t kMaxRequests = 1 << 24;

/// The queue of a trust contract: who is served next, who may claim precedence, and what is left of each quota.
///
/// A deterministic state machine: its state is a function of the operations and their times. It reads no clock; time
/// is working time of the pool in microseconds, in [0, kLastWorkingTimeUs], handed in with each operation. Every
/// operation first moves the clock (an earlier time is refused `time_backwards`): periods roll over, then answer
/// limits expire. Only then is it judged. A refusal keeps these effects of the clock and has no other.
///
/// Due dates are given by slots: backing a request issues a slot due at max(now + S, last slot + T) to its department;
/// dates past 2^62 microseconds are given as 2^62. Which of the department's backed requests takes the slot is the
/// department's choice. An agent of a pool that asks for work gets, in this order,
///   1. the ordinary request of step 4, if the ordinary floor is due and comes before the earliest slot of the pool;
///   2. the earliest slot of the pool (ties: submission order of the requests at the head);
///   3. the earliest slot of the pools that it helps;
///   4. the pool's ordinary requests by start-time fair queueing over departments (Goyal, Vin, Cheng, 1997): start
///      tag max(v, finish), finish tag = start tag + 720720 / weight, least start tag first, ties by department;
///   5. the same of the pools that it helps, the earliest submitted first.
///
/// Errors: every operation throws ErrorCode::range for a time outside the range, and bad_alloc; then nothing has
/// changed. Requests, agents, departments and pools that do not exist are refusals, not errors. Operations cost
/// O(log departments), plus O(log d) for each answer limit or loan repayment that fell due. Once queues have been as
/// long as they get, nothing is allocated. Not safe for concurrent use.
class Scheduler {
 public:
  /// One department for each quota line, numbered 0 .. n-1 in byte order of their names; pool 0 is named "*"; no agent.
  /// Throws ErrorCode::range (start_us, a line, the floor outside [0, kLastWorkingTimeUs]), ErrorCode::invalid (two
  /// lines of one party), ErrorCode::limit.
  Scheduler(const Quotas &quotas, std::int64_t start_us);
  ~Scheduler();
  Scheduler(Scheduler &&) noexcept;
  Scheduler &operator=(Scheduler &&) noexcept;

  [[nodiscard]] std::int32_t department_count() const noexcept;
  /// Number of a department; -1: none of that name.
  [[nodiscard]] std::int32_t department_id(std::string_view name) const noexcept;
  /// Throws ErrorCode::not_found.
  [[nodiscard]] const std::string &department_name(std::int32_t department) const;

  /// Adds a pool, or finds the one of that name. Throws ErrorCode::limit (name too long, departments x pools > 2^31).
  std::int32_t add_pool(std::string_view name);
  /// Adds an agent, present, with `slots` visits at a time (>= 0); names are the host's and need not differ.
  /// Throws ErrorCode::not_found (pool), ErrorCode::range (slots), ErrorCode::limit.
  std::int32_t add_agent(std::string_view name, std::int32_t pool, std::int32_t slots);
  /// Lets an agent help another pool. Throws ErrorCode::not_found.
  void add_skill(std::int32_t agent, std::int32_t pool);

  /// Only moves the clock.
  Refusal advance(std::int64_t now_us);
  /// A new request enters the ordinary queue of a pool; with `back` it is backed at once, and where that is refused it
  /// is ordinary and the reason is returned. Refusals: duplicate (the key of a request that is known),
  /// unknown_department, unknown_pool. Throws ErrorCode::limit (kMaxRequests).
  Submission submit(std::int64_t now_us, std::int64_t key, std::int32_t department, std::int32_t pool, bool back);
  /// Holds a unit for a queued request and issues a slot. Refusals: unknown_request, not_queued, already_backed,
  /// quota_exhausted.
  Refusal back(std::int64_t now_us, std::int32_t request);
  /// Moves a backed request to a place (0: first) in its department's backed queue of its pool; the slots stay where
  /// they are. A place beyond the end means the end. Refusals: unknown_request, not_backed. O(place).
  Refusal reorder(std::int64_t now_us, std::int32_t request, std::size_t place);
  /// An agent asks for work: at most one request starts. Nothing for an absent agent or one without a free slot.
  /// Refusals: unknown_agent.
  Decision next(std::int64_t now_us, std::int32_t agent);
  /// Starts a queued request by the host's own will; counted as an override unless it was next's choice. A backed one
  /// takes its department's earliest slot. Refusals: unknown_request, not_queued, unknown_agent, agent_unavailable.
  Refusal assign(std::int64_t now_us, std::int32_t request, std::int32_t agent);
  /// Refusals: unknown_request, not_active.
  Refusal complete(std::int64_t now_us, std::int32_t request);
  /// A queued or active request waits for its requester. Refusals: unknown_request, not_open.
  Refusal ask(std::int64_t now_us, std::int32_t request);
  /// Refusals: unknown_request, not_waiting.
  Refusal answer(std::int64_t now_us, std::int32_t request);
  /// Refusals: unknown_request, not_done.
  Refusal reopen(std::int64_t now_us, std::int32_t request);
  /// Withdraws a request; a held unit returns. Refusals: unknown_request, closed.
  Refusal cancel(std::int64_t now_us, std::int32_t request);
  /// Releases a done or cancelled request: its number and key are free again. Refusals: unknown_request, not_done.
  Refusal forget(std::int64_t now_us, std::int32_t request);
  /// An absent agent gets nothing and keeps what it has. Refusals: unknown_agent.
  Refusal presence(std::int64_t now_us, std::int32_t agent, bool present);
  /// Moves available units; with `repay` as a loan. Refusals: bad_amount (units <= 0, or to oneself),
  /// unknown_department, quota_exhausted. Throws ErrorCode::limit as Ledger::transfer; only the clock has moved then.
  Refusal transfer(std::int64_t now_us, std::int32_t from, std::int32_t to, std::int64_t units, bool repay);
  /// Changes terms of a quota line. Refusals: unknown_department, fixed_field. Throws ErrorCode::range (a term out of
  /// range, see check_terms): nothing has changed then, nor has the clock moved; ErrorCode::limit (a balance at 2^61):
  /// only the clock has moved then.
  Refusal change_terms(std::int64_t now_us, std::int32_t department, const TermsChange &change, Effective effective);

  /// What is known of a request. Throws ErrorCode::not_found.
  [[nodiscard]] RequestInfo request(std::int32_t request) const;
  /// Balances as of the last operation. Throws ErrorCode::not_found.
  [[nodiscard]] Balances balances(std::int32_t department) const;
  /// Starts by the host's own will that were not next's choice. Throws ErrorCode::not_found.
  [[nodiscard]] std::int64_t overrides(std::int32_t department) const;
  /// Due dates of the slots still queued, ascending. Throws ErrorCode::not_found.
  [[nodiscard]] std::vector<std::int64_t> slots(std::int32_t department, std::int32_t pool) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente
