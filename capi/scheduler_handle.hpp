#pragma once

#include <optional>

#include "entente/scheduler/scheduler.hpp"
#include "guard.hpp"

/// Behind entente_scheduler: the engine keeps no part of the contract it was made from.
struct entente_scheduler {
  entente::Scheduler engine;
};

namespace entente::capi {

/// One operation that gives nothing but its refusal.
template <class Operation>
int32_t operate(entente_scheduler *scheduler, int32_t *refusal, entente_error **err, Operation operation) {
  return guard(err, [&] {
    require(scheduler != nullptr && refusal != nullptr, "a scheduler operation: scheduler and refusal may not be NULL");
    *refusal = static_cast<int32_t>(operation(scheduler->engine));
  });
}

inline bool read_flag(int32_t value, const char *message) {
  require(value == 0 || value == 1, message);
  return value == 1;
}

/// The field of a change that a term stands for. Throws ErrorCode::invalid for an unknown term.
inline std::optional<int64_t> &field_of(TermsChange &change, int32_t term) {
  switch (term) {
    case ENTENTE_TERM_QUOTA: return change.quota;
    case ENTENTE_TERM_START_WITHIN_US: return change.start_within_us;
    case ENTENTE_TERM_SPACING_US: return change.spacing_us;
    case ENTENTE_TERM_ANSWER_WITHIN_US: return change.answer_within_us;
    case ENTENTE_TERM_GRACE_US: return change.grace_us;
    case ENTENTE_TERM_OVERDRAFT: return change.overdraft;
    case ENTENTE_TERM_CARRY_CAP: return change.carry_cap;
    case ENTENTE_TERM_CARRY_NUM: return change.carry_num;
    case ENTENTE_TERM_CARRY_DEN: return change.carry_den;
    case ENTENTE_TERM_WEIGHT: return change.weight;
    case ENTENTE_TERM_PERIOD_US: return change.period_us;
    case ENTENTE_TERM_ANCHOR_US: return change.anchor_us;
    default: throw Error(ErrorCode::invalid, "no such term of a quota line");
  }
}

}  // namespace entente::capi
