#pragma once

#include <cstdint>
#include <limits>

#include "entente/quota/balances.hpp"

namespace entente {

/// The balances between which units move. The numbers are those of `entente_balance` in the C API.
enum class UnitBalance : std::uint8_t {
  available = 0, held = 1, spent = 2, forfeited = 3, expired = 4, lent = 5, borrowed = 6, refunded = 7, granted = 8,
  debt = 9, loans = 10,
};

/// What made units move. The numbers are those of `entente_movement` in the C API and never change.
enum class Movement : std::uint8_t {
  opening = 0,    ///< the balance `to` as it stood when recording began (from = to)
  grant = 1,      ///< granted -> available, at the start of a period
  debt_paid = 2,  ///< debt -> granted: that part of a grant was granted before, by overdraft; only debt changes
  expiry = 3,     ///< available -> expired, at the end of a period
  hold = 4,       ///< available -> held
  overdraft = 5,  ///< granted -> held; debt grows as much
  give_back = 6,  ///< held or spent -> available or expired, or -> granted, which undoes as much debt
  spend = 7,      ///< held -> spent
  refund = 8,     ///< spent -> available, or -> granted, which undoes as much debt; refunded grows
  forfeit = 9,    ///< held or spent -> forfeited
  transfer = 10,  ///< available -> lent of one department, borrowed -> available of the other: two records
  loan = 11,      ///< as transfer; loans of the borrower grow
  repayment = 12, ///< as transfer; loans of the borrower (its record goes available -> lent) shrink
  change = 13,    ///< granted -> available where terms in force were raised, available -> granted where they were cut
};

/// No request: the movement is of a whole account.
inline constexpr std::int32_t kNoSubject = std::numeric_limits<std::int32_t>::min();

/// One movement of units, `count` times over, a period apart each. 40 bytes.
struct LedgerRecord {
  std::int64_t at_us = 0;            ///< when it happened; with a count above 1, the first time
  std::int64_t units = 0;            ///< each time
  std::int64_t count = 1;            ///< so many equal periods in a row; 1 for all that is no period
  std::int32_t department = 0;
  std::int32_t request = kNoSubject;
  Movement movement = Movement::opening;
  UnitBalance from = UnitBalance::available;
  UnitBalance to = UnitBalance::available;
};

/// Adds a record to balances. Folded over all records of a department from the opening on, in their order, this gives its
/// balances.
void fold(Balances &balances, const LedgerRecord &record) noexcept;

}  // namespace entente
