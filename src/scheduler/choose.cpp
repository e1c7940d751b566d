#include "scheduler/state.hpp"

namespace entente {

Scheduler::State::SlotChoice Scheduler::State::earliest_slot(std::int32_t pool, std::int32_t without) const noexcept {
  const WinnerTree<SlotKey> &slots = pools[static_cast<std::size_t>(pool)].slots;
  const std::int32_t first = slots.winner();
  if (first < 0) return {};
  const std::int32_t head = line_at(pool, first).backed.head;
  if (head != without) return {slots.key(first), head};
  SlotChoice best;  // the department's next request would take the same slot
  if (const std::int32_t after = requests[head].next; after >= 0)
    best = {{slots.key(first).due_us, requests[after].sequence}, after};
  const std::int32_t second = slots.winner_without(first);
  if (second >= 0 && slots.key(second) < best.key) best = {slots.key(second), line_at(pool, second).backed.head};
  return best;
}

std::int32_t Scheduler::State::fair_head(std::int32_t pool, std::int32_t without) const noexcept {
  const Pool &queue = pools[static_cast<std::size_t>(pool)];
  const TagKey least{queue.virtual_tag};
  std::int32_t department = queue.tags.winner_from(least);
  if (department < 0) return -1;
  const std::int32_t head = line_at(pool, department).ordinary.head;
  if (head != without) return head;
  if (requests[head].next >= 0) return requests[head].next;
  department = queue.tags.winner_from_without(least, department);
  return department < 0 ? -1 : line_at(pool, department).ordinary.head;
}

Scheduler::State::SlotChoice Scheduler::State::earliest_helped(const Agent &agent,
                                                               std::int32_t without) const noexcept {
  SlotChoice best;
  for (const std::int32_t pool : agent.skills) {
    const SlotChoice slot = earliest_slot(pool, without);
    if (slot.key < best.key) best = slot;
  }
  return best;
}

std::int32_t Scheduler::State::oldest_helped(const Agent &agent, std::int32_t without) const noexcept {
  std::int32_t best = -1;
  for (const std::int32_t pool : agent.skills) {
    const std::int32_t head = fair_head(pool, without);
    if (head >= 0 && (best < 0 || requests[head].sequence < requests[best].sequence)) best = head;
  }
  return best;
}

Scheduler::State::Choice Scheduler::State::choose(const Agent &agent, std::int32_t without) const noexcept {
  const SlotChoice slot = earliest_slot(agent.pool, without);
  const Pool &own = pools[static_cast<std::size_t>(agent.pool)];
  if (floor_us > 0 && own.ordinary_waiting > 0) {
    const std::int64_t floor_due_us = own.floor_base_us + floor_us;
    if (floor_due_us <= now_us && floor_due_us < slot.key.due_us)
      if (const std::int32_t head = fair_head(agent.pool, without); head >= 0) return {head, 1};
  }
  if (slot.place >= 0) return {slot.place, 2};
  if (const SlotChoice helped = earliest_helped(agent, without); helped.place >= 0) return {helped.place, 3};
  if (const std::int32_t head = fair_head(agent.pool, without); head >= 0) return {head, 4};
  if (const std::int32_t head = oldest_helped(agent, without); head >= 0) return {head, 5};
  return {};
}

}  // namespace entente
