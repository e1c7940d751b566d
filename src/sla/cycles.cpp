#include "entente/sla/cycles.hpp"

namespace entente {

void Cycles::resize(std::size_t rows) {
  for (auto *column : {&ticket, &target, &state, &consumed_percent, &status}) column->resize(rows);
  for (auto *column : {&started_us, &due_us, &stopped_us, &breached_us, &target_us, &elapsed_us, &paused_us,
                       &settled_us, &outside_us, &provider_us, &requester_us, &third_party_us, &closing_us}) {
    column->resize(rows);
  }
}

}  // namespace entente
