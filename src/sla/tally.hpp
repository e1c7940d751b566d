#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "sla/lane.hpp"

namespace entente {

/// The account of a lane in a batch: whom the counted time waited for, and which escalations were reached. A stop is
/// kept apart until it is known whether a reopening undoes it.
struct Tally {
  using ByWait = std::array<std::int64_t, 4>;
  /// A stretch [from, to) in which a clock was stopped or unseen, before it was reopened or its target came to apply.
  struct Stop {
    std::int64_t from_us;
    std::int64_t to_us;
  };

  std::int64_t open_us = 0;     ///< open time before lane.since_us
  std::int64_t measured_us = 0; ///< where the stop stands that is being measured
  ByWait waited_us{};
  ByWait in_stop_us{};
  std::int64_t settled_us = 0;
  std::vector<std::pair<std::int32_t, std::int64_t>> escalated;  ///< escalation and instant
  std::vector<Stop> stops;                                       ///< of clocks that have escalations

  void begin(const LaneState &, std::int64_t open_before_us) {
    open_us = open_before_us;
    waited_us = in_stop_us = {};
    settled_us = 0;
    escalated.clear();
    stops.clear();
  }
  template <class AnyStep>
  [[nodiscard]] std::int64_t open_before(const AnyStep &) const noexcept {
    return open_us;
  }
  void counted(std::int64_t open_before_us) noexcept { open_us = open_before_us; }
  void pass(const LaneState &lane, std::int64_t amount_us, std::int64_t) noexcept {
    waited_us[static_cast<std::size_t>(lane.waits_for)] += amount_us;
  }
  void stopped(std::int64_t measure) noexcept { measured_us = measure; }
  void stay(WaitsFor waits_for, std::int64_t measure) noexcept {
    in_stop_us[static_cast<std::size_t>(waits_for)] += measure - measured_us;
    measured_us = measure;
  }
  void resume(const LaneState &lane, std::int64_t measure, std::int64_t at_us) {
    stay(lane.waits_for, measure);
    for (std::size_t i = 0; i < in_stop_us.size(); ++i) {
      waited_us[i] += in_stop_us[i];
      settled_us += in_stop_us[i];
    }
    in_stop_us = {};
    stops.push_back({lane.since_us, at_us});
  }
  void appear(std::int64_t at_us) { stops.assign(1, {INT64_MIN, at_us}); }
  void escalate(std::int32_t escalation, CalendarAnswer at) {
    if (at.status == CalendarStatus::ok) escalated.emplace_back(escalation, at.value);
  }
};

}  // namespace entente
