#include "scheduler/state.hpp"

namespace entente {
namespace {

/// Refused amounts stay refused: as 0 units.
Operation transfer_of(std::int64_t at_us, std::int32_t from, std::int32_t to, std::int64_t units, bool repay) {
  Operation operation{OperationKind::transfer, kNoRequest, at_us, 0, from, to};
  if (units > 0) operation.value = repay ? -units : units;
  return operation;
}

}  // namespace

Refusal Scheduler::presence(std::int64_t now_us, std::int32_t agent, bool present) {
  State::check_time(now_us);
  const JournalEntry entry =
      state_->enter(OperationKind::presence, kNoRequest, now_us, agent, present ? 1 : 0);
  if (!state_->tick(now_us)) return Refusal::time_backwards;
  if (!state_->is_agent(agent)) return Refusal::unknown_agent;
  state_->agents[static_cast<std::size_t>(agent)].present = present;
  return Refusal::accepted;
}

Refusal Scheduler::transfer(std::int64_t now_us, std::int32_t from, std::int32_t to, std::int64_t units,
                            bool repay) {
  State::check_time(now_us);
  const JournalEntry entry(state_->journal, state_->now_us, [&] {
    return JournalLine{transfer_of(now_us, from, to, units, repay)};
  });
  if (!state_->tick(now_us)) return Refusal::time_backwards;
  if (units <= 0 || from == to) return Refusal::bad_amount;
  if (!state_->is_department(from) || !state_->takes_department(to)) return Refusal::unknown_department;
  return state_->ledger.transfer(from, to, units, repay) ? Refusal::accepted : Refusal::quota_exhausted;
}

Refusal Scheduler::change_terms(std::int64_t now_us, std::int32_t department, const TermsChange &change,
                                Effective effective) {
  State::check_time(now_us);
  Ledger &ledger = state_->ledger;
  Terms terms;
  const bool is_fixed = change.period_us || change.anchor_us;
  if (now_us >= state_->now_us && state_->takes_department(department) && !is_fixed) {
    terms = change.applied_to(ledger.terms_at(department, now_us));
    check_terms(terms, ledger.account(department).period_us);  // before the clock moves: where it throws, nothing has
  }
  Operation operation{OperationKind::change_terms, kNoRequest, now_us, 0, department};
  operation.value = effective == Effective::now ? 1 : 0;
  const JournalEntry entry(state_->journal, state_->now_us, [&] { return JournalLine{operation, {}, &change}; });
  if (!state_->tick(now_us)) return Refusal::time_backwards;
  if (!state_->takes_department(department)) return Refusal::unknown_department;
  if (is_fixed) return Refusal::fixed_field;
  if (effective == Effective::now)
    ledger.change_now(department, terms);
  else
    ledger.change_next(department, terms);
  return Refusal::accepted;
}

}  // namespace entente
