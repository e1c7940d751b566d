#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "entente/sla/cycles.hpp"
#include "unit/sla/reference/life.hpp"

namespace entente::test {

/// One cycle measured tick by tick. Instants and durations in microseconds.
struct ReferenceReading {
  CycleState state = CycleState::running;
  std::int64_t started_us = 0, end_us = 0;
  std::optional<std::int64_t> due_us, stopped_us, breached_us;
  std::int64_t elapsed_us = 0, paused_us = 0, settled_us = 0, outside_us = 0, brought_us = 0, put_off_us = 0;
  std::array<std::int64_t, 4> waited_us{};
  struct Raised {
    std::int64_t at_us;
    std::int32_t number;
  };
  std::vector<Raised> escalations;  ///< by instant, number
};

[[nodiscard]] ReferenceReading read_cycle(const ReferenceHistory &history, const Target &target,
                                          const ReferenceCycle &cycle);

}  // namespace entente::test
