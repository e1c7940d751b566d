#pragma once

#include <cstdint>
#include <vector>

#include "entente/sla/cycles.hpp"
#include "sla/lane.hpp"
#include "sla/tally.hpp"

namespace entente {

/// One row of Cycles; the fields are its columns.
struct CycleRow {
  std::int32_t ticket = 0, target = 0, state = 0, consumed_percent = 0, status = 0, cycle = 0;
  std::int64_t started_us = 0, due_us = 0, stopped_us = 0, breached_us = 0, target_us = 0;
  std::int64_t elapsed_us = 0, paused_us = 0, settled_us = 0, outside_us = 0;
  Tally::ByWait waited_us{};
  std::int64_t brought_us = 0, put_off_us = 0;
};

/// An escalation of a row that is not written yet.
struct EscalationRow {
  std::int64_t row = 0;
  std::int32_t escalation = 0;
  std::int64_t at_us = 0;
};

/// Fills the row of a cycle that ended like this; what is still open is judged at lane.since_us.
void fill_row(const Plans &plans, const Plan &plan, const Lane<Tally> &lane, Ending ending, CycleRow &row);

/// The instants at which its escalations were reached before its end, by instant.
void find_escalations(const Plans &plans, const Plan &plan, const Lane<Tally> &lane, const CycleRow &row,
                      std::vector<EscalationRow> &out);

}  // namespace entente
