#include <algorithm>
#include <limits>

#include "entente/base/error.hpp"
#include "entente/quota/ledger.hpp"

namespace entente {
namespace {

constexpr std::int64_t kMaxUnits = std::int64_t{1} << 61;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

void check_room(std::int64_t units, std::int64_t more) {
  if (units > kMaxUnits - more) throw Error(ErrorCode::limit, "a balance would pass 2^61 units");
}

}  // namespace

bool Ledger::transfer(std::int32_t from, std::int32_t to, std::int64_t units, bool repay) {
  const auto borrower = static_cast<std::size_t>(to);
  Balances &giver = current(from).units;
  if (units > giver.available) return false;
  Balances &receiver = current(to).units;
  check_room(giver.lent, units);
  check_room(receiver.borrowed, units);
  if (repay) {
    if (units > kMaxLoanUnits - receiver.loans)
      throw Error(ErrorCode::limit, "a department may owe at most 1000000 units in loans");
    payments_.reserve(accounts_.size());
    std::int32_t loan = free_loan_;
    if (loan < 0) {
      loan = static_cast<std::int32_t>(loans_.size());
      loans_.push_back({});
    } else {
      free_loan_ = loans_[static_cast<std::size_t>(loan)].next;
    }
    loans_[static_cast<std::size_t>(loan)] = {units, from, -1};
    Loans &owed = loans_of_[borrower];
    (owed.oldest < 0 ? owed.oldest : loans_[static_cast<std::size_t>(owed.youngest)].next) = loan;
    owed.youngest = loan;
    receiver.loans += units;
    schedule(to);
  }
  giver.available -= units;
  giver.lent += units;
  receiver.available += units;
  receiver.borrowed += units;
  const Movement movement = repay ? Movement::loan : Movement::transfer;
  record(from, kNoSubject, movement, UnitBalance::available, UnitBalance::lent, units);
  record(to, kNoSubject, movement, UnitBalance::borrowed, UnitBalance::available, units);
  return true;
}

void Ledger::change_now(std::int32_t department, const Terms &terms) {
  check_terms(terms, accounts_[static_cast<std::size_t>(department)].period_us);
  Account &account = current(department);
  const std::int64_t raise = terms.quota - account.terms.quota;
  if (raise > 0) {
    check_room(account.units.granted, raise);
    check_room(account.units.available, raise);
  }
  const std::int64_t change = std::max(raise, -account.units.available);
  account.units.available += change;
  account.units.granted += change;
  if (change > 0)
    record(department, kNoSubject, Movement::change, UnitBalance::granted, UnitBalance::available, change);
  else if (change < 0)
    record(department, kNoSubject, Movement::change, UnitBalance::available, UnitBalance::granted, -change);
  account.terms = terms;
  if (account.units.loans > 0) schedule(department);
}

/// The first boundary whose grant is not used up by the borrower's own debt.
std::int64_t Ledger::next_payment(std::int32_t borrower) const noexcept {
  const auto b = static_cast<std::size_t>(borrower);
  const Account &account = accounts_[b];
  const std::int64_t quota = has_pending_[b] ? pending_[b].quota : account.terms.quota;
  if (quota == 0) return kNever;
  std::int64_t at = 0;
  if (__builtin_mul_overflow(account.units.debt / quota, account.period_us, &at) ||
      __builtin_add_overflow(at, account.next_boundary_us, &at))
    return kNever;
  return at;
}

void Ledger::schedule(std::int32_t borrower) noexcept { payments_.set(borrower, next_payment(borrower)); }

void Ledger::make_payments() noexcept {
  while (!payments_.empty() && payments_.front_at() <= now_us_) {
    const std::int64_t at_us = payments_.front_at();
    const std::int32_t borrower = payments_.front_id();
    rolled(borrower, at_us);
    repay(borrower, at_us);
    if (loans_of_[static_cast<std::size_t>(borrower)].oldest < 0)
      payments_.erase(borrower);
    else
      schedule(borrower);
  }
}

void Ledger::repay(std::int32_t borrower, std::int64_t at_us) noexcept {
  Account &account = accounts_[static_cast<std::size_t>(borrower)];
  Loans &owed = loans_of_[static_cast<std::size_t>(borrower)];
  std::int64_t left = account.last_grant;
  while (left > 0 && owed.oldest >= 0) {
    const std::int32_t index = owed.oldest;
    Loan &loan = loans_[static_cast<std::size_t>(index)];
    Balances &lender = rolled(loan.lender, at_us).units;
    const std::int64_t units = std::min(left, loan.units);
    left -= units;
    account.units.available -= units;
    account.units.lent += units;
    account.units.loans -= units;
    lender.borrowed += units;
    lender.available += units;
    if (recorder_.on()) {
      recorder_.append({at_us, units, 1, borrower, kNoSubject, Movement::repayment, UnitBalance::available,
                        UnitBalance::lent});
      recorder_.append({at_us, units, 1, loan.lender, kNoSubject, Movement::repayment, UnitBalance::borrowed,
                        UnitBalance::available});
    }
    loan.units -= units;
    if (loan.units > 0) break;
    owed.oldest = loan.next;
    if (owed.oldest < 0) owed.youngest = -1;
    loan.next = free_loan_;
    free_loan_ = index;
  }
}

}  // namespace entente
