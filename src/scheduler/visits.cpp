#include "scheduler/state.hpp"

namespace entente {

Refusal Scheduler::ask(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  State::check_time(now_us);
  if (const std::int32_t place = state.requests.place(request); place >= 0 && state.requests[place].is_backed())
    state.answer_limits.reserve(state.requests.places());
  const JournalEntry entry = state.enter(OperationKind::ask, request, now_us);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  Request &asked = state.requests[place];
  if (asked.state() == RequestState::queued)
    state.leave_queue(place);
  else if (asked.state() == RequestState::active)
    state.free_agent(place);
  else
    return Refusal::not_open;
  asked.set_state(RequestState::waiting);
  const std::int64_t limit_us = state.ledger.account(state.department_of(asked)).terms.answer_within_us;
  if (limit_us > 0 && (asked.backing() == Backing::held || asked.backing() == Backing::spent))
    state.answer_limits.set(place, now_us + limit_us);
  return Refusal::accepted;
}

Refusal Scheduler::State::resume(OperationKind kind, std::int64_t at_us, std::int32_t number, RequestState from,
                                 Refusal otherwise) {
  check_time(at_us);
  const std::int32_t place = requests.place(number);
  if (place >= 0) reserve_entry(static_cast<std::size_t>(requests[place].line()));
  const JournalEntry entry = enter(kind, number, at_us);
  if (!tick(at_us)) return Refusal::time_backwards;
  if (place < 0) return Refusal::unknown_request;
  if (requests[place].state() != from) return otherwise;
  if (from == RequestState::waiting) answer_limits.erase(place);
  if (from == RequestState::active) free_agent(place);
  enter_queue(place);
  return Refusal::accepted;
}

Refusal Scheduler::answer(std::int64_t now_us, std::int32_t request) {
  return state_->resume(OperationKind::answer, now_us, request, RequestState::waiting, Refusal::not_waiting);
}

Refusal Scheduler::reopen(std::int64_t now_us, std::int32_t request) {
  return state_->resume(OperationKind::reopen, now_us, request, RequestState::done, Refusal::not_done);
}

Refusal Scheduler::release(std::int64_t now_us, std::int32_t request) {
  return state_->resume(OperationKind::release, now_us, request, RequestState::active, Refusal::not_active);
}

bool Scheduler::State::close(std::int32_t place, RequestState as) noexcept {
  switch (requests[place].state()) {
    case RequestState::queued: leave_queue(place); break;
    case RequestState::active: free_agent(place); break;
    case RequestState::waiting: answer_limits.erase(place); break;
    case RequestState::done:
    case RequestState::cancelled:
    case RequestState::reshaped: return false;
  }
  requests[place].set_state(as);
  return true;
}

Refusal Scheduler::cancel(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::cancel, request, now_us);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  if (!state.close(place, RequestState::cancelled)) return Refusal::closed;
  Request &withdrawn = state.requests[place];
  if (withdrawn.backing() == Backing::held) {
    state.ledger.give_back(state.department_of(withdrawn), state.requests.held_period(place), request);
    withdrawn.set_backing(Backing::none);
  }
  return Refusal::accepted;
}

Refusal Scheduler::reshape(std::int64_t now_us, std::int32_t request, std::int32_t into) {
  State &state = *state_;
  State::check_time(now_us);
  const std::int32_t place = state.requests.place(request);
  const std::int32_t other = state.requests.place(into);
  if (place >= 0 && other >= 0) state.requests.keep_extras();
  const JournalEntry entry = state.enter(OperationKind::reshape, request, now_us, into);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  if (place < 0 || other < 0 || place == other) return Refusal::unknown_request;
  if (!state.close(place, RequestState::reshaped)) return Refusal::closed;
  Request &reshaped = state.requests[place];
  if (reshaped.backing() == Backing::held || reshaped.backing() == Backing::spent) {
    const bool spent = reshaped.backing() == Backing::spent;
    state.ledger.give_back_in_full(state.department_of(reshaped), spent, request);
    reshaped.set_backing(Backing::none);
  }
  state.requests.extra(place).other = state.requests[other].key;
  return Refusal::accepted;
}

Refusal Scheduler::move(std::int64_t now_us, std::int32_t request, std::int32_t pool) {
  State &state = *state_;
  State::check_time(now_us);
  const std::int32_t place = state.requests.place(request);
  std::int32_t line = -1;
  if (place >= 0 && state.takes_pool(pool)) {
    line = state.line_id(pool, state.department_of(state.requests[place]));
    state.reserve_entry(static_cast<std::size_t>(line));
  }
  const JournalEntry entry = state.enter(OperationKind::move, request, now_us, pool);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  if (place < 0) return Refusal::unknown_request;
  Request &moved = state.requests[place];
  if (moved.state() != RequestState::queued && moved.state() != RequestState::active) return Refusal::not_open;
  if (line < 0) return Refusal::unknown_pool;
  if (moved.state() == RequestState::queued)
    state.leave_queue(place);
  else
    state.free_agent(place);
  moved.set_line(line);
  state.enter_queue(place);
  return Refusal::accepted;
}

Refusal Scheduler::forget(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::forget, request, now_us);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  if (state.requests[place].state() < RequestState::done) return Refusal::not_done;
  state.requests.remove(place);
  return Refusal::accepted;
}

}  // namespace entente
