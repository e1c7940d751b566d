#pragma once

#include <cstdint>

#include "entente/scheduler/contract_check.hpp"

namespace entente {

/// What would make every promise of a contract provable, one change at a time, all else as it is; or, where
/// they are all proved, how far each can be pushed. Exact: each is the least (greatest) value for which
/// all_proved() holds, found by halving, since h(t) does not grow with m or T and does not shrink with C.
/// kNoValue: no value does.
struct Repairs {
  std::int64_t servers = kNoValue;                  ///< fewest people in all, expedite included
  std::int64_t spacing_factor_permille = kNoValue;  ///< least factor of all spacings, T' = ceil(T f / 1000)
  std::int64_t visit_us = kNoValue;                 ///< longest visit
};

/// The three. About 40 + 60 + 52 computations of latenesses(). Where one of these was undecided, the value is
/// provable, perhaps not the very least. Throws as latenesses().
[[nodiscard]] Repairs repairs(const Quotas &quotas, const ServerPool &team);

/// The least spacing of one line, all others as they are. About 52 computations. kNoValue: none, or the line
/// promises nothing. Throws as latenesses(), ErrorCode::not_found (line).
[[nodiscard]] std::int64_t least_spacing_us(const Quotas &quotas, const ServerPool &team, std::int32_t line);

/// The spacing of a line after a factor.
[[nodiscard]] std::int64_t scaled_spacing_us(std::int64_t spacing_us, std::int64_t permille) noexcept;

/// The largest quota whose even pace P/Q is at least a spacing, at most kMaxLineUnits; 0 where one is longer
/// than P.
[[nodiscard]] std::int64_t largest_quota(const QuotaLine &line, std::int64_t spacing_us) noexcept;

}  // namespace entente
