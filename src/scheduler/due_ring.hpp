#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/prefetch.hpp"

namespace entente {

/// The slots of a line: a queue of ascending due dates with both ends open. Its room grows by a quarter and never shrinks:
/// eight bytes a slot are much beside the 32 of a request.
class DueRing {
 public:
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
  [[nodiscard]] std::int64_t front() const noexcept { return (*this)[0]; }
  [[nodiscard]] std::int64_t back() const noexcept { return (*this)[size_ - 1]; }
  [[nodiscard]] std::int64_t operator[](std::uint32_t i) const noexcept { return data_[index(i)]; }

  void prefetch_second() const noexcept { prefetch(&data_[index(1)]); }

  /// Makes room for one more. On bad_alloc nothing has changed.
  void reserve_one() {
    if (size_ == room_) grow();
  }
  /// Makes room for `count` more. On bad_alloc nothing has changed.
  void reserve(std::size_t count) {
    while (room_ - size_ < count) grow();
  }
  /// Appends within the room reserved.
  void push_back(std::int64_t due_us) noexcept { data_[index(size_++)] = due_us; }
  std::int64_t pop_front() noexcept {
    const std::int64_t due_us = front();
    if (++first_ == room_) first_ = 0;
    --size_;
    return due_us;
  }
  void pop_back() noexcept { --size_; }

 private:
  [[nodiscard]] std::uint32_t index(std::uint32_t i) const noexcept {
    const std::uint32_t at = first_ + i;
    return at < room_ ? at : at - room_;
  }
  void grow() {
    const std::uint32_t room = room_ + std::max(room_ / 4, 4u);
    auto data = std::make_unique<std::int64_t[]>(room);
    for (std::uint32_t i = 0; i < size_; ++i) data[i] = (*this)[i];
    data_ = std::move(data);
    room_ = room;
    first_ = 0;
  }

  std::unique_ptr<std::int64_t[]> data_;
  std::uint32_t room_ = 0;
  std::uint32_t first_ = 0;
  std::uint32_t size_ = 0;
};

}  // namespace entente
