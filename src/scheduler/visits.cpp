#include "scheduler/state.hpp"

namespace entente {

Refusal Scheduler::ask(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  Request &asked = state.requests[place];
  if (asked.state == RequestState::queued)
    state.leave_queue(place);
  else if (asked.state == RequestState::active)
    state.free_agent(place);
  else
    return Refusal::not_open;
  asked.state = RequestState::waiting;
  const std::int64_t limit_us = state.ledger.account(state.line_of(asked).department).terms.answer_within_us;
  if (limit_us > 0 && (asked.backing == Backing::held || asked.backing == Backing::spent))
    state.answer_limits.set(place, now_us + limit_us);
  return Refusal::accepted;
}

Refusal Scheduler::State::resume(std::int64_t at_us, std::int32_t number, RequestState from, Refusal otherwise) {
  check_time(at_us);
  const std::int32_t place = requests.place(number);
  if (place >= 0) line_of(requests[place]).slots.reserve_one();
  if (!tick(at_us)) return Refusal::time_backwards;
  if (place < 0) return Refusal::unknown_request;
  if (requests[place].state != from) return otherwise;
  if (from == RequestState::waiting) answer_limits.erase(place);
  enter_queue(place);
  return Refusal::accepted;
}

Refusal Scheduler::answer(std::int64_t now_us, std::int32_t request) {
  return state_->resume(now_us, request, RequestState::waiting, Refusal::not_waiting);
}

Refusal Scheduler::reopen(std::int64_t now_us, std::int32_t request) {
  return state_->resume(now_us, request, RequestState::done, Refusal::not_done);
}

Refusal Scheduler::cancel(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  Request &withdrawn = state.requests[place];
  switch (withdrawn.state) {
    case RequestState::queued: state.leave_queue(place); break;
    case RequestState::active: state.free_agent(place); break;
    case RequestState::waiting: state.answer_limits.erase(place); break;
    case RequestState::done:
    case RequestState::cancelled: return Refusal::closed;
  }
  withdrawn.state = RequestState::cancelled;
  if (withdrawn.backing == Backing::held) {
    state.ledger.give_back(state.line_of(withdrawn).department, withdrawn.held_period);
    withdrawn.backing = Backing::none;
  }
  return Refusal::accepted;
}

Refusal Scheduler::forget(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  const RequestState is = state.requests[place].state;
  if (is != RequestState::done && is != RequestState::cancelled) return Refusal::not_done;
  state.requests.remove(place);
  return Refusal::accepted;
}

}  // namespace entente
