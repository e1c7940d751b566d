#include "entente/quota/ledger.hpp"

#include <algorithm>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

/// Periods to anchor + k P <= at, at least 0: before its anchor a department is in period 0.
std::int64_t period_at(std::int64_t at_us, std::int64_t anchor_us, std::int64_t period_us) noexcept {
  return at_us < anchor_us ? 0 : (at_us - anchor_us) / period_us;
}

}  // namespace

Account Ledger::open(const QuotaLine &line, std::int64_t start_us) {
  Account account;
  account.terms = terms_of(line);
  account.period_us = line.period_us;
  check_terms(account.terms, account.period_us);
  if (line.anchor_us < -kLastWorkingTimeUs || line.anchor_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, "quota line: the anchor is out of range");
  account.period = period_at(start_us, line.anchor_us, line.period_us);
  account.next_boundary_us = line.anchor_us + (account.period + 1) * line.period_us;
  account.units.available = account.units.granted = account.last_grant = line.quota;
  return account;
}

Ledger::Ledger(std::span<const QuotaLine> lines, std::int64_t start_us) : now_us_(start_us) {
  if (start_us < 0 || start_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, "working time must lie in 0 to 4200000000000000 microseconds");
  if (lines.size() > static_cast<std::size_t>(limits::kRows)) throw Error(ErrorCode::limit, "too many quota lines");
  accounts_.reserve(lines.size());
  for (const QuotaLine &line : lines) accounts_.push_back(open(line, start_us));
  pending_.resize(lines.size());
  has_pending_.resize(lines.size());
  loans_of_.resize(lines.size());
}

void Ledger::check(const QuotaLine &line, std::int64_t start_us) { open(line, start_us); }

std::int32_t Ledger::add(const QuotaLine &line) {
  const Account account = open(line, now_us_);
  const std::size_t count = accounts_.size() + 1;
  if (count > accounts_.capacity()) accounts_.reserve(2 * count);
  if (count > pending_.capacity()) pending_.reserve(2 * count);
  if (count > has_pending_.capacity()) has_pending_.reserve(2 * count);
  if (count > loans_of_.capacity()) loans_of_.reserve(2 * count);
  payments_.reserve(count);
  accounts_.push_back(account);
  pending_.resize(count);
  has_pending_.resize(count);
  loans_of_.resize(count);
  const auto id = static_cast<std::int32_t>(count) - 1;
  if (account.units.granted > 0)
    record(id, kNoSubject, Movement::grant, UnitBalance::granted, UnitBalance::available, account.units.granted);
  return id;
}

void Ledger::retire(std::int32_t department) noexcept {
  const auto d = static_cast<std::size_t>(department);
  Account &account = current(department);
  account.terms.quota = account.terms.overdraft = 0;
  if (has_pending_[d]) pending_[d].quota = pending_[d].overdraft = 0;
  if (account.units.loans > 0) schedule(department);
}

void Ledger::roll_account(std::int32_t department, std::int64_t at_us) noexcept {
  const auto d = static_cast<std::size_t>(department);
  roll(accounts_[d], at_us, has_pending_[d] ? &pending_[d] : nullptr, recorder_.on() ? &recorder_ : nullptr,
       department);
  has_pending_[d] = 0;
}

Terms Ledger::terms_at(std::int32_t department, std::int64_t at_us) const noexcept {
  const auto d = static_cast<std::size_t>(department);
  return has_pending_[d] && at_us >= accounts_[d].next_boundary_us ? pending_[d] : accounts_[d].terms;
}

Balances Ledger::balances(std::int32_t department) const noexcept {
  const auto d = static_cast<std::size_t>(department);
  Account account = accounts_[d];
  roll(account, now_us_, has_pending_[d] ? &pending_[d] : nullptr);
  return account.units;
}

bool Ledger::hold(std::int32_t department, std::int32_t request) noexcept {
  Account &account = current(department);
  Balances &units = account.units;
  if (units.available > 0) {
    --units.available;
    record(department, request, Movement::hold, UnitBalance::available, UnitBalance::held);
  } else if (units.debt < account.terms.overdraft) {
    ++units.debt;
    ++units.granted;
    record(department, request, Movement::overdraft, UnitBalance::granted, UnitBalance::held);
    if (units.loans > 0) schedule(department);
  } else {
    return false;
  }
  ++units.held;
  return true;
}

UnitBalance Ledger::put_back(std::int32_t department, Account &account) noexcept {
  if (account.units.debt == 0) {
    ++account.units.available;
    return UnitBalance::available;
  }
  --account.units.debt;
  --account.units.granted;
  if (account.units.loans > 0) schedule(department);
  return UnitBalance::granted;
}

void Ledger::give_back(std::int32_t department, std::int64_t period, std::int32_t request) noexcept {
  Account &account = current(department);
  UnitBalance to = UnitBalance::available;
  --account.units.held;
  if (period == account.period) {
    to = put_back(department, account);
  } else if (account.carried_in < account.terms.carry_cap) {
    ++account.carried_in;
    ++account.units.available;
  } else {
    ++account.units.expired;
    to = UnitBalance::expired;
  }
  record(department, request, Movement::give_back, UnitBalance::held, to);
}

void Ledger::give_back_in_full(std::int32_t department, bool spent, std::int32_t request) noexcept {
  Account &account = current(department);
  --(spent ? account.units.spent : account.units.held);
  record(department, request, Movement::give_back, spent ? UnitBalance::spent : UnitBalance::held,
         put_back(department, account));
}

void Ledger::spend(std::int32_t department, std::int32_t request) noexcept {
  Account &account = current(department);
  --account.units.held;
  ++account.units.spent;
  record(department, request, Movement::spend, UnitBalance::held, UnitBalance::spent);
}

void Ledger::refund(std::int32_t department, std::int32_t request) noexcept {
  Account &account = current(department);
  --account.units.spent;
  ++account.units.refunded;
  record(department, request, Movement::refund, UnitBalance::spent, put_back(department, account));
}

void Ledger::forfeit(std::int32_t department, bool spent, std::int32_t request) noexcept {
  Balances &units = current(department).units;
  --(spent ? units.spent : units.held);
  ++units.forfeited;
  record(department, request, Movement::forfeit, spent ? UnitBalance::spent : UnitBalance::held, UnitBalance::forfeited);
}

void Ledger::change_next(std::int32_t department, const Terms &terms) {
  const auto d = static_cast<std::size_t>(department);
  check_terms(terms, accounts_[d].period_us);
  current(department);
  pending_[d] = terms;
  has_pending_[d] = 1;
  if (accounts_[d].units.loans > 0) schedule(department);
}

}  // namespace entente
