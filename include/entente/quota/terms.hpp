#pragma once

#include <cstdint>

#include "entente/contract/quota_line.hpp"

namespace entente {

/// Latest working time that the ledger and the scheduler accept: about 133 years in microseconds. The earliest is 0.
inline constexpr std::int64_t kLastWorkingTimeUs = 4'200'000'000'000'000;

/// Largest quota, overdraft limit and carry cap of a line, and largest part of a carry fraction.
inline constexpr std::int64_t kMaxLineUnits = 1'000'000'000;

/// The terms of one quota line that may change while it runs (period and anchor may not).
struct Terms {
  std::int64_t quota = 0;             ///< Q: units a period
  std::int64_t overdraft = 0;         ///< O: largest debt
  std::int64_t carry_cap = 0;         ///< K: units that survive a period, at most
  std::int64_t carry_num = 1;         ///< share of what is left that may survive, num / den <= 1
  std::int64_t carry_den = 1;
  std::int64_t answer_within_us = 0;  ///< R: the requester's limit for answers; 0: none
  std::int64_t weight = 1;            ///< share among ordinary requests, 1-16
  std::int64_t grace_us = 0;          ///< g: a start after due + g gives the unit back
  std::int64_t start_within_us = 0;   ///< S: promise for the first request of a burst
  std::int64_t spacing_us = 0;        ///< T: between due dates of a burst
};

/// The changeable part of a quota line.
[[nodiscard]] Terms terms_of(const QuotaLine &line);

/// Checks terms against a period. Allowed: times in [0, kLastWorkingTimeUs]; quota, overdraft and carry_cap in
/// [0, kMaxLineUnits]; 0 <= carry_num <= carry_den, 1 <= carry_den <= kMaxLineUnits; weight in [1, 16]; period in
/// [1, kLastWorkingTimeUs]; and a quota that summed over all periods up to kLastWorkingTimeUs stays below 2^61.
/// Throws ErrorCode::range.
void check_terms(const Terms &terms, std::int64_t period_us);

}  // namespace entente
