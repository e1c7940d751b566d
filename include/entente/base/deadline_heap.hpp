#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace entente {

/// Ids 0 .. n-1, each at most once, ordered by an instant and then by id; any of them can be moved or taken out.
/// reserve() is the only function that allocates; the others cost O(log size). Ids beyond the room may be asked for and
/// taken out: they are not in. Not safe for concurrent use.
class DeadlineHeap {
 public:
  /// Makes room for ids below `ids`. On bad_alloc nothing has changed.
  void reserve(std::size_t ids) {
    if (ids <= position_.size()) return;
    if (ids > entries_.capacity()) entries_.reserve(ids > 2 * entries_.capacity() ? ids : 2 * entries_.capacity());
    position_.resize(ids, kAbsent);
  }

  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  [[nodiscard]] std::int64_t front_at() const noexcept { return entries_.front().first; }
  [[nodiscard]] std::int32_t front_id() const noexcept { return entries_.front().second; }
  [[nodiscard]] bool contains(std::int32_t id) const noexcept {
    return index(id) < position_.size() && position(id) != kAbsent;
  }

  /// The instant of an id that is in.
  [[nodiscard]] std::int64_t at(std::int32_t id) const noexcept { return entries_[index(position(id))].first; }

  /// Puts the id in, or moves it to another instant.
  void set(std::int32_t id, std::int64_t at) noexcept {
    if (position(id) == kAbsent) {
      position(id) = static_cast<std::int32_t>(entries_.size());
      entries_.emplace_back(at, id);  // within the reserved capacity
    } else {
      entries_[index(position(id))].first = at;
    }
    settle(index(position(id)));
  }

  /// Takes the id out if it is in.
  void erase(std::int32_t id) noexcept {
    if (!contains(id)) return;
    const std::int32_t hole = position(id);
    position(id) = kAbsent;
    const Entry last = entries_.back();
    entries_.pop_back();
    if (last.second == id) return;
    place(index(hole), last);
    settle(index(hole));
  }

 private:
  using Entry = std::pair<std::int64_t, std::int32_t>;
  static constexpr std::int32_t kAbsent = -1;

  static std::size_t index(std::int32_t value) noexcept { return static_cast<std::size_t>(value); }
  std::int32_t &position(std::int32_t id) noexcept { return position_[index(id)]; }
  [[nodiscard]] std::int32_t position(std::int32_t id) const noexcept { return position_[index(id)]; }

  void place(std::size_t at, const Entry &entry) noexcept {
    entries_[at] = entry;
    position(entry.second) = static_cast<std::int32_t>(at);
  }

  void settle(std::size_t at) noexcept {
    const Entry entry = entries_[at];
    while (at > 0 && entry < entries_[(at - 1) / 2]) {
      place(at, entries_[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    for (std::size_t child = 2 * at + 1; child < entries_.size(); child = 2 * at + 1) {
      if (child + 1 < entries_.size() && entries_[child + 1] < entries_[child]) ++child;
      if (!(entries_[child] < entry)) break;
      place(at, entries_[child]);
      at = child;
    }
    place(at, entry);
  }

  std::vector<Entry> entries_;
  std::vector<std::int32_t> position_;
};

}  // namespace entente
