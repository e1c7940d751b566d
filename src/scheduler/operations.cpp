#include "entente/base/error.hpp"
#include "scheduler/state.hpp"

namespace entente {

Refusal Scheduler::advance(std::int64_t now_us) {
  State::check_time(now_us);
  const JournalEntry entry = state_->enter(OperationKind::advance, kNoRequest, now_us);
  return state_->tick(now_us) ? Refusal::accepted : Refusal::time_backwards;
}

Decision Scheduler::next(std::int64_t now_us, std::int32_t agent) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::next, kNoRequest, now_us, agent);
  Decision decision;
  if (!state.tick(now_us)) {
    decision.refusal = Refusal::time_backwards;
  } else if (!state.is_agent(agent)) {
    decision.refusal = Refusal::unknown_agent;
  } else if (const Agent &asking = state.agents[static_cast<std::size_t>(agent)]; asking.free()) {
    const State::Choice winner = state.choose(asking, nullptr);
    if (winner.place < 0) return decision;
    const Request &request = state.requests[winner.place];
    const Line &line = state.line_of(request);
    const bool backed = request.is_backed();
    State::Started started{state.pool_id(line), state.department_of(line), -1, backed, request.expedite(), winner.rank,
                           state.pool_of(line).floor_base_us};
    decision.late = state.start(winner.place, agent);
    started.next = (backed ? line.backed : line.ordinary).head;
    const State::Choice other = state.choose(asking, &started);
    state.requests.prefetch_key(request.key);
    state.prefetch_winners(state.pools[static_cast<std::size_t>(asking.pool)]);
    decision.request = state.requests.number(winner.place);
    decision.rule = winner.rule;
    decision.department = started.department;
    decision.key = request.key;
    decision.due_us = request.due_us();
    decision.backing = request.backing();
    decision.rank = winner.rank;
    decision.sequence = request.sequence();
    decision.runner_up = state.requests.number(other.place);
    decision.runner_up_rule = other.rule;
    decision.runner_up_rank = other.rank;
    if (other.place >= 0) decision.runner_up_sequence = state.requests[other.place].sequence();
  }
  return decision;
}

Refusal Scheduler::assign(std::int64_t now_us, std::int32_t request, std::int32_t agent) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::assign, request, now_us, agent);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  if (state.requests[place].state() != RequestState::queued) return Refusal::not_queued;
  if (!state.is_agent(agent)) return Refusal::unknown_agent;
  const Agent &named = state.agents[static_cast<std::size_t>(agent)];
  if (!named.free()) return Refusal::agent_unavailable;
  if (state.choose(named, nullptr).place != place)
    ++state.overrides[static_cast<std::size_t>(state.department_of(state.requests[place]))];
  state.start(place, agent);
  return Refusal::accepted;
}

Refusal Scheduler::complete(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::complete, request, now_us);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  if (state.requests[place].state() != RequestState::active) return Refusal::not_active;
  state.free_agent(place);
  state.requests[place].set_state(RequestState::done);
  return Refusal::accepted;
}

}  // namespace entente
