#include <algorithm>

#include "base/prefetch.hpp"
#include "entente/base/error.hpp"
#include "scheduler/state.hpp"

namespace entente {

Submission Scheduler::submit(std::int64_t now_us, std::int64_t key, std::int32_t department, std::int32_t pool,
                             bool back) {
  NewRequest request;
  request.key = key;
  request.department = department;
  request.pool = pool;
  request.back = back;
  return submit(now_us, request);
}

Submission Scheduler::submit(std::int64_t now_us, const NewRequest &submitted) {
  State &state = *state_;
  State::check_time(now_us);
  const std::int32_t department = submitted.department;
  const std::int32_t pool = submitted.pool;
  const bool known = state.takes_department(department) && state.takes_pool(pool);
  const std::size_t line = known ? static_cast<std::size_t>(state.line_id(pool, department)) : 0;
  std::int32_t client = -1;
  if (known) {
    entente::prefetch(&state.lines[line]);
    state.ledger.prefetch_account(department);
    if (submitted.key % KeyIndex::kStretch == 0) state.requests.prefetch_key(submitted.key + KeyIndex::kStretch);
    const bool has_client = submitted.client != kNoValue;
    if (has_client || submitted.sla_due_us != kNoValue) state.requests.keep_extras();
    if (state.submissions >= kMaxSubmissions) throw Error(ErrorCode::limit, "more than 2^37 submissions");
    state.requests.reserve_one();
    if (submitted.back) state.lines[line].slots.reserve_one();
    if (has_client) state.people.reserve(1);
  }
  const JournalEntry entry(state.journal, state.now_us, [&] { return JournalLine{submission_of(now_us, submitted)}; });
  if (known && submitted.client != kNoValue && now_us >= state.now_us && state.requests.find(submitted.key).place < 0)
    client = state.people.add(submitted.client);
  if (!state.tick(now_us)) return {kNoRequest, Refusal::time_backwards};
  const KeyIndex::Found where = state.requests.find(submitted.key);
  if (where.place >= 0) return {kNoRequest, Refusal::duplicate};
  if (!known)
    return {kNoRequest,
            state.takes_department(department) ? Refusal::unknown_pool : Refusal::unknown_department};
  const std::int32_t place =
      state.requests.add(where, submitted.key, state.submissions++, static_cast<std::int32_t>(line));
  Request &request = state.requests[place];
  const bool expedite = submitted.expedite && state.expedite_cap > 0;
  request.set_expedite(expedite);
  request.set_intake_complete(submitted.intake_complete);
  if (state.requests.keeps_extras()) state.requests.extra(place) = {submitted.sla_due_us, 0, client, -1};
  if (expedite) ++state.expedites[static_cast<std::size_t>(department)];
  state.enter_queue(place);
  Refusal refusal = submitted.back ? state.back(place) : Refusal::accepted;
  if (submitted.expedite && !expedite && refusal == Refusal::accepted && !submitted.back)
    refusal = Refusal::expedite_off;
  return {state.requests.number(place), refusal};
}

Refusal Scheduler::State::back(std::int32_t place) noexcept {
  const Request &request = requests[place];
  if (request.state() != RequestState::queued) return Refusal::not_queued;
  if (request.is_backed()) return Refusal::already_backed;
  if (request.expedite()) return Refusal::expedited;
  if (intake_required && !request.intake_complete()) return Refusal::intake_incomplete;
  return hold(place) ? Refusal::accepted : Refusal::quota_exhausted;
}

Refusal Scheduler::back(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  State::check_time(now_us);
  const std::int32_t place = state.requests.place(request);
  if (place >= 0) {
    state.line_of(state.requests[place]).slots.reserve_one();
    if (state.requests[place].visited()) state.requests.keep_extras();
  }
  const JournalEntry entry = state.enter(OperationKind::back, request, now_us);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  return place < 0 ? Refusal::unknown_request : state.back(place);
}

Refusal Scheduler::unback(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::unback, request, now_us);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  Request &ordinary = state.requests[place];
  if (ordinary.state() != RequestState::queued || ordinary.backing() != Backing::held) return Refusal::not_backed;
  state.leave_queue(place);
  state.ledger.give_back(state.department_of(ordinary), state.requests.held_period(place), request);
  ordinary.set_backing(Backing::none);
  state.enter_queue(place);
  return Refusal::accepted;
}

Refusal Scheduler::complete_intake(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::complete_intake, request, now_us);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  if (state.requests[place].state() >= RequestState::done) return Refusal::closed;
  state.requests[place].set_intake_complete(true);
  return Refusal::accepted;
}

Refusal Scheduler::reorder(std::int64_t now_us, std::int32_t request, std::size_t place_in_queue) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry =
      state.enter(OperationKind::reorder, request, now_us, 0,
                  static_cast<std::int64_t>(std::min<std::size_t>(place_in_queue, kMaxRequests)));
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  const Request &moved = state.requests[place];
  if (moved.state() != RequestState::queued || !moved.is_backed()) return Refusal::not_backed;
  Line &line = state.line_of(moved);
  state.unlink(line.backed, place);
  state.insert(line.backed, place, place_in_queue);
  state.refresh_slot(line);
  return Refusal::accepted;
}

}  // namespace entente
