#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/base/deadline_heap.hpp"
#include "entente/contract/quota_line.hpp"
#include "entente/quota/account.hpp"

namespace entente {

class ByteReader;
class ByteWriter;

/// Most units that one department may owe in loans at a time; each may cost one step when time jumps.
inline constexpr std::int64_t kMaxLoanUnits = 1'000'000;

/// The quota ledger of a contract: one account a department, numbered as the lines were given.
///
/// Time is working time in [0, kLastWorkingTimeUs]; whoever calls keeps it from running backwards. Boundaries of
/// periods run in global time order and, at one instant, in three phases: close every period that ends, grant, repay
/// loans (oldest first, from what that grant made available). An account without loans is independent of the others,
/// so it rolls when it is looked at; only the instants at which a loan is repaid are visited one by one. Balances are
/// therefore a function of the operations and their times, never of how often somebody looked.
///
/// Operations take departments that exist. Not safe for concurrent use.
class Ledger {
 public:
  /// Opens the accounts and makes the first grants at start_us. Throws ErrorCode::range (start_us, a term, an anchor
  /// outside [-kLastWorkingTimeUs, kLastWorkingTimeUs]), ErrorCode::limit (too many lines).
  Ledger(std::span<const QuotaLine> lines, std::int64_t start_us);

  [[nodiscard]] std::int32_t size() const noexcept { return static_cast<std::int32_t>(accounts_.size()); }

  /// Moves the clock and makes every repayment due by then. No allocation. Cost O(1) + O(log d) a repayment,
  /// at most one repayment for each unit owed.
  void advance(std::int64_t now_us) noexcept {
    now_us_ = now_us;
    if (!payments_.empty() && payments_.front_at() <= now_us) make_payments();
  }

  /// Asks memory for what backing and starting look at.
  void prefetch_account(std::int32_t department) const noexcept {
    __builtin_prefetch(&accounts_[static_cast<std::size_t>(department)].terms.grace_us);
  }
  /// The account as of now.
  [[nodiscard]] const Account &account(std::int32_t department) noexcept { return current(department); }
  /// The terms in force at an instant, not before now, if nothing more is changed. The ledger stays as it is.
  [[nodiscard]] Terms terms_at(std::int32_t department, std::int64_t at_us) const noexcept;
  /// Balances as of now, without touching the ledger.
  [[nodiscard]] Balances balances(std::int32_t department) const noexcept;

  /// Throws what add() at start_us would throw for the line.
  static void check(const QuotaLine &line, std::int64_t start_us);
  /// Opens one more account, whose first grant happens now, and returns its number. Throws as the constructor; then nothing
  /// has changed.
  std::int32_t add(const QuotaLine &line);
  /// From now on the department is granted nothing, neither by the contract nor by overdraft; terms that were to come into
  /// force still do, but without quota and overdraft.
  void retire(std::int32_t department) noexcept;

  // `request` below stands in the record of the movement and means nothing else here.

  /// Holds a unit: an available one, else one by overdraft. False where the quota is exhausted.
  [[nodiscard]] bool hold(std::int32_t department, std::int32_t request = kNoSubject) noexcept;
  /// Returns a unit held since `period`: in the same period it undoes a debt first, else becomes available; later it
  /// becomes available only within the carry cap, else it expires.
  void give_back(std::int32_t department, std::int64_t period, std::int32_t request = kNoSubject) noexcept;
  /// Returns a held or spent unit as in the period in which it was held, whenever that was: the request was reshaped.
  void give_back_in_full(std::int32_t department, bool spent, std::int32_t request = kNoSubject) noexcept;
  /// held -> spent.
  void spend(std::int32_t department, std::int32_t request = kNoSubject) noexcept;
  /// spent -> available, or undoes a debt: the provider started late.
  void refund(std::int32_t department, std::int32_t request = kNoSubject) noexcept;
  /// held or spent -> forfeited.
  void forfeit(std::int32_t department, bool spent, std::int32_t request = kNoSubject) noexcept;

  /// Moves available units to another department; with `repay` as a loan, repaid from the borrower's next grants.
  /// False where fewer are available. Throws ErrorCode::limit (more than kMaxLoanUnits owed, or a balance at 2^61).
  [[nodiscard]] bool transfer(std::int32_t from, std::int32_t to, std::int64_t units, bool repay);

  /// New terms at once: a raise of the quota adds the difference, a cut takes at most what is available.
  /// Throws ErrorCode::range (terms), ErrorCode::limit (a balance at 2^61).
  void change_now(std::int32_t department, const Terms &terms);
  /// New terms from the next boundary on; the last ones asked for win. Throws ErrorCode::range.
  void change_next(std::int32_t department, const Terms &terms);

  /// Keeps records from now on in room for `capacity` of them (0: off), beginning with the balances as they stand.
  /// On bad_alloc nothing has changed.
  void reserve_records(std::size_t capacity);
  /// The records kept. Boundaries of periods that nobody looked at yet have none yet: settle() makes them.
  [[nodiscard]] LedgerRecorder &recorder() noexcept { return recorder_; }
  [[nodiscard]] const LedgerRecorder &recorder() const noexcept { return recorder_; }
  /// Rolls all accounts to now, so that the records tell everything. O(departments).
  void settle() noexcept;

  /// The ledger as bytes; `settled`: as settle() would leave it, and without records.
  void write(ByteWriter &writer, bool settled) const;
  /// The ledger that these bytes stand for. Throws ErrorCode::parse, ErrorCode::range where there is none.
  static Ledger read(ByteReader &reader);

 private:
  struct Loan {
    std::int64_t units;
    std::int32_t lender;
    std::int32_t next;  ///< a younger loan of the same borrower, or a free one; -1: none
  };
  struct Loans {
    std::int32_t oldest = -1;
    std::int32_t youngest = -1;
  };

  Account &current(std::int32_t department) noexcept { return rolled(department, now_us_); }
  Account &rolled(std::int32_t department, std::int64_t at_us) noexcept {
    Account &account = accounts_[static_cast<std::size_t>(department)];
    if (at_us >= account.next_boundary_us) [[unlikely]] roll_account(department, at_us);
    return account;
  }
  void roll_account(std::int32_t department, std::int64_t at_us) noexcept;
  /// A unit that returns undoes a debt first, else becomes available: the balance to which it went.
  UnitBalance put_back(std::int32_t department, Account &account) noexcept;
  static Account open(const QuotaLine &line, std::int64_t start_us);
  void record(std::int32_t department, std::int32_t request, Movement movement, UnitBalance from, UnitBalance to,
              std::int64_t units = 1) noexcept {
    if (recorder_.on()) [[unlikely]] recorder_.append({now_us_, units, 1, department, request, movement, from, to});
  }
  void make_payments() noexcept;
  void repay(std::int32_t borrower, std::int64_t at_us) noexcept;
  [[nodiscard]] std::int64_t next_payment(std::int32_t borrower) const noexcept;
  void schedule(std::int32_t borrower) noexcept;

  std::int64_t now_us_;
  std::vector<Account> accounts_;
  std::vector<Terms> pending_;
  std::vector<char> has_pending_;
  std::vector<Loans> loans_of_;    ///< by borrower
  std::vector<Loan> loans_;
  std::int32_t free_loan_ = -1;
  DeadlineHeap payments_;          ///< borrowers, each by the instant of its next repayment
  LedgerRecorder recorder_;
};

}  // namespace entente
