#pragma once

#include <string>
#include <vector>

#include "unit/sla/reference/reading.hpp"

namespace entente::test {

/// One row of Cycles and its escalations.
struct ReferenceRow {
  std::int32_t ticket, target, cycle;
  std::int64_t target_us;
  ReferenceReading reading;
};

/// The rows of one ticket, in the order of Cycles.
[[nodiscard]] std::vector<ReferenceRow> reference_rows(const ReferenceWorld &world,
                                                       const LoggedTicket &ticket, std::int32_t number);

/// A row with all its columns and escalations as text, for comparing and for telling.
[[nodiscard]] std::string to_text(const ReferenceRow &row);
[[nodiscard]] std::string to_text(const Cycles &cycles, std::size_t row);

}  // namespace entente::test
