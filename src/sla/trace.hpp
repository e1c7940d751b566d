#pragma once

#include <vector>

#include "entente/sla/explain.hpp"
#include "sla/lane.hpp"

namespace entente {

/// The account of a lane whose time is to be explained: every stretch that was counted.
struct Trace {
  struct Stretch {
    std::int64_t from_us;
    std::int64_t to_us;
    SegmentKind kind;      ///< of its open time; of all of it where it counts in wall time
    std::int8_t calendar;
  };

  std::int64_t open_us = 0;
  std::vector<Stretch> stretches;

  void begin(const LaneState &, std::int64_t open_before_us) {
    open_us = open_before_us;
    stretches.clear();
  }
  template <class AnyStep>
  [[nodiscard]] std::int64_t open_before(const AnyStep &) const noexcept {
    return open_us;
  }
  void counted(std::int64_t open_before_us) noexcept { open_us = open_before_us; }
  void pass(const LaneState &lane, std::int64_t, std::int64_t at_us) {
    add(lane, at_us, lane.phase == Phase::run ? SegmentKind::elapsed : SegmentKind::paused);
  }
  void stopped(std::int64_t) noexcept {}
  void stay(WaitsFor, std::int64_t) noexcept {}
  void resume(const LaneState &lane, std::int64_t, std::int64_t at_us) { add(lane, at_us, SegmentKind::settled); }
  void appear(std::int64_t) noexcept {}
  void escalate(std::int32_t, CalendarAnswer) noexcept {}

 private:
  void add(const LaneState &lane, std::int64_t at_us, SegmentKind kind) {
    if (at_us > lane.since_us) stretches.push_back({lane.since_us, at_us, kind, lane.calendar});
  }
};

}  // namespace entente
