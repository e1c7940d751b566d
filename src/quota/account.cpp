#include "entente/quota/account.hpp"

#include <algorithm>

namespace entente {
namespace {

/// Above this the products below might overflow; one closing brings the units down to the carry cap plus a grant.
constexpr std::int64_t kLargeAvailable = 4 * kMaxLineUnits;

/// floor(available num / den) without overflow, for num <= den <= 1e9.
std::int64_t share(const Terms &terms, std::int64_t available) noexcept {
  return available / terms.carry_den * terms.carry_num + available % terms.carry_den * terms.carry_num / terms.carry_den;
}

/// What the coming periods do while nothing changes: each grants `grant` and closes with `expired` units lost.
struct Step {
  std::int64_t grant;
  std::int64_t expired;
  std::int64_t repaid;
};

/// For how many periods in a row, at least 1 and at most `most`, `step` stays the step to take. The expired part
/// c = a - floor(a num/den) = ceil(a (den - num)/den) is constant for a in a block of about den/(den - num) units.
std::int64_t repetitions(const Terms &terms, std::int64_t available, const Step &step, std::int64_t most) noexcept {
  const std::int64_t change = step.grant - step.expired;
  if (change == 0) return most;
  if (available > kLargeAvailable || share(terms, available) > terms.carry_cap) return 1;
  const std::int64_t lost = terms.carry_den - terms.carry_num;
  std::int64_t room = 0;
  if (change > 0) {
    std::int64_t highest = terms.carry_cap + step.expired;
    if (lost > 0) highest = std::min(highest, step.expired * terms.carry_den / lost);
    room = (highest - available) / change;
  } else {
    const std::int64_t lowest = (step.expired - 1) * terms.carry_den / lost + 1;  // change < 0 only if lost > 0
    room = (available - lowest) / -change;
  }
  return std::min(most, room + 1);
}

/// The movements of `count` equal boundaries, the first of them at at_us.
void record(LedgerRecorder *recorder, std::int32_t department, std::int64_t at_us, std::int64_t count,
            const Step &step) noexcept {
  if (recorder == nullptr) return;
  const auto append = [&](Movement movement, UnitBalance from, UnitBalance to, std::int64_t units) {
    if (units > 0) recorder->append({at_us, units, count, department, kNoSubject, movement, from, to});
  };
  append(Movement::expiry, UnitBalance::available, UnitBalance::expired, step.expired);
  append(Movement::debt_paid, UnitBalance::debt, UnitBalance::granted, step.repaid);
  append(Movement::grant, UnitBalance::granted, UnitBalance::available, step.grant);
}

void run_periods(Account &account, std::int64_t at_us, std::int64_t count, LedgerRecorder *recorder,
                 std::int32_t department) noexcept {
  Balances &units = account.units;
  const Terms &terms = account.terms;
  while (count > 0) {
    const std::int64_t kept = carry(terms, units.available);
    const std::int64_t repaid = std::min(units.debt, terms.quota);
    const Step step{terms.quota - repaid, units.available - kept, repaid};
    std::int64_t most = count;
    if (repaid > 0) most = step.grant > 0 ? 1 : std::min(count, units.debt / terms.quota);
    const std::int64_t n = repetitions(terms, units.available, step, most);
    account.carried_in = kept + (n - 1) * (step.grant - step.expired);
    account.last_grant = step.grant;
    units.available += n * (step.grant - step.expired);
    units.expired += n * step.expired;
    units.granted += n * step.grant;
    units.debt -= n * step.repaid;
    record(recorder, department, at_us, n, step);
    at_us += n * account.period_us;
    count -= n;
  }
}

}  // namespace

std::int64_t carry(const Terms &terms, std::int64_t available) noexcept {
  return std::min(terms.carry_cap, share(terms, available));
}

bool roll(Account &account, std::int64_t now_us, const Terms *pending, LedgerRecorder *recorder,
          std::int32_t department) noexcept {
  if (now_us < account.next_boundary_us) return false;
  std::int64_t at_us = account.next_boundary_us;
  const std::int64_t count = (now_us - account.next_boundary_us) / account.period_us + 1;
  account.period += count;
  account.next_boundary_us += count * account.period_us;
  std::int64_t left = count;
  if (pending != nullptr) {
    const std::int64_t kept = carry(account.terms, account.units.available);
    account.terms = *pending;
    account.carried_in = kept;
    const std::int64_t expired = account.units.available - kept;
    account.units.expired += expired;
    const std::int64_t repaid = std::min(account.units.debt, account.terms.quota);
    account.last_grant = account.terms.quota - repaid;
    account.units.debt -= repaid;
    account.units.granted += account.last_grant;
    account.units.available = kept + account.last_grant;
    record(recorder, department, at_us, 1, {account.last_grant, expired, repaid});
    at_us += account.period_us;
    --left;
  }
  run_periods(account, at_us, left, recorder, department);
  return true;
}

}  // namespace entente
