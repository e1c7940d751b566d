#include <algorithm>

#include "scheduler/state.hpp"

namespace entente {
namespace {

/// One ordinary start at weight 1: divisible by every weight from 1 to 16.
constexpr std::int64_t kShareScale = 720720;

/// Due dates stop here, so that no burst however long and no spacing however wide can overflow.
constexpr std::int64_t kLastDueUs = std::int64_t{1} << 62;

void set_tag(Pool &pool, std::int32_t department, std::int64_t tag) noexcept {
  pool.tags.set(department, static_cast<std::uint64_t>(tag));
}

void take_in_hand(Request &request, std::int32_t agent, std::int64_t due_us) noexcept {
  request.set_state(RequestState::active);
  request.set_agent(agent);
  request.set_due_us(due_us);
}

}  // namespace

void Scheduler::State::append(Queue &queue, std::int32_t place) noexcept {
  requests[place].set_next(-1);
  requests[place].set_prev(queue.tail);
  if (queue.tail < 0) {
    queue.head = place;
  } else {
    if (queue.tail == queue.head) queue.second = place;
    requests[queue.tail].set_next(place);
  }
  queue.tail = place;
}

void Scheduler::State::unlink(Queue &queue, std::int32_t place) noexcept {
  if (queue.head == place) {
    queue.head = queue.second;  // prev() of the new head is left stale: it is never read
    queue.second = queue.head < 0 ? -1 : requests[queue.head].next();
    if (queue.head < 0) queue.tail = -1;
    return;
  }
  const Request &request = requests[place];
  const std::int32_t next = request.next();
  const std::int32_t prev = request.prev();
  if (queue.second == place) queue.second = next;
  requests[prev].set_next(next);
  if (next < 0)
    queue.tail = prev;
  else
    requests[next].set_prev(prev);
}

void Scheduler::State::insert(Queue &queue, std::int32_t place, std::size_t position) noexcept {
  std::int32_t before = -1;
  std::int32_t after = queue.head;
  for (; position > 0 && after >= 0; --position) {
    before = after;
    after = requests[after].next();
  }
  requests[place].set_prev(before);
  requests[place].set_next(after);
  if (before < 0)
    queue.head = place;
  else
    requests[before].set_next(place);
  if (after < 0)
    queue.tail = place;
  else
    requests[after].set_prev(place);
  queue.second = requests[queue.head].next();
}

void Scheduler::State::refresh_slot(const Line &line) noexcept {
  WinnerTree &slots = pool_of(line).slots;
  if (line.backed.head < 0)
    slots.clear(department_of(line));
  else
    slots.set(department_of(line), static_cast<std::uint64_t>(line.slots.front()),
              static_cast<std::uint64_t>(requests[line.backed.head].sequence()));
}

void Scheduler::State::enter_ordinary(Line &line, std::int32_t place) noexcept {
  Pool &pool = pool_of(line);
  if (pool.ordinary_waiting++ == 0) pool.floor_base_us = now_us;
  const bool idle = line.ordinary.head < 0;
  if (by_sla_due) [[unlikely]]
    insert_by_due(line.ordinary, place);
  else
    append(line.ordinary, place);
  if (idle) set_tag(pool, department_of(line), std::max(pool.virtual_tag, line.finish_tag));
}

void Scheduler::State::unlink_ordinary(Line &line, std::int32_t place) noexcept {
  --pool_of(line).ordinary_waiting;
  if (by_sla_due) [[unlikely]]
    remove_by_due(line.ordinary, place);
  else
    unlink(line.ordinary, place);
}

void Scheduler::State::leave_ordinary(Line &line, std::int32_t place) noexcept {
  unlink_ordinary(line, place);
  if (line.ordinary.head < 0) pool_of(line).tags.clear(department_of(line));
}

void Scheduler::State::enter_queue(std::int32_t place) noexcept {
  Request &request = requests[place];
  Line &line = line_of(request);
  request.set_state(RequestState::queued);
  if (requests.extra_or_none(place).client >= 0) [[unlikely]] people.entered();
  if (request.expedite()) [[unlikely]] {
    append(pool_of(line).expedite, place);
    return;
  }
  if (!request.is_backed()) {
    enter_ordinary(line, place);
    return;
  }
  const Terms &terms = ledger.account(department_of(request)).terms;
  std::int64_t due_us = now_us + terms.start_within_us;
  const std::int64_t last_us = line.slots.size() > 0 ? line.slots.back() : line.last_used_us;
  if (last_us != kNoValue) due_us = std::max(due_us, std::min(last_us + terms.spacing_us, kLastDueUs));
  line.slots.push_back(due_us);
  append(line.backed, place);
  if (line.slots.size() == 1) refresh_slot(line);
}

void Scheduler::State::leave_queue(std::int32_t place) noexcept {
  const Request &request = requests[place];
  Line &line = line_of(request);
  if (requests.extra_or_none(place).client >= 0) [[unlikely]] people.left();
  if (request.expedite()) [[unlikely]] {
    unlink(pool_of(line).expedite, place);
    return;
  }
  if (!request.is_backed()) {
    leave_ordinary(line, place);
    return;
  }
  const bool first = line.backed.head == place;
  line.slots.pop_back();
  unlink(line.backed, place);
  if (first) refresh_slot(line);
}

bool Scheduler::State::hold(std::int32_t place) noexcept {
  Request &request = requests[place];
  const std::int32_t department = department_of(request);
  if (!ledger.hold(department, requests.number(place))) return false;
  leave_queue(place);
  request.set_backing(Backing::held);
  requests.set_held_period(place, ledger.account(department).period);
  enter_queue(place);
  return true;
}

bool Scheduler::State::start(std::int32_t place, std::int32_t agent) noexcept {
  Request &request = requests[place];
  Line &line = line_of(request);
  const std::int32_t department = department_of(request);
  Agent &starting = agents[static_cast<std::size_t>(agent)];
  ++starting.active;
  starting.last_assignment = ++assignments;
  if (const std::int32_t client = requests.extra_or_none(place).client; client >= 0) [[unlikely]] {
    people.meet(client, agent, now_us);
    people.left();
  }
  if (request.expedite()) [[unlikely]] {
    Pool &pool = pool_of(line);
    unlink(pool.expedite, place);
    ++pool.expedite_active;
    take_in_hand(request, agent, kNoValue);
    return false;
  }
  const Terms &terms = ledger.account(department).terms;
  if (!request.is_backed()) {
    Pool &pool = pool_of(line);
    pool.virtual_tag = std::max(pool.virtual_tag, line.finish_tag);
    line.finish_tag = pool.virtual_tag + kShareScale / terms.weight;
    pool.floor_base_us = now_us;
    unlink_ordinary(line, place);
    if (line.ordinary.head >= 0)
      set_tag(pool, department, line.finish_tag);
    else
      pool.tags.clear(department);
    take_in_hand(request, agent, kNoValue);
    return false;
  }
  line.last_used_us = line.slots.pop_front();
  unlink(line.backed, place);
  refresh_slot(line);
  take_in_hand(request, agent, line.last_used_us);
  if (request.backing() == Backing::held) {
    ledger.spend(department, requests.number(place));
    request.set_backing(Backing::spent);
  }
  if (request.backing() != Backing::spent || now_us <= line.last_used_us + terms.grace_us) return false;
  ledger.refund(department, requests.number(place));
  request.set_backing(Backing::refunded);
  return true;
}

void Scheduler::State::prefetch_winners(const Pool &pool) const noexcept {
  const auto id = static_cast<std::int32_t>(&pool - pools.data());
  if (const std::int32_t department = pool.slots.winner(); department >= 0) {
    const Line &line = line_at(id, department);
    requests.prefetch_request(line.backed.second);
    line.slots.prefetch_second();
    ledger.prefetch_account(department);
  }
  if (const std::int32_t department = pool.tags.winner(); department >= 0)
    requests.prefetch_request(line_at(id, department).ordinary.second);
}

void Scheduler::State::free_agent(std::int32_t place) noexcept {
  --agents[static_cast<std::size_t>(requests[place].agent())].active;
  if (requests[place].expedite()) [[unlikely]] --pool_of(line_of(requests[place])).expedite_active;
}

}  // namespace entente
