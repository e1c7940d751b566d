#pragma once

#include <cstdint>
#include <optional>

#include "entente/quota/terms.hpp"

namespace entente {

/// When a change of a quota line takes effect.
enum class Effective : std::uint8_t { next_period = 0, now = 1 };

/// The fields of a quota line to change; the others stay as they are in the contract in force.
struct TermsChange {
  std::optional<std::int64_t> start_within_us, spacing_us, grace_us, answer_within_us;
  std::optional<std::int64_t> quota, overdraft, carry_cap, carry_num, carry_den, weight;
  std::optional<std::int64_t> period_us, anchor_us;  ///< asking for these is refused `fixed_field`

  [[nodiscard]] Terms applied_to(Terms terms) const noexcept {
    terms.start_within_us = start_within_us.value_or(terms.start_within_us);
    terms.spacing_us = spacing_us.value_or(terms.spacing_us);
    terms.grace_us = grace_us.value_or(terms.grace_us);
    terms.answer_within_us = answer_within_us.value_or(terms.answer_within_us);
    terms.quota = quota.value_or(terms.quota);
    terms.overdraft = overdraft.value_or(terms.overdraft);
    terms.carry_cap = carry_cap.value_or(terms.carry_cap);
    terms.carry_num = carry_num.value_or(terms.carry_num);
    terms.carry_den = carry_den.value_or(terms.carry_den);
    terms.weight = weight.value_or(terms.weight);
    return terms;
  }
};

}  // namespace entente
