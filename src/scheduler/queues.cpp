#include <algorithm>

#include "scheduler/state.hpp"

namespace entente {
namespace {

/// One ordinary start at weight 1: divisible by every weight from 1 to 16.
constexpr std::int64_t kShareScale = 720720;

/// Due dates stop here, so that no burst however long and no spacing however wide can overflow.
constexpr std::int64_t kLastDueUs = std::int64_t{1} << 62;

}  // namespace

void Scheduler::State::append(Queue &queue, std::int32_t place) noexcept {
  requests[place].next = -1;
  requests[place].prev = queue.tail;
  (queue.tail < 0 ? queue.head : requests[queue.tail].next) = place;
  queue.tail = place;
}

void Scheduler::State::unlink(Queue &queue, std::int32_t place) noexcept {
  const Request &request = requests[place];
  if (queue.head == place) {
    queue.head = request.next;  // prev of the new head is left stale: it is never read
    if (queue.head < 0) queue.tail = -1;
    return;
  }
  requests[request.prev].next = request.next;
  (request.next < 0 ? queue.tail : requests[request.next].prev) = request.prev;
}

void Scheduler::State::insert(Queue &queue, std::int32_t place, std::size_t position) noexcept {
  std::int32_t before = -1;
  std::int32_t after = queue.head;
  for (; position > 0 && after >= 0; --position) {
    before = after;
    after = requests[after].next;
  }
  requests[place].prev = before;
  requests[place].next = after;
  (before < 0 ? queue.head : requests[before].next) = place;
  (after < 0 ? queue.tail : requests[after].prev) = place;
}

void Scheduler::State::refresh_slot(const Line &line) noexcept {
  pool_of(line).slots.set(line.department, line.backed.head < 0
                                               ? SlotKey::none()
                                               : SlotKey{line.slots.front(), requests[line.backed.head].sequence});
}

void Scheduler::State::enter_ordinary(Line &line, std::int32_t place) noexcept {
  Pool &pool = pool_of(line);
  if (pool.ordinary_waiting++ == 0) pool.floor_base_us = now_us;
  const bool idle = line.ordinary.head < 0;
  if (by_sla_due) [[unlikely]]
    insert_by_due(line.ordinary, place);
  else
    append(line.ordinary, place);
  if (idle) pool.tags.set(line.department, {std::max(pool.virtual_tag, line.finish_tag)});
}

void Scheduler::State::leave_ordinary(Line &line, std::int32_t place) noexcept {
  Pool &pool = pool_of(line);
  --pool.ordinary_waiting;
  if (by_sla_due) [[unlikely]]
    remove_by_due(line.ordinary, place);
  else
    unlink(line.ordinary, place);
  if (line.ordinary.head < 0) pool.tags.set(line.department, TagKey::none());
}

void Scheduler::State::enter_queue(std::int32_t place) noexcept {
  Request &request = requests[place];
  Line &line = line_of(request);
  request.state = RequestState::queued;
  if (requests.extra_or_none(place).client >= 0) [[unlikely]] people.entered();
  if (request.expedite) [[unlikely]] {
    append(pool_of(line).expedite, place);
    return;
  }
  if (!is_backed(request)) {
    enter_ordinary(line, place);
    return;
  }
  const Terms &terms = ledger.account(line.department).terms;
  std::int64_t due_us = now_us + terms.start_within_us;
  const std::int64_t last_us = line.slots.size() > 0 ? line.slots.back() : line.last_used_us;
  if (last_us != kNoValue) due_us = std::max(due_us, std::min(last_us + terms.spacing_us, kLastDueUs));
  line.slots.push_back(due_us);
  append(line.backed, place);
  if (line.slots.size() == 1) refresh_slot(line);
}

void Scheduler::State::leave_queue(std::int32_t place) noexcept {
  Line &line = line_of(requests[place]);
  if (requests.extra_or_none(place).client >= 0) [[unlikely]] people.left();
  if (requests[place].expedite) [[unlikely]] {
    unlink(pool_of(line).expedite, place);
    return;
  }
  if (!is_backed(requests[place])) {
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
  Line &line = line_of(request);
  if (!ledger.hold(line.department, requests.number(place))) return false;
  leave_queue(place);
  request.backing = Backing::held;
  request.held_period = ledger.account(line.department).period;
  enter_queue(place);
  return true;
}

bool Scheduler::State::start(std::int32_t place, std::int32_t agent) noexcept {
  Request &request = requests[place];
  Line &line = line_of(request);
  request.state = RequestState::active;
  request.agent = agent;
  Agent &starting = agents[static_cast<std::size_t>(agent)];
  ++starting.active;
  starting.last_assignment = ++assignments;
  if (const std::int32_t client = requests.extra_or_none(place).client; client >= 0) [[unlikely]] {
    people.meet(client, agent, now_us);
    people.left();
  }
  if (request.expedite) [[unlikely]] {
    Pool &pool = pool_of(line);
    unlink(pool.expedite, place);
    ++pool.expedite_active;
    request.due_us = kNoValue;
    return false;
  }
  const Terms &terms = ledger.account(line.department).terms;
  if (!is_backed(request)) {
    Pool &pool = pool_of(line);
    pool.virtual_tag = std::max(pool.virtual_tag, line.finish_tag);
    line.finish_tag = pool.virtual_tag + kShareScale / terms.weight;
    pool.floor_base_us = now_us;
    request.due_us = kNoValue;
    leave_ordinary(line, place);
    if (line.ordinary.head >= 0) pool.tags.set(line.department, {line.finish_tag});
    return false;
  }
  request.due_us = line.last_used_us = line.slots.pop_front();
  unlink(line.backed, place);
  refresh_slot(line);
  if (request.backing == Backing::held) {
    ledger.spend(line.department, requests.number(place));
    request.backing = Backing::spent;
  }
  if (request.backing != Backing::spent || now_us <= request.due_us + terms.grace_us) return false;
  ledger.refund(line.department, requests.number(place));
  request.backing = Backing::refunded;
  return true;
}

void Scheduler::State::free_agent(std::int32_t place) noexcept {
  --agents[static_cast<std::size_t>(requests[place].agent)].active;
  requests[place].agent = -1;
  if (requests[place].expedite) [[unlikely]] --pool_of(line_of(requests[place])).expedite_active;
}

}  // namespace entente
