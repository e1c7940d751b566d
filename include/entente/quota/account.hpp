#pragma once

#include <cstddef>
#include <cstdint>

#include "entente/quota/balances.hpp"
#include "entente/quota/ledger_recorder.hpp"
#include "entente/quota/terms.hpp"

namespace entente {

/// The account of one department: what it has, the terms in force and the period it is in. What backing and starting a
/// request touch (from the grace to the units spent) stands in one line of the cache.
struct alignas(64) Account {
  std::int64_t carried_in = 0;        ///< units carried into the current period, units returned under the carry cap included
  Terms terms;
  std::int64_t next_boundary_us = 0;  ///< end of the current period
  std::int64_t period = 0;            ///< its index: it covers [anchor + k P, anchor + (k + 1) P)
  Balances units;
  std::int64_t last_grant = 0;        ///< what its grant made available: the quota less the debt repaid
  std::int64_t period_us = 1;         ///< P
};
static_assert(offsetof(Account, terms) + offsetof(Terms, grace_us) == 64);

/// Units that survive the closing of a period with `available` left: min(K, floor(available num / den)).
[[nodiscard]] std::int64_t carry(const Terms &terms, std::int64_t available) noexcept;

/// Runs every boundary of the account up to and including now_us, each closing then granting. `pending`, if given,
/// replaces the terms after the first closing. Returns whether a boundary was run. Loans are no part of it.
/// Cost: periods in which nothing but equal steps happen are taken at once. With a carry fraction of 1 or up to 1/2
/// that leaves O(log K) steps whatever the number of periods, and O(sqrt(K) log K) in the worst case of a fraction
/// close to 1 and a cap of K units.
/// Movements are appended to `recorder`, if given, as those of `department`.
bool roll(Account &account, std::int64_t now_us, const Terms *pending, LedgerRecorder *recorder = nullptr,
          std::int32_t department = 0) noexcept;

}  // namespace entente
