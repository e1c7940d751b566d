#include "scheduler/state.hpp"

namespace entente {

Refusal Scheduler::presence(std::int64_t now_us, std::int32_t agent, bool present) {
  if (!state_->tick(now_us)) return Refusal::time_backwards;
  if (!state_->is_agent(agent)) return Refusal::unknown_agent;
  state_->agents[static_cast<std::size_t>(agent)].present = present;
  return Refusal::accepted;
}

Refusal Scheduler::transfer(std::int64_t now_us, std::int32_t from, std::int32_t to, std::int64_t units,
                            bool repay) {
  if (!state_->tick(now_us)) return Refusal::time_backwards;
  if (units <= 0 || from == to) return Refusal::bad_amount;
  if (!state_->is_department(from) || !state_->is_department(to)) return Refusal::unknown_department;
  return state_->ledger.transfer(from, to, units, repay) ? Refusal::accepted : Refusal::quota_exhausted;
}

Refusal Scheduler::change_terms(std::int64_t now_us, std::int32_t department, const TermsChange &change,
                                Effective effective) {
  State::check_time(now_us);
  Ledger &ledger = state_->ledger;
  Terms terms;
  const bool is_fixed = change.period_us || change.anchor_us;
  if (now_us >= state_->now_us && state_->is_department(department) && !is_fixed) {
    terms = change.applied_to(ledger.terms_at(department, now_us));
    check_terms(terms, ledger.account(department).period_us);  // before the clock moves: where it throws, nothing has
  }
  if (!state_->tick(now_us)) return Refusal::time_backwards;
  if (!state_->is_department(department)) return Refusal::unknown_department;
  if (is_fixed) return Refusal::fixed_field;
  if (effective == Effective::now)
    ledger.change_now(department, terms);
  else
    ledger.change_next(department, terms);
  return Refusal::accepted;
}

}  // namespace entente
