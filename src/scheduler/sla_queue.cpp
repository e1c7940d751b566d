#include <algorithm>
#include <limits>

#include "scheduler/state.hpp"

// Pairing heaps (Fredman, Sedgewick, Sleator, Tarjan, 1986). next: the next sibling; prev: the previous one or, of a first
// child, its parent; extra.child: the first child.

namespace entente {

bool Scheduler::State::sooner(std::int32_t a, std::int32_t b) noexcept {
  const auto due = [this](std::int32_t place) {
    const std::int64_t due_us = requests.extra(place).sla_due_us;
    return due_us == kNoValue ? std::numeric_limits<std::int64_t>::max() : due_us;
  };
  if (due(a) != due(b)) return due(a) < due(b);
  return requests[a].sequence() < requests[b].sequence();
}

std::int32_t Scheduler::State::meld(std::int32_t a, std::int32_t b) noexcept {
  if (a < 0 || b < 0) return a < 0 ? b : a;
  if (sooner(b, a)) std::swap(a, b);
  const std::int32_t child = requests.extra(a).child;
  requests[b].set_next(child);
  requests[b].set_prev(a);
  if (child >= 0) requests[child].set_prev(b);
  requests.extra(a).child = b;
  return a;
}

std::int32_t Scheduler::State::meld_row(std::int32_t first) noexcept {
  std::int32_t pairs = -1;  // linked backwards through next
  while (first >= 0) {
    const std::int32_t second = requests[first].next();
    const std::int32_t rest = second < 0 ? -1 : requests[second].next();
    const std::int32_t pair = meld(first, second);
    requests[pair].set_next(pairs);
    pairs = pair;
    first = rest;
  }
  std::int32_t root = -1;
  while (pairs >= 0) {
    const std::int32_t rest = requests[pairs].next();
    root = meld(root, pairs);
    pairs = rest;
  }
  return root;
}

void Scheduler::State::set_root(Queue &queue, std::int32_t place) noexcept {
  queue.head = place;
  if (place < 0) return;
  requests[place].set_next(-1);
  requests[place].set_prev(-1);
}

void Scheduler::State::insert_by_due(Queue &queue, std::int32_t place) noexcept {
  requests.extra(place).child = -1;
  set_root(queue, meld(queue.head, place));
}

void Scheduler::State::remove_by_due(Queue &queue, std::int32_t place) noexcept {
  const std::int32_t below = meld_row(requests.extra(place).child);
  if (queue.head == place) {
    set_root(queue, below);
    return;
  }
  const std::int32_t next = requests[place].next();
  const std::int32_t prev = requests[place].prev();
  if (requests.extra(prev).child == place)
    requests.extra(prev).child = next;
  else
    requests[prev].set_next(next);
  if (next >= 0) requests[next].set_prev(prev);
  set_root(queue, meld(queue.head, below));
}

std::vector<std::int32_t> Scheduler::State::ordinary_order(const Line &line) const {
  std::vector<std::int32_t> order;
  if (line.ordinary.head >= 0) order.push_back(line.ordinary.head);
  if (!by_sla_due) {
    while (!order.empty() && requests[order.back()].next() >= 0) order.push_back(requests[order.back()].next());
    return order;
  }
  for (std::size_t done = 0; done < order.size(); ++done)
    for (std::int32_t child = requests.extra_or_none(order[done]).child; child >= 0; child = requests[child].next())
      order.push_back(child);
  const auto due = [this](std::int32_t place) {
    const std::int64_t due_us = requests.extra_or_none(place).sla_due_us;
    return due_us == kNoValue ? std::numeric_limits<std::int64_t>::max() : due_us;
  };
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    return due(a) != due(b) ? due(a) < due(b) : requests[a].sequence() < requests[b].sequence();
  });
  return order;
}

}  // namespace entente
