#include <array>
#include <utility>

#include "base/byte_stream.hpp"
#include "entente/base/error.hpp"
#include "entente/quota/ledger.hpp"

namespace entente {
namespace {

constexpr std::int64_t kMostUnits = std::int64_t{1} << 62;
constexpr std::size_t kAccountBytes = 8 * 26 + 1 + 4;
constexpr std::uint8_t kMovements = static_cast<std::uint8_t>(Movement::change) + 1;
constexpr std::uint8_t kUnitBalances = static_cast<std::uint8_t>(UnitBalance::loans) + 1;

/// The fields of terms, for reading and for writing.
template <class T>
auto fields(T &t) {
  return std::array{&t.start_within_us, &t.spacing_us, &t.grace_us,  &t.answer_within_us, &t.quota,
                    &t.overdraft,       &t.carry_cap,  &t.carry_num, &t.carry_den,        &t.weight};
}

template <class B>
auto balances_of(B &b) {
  return std::array{&b.available, &b.held,     &b.spent,   &b.forfeited, &b.expired, &b.lent,
                    &b.borrowed,  &b.refunded, &b.granted, &b.debt,      &b.loans};
}

Terms read_terms(ByteReader &reader, std::int64_t period_us) {
  Terms terms;
  for (std::int64_t *field : fields(terms)) *field = reader.i64();
  check_terms(terms, period_us);
  return terms;
}

Account read_account(ByteReader &reader) {
  Account account;
  for (std::int64_t *field : balances_of(account.units)) *field = reader.i64_in(0, kMostUnits);
  account.next_boundary_us = reader.i64_in(-kLastWorkingTimeUs, 3 * kLastWorkingTimeUs);
  account.period = reader.i64_in(0, kMostUnits);
  account.carried_in = reader.i64_in(0, kMostUnits);
  account.last_grant = reader.i64_in(0, kMaxLineUnits);
  account.period_us = reader.i64_in(1, kLastWorkingTimeUs);
  account.terms = read_terms(reader, account.period_us);
  std::uint64_t in = 0;
  std::uint64_t out = 0;
  const Balances &units = account.units;
  for (const std::int64_t part : {units.granted, units.borrowed}) in += static_cast<std::uint64_t>(part);
  for (const std::int64_t part : {units.available, units.held, units.spent, units.forfeited, units.expired, units.lent})
    ByteReader::require(!__builtin_add_overflow(out, static_cast<std::uint64_t>(part), &out));
  ByteReader::require(in == out);
  return account;
}

void write_records(ByteWriter &writer, const LedgerRecorder &recorder) {
  writer.u64(recorder.capacity());
  writer.i64(recorder.dropped());
  writer.count(recorder.size());
  for (std::size_t i = 0; i < recorder.size(); ++i) {
    const LedgerRecord &record = recorder[i];
    for (const std::int64_t value : {record.at_us, record.units, record.count}) writer.i64(value);
    writer.i32(record.department);
    writer.i32(record.request);
    writer.u8(static_cast<std::uint8_t>(record.movement));
    writer.u8(static_cast<std::uint8_t>(record.from));
    writer.u8(static_cast<std::uint8_t>(record.to));
  }
}

void read_records(ByteReader &reader, LedgerRecorder &recorder, std::int32_t departments) {
  const std::uint64_t capacity = reader.u64();
  const std::int64_t dropped = reader.i64_in(0, kMostUnits);
  const std::size_t size = reader.count(35);
  ByteReader::require(capacity <= LedgerRecorder::kMostRecords && size <= capacity && (dropped == 0 || capacity > 0));
  recorder.reserve(static_cast<std::size_t>(capacity));
  for (std::size_t i = 0; i < size; ++i) {
    LedgerRecord record;
    record.at_us = reader.i64();
    record.units = reader.i64_in(0, kMostUnits);
    record.count = reader.i64_in(1, kMostUnits);
    record.department = reader.i32_in(0, departments - 1);
    record.request = reader.i32();
    record.movement = static_cast<Movement>(reader.u8_below(kMovements));
    record.from = static_cast<UnitBalance>(reader.u8_below(kUnitBalances));
    record.to = static_cast<UnitBalance>(reader.u8_below(kUnitBalances));
    recorder.append(record);
  }
  recorder.set_dropped(dropped);
}

}  // namespace

void Ledger::reserve_records(std::size_t capacity) {
  if (capacity > LedgerRecorder::kMostRecords) throw Error(ErrorCode::limit, "room for more than 2^22 records");
  settle();
  recorder_.reserve(capacity);
  if (capacity == 0) return;
  for (std::int32_t d = 0; d < size(); ++d) {
    const Balances &units = accounts_[static_cast<std::size_t>(d)].units;
    std::uint8_t which = 0;
    for (const std::int64_t *balance : balances_of(units)) {
      const auto to = static_cast<UnitBalance>(which++);
      if (*balance != 0) record(d, kNoSubject, Movement::opening, to, to, *balance);
    }
  }
}

void Ledger::settle() noexcept {
  for (std::int32_t d = 0; d < size(); ++d) current(d);
}

void Ledger::write(ByteWriter &writer, bool settled) const {
  writer.i64(now_us_);
  writer.count(accounts_.size());
  for (std::size_t d = 0; d < accounts_.size(); ++d) {
    Account account = accounts_[d];
    bool pending = has_pending_[d] != 0;
    if (settled && roll(account, now_us_, pending ? &pending_[d] : nullptr)) pending = false;
    for (const std::int64_t *field : balances_of(account.units)) writer.i64(*field);
    for (const std::int64_t value : {account.next_boundary_us, account.period, account.carried_in, account.last_grant,
                                     account.period_us})
      writer.i64(value);
    for (const std::int64_t *field : fields(account.terms)) writer.i64(*field);
    writer.flag(pending);
    if (pending)
      for (const std::int64_t *field : fields(pending_[d])) writer.i64(*field);
    std::size_t count = 0;
    for (std::int32_t loan = loans_of_[d].oldest; loan >= 0; loan = loans_[static_cast<std::size_t>(loan)].next) ++count;
    writer.count(count);
    for (std::int32_t loan = loans_of_[d].oldest; loan >= 0; loan = loans_[static_cast<std::size_t>(loan)].next) {
      writer.i64(loans_[static_cast<std::size_t>(loan)].units);
      writer.i32(loans_[static_cast<std::size_t>(loan)].lender);
    }
  }
  if (!settled) write_records(writer, recorder_);
}

Ledger Ledger::read(ByteReader &reader) {
  Ledger ledger({}, reader.i64_in(0, kLastWorkingTimeUs));
  const std::size_t count = reader.count(kAccountBytes);
  ledger.pending_.resize(count);
  ledger.has_pending_.resize(count);
  ledger.loans_of_.resize(count);
  for (std::size_t d = 0; d < count; ++d) {
    ledger.accounts_.push_back(read_account(reader));
    const Account &account = ledger.accounts_.back();
    ledger.has_pending_[d] = reader.flag() ? 1 : 0;
    if (ledger.has_pending_[d]) ledger.pending_[d] = read_terms(reader, account.period_us);
    std::int64_t owed = 0;
    Loans &loans = ledger.loans_of_[d];
    for (std::size_t left = reader.count(12); left > 0; --left) {
      const auto id = static_cast<std::int32_t>(ledger.loans_.size());
      const std::int64_t units = reader.i64_in(1, kMaxLoanUnits);
      owed += units;
      ledger.loans_.push_back({units, reader.i32_in(0, static_cast<std::int32_t>(count) - 1), -1});
      (loans.oldest < 0 ? loans.oldest : ledger.loans_[static_cast<std::size_t>(loans.youngest)].next) = id;
      loans.youngest = id;
      ByteReader::require(owed <= kMaxLoanUnits && ledger.loans_.back().lender != static_cast<std::int32_t>(d));
    }
    ByteReader::require(owed == account.units.loans);
  }
  ledger.payments_.reserve(count);
  for (std::size_t d = 0; d < count; ++d)
    if (ledger.accounts_[d].units.loans > 0) ledger.schedule(static_cast<std::int32_t>(d));
  ByteReader::require(ledger.payments_.empty() || ledger.payments_.front_at() > ledger.now_us_);
  read_records(reader, ledger.recorder_, static_cast<std::int32_t>(count));
  return ledger;
}

}  // namespace entente
