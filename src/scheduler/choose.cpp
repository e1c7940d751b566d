#include "scheduler/state.hpp"

namespace entente {

Scheduler::State::SlotChoice Scheduler::State::earliest_slot(std::int32_t pool, const Started *started) const noexcept {
  const WinnerTree<SlotKey> &slots = pools[static_cast<std::size_t>(pool)].slots;
  const std::int32_t first = slots.winner();
  SlotChoice best;
  if (first >= 0) best = {slots.key(first), line_at(pool, first).backed.head};
  if (started == nullptr || !started->backed || started->pool != pool || started->next < 0) return best;
  // The department's next request would have taken the slot that was used. Where its line leads the tree with the slot
  // behind that one, it leads with the earlier slot all the more.
  const SlotKey moved_up{started->due_us, requests[started->next].sequence};
  if (first == started->department || moved_up < best.key) best = {moved_up, started->next};
  return best;
}

std::int32_t Scheduler::State::fair_head(std::int32_t pool, const Started *started) const noexcept {
  // A department that led with its tag leads with it as long as it has another request.
  if (started != nullptr && !started->backed && started->pool == pool && started->next >= 0) return started->next;
  const Pool &queue = pools[static_cast<std::size_t>(pool)];
  const std::int32_t department = queue.tags.winner_from(TagKey{queue.virtual_tag});
  return department < 0 ? -1 : line_at(pool, department).ordinary.head;
}

Scheduler::State::SlotChoice Scheduler::State::earliest_helped(const Agent &agent,
                                                               const Started *started) const noexcept {
  SlotChoice best;
  for (const std::int32_t pool : agent.skills) {
    const SlotChoice slot = earliest_slot(pool, started);
    if (slot.key < best.key) best = slot;
  }
  return best;
}

std::int32_t Scheduler::State::oldest_helped(const Agent &agent, const Started *started) const noexcept {
  std::int32_t best = -1;
  for (const std::int32_t pool : agent.skills) {
    const std::int32_t head = fair_head(pool, started);
    if (head >= 0 && (best < 0 || requests[head].sequence < requests[best].sequence)) best = head;
  }
  return best;
}

Scheduler::State::Choice Scheduler::State::choose(const Agent &agent, const Started *started) const noexcept {
  const SlotChoice slot = earliest_slot(agent.pool, started);
  const Pool &own = pools[static_cast<std::size_t>(agent.pool)];
  if (floor_us > 0 && own.ordinary_waiting > 0) {
    const bool moved = started != nullptr && !started->backed && started->pool == agent.pool;
    const std::int64_t floor_due_us = (moved ? started->floor_base_us : own.floor_base_us) + floor_us;
    if (floor_due_us <= now_us && floor_due_us < slot.key.due_us)
      if (const std::int32_t head = fair_head(agent.pool, started); head >= 0) return {head, 1};
  }
  if (slot.place >= 0) return {slot.place, 2};
  if (const SlotChoice helped = earliest_helped(agent, started); helped.place >= 0) return {helped.place, 3};
  if (const std::int32_t head = fair_head(agent.pool, started); head >= 0) return {head, 4};
  if (const std::int32_t head = oldest_helped(agent, started); head >= 0) return {head, 5};
  return {};
}

}  // namespace entente
