#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "handle.hpp"

namespace entente_python {

/// A log and what its creation said of each row.
struct Log {
  LogHandle handle;
  std::size_t states = 0;
  std::vector<std::int32_t> ticket_status;
  std::vector<std::int32_t> event_status;
  std::vector<std::int32_t> balance_status;
};

/// The result of an evaluation.
struct Cycles {
  CyclesHandle handle;
};

}  // namespace entente_python
