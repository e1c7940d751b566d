#include "scheduler/state.hpp"

namespace entente {

void Scheduler::reserve_records(std::size_t capacity) { state_->ledger.reserve_records(capacity); }

Scheduler::Drained Scheduler::drain_records(std::span<LedgerRecord> out) {
  state_->ledger.settle();
  LedgerRecorder &recorder = state_->ledger.recorder();
  const std::int64_t dropped = recorder.dropped();
  const std::size_t count = recorder.drain(out);
  return {count, recorder.size(), recorder.size() == 0 ? dropped : 0};
}

}  // namespace entente
