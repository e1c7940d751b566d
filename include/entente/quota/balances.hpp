#pragma once

#include <cstdint>

namespace entente {

/// Units of one department. Always: granted + borrowed = available + held + spent + forfeited + expired + lent, and
/// none is negative.
struct Balances {
  std::int64_t available = 0;
  std::int64_t held = 0;       ///< on requests that have not started yet
  std::int64_t spent = 0;      ///< on requests that have started
  std::int64_t forfeited = 0;  ///< lost because an answer came too late
  std::int64_t expired = 0;    ///< not carried over at the end of a period
  std::int64_t lent = 0;       ///< given or repaid to other departments, ever
  std::int64_t borrowed = 0;   ///< received from other departments, ever
  std::int64_t refunded = 0;   ///< given back because the provider started late, ever
  std::int64_t granted = 0;    ///< by the contract and by overdraft, ever
  std::int64_t debt = 0;       ///< overdraft not yet repaid from a grant
  std::int64_t loans = 0;      ///< units still owed to other departments
};

}  // namespace entente
