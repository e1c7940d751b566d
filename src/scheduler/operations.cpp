#include "entente/base/error.hpp"
#include "scheduler/state.hpp"

namespace entente {

Refusal Scheduler::advance(std::int64_t now_us) {
  return state_->tick(now_us) ? Refusal::accepted : Refusal::time_backwards;
}

Submission Scheduler::submit(std::int64_t now_us, std::int64_t key, std::int32_t department, std::int32_t pool,
                             bool back) {
  State &state = *state_;
  State::check_time(now_us);
  const bool known = state.is_department(department) && state.is_pool(pool);
  const std::size_t line = known ? static_cast<std::size_t>(pool) * state.names.size() +
                                       static_cast<std::size_t>(department)
                                 : 0;
  if (known) {
    state.requests.reserve_one();
    state.answer_limits.reserve(state.requests.places());
    if (back) state.lines[line].slots.reserve_one();
  }
  if (!state.tick(now_us)) return {kNoRequest, Refusal::time_backwards};
  if (state.requests.has_key(key)) return {kNoRequest, Refusal::duplicate};
  if (!state.is_department(department)) return {kNoRequest, Refusal::unknown_department};
  if (!known) return {kNoRequest, Refusal::unknown_pool};
  const std::int32_t place = state.requests.add(key, state.submissions++, static_cast<std::int32_t>(line));
  state.enter_queue(place);
  const bool backed = !back || state.hold(place);
  return {state.requests.number(place), backed ? Refusal::accepted : Refusal::quota_exhausted};
}

Refusal Scheduler::back(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  State::check_time(now_us);
  const std::int32_t place = state.requests.place(request);
  if (place >= 0) state.line_of(state.requests[place]).slots.reserve_one();
  if (!state.tick(now_us)) return Refusal::time_backwards;
  if (place < 0) return Refusal::unknown_request;
  if (state.requests[place].state != RequestState::queued) return Refusal::not_queued;
  if (State::is_backed(state.requests[place])) return Refusal::already_backed;
  return state.hold(place) ? Refusal::accepted : Refusal::quota_exhausted;
}

Refusal Scheduler::reorder(std::int64_t now_us, std::int32_t request, std::size_t place_in_queue) {
  State &state = *state_;
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  const Request &moved = state.requests[place];
  if (moved.state != RequestState::queued || !State::is_backed(moved)) return Refusal::not_backed;
  Line &line = state.line_of(moved);
  state.unlink(line.backed, place);
  state.insert(line.backed, place, place_in_queue);
  state.refresh_slot(line);
  return Refusal::accepted;
}

Decision Scheduler::next(std::int64_t now_us, std::int32_t agent) {
  State &state = *state_;
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
    State::Started started{line.pool, line.department, request.next, State::is_backed(request), kNoValue,
                           state.pool_of(line).floor_base_us};
    decision.late = state.start(winner.place, agent);
    started.due_us = request.due_us;
    const State::Choice other = state.choose(asking, &started);
    decision.request = state.requests.number(winner.place);
    decision.rule = winner.rule;
    decision.department = line.department;
    decision.key = request.key;
    decision.due_us = request.due_us;
    decision.backing = request.backing;
    decision.runner_up = state.requests.number(other.place);
    decision.runner_up_rule = other.rule;
  }
  return decision;
}

Refusal Scheduler::assign(std::int64_t now_us, std::int32_t request, std::int32_t agent) {
  State &state = *state_;
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  if (state.requests[place].state != RequestState::queued) return Refusal::not_queued;
  if (!state.is_agent(agent)) return Refusal::unknown_agent;
  const Agent &named = state.agents[static_cast<std::size_t>(agent)];
  if (!named.free()) return Refusal::agent_unavailable;
  if (state.choose(named, nullptr).place != place)
    ++state.overrides[static_cast<std::size_t>(state.line_of(state.requests[place]).department)];
  state.start(place, agent);
  return Refusal::accepted;
}

Refusal Scheduler::complete(std::int64_t now_us, std::int32_t request) {
  State &state = *state_;
  if (!state.tick(now_us)) return Refusal::time_backwards;
  const std::int32_t place = state.requests.place(request);
  if (place < 0) return Refusal::unknown_request;
  if (state.requests[place].state != RequestState::active) return Refusal::not_active;
  state.free_agent(place);
  state.requests[place].state = RequestState::done;
  return Refusal::accepted;
}

}  // namespace entente
