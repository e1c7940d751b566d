#include "entente/quota/ledger_record.hpp"

#include <algorithm>

#include "entente/quota/ledger_recorder.hpp"

namespace entente {
namespace {

std::int64_t &balance(Balances &units, UnitBalance which) noexcept {
  switch (which) {
    case UnitBalance::available: return units.available;
    case UnitBalance::held: return units.held;
    case UnitBalance::spent: return units.spent;
    case UnitBalance::forfeited: return units.forfeited;
    case UnitBalance::expired: return units.expired;
    case UnitBalance::lent: return units.lent;
    case UnitBalance::borrowed: return units.borrowed;
    case UnitBalance::refunded: return units.refunded;
    case UnitBalance::granted: return units.granted;
    case UnitBalance::debt: return units.debt;
    case UnitBalance::loans: break;
  }
  return units.loans;
}

/// Units come out of granted and borrowed, and these count what ever came out.
bool is_source(UnitBalance which) noexcept { return which == UnitBalance::granted || which == UnitBalance::borrowed; }

}  // namespace

void fold(Balances &balances, const LedgerRecord &record) noexcept {
  const std::int64_t units = record.units * record.count;
  if (record.movement == Movement::opening) {
    balance(balances, record.to) += units;
    return;
  }
  if (record.movement == Movement::debt_paid) {
    balances.debt -= units;
    return;
  }
  balance(balances, record.from) += is_source(record.from) ? units : -units;
  balance(balances, record.to) += is_source(record.to) ? -units : units;
  if (record.movement == Movement::refund) balances.refunded += units;
  if (record.movement == Movement::overdraft) balances.debt += units;
  const bool returned = record.movement == Movement::refund || record.movement == Movement::give_back;
  if (returned && record.to == UnitBalance::granted) balances.debt -= units;
  if (record.movement == Movement::loan && record.to == UnitBalance::available) balances.loans += units;
  if (record.movement == Movement::repayment && record.from == UnitBalance::available) balances.loans -= units;
}

std::size_t LedgerRecorder::drain(std::span<LedgerRecord> out) noexcept {
  const std::size_t count = std::min(out.size(), size_);
  for (std::size_t i = 0; i < count; ++i) out[i] = (*this)[i];
  size_ -= count;
  first_ = size_ == 0 ? 0 : (first_ + count) % room_.size();
  if (size_ == 0) dropped_ = 0;
  return count;
}

}  // namespace entente
