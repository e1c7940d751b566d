#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/sla/event_log.hpp"
#include "sla/plan.hpp"

namespace entente {

/// One ticket from its opening to the instant of judgement: what happened, in order, and the open time before each
/// point. Scratch space that is filled anew for each ticket, so that an evaluation allocates only until the longest
/// ticket has been seen.
class Timeline {
 public:
  /// Beside the log's symbols: terms begin or end; an opening balance starts a clock. After them: its number.
  static constexpr std::uint32_t kAmendment = 0x10000;
  static constexpr std::uint32_t kBalance = 0x10001;

  explicit Timeline(const Plans &plans) : plans_(plans), positions_(plans.calendars.size()) {}

  /// Points of a ticket opened at or before as_of_us: its opening, what happened, as_of_us.
  void fill(const EventLog &log, std::size_t ticket, std::int64_t as_of_us);

  /// Number of points between the opening (point 0) and the end (point size() + 1).
  [[nodiscard]] std::size_t size() const noexcept { return symbol_.size(); }
  /// What happens at point i + 1.
  [[nodiscard]] std::uint32_t symbol(std::size_t i) const noexcept { return symbol_[i]; }
  /// Whether a target may come to apply, or cease to, on the way.
  [[nodiscard]] bool may_change() const noexcept { return may_change_; }

  /// A point, as Step asks for it.
  class Point {
   public:
    explicit Point(Timeline &timeline) noexcept : timeline_(timeline) {}
    void move_to(std::size_t point) noexcept { point_ = point; }
    [[nodiscard]] std::int64_t at_us() const noexcept { return timeline_.at_us_[point_]; }
    [[nodiscard]] std::int64_t open_us(std::int32_t calendar) { return timeline_.open_before(calendar)[point_]; }

   private:
    Timeline &timeline_;
    std::size_t point_ = 0;
  };

 private:
  struct Positions {
    bool current = false;
    std::vector<std::int64_t> open_us;
  };

  void insert(std::int64_t at_us, std::uint32_t symbol);
  /// Open time of a calendar before each point, looked up once a ticket and calendar.
  [[nodiscard]] const std::int64_t *open_before(std::int32_t calendar) {
    Positions &positions = positions_[static_cast<std::size_t>(calendar)];
    if (!positions.current) [[unlikely]] look_up(calendar, positions);
    return positions.open_us.data();
  }
  void look_up(std::int32_t calendar, Positions &positions) const;

  const Plans &plans_;
  std::vector<std::int64_t> at_us_;
  std::vector<std::uint32_t> symbol_;
  std::vector<Positions> positions_;  ///< one for each calendar
  bool may_change_ = false;
};

}  // namespace entente
