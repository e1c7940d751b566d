#include "scheduler/journal.hpp"

#include <array>

#include "scheduler/journal_fields.hpp"

namespace entente {

void Journal::start(std::uint64_t digest) {
  std::vector<std::uint8_t> header;
  header.reserve(kHeaderBytes);
  ByteWriter writer(header);
  writer.u64(kMagic);
  writer.u32(kVersion);
  writer.u64(digest);
  hash_ = {};
  hash_.add(header);
  bytes_ = std::move(header);
  on_ = true;
}

void Journal::append(const JournalLine &line) {
  const std::size_t before = bytes_.size();
  try {
    ByteWriter writer(bytes_);
    writer.u32(0);
    write_line(writer, line);
    const auto size = static_cast<std::uint32_t>(bytes_.size() - before - 4);
    for (std::size_t i = 0; i < 4; ++i) bytes_[before + i] = static_cast<std::uint8_t>(size >> (8 * i));
    ByteHash hash = hash_;
    hash.add(std::span<const std::uint8_t>(bytes_).subspan(before));
    writer.u32(static_cast<std::uint32_t>(hash.value()));
    hash_ = hash;
  } catch (...) {
    bytes_.resize(before);
    throw;
  }
}

void JournalEntry::enter(const std::int64_t &now_us, const JournalLine &line) {
  size_ = journal_.size();
  hash_ = journal_.hash().value();
  exceptions_ = std::uncaught_exceptions();
  was_us_ = now_us;
  journal_.append(line);
  now_us_ = &now_us;
}

void JournalEntry::leave() noexcept {
  if (std::uncaught_exceptions() == exceptions_) return;
  journal_.cut(size_, ByteHash(hash_));
  if (*now_us_ != was_us_) journal_.append({{OperationKind::advance, kNoRequest, *now_us_}});  // no longer than before
}

}  // namespace entente
