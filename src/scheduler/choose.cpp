#include <algorithm>

#include "scheduler/state.hpp"

namespace entente {

Scheduler::State::SlotChoice Scheduler::State::earliest_slot(std::int32_t pool, const Started *started) const noexcept {
  const WinnerTree &slots = pools[static_cast<std::size_t>(pool)].slots;
  const std::int32_t first = slots.winner();
  SlotChoice best;
  if (first >= 0)
    best = {{static_cast<std::int64_t>(slots.rank()), static_cast<std::int64_t>(slots.tie_break())},
            line_at(pool, first).backed.head};
  if (started == nullptr || !started->backed || started->pool != pool || started->next < 0) return best;
  // The department's next request would have taken the slot that was used. Where its line leads the tree with the slot
  // behind that one, it leads with the earlier slot all the more.
  const SlotKey moved_up{started->rank, requests[started->next].sequence()};
  if (first == started->department || moved_up < best.key) best = {moved_up, started->next};
  return best;
}

Scheduler::State::TagChoice Scheduler::State::fair_head(std::int32_t pool, const Started *started) const noexcept {
  // A department that led with its tag leads with it as long as it has another request.
  if (started != nullptr && !started->backed && !started->expedite && started->pool == pool && started->next >= 0)
    return {started->next, started->rank};
  const Pool &queue = pools[static_cast<std::size_t>(pool)];
  const std::int32_t department = queue.tags.winner_from(static_cast<std::uint64_t>(queue.virtual_tag));
  if (department < 0) return {};
  return {line_at(pool, department).ordinary.head, std::max(queue.virtual_tag, static_cast<std::int64_t>(queue.tags.rank(department)))};
}

std::int32_t Scheduler::State::expedite_head(std::int32_t pool, const Started *started) const noexcept {
  const Pool &queue = pools[static_cast<std::size_t>(pool)];
  const bool moved = started != nullptr && started->expedite && started->pool == pool;
  return queue.expedite_active - (moved ? 1 : 0) < expedite_cap ? queue.expedite.head : -1;
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

Scheduler::State::TagChoice Scheduler::State::oldest_helped(const Agent &agent, const Started *started) const noexcept {
  TagChoice best;
  for (const std::int32_t pool : agent.skills) {
    const TagChoice head = fair_head(pool, started);
    if (head.place >= 0 && (best.place < 0 || requests[head.place].sequence() < requests[best.place].sequence()))
      best = head;
  }
  return best;
}

Scheduler::State::Choice Scheduler::State::choose(const Agent &agent, const Started *started) const noexcept {
  const Pool &own = pools[static_cast<std::size_t>(agent.pool)];
  if (own.expedite.head >= 0) [[unlikely]]
    if (const std::int32_t head = expedite_head(agent.pool, started); head >= 0) return {head, 0, kNoValue};
  const SlotChoice slot = earliest_slot(agent.pool, started);
  if (floor_us > 0 && own.ordinary_waiting > 0) {
    const bool moved =
        started != nullptr && !started->backed && !started->expedite && started->pool == agent.pool;
    const std::int64_t floor_due_us = (moved ? started->floor_base_us : own.floor_base_us) + floor_us;
    if (floor_due_us <= now_us && floor_due_us < slot.key.due_us)
      if (const TagChoice head = fair_head(agent.pool, started); head.place >= 0) return {head.place, 1, head.tag};
  }
  if (slot.place >= 0) return {slot.place, 2, slot.key.due_us};
  if (const SlotChoice helped = earliest_helped(agent, started); helped.place >= 0)
    return {helped.place, 3, helped.key.due_us};
  if (const TagChoice head = fair_head(agent.pool, started); head.place >= 0) return {head.place, 4, head.tag};
  if (const TagChoice head = oldest_helped(agent, started); head.place >= 0) return {head.place, 5, head.tag};
  return {};
}

}  // namespace entente
