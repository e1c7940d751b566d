#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "scheduler/state.hpp"

namespace entente {
namespace {

std::int64_t hash_of(std::string_view name) noexcept {
  return static_cast<std::int64_t>(std::hash<std::string_view>{}(name));
}

/// Makes room for so many more, and for as many again where there is none.
template <class T>
void reserve_more(std::vector<T> &items, std::size_t more) {
  if (items.capacity() - items.size() < more) items.reserve(2 * items.size() + more);
}

}  // namespace

KeyIndex::Found Scheduler::State::find_department(std::string_view name) const noexcept {
  return by_name.find(hash_of(name), [&](std::int32_t at) { return names[static_cast<std::size_t>(at)] == name; });
}

void Scheduler::State::reserve_pool() {
  reserve_more(pools, 1);
  const std::size_t stride = std::size_t{1} << stride_bits;
  const std::size_t wide = pools.size() < stride ? stride : 2 * stride;
  if (wide * std::max<std::size_t>(names.size(), 1) > kMaxLines) throw Error(ErrorCode::limit, "too many pools");
  if (wide == stride) return;
  std::vector<Line> wider(wide * names.size());
  for (std::size_t at = 0; at < lines.size(); ++at) wider[at / stride * wide + at % stride] = std::move(lines[at]);
  for (std::size_t at = 0; at < requests.places(); ++at) {
    Request &request = requests[static_cast<std::int32_t>(at)];
    if (!request.known()) continue;
    const auto old = static_cast<std::size_t>(request.line());
    request.set_line(static_cast<std::int32_t>(old / stride * wide + old % stride));
  }
  lines = std::move(wider);
  ++stride_bits;
}

void Scheduler::State::reserve_department() {
  const std::size_t count = names.size() + 1;
  const std::size_t stride = std::size_t{1} << stride_bits;
  if (count > static_cast<std::size_t>(KeyIndex::kMostPlaces) || count * stride > kMaxLines)
    throw Error(ErrorCode::limit, "too many departments for so many pools");
  by_name.reserve_one([this](std::int32_t at) { return hash_of(names[static_cast<std::size_t>(at)]); });
  reserve_more(names, 1);
  reserve_more(overrides, 1);
  reserve_more(expedites, 1);
  reserve_more(retired, 1);
  reserve_more(lines, stride);
  if (pools.empty() || count <= pools.front().slots.leaves()) return;
  std::vector<std::pair<WinnerTree, WinnerTree>> wider;
  wider.reserve(pools.size());
  for (const Pool &pool : pools) wider.emplace_back(pool.slots.widened(count), pool.tags.widened(count));
  for (std::size_t p = 0; p < pools.size(); ++p) std::tie(pools[p].slots, pools[p].tags) = std::move(wider[p]);
}

void Scheduler::State::append_department(std::string &&name) noexcept {
  by_name.insert_at(find_department(name), static_cast<std::int32_t>(names.size()));
  names.push_back(std::move(name));
  overrides.push_back(0);
  expedites.push_back(0);
  retired.push_back(0);
  lines.resize(names.size() << stride_bits);
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
  Ledger::check(line, now_us);  // before anything has changed
  state.reserve_department();
  std::string name = line.party;
  const JournalEntry entry(state.journal, state.now_us,
                           [&] { return JournalLine{{OperationKind::add_department, kNoRequest, now_us}, {}, nullptr, &line}; });
  state.tick(now_us);
  state.ledger.add(line);
  state.append_department(std::move(name));
  return {Refusal::accepted, state.ledger.size() - 1};
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
      if (request.known() && request.agent() == agent)
        active.push_back(static_cast<std::int32_t>(at));
    }
    for (const std::int32_t place : active) state.line_of(state.requests[place]).slots.reserve(active.size());
    state.people.reserve(active.size());
  }
  const JournalEntry entry = state.enter(OperationKind::retire_agent, kNoRequest, now_us, agent);
  if (!state.tick(now_us)) return Refusal::time_backwards;
  if (!state.is_agent(agent)) return Refusal::unknown_agent;
  std::sort(active.begin(), active.end(), [&](std::int32_t a, std::int32_t b) {
    return state.requests[a].sequence() < state.requests[b].sequence();
  });
  for (const std::int32_t place : active) {
    state.free_agent(place);
    state.enter_queue(place);
  }
  state.agents[static_cast<std::size_t>(agent)].retired = true;
  return Refusal::accepted;
}

}  // namespace entente
