#include <algorithm>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "scheduler/state.hpp"

namespace entente {

void Scheduler::State::widen(std::size_t count) {
  if (count <= stride) return;
  const std::size_t wide = std::max<std::size_t>(2 * stride, count);
  if (wide * pools.size() > static_cast<std::size_t>(limits::kRows))
    throw Error(ErrorCode::limit, "too many departments for so many pools");
  std::vector<WinnerTree<SlotKey>> slots;
  std::vector<WinnerTree<TagKey>> tags;
  slots.reserve(pools.size());
  tags.reserve(pools.size());
  for (const Pool &pool : pools) {
    slots.push_back(pool.slots.widened(wide));
    tags.push_back(pool.tags.widened(wide));
  }
  std::vector<Line> wider(wide * pools.size());
  for (std::size_t p = 0; p < pools.size(); ++p) {
    pools[p].slots = std::move(slots[p]);
    pools[p].tags = std::move(tags[p]);
    for (std::size_t d = 0; d < wide; ++d) {
      Line &line = wider[p * wide + d];
      if (d < stride) line = std::move(lines[p * stride + d]);
      line.department = static_cast<std::int32_t>(d);
      line.pool = static_cast<std::int32_t>(p);
    }
  }
  for (std::size_t at = 0; at < requests.places(); ++at) {
    Request &request = requests[static_cast<std::int32_t>(at)];
    if (!request.known) continue;
    const auto old = static_cast<std::size_t>(request.line);
    request.line = static_cast<std::int32_t>(old / stride * wide + old % stride);
  }
  lines = std::move(wider);
  stride = wide;
}

Addition Scheduler::add_department(std::int64_t now_us, const QuotaLine &line) {
  State &state = *state_;
  State::check_time(now_us);
  if (line.party.size() > limits::kNameBytes)
    throw Error(ErrorCode::limit, "the name of a department has more than 256 bytes");
  if (department_id(line.party) >= 0) throw Error(ErrorCode::invalid, "two quota lines of one party: " + line.party);
  if (now_us < state.now_us) {
    const JournalEntry entry = state.enter(OperationKind::advance, kNoRequest, now_us);
    return {Refusal::time_backwards, -1};
  }
  Ledger({&line, 1}, now_us);  // throws where the terms are out of range, before anything has changed
  const std::size_t count = state.names.size() + 1;
  state.widen(count);
  std::vector<std::string> names = state.names;
  names.push_back(line.party);
  std::vector<std::int32_t> by_name(count);
  for (std::size_t d = 0; d < count; ++d) by_name[d] = static_cast<std::int32_t>(d);
  std::sort(by_name.begin(), by_name.end(), [&](std::int32_t a, std::int32_t b) {
    return names[static_cast<std::size_t>(a)] < names[static_cast<std::size_t>(b)];
  });
  state.overrides.reserve(count);
  state.expedites.reserve(count);
  state.retired.reserve(count);
  const JournalEntry entry(state.journal, state.now_us,
                           [&] { return JournalLine{{OperationKind::add_department, kNoRequest, now_us}, {}, nullptr, &line}; });
  state.tick(now_us);
  state.ledger.add(line);
  state.names = std::move(names);
  state.by_name = std::move(by_name);
  state.overrides.resize(count);
  state.expedites.resize(count);
  state.retired.resize(count);
  return {Refusal::accepted, static_cast<std::int32_t>(count) - 1};
}

Refusal Scheduler::retire_department(std::int64_t now_us, std::int32_t department) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::retire_department, kNoRequest, now_us, department);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  if (!state.takes_department(department)) return Refusal::unknown_department;
  state.ledger.retire(department);
  state.retired[static_cast<std::size_t>(department)] = 1;
  return Refusal::accepted;
}

Refusal Scheduler::retire_pool(std::int64_t now_us, std::int32_t pool) {
  State &state = *state_;
  State::check_time(now_us);
  const JournalEntry entry = state.enter(OperationKind::retire_pool, kNoRequest, now_us, pool);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  if (!state.takes_pool(pool)) return Refusal::unknown_pool;
  state.pools[static_cast<std::size_t>(pool)].retired = true;
  return Refusal::accepted;
}

Refusal Scheduler::retire_agent(std::int64_t now_us, std::int32_t agent) {
  State &state = *state_;
  State::check_time(now_us);
  std::vector<std::int32_t> active;
  if (state.is_agent(agent)) {
    for (std::size_t at = 0; at < state.requests.places(); ++at) {
      const Request &request = state.requests[static_cast<std::int32_t>(at)];
      if (request.known && request.state == RequestState::active && request.agent == agent)
        active.push_back(static_cast<std::int32_t>(at));
    }
    for (const std::int32_t place : active) state.line_of(state.requests[place]).slots.reserve(active.size());
    state.people.reserve(active.size());
  }
  const JournalEntry entry = state.enter(OperationKind::retire_agent, kNoRequest, now_us, agent);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  if (!state.is_agent(agent)) return Refusal::unknown_agent;
  std::sort(active.begin(), active.end(), [&](std::int32_t a, std::int32_t b) {
    return state.requests[a].sequence < state.requests[b].sequence;
  });
  for (const std::int32_t place : active) {
    state.free_agent(place);
    state.enter_queue(place);
  }
  state.agents[static_cast<std::size_t>(agent)].retired = true;
  return Refusal::accepted;
}

}  // namespace entente
