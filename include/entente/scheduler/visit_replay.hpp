#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/contract/quota_line.hpp"
#include "entente/scheduler/lateness.hpp"

namespace entente {

/// A request of a made-up day.
struct Arrival {
  std::int64_t at_us = 0;
  std::int32_t line = 0;  ///< index into Quotas::lines
  bool backed = false;    ///< spends a unit at once
};

/// What became of it.
struct Visit {
  std::size_t arrival = 0;  ///< index into the arrivals
  std::int64_t started_us = 0;
  std::int64_t due_us =
      kNoValue;  ///< of the slot it took; kNoValue: it was ordinary, or its backing was refused
};

/// Plays arrivals (ascending at_us) through Scheduler, with one agent of m - E slots in pool "*" and visits
/// that take exactly C each. At one instant visits end first, then whoever is free asks for work; then the
/// requests arrive in their order, and after each one whoever is free asks. Gives the visits in order of
/// their starts, until everybody was served. Throws as Scheduler (ErrorCode::range where the last start would
/// lie beyond kLastWorkingTimeUs), ErrorCode::invalid (no server, an arrival before the one before it),
/// ErrorCode::not_found (line). O(k log d) for k arrivals.
[[nodiscard]] std::vector<Visit> replay_visits(const Quotas &quotas, const ServerPool &team, std::int64_t start_us,
                                               std::span<const Arrival> arrivals);

}  // namespace entente
