#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "sla/lane.hpp"
#include "sla/mark_wheel.hpp"

namespace entente {

/// The account of a lane that is only watched: nothing is kept.
struct NoAccount {
  void begin(const LaneState &, std::int64_t) noexcept {}
  template <class AnyStep>
  [[nodiscard]] std::int64_t open_before(const AnyStep &step) const noexcept {
    return step.open_before_since();
  }
  void counted(std::int64_t) noexcept {}
  void pass(const LaneState &, std::int64_t, std::int64_t) noexcept {}
  void stopped(std::int64_t) noexcept {}
  void stay(WaitsFor, std::int64_t) noexcept {}
  void resume(const LaneState &, std::int64_t, std::int64_t) noexcept {}
  void appear(std::int64_t) noexcept {}
  void escalate(std::int32_t, CalendarAnswer) noexcept {}
};

/// A lane of a Monitor.
struct WatchedLane : LaneState {
  static constexpr bool kTalliesEscalations = false;  ///< they are told from the wheel
  std::int32_t ticket = 0;
  MarkLink link;
  [[no_unique_address]] NoAccount account;
};

/// Lanes in blocks of one ticket each. Lanes do not move; a block that was given back is used again.
class LaneStore {
 public:
  /// The first of `count` lanes side by side. Throws Error(limit); on bad_alloc nothing has changed.
  [[nodiscard]] std::int32_t take(std::size_t count) {
    if (count >= free_.size()) free_.resize(count + 1);
    std::vector<std::int32_t> &free = free_[count];
    if (!free.empty()) {
      const std::int32_t first = free.back();
      free.pop_back();
      return first;
    }
    if (used_ + count > chunks_.size() * kChunk || used_ / kChunk != (used_ + count - 1) / kChunk) {
      const std::size_t first = chunks_.size() * kChunk;
      if (first + kChunk > static_cast<std::size_t>(limits::kRows)) throw Error(ErrorCode::limit, "too many clocks");
      chunks_.push_back(std::make_unique<WatchedLane[]>(kChunk));
      used_ = first;
    }
    const auto first = static_cast<std::int32_t>(used_);
    used_ += count;
    return first;
  }
  void give_back(std::int32_t first, std::size_t count) { free_[count].push_back(first); }

  [[nodiscard]] WatchedLane &operator[](std::int32_t id) const noexcept {
    return chunks_[static_cast<std::size_t>(id) / kChunk][static_cast<std::size_t>(id) % kChunk];
  }
  [[nodiscard]] std::span<WatchedLane> block(std::int32_t first, std::size_t count) const noexcept {
    return {&(*this)[first], count};
  }
  [[nodiscard]] std::size_t bytes() const noexcept {
    std::size_t sum = chunks_.size() * kChunk * sizeof(WatchedLane);
    for (const std::vector<std::int32_t> &free : free_) sum += free.capacity() * sizeof(std::int32_t);
    return sum;
  }

 private:
  static constexpr std::size_t kChunk = 4096;
  static_assert(kChunk >= limits::kContractTargets);

  std::vector<std::unique_ptr<WatchedLane[]>> chunks_;
  std::size_t used_ = 0;
  std::vector<std::vector<std::int32_t>> free_;  ///< by number of lanes
};

}  // namespace entente
