#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/contract/quota_line.hpp"
#include "entente/quota/balances.hpp"
#include "entente/quota/ledger_record.hpp"
#include "entente/scheduler/agent_choice.hpp"
#include "entente/scheduler/decision.hpp"
#include "entente/scheduler/new_request.hpp"
#include "entente/scheduler/offer.hpp"
#include "entente/scheduler/operation.hpp"
#include "entente/scheduler/refusal.hpp"
#include "entente/scheduler/request.hpp"
#include "entente/scheduler/terms_change.hpp"

namespace entente {

/// Most requests known at a time. A request's number carries a generation in its upper bits, so the number of a
/// forgotten request is refused `unknown_request` until its place has been used again 128 times.
inline constexpr std::int32_t kMaxRequests = (1 << 24) - 1;

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
///   0. the first of the incidents that wait in the expedite lane of its own pool, if the contract has one and fewer than
///      its cap are in progress there;
///   1. the ordinary request of step 4, if the ordinary floor is due and comes before the earliest slot of the pool;
///   2. the earliest slot of the pool (ties: submission order of the requests at the head);
///   3. the earliest slot of the pools that it helps;
///   4. the pool's ordinary requests by start-time fair queueing over departments (Goyal, Vin, Cheng, 1997): start
///      tag max(v, finish), finish tag = start tag + 720720 / weight, least start tag first, ties by department;
///   5. the same of the pools that it helps, the earliest submitted first.
/// Ordinary requests of a department wait in order of entry or, where the contract says so, of SLA due date.
///
/// What a host does beside the queue: a retired department's requests are served to their end, but it submits none,
/// receives no units and is granted none; a retired pool takes no new request, no request from elsewhere and no agent; a
/// retired agent is unknown, and what it had active goes back to its queue.
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
  /// Number of a department, retired or not; -1: none of that name.
  [[nodiscard]] std::int32_t department_id(std::string_view name) const noexcept;
  /// Throws ErrorCode::not_found.
  [[nodiscard]] const std::string &department_name(std::int32_t department) const;

  /// Adds a pool, or finds the one of that name and brings it back if it was retired. Throws ErrorCode::limit (name too long, departments x pools > 2^27).
  std::int32_t add_pool(std::string_view name);
  /// Adds an agent, present, with `slots` visits at a time (>= 0); names are the host's and need not differ.
  /// Throws ErrorCode::not_found (pool), ErrorCode::range (slots), ErrorCode::limit.
  std::int32_t add_agent(std::string_view name, std::int32_t pool, std::int32_t slots);
  /// Lets an agent help another pool. Throws ErrorCode::not_found.
  void add_skill(std::int32_t agent, std::int32_t pool);
  /// Adds a department under the next number, whatever its name; its first grant happens now. Refusals: time_backwards.
  /// Throws ErrorCode::range (a term), ErrorCode::invalid (its name is in use), ErrorCode::limit; nothing has changed
  /// then. Cost O(lines + requests) whenever their number has doubled, else O(departments log departments).
  Addition add_department(std::int64_t now_us, const QuotaLine &line);
  /// Its queue is served to its end, from the units that it has; it is granted nothing more and owes its loans for good.
  /// Refusals: unknown_department (also: retired already).
  Refusal retire_department(std::int64_t now_us, std::int32_t department);
  /// What it has active is released, by order of submission. Refusals: unknown_agent. O(requests known).
  Refusal retire_agent(std::int64_t now_us, std::int32_t agent);
  /// What is queued there is served to its end. Refusals: unknown_pool.
  Refusal retire_pool(std::int64_t now_us, std::int32_t pool);

  /// Only moves the clock.
  Refusal advance(std::int64_t now_us);
  /// A new request enters the ordinary queue of a pool; with `back` it is backed at once, and where that is refused it
  /// is ordinary and the reason is returned. Refusals: duplicate (the key of a request that is known),
  /// unknown_department, unknown_pool. Throws ErrorCode::limit (kMaxRequests).
  Submission submit(std::int64_t now_us, std::int64_t key, std::int32_t department, std::int32_t pool, bool back);
  /// The same with more to say. An incident enters the expedite lane of its pool and can spend no unit; where the
  /// contract has no such lane it is an ordinary request, and `expedite_off` is returned unless `back` is asked for too,
  /// which then decides. The first client or SLA due date makes room for them: 16 bytes a request.
  Submission submit(std::int64_t now_us, const NewRequest &request);
  /// Holds a unit for a queued request and issues a slot. Refusals: unknown_request, not_queued, already_backed,
  /// expedited, intake_incomplete (the contract lists an intake and that of the request is not complete),
  /// quota_exhausted.
  Refusal back(std::int64_t now_us, std::int32_t request);
  /// A queued request gives its held unit back as a cancelled one would, and goes to the tail of the ordinary queue.
  /// Refusals: unknown_request, not_backed (all but a queued request with a held unit).
  Refusal unback(std::int64_t now_us, std::int32_t request);
  /// All that the intake asks for was given. Refusals: unknown_request, closed.
  Refusal complete_intake(std::int64_t now_us, std::int32_t request);
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
  /// A queued or active request is handed over to a pool: to the tail of its queue there, with a new slot if it is backed
  /// and never a new unit. Refusals: unknown_request, not_open, unknown_pool.
  Refusal move(std::int64_t now_us, std::int32_t request, std::int32_t pool);
  /// An active request goes back to the tail of its queue, likewise. Refusals: unknown_request, not_active.
  Refusal release(std::int64_t now_us, std::int32_t request);
  /// Challenge: the request was merged into another one, or root-cause work stands for it. It is closed, the key of the
  /// other is kept, and its held or spent unit returns as if it had been held in this period. Refusals: unknown_request
  /// (either, or both are the same), closed.
  Refusal reshape(std::int64_t now_us, std::int32_t request, std::int32_t into);
  /// Releases a closed request: its number and key are free again. Refusals: unknown_request, not_done.
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

  /// Agents, ascending, who started a request of the client in [now - window, now]; retired ones are left out.
  [[nodiscard]] std::vector<std::int32_t> knows(std::int64_t client, std::int64_t window_us = kKnowsWindowUs) const;
  /// Whom a request of a client (kNoValue: nobody's) should go to: of the agents present with a free slot whose own pool
  /// it is or who help it, the least of (own pool first, familiarity, active x 720720 / slots, number of the last
  /// assignment, number). Familiarity: where one agent alone knows the client and is present, everybody else is
  /// preferred; where two or more know it, these are. Throws ErrorCode::not_found (pool). O(agents).
  [[nodiscard]] AgentChoice choose_agent(std::int32_t pool, std::int64_t client = kNoValue,
                                         std::int64_t window_us = kKnowsWindowUs) const;

  /// What an agent of that pool would be given by `next` as of the last operation, helped pools left aside; changes nothing.
  /// Throws ErrorCode::not_found (pool). O(log departments).
  [[nodiscard]] Upcoming upcoming(std::int32_t pool) const;
  /// Who is present with a free slot and serves a pool, ascending. Throws ErrorCode::not_found (pool). O(agents).
  [[nodiscard]] std::vector<FreeAgent> free_agents(std::int32_t pool) const;

  /// One operation, as its own call would do it. Throws as apply() does.
  void play(const Operation &operation, Outcome &outcome);
  /// Applies operations in their order, each as its own call would; `outcomes` has as many elements. Where one throws,
  /// those before it have happened and *applied says how many. Throws ErrorCode::invalid (a kind that is none or is not
  /// plain, flags, sizes that differ), ErrorCode::range as the calls do.
  void apply(std::span<const Operation> operations, std::span<Outcome> outcomes, std::size_t *applied);

  /// Keeps a record of each movement of units from now on, in room for `capacity` of them; 0: off, as at first. The
  /// records begin with the balances as they stand. Throws ErrorCode::limit (more than 2^22); nothing has changed then.
  void reserve_records(std::size_t capacity);
  /// What drain_records did.
  struct Drained {
    std::size_t count;      ///< records given
    std::size_t left;       ///< records that did not fit
    std::int64_t dropped;   ///< records missing behind the last one given; known where none is left, else 0
  };
  /// Takes out the oldest records, as many as fit. Where there was no room for a record, it and all later ones are not
  /// kept but counted, until all have been drained: what comes out has no gap but at the end, and `dropped` says of how
  /// many. Folded over one department from the opening on, without a gap, the records give its balances as of the last
  /// operation. O(departments + records).
  Drained drain_records(std::span<LedgerRecord> out);

  /// The whole state as bytes, without the journal: versioned, checksummed, little-endian, the same from every compiler.
  /// O(state).
  [[nodiscard]] std::vector<std::uint8_t> snapshot() const;
  /// The scheduler whose snapshot this is. Throws ErrorCode::parse for bytes that are none, or torn, cut or altered, and
  /// ErrorCode::version for those of another version.
  [[nodiscard]] static Scheduler restore(std::span<const std::uint8_t> bytes);
  /// A number that two schedulers share if all that can be seen of them, now and later, is the same, and that differs
  /// otherwise but for one chance in 2^64: the FNV-1a hash of the state. Against accidents, not against forgery. Records
  /// and journal have no part in it. O(state).
  [[nodiscard]] std::uint64_t digest() const;

  /// Writes all further operations into a journal, beginning with the digest of the state as it stands. O(state).
  void start_journal();
  /// Bytes of the journal since the last call; appended to each other they are the journal. Empty without one.
  [[nodiscard]] std::vector<std::uint8_t> take_journal();
  void stop_journal() noexcept;
  /// What replay did.
  struct Replayed {
    std::size_t operations;
    std::size_t bytes;  ///< of the journal that were played; less than given: the rest is a torn frame
  };
  /// Plays a journal that began at this state; the state is then that at the end of the journal. A journal cut short
  /// within its last frame is played up to there. All or nothing: throws ErrorCode::parse (damaged), ErrorCode::version,
  /// ErrorCode::state (it began at another state, or this scheduler keeps a journal itself); then nothing has changed.
  /// Memory: a second copy of the state.
  Replayed replay(std::span<const std::uint8_t> journal);

  /// What is known of a request. Throws ErrorCode::not_found.
  [[nodiscard]] RequestInfo request(std::int32_t request) const;
  /// Balances as of the last operation. Throws ErrorCode::not_found.
  [[nodiscard]] Balances balances(std::int32_t department) const;
  /// Starts by the host's own will that were not next's choice. Throws ErrorCode::not_found.
  [[nodiscard]] std::int64_t overrides(std::int32_t department) const;
  /// Incidents that the department declared for the expedite lane. Throws ErrorCode::not_found.
  [[nodiscard]] std::int64_t expedites(std::int32_t department) const;
  /// Due dates of the slots still queued, ascending. Throws ErrorCode::not_found.
  [[nodiscard]] std::vector<std::int64_t> slots(std::int32_t department, std::int32_t pool) const;

 private:
  friend class SnapshotReader;
  struct State;
  explicit Scheduler(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

}  // namespace entente
