#pragma once

#include <array>
#include <cstdint>

#include "entente/contract/contract.hpp"
#include "sla/timeline.hpp"

namespace entente {

/// What one target's clock shows for one ticket at the end of its timeline.
struct Reading {
  Clock clock = Clock::run;    ///< running, paused or stopped at the end
  std::int64_t end_us = 0;     ///< the stop, or the instant of judgement
  std::int64_t due_us = 0;     ///< kNoValue where the calendar has no answer
  std::int32_t status = 0;     ///< why there is no due date: a status number of the C API
  std::int64_t elapsed_us = 0;
  std::int64_t paused_us = 0;
  std::int64_t settled_us = 0;
  std::array<std::int64_t, 4> waited_us{};  ///< elapsed + paused by WaitsFor
};

/// Runs a target's clock over a timeline.
[[nodiscard]] Reading read_clock(const Contract &contract, const Target &target, Timeline &timeline);

}  // namespace entente
