#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/quota/ledger_record.hpp"

namespace entente {

/// Keeps the records of a ledger until they are drained, in room reserved beforehand. Where the room is full, that record
/// and all later ones are not kept but counted, until everything has been drained: what is kept has no gap inside. Off
/// without room. Only reserve() allocates.
class LedgerRecorder {
 public:
  static constexpr std::size_t kMostRecords = std::size_t{1} << 22;

  [[nodiscard]] bool on() const noexcept { return !room_.empty(); }
  [[nodiscard]] std::size_t capacity() const noexcept { return room_.size(); }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// Records that were not kept since the last time that all was drained.
  [[nodiscard]] std::int64_t dropped() const noexcept { return dropped_; }
  [[nodiscard]] const LedgerRecord &operator[](std::size_t i) const noexcept { return room_[index(i)]; }

  /// Forgets everything and makes room for `capacity` records. On bad_alloc nothing has changed.
  void reserve(std::size_t capacity) {
    room_ = std::vector<LedgerRecord>(capacity);
    first_ = size_ = 0;
    dropped_ = 0;
  }
  void append(const LedgerRecord &record) noexcept {
    if (size_ == room_.size() || dropped_ > 0) {
      ++dropped_;
      return;
    }
    room_[index(size_++)] = record;
  }
  /// Takes out the oldest records, as many as fit, and says how many. Once none is left, dropped() counts anew.
  std::size_t drain(std::span<LedgerRecord> out) noexcept;
  /// As it was when it had dropped so many.
  void set_dropped(std::int64_t dropped) noexcept { dropped_ = dropped; }

 private:
  [[nodiscard]] std::size_t index(std::size_t i) const noexcept {
    const std::size_t at = first_ + i;
    return at < room_.size() ? at : at - room_.size();
  }

  std::vector<LedgerRecord> room_;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
  std::int64_t dropped_ = 0;
};

}  // namespace entente
