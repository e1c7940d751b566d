#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace entente {

/// Where an item stands in a MarkWheel; kept by the item.
struct MarkLink {
  std::int32_t next = -1;
  std::int32_t previous = -1;  ///< an item, or a place: see MarkWheel
};

/// Items ordered by an instant: lists of all that fall into the same 2^32 us (72 minutes), of which only the current one is
/// a heap. Items outside the next 4,096 lists wait in one list of their own, which is looked through every 102 days.
/// Insertion and removal cost O(1), or O(log items of the current list) there. `Items` gives the link of an item and, for
/// one that was inserted, its instant again: link(id), instant_us(id).
template <class Items>
class MarkWheel {
 public:
  explicit MarkWheel(Items &items, std::int64_t now_us) : items_(items), slot_(slot_of(now_us)), swept_(slot_) {
    heads_.fill(kNone);
  }

  /// Makes room for so many insertions; then they do not allocate.
  void make_room(std::size_t count) {
    if (heap_.capacity() - heap_.size() < count) heap_.reserve(std::max(2 * heap_.capacity(), heap_.size() + count));
  }

  /// The item must not be in.
  void insert(std::int32_t id, std::int64_t at_us) {
    const std::int64_t slot = slot_of(at_us);
    if (slot <= slot_) {
      push(id, at_us);
    } else {
      link_in(id, slot - slot_ < kSlots ? static_cast<std::int32_t>(slot & (kSlots - 1)) : kLater);
    }
  }

  /// Takes an item out if it is in.
  void erase(std::int32_t id) noexcept {
    MarkLink &link = items_.link(id);
    if (link.previous == kNone) return;
    if (link.previous == kHeap) {
      remove(static_cast<std::size_t>(link.next));
    } else {
      unlink(link);
    }
    link = {};
  }

  /// The first item before an instant is taken out; kNone where there is none. `at_us` becomes its instant.
  std::int32_t pop_before(std::int64_t limit_us, std::int64_t &at_us) {
    while (heap_.empty() && linked_ > 0 && slot_ < slot_of(limit_us)) open_next();
    if (heap_.empty() && linked_ == 0 && slot_ < slot_of(limit_us)) slot_ = swept_ = slot_of(limit_us);
    if (heap_.empty() || heap_.front().first >= limit_us) return kNone;
    const std::int32_t id = heap_.front().second;
    at_us = heap_.front().first;
    erase(id);
    return id;
  }

  /// Calls visit(id) for every item that may come before an instant, in any order.
  template <class Visit>
  void visit_before(std::int64_t limit_us, Visit &&visit) const {
    for (const Entry &entry : heap_) visit(entry.second);
    const std::int64_t last = std::min(slot_of(limit_us), slot_ + kSlots - 1);
    for (std::int64_t slot = slot_ + 1; slot <= last; ++slot) visit_list(static_cast<std::int32_t>(slot & (kSlots - 1)), visit);
    if (slot_of(limit_us) > swept_ + kSlots / 2) visit_list(kLater, visit);
  }

  [[nodiscard]] std::size_t bytes() const noexcept { return sizeof *this + heap_.capacity() * sizeof(Entry); }

  static constexpr std::int32_t kNone = -1;

 private:
  using Entry = std::pair<std::int64_t, std::int32_t>;
  static constexpr std::int64_t kSlots = 4096;
  static constexpr std::int32_t kLater = 4096;  ///< the list of what lies beyond
  static constexpr std::int32_t kHeap = -2;     ///< previous: in the heap, at position `next`
  static constexpr std::int32_t kFirst = -3;    ///< previous: first of list kFirst - previous

  static std::int64_t slot_of(std::int64_t at_us) noexcept { return at_us >> 32; }

  template <class Visit>
  void visit_list(std::int32_t list, Visit &&visit) const {
    for (std::int32_t id = heads_[static_cast<std::size_t>(list)]; id != kNone; id = items_.link(id).next) visit(id);
  }

  void link_in(std::int32_t id, std::int32_t list) noexcept {
    std::int32_t &head = heads_[static_cast<std::size_t>(list)];
    items_.link(id) = {head, kFirst - list};
    if (head != kNone) items_.link(head).previous = id;
    head = id;
    ++linked_;
  }

  void unlink(const MarkLink &link) noexcept {
    if (link.previous >= 0) {
      items_.link(link.previous).next = link.next;
    } else {
      heads_[static_cast<std::size_t>(kFirst - link.previous)] = link.next;
    }
    if (link.next != kNone) items_.link(link.next).previous = link.previous;
    --linked_;
  }

  /// A whole list, taken out.
  template <class Each>
  void empty_list(std::int32_t list, Each &&each) {
    std::int32_t id = std::exchange(heads_[static_cast<std::size_t>(list)], kNone);
    while (id != kNone) {
      const std::int32_t next = items_.link(id).next;
      items_.link(id) = {};
      --linked_;
      each(id);
      id = next;
    }
  }

  void open_next() {
    const auto list = static_cast<std::int32_t>((slot_ + 1) & (kSlots - 1));
    std::size_t count = 0;
    visit_list(list, [&](std::int32_t) { ++count; });
    make_room(count);  // what throws does so before anything has changed
    ++slot_;
    if (slot_ - swept_ >= kSlots / 2) {
      swept_ = slot_;
      empty_list(kLater, [&](std::int32_t id) { insert(id, items_.instant_us(id)); });
    }
    empty_list(list, [&](std::int32_t id) { push(id, items_.instant_us(id)); });
  }

  void push(std::int32_t id, std::int64_t at_us) {
    heap_.emplace_back(at_us, id);
    items_.link(id).previous = kHeap;
    settle(heap_.size() - 1);
  }

  void remove(std::size_t hole) noexcept {
    const Entry last = heap_.back();
    heap_.pop_back();
    if (hole == heap_.size()) return;
    heap_[hole] = last;
    settle(hole);
  }

  void place(std::size_t at, const Entry &entry) noexcept {
    heap_[at] = entry;
    items_.link(entry.second).next = static_cast<std::int32_t>(at);
  }

  void settle(std::size_t at) noexcept {
    const Entry entry = heap_[at];
    while (at > 0 && entry < heap_[(at - 1) / 2]) {
      place(at, heap_[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    for (std::size_t child = 2 * at + 1; child < heap_.size(); child = 2 * at + 1) {
      if (child + 1 < heap_.size() && heap_[child + 1] < heap_[child]) ++child;
      if (!(heap_[child] < entry)) break;
      place(at, heap_[child]);
      at = child;
    }
    place(at, entry);
  }

  Items &items_;
  std::int64_t slot_;   ///< the current list: everything up to it is in the heap
  std::int64_t swept_;  ///< when the list of what lies beyond was looked through
  std::size_t linked_ = 0;
  std::array<std::int32_t, kSlots + 1> heads_;
  std::vector<Entry> heap_;
};

}  // namespace entente
