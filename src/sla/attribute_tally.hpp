#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sla/lane.hpp"

namespace entente {

/// The account of a lane by the value that an attribute has: see Tally for what a lane asks of it. The value is for
/// whoever leads the clocks to keep, after TicketClocks::split().
struct AttributeTally {
  struct Share {
    std::int32_t value = 0;
    std::int64_t run_us = 0;
    std::int64_t pause_us = 0;
  };

  std::int32_t value = 0;        ///< that the attribute has now
  std::int64_t open_us = 0;      ///< open time before lane.since_us
  std::int64_t measured_us = 0;  ///< where the stop stands that is being measured
  std::vector<Share> shares;
  std::vector<Share> in_stop;    ///< as pauses, until it is known whether a reopening undoes the stop

  void begin(const LaneState &, std::int64_t open_before_us) {
    open_us = open_before_us;
    shares.clear();
    in_stop.clear();
  }
  template <class AnyStep>
  [[nodiscard]] std::int64_t open_before(const AnyStep &) const noexcept {
    return open_us;
  }
  void counted(std::int64_t open_before_us) noexcept { open_us = open_before_us; }
  void pass(const LaneState &lane, std::int64_t amount_us, std::int64_t) {
    Share &share = share_of(shares, value);
    (lane.phase == Phase::run ? share.run_us : share.pause_us) += amount_us;
  }
  void stopped(std::int64_t measure) noexcept { measured_us = measure; }
  void stay(WaitsFor, std::int64_t measure) {
    share_of(in_stop, value).pause_us += measure - measured_us;
    measured_us = measure;
  }
  void resume(const LaneState &lane, std::int64_t measure, std::int64_t) {
    stay(lane.waits_for, measure);
    for (const Share &stay : in_stop) share_of(shares, stay.value).pause_us += stay.pause_us;
    in_stop.clear();
  }
  void appear(std::int64_t) noexcept {}
  void escalate(std::int32_t, CalendarAnswer) noexcept {}

 private:
  static Share &share_of(std::vector<Share> &shares, std::int32_t value) {
    const auto found = std::find_if(shares.begin(), shares.end(), [&](const Share &share) { return share.value == value; });
    if (found != shares.end()) return *found;
    shares.push_back({value, 0, 0});
    return shares.back();
  }
};

}  // namespace entente
