#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <span>
#include <string_view>
#include <vector>

#include "base/byte_stream.hpp"
#include "entente/contract/quota_line.hpp"
#include "entente/scheduler/operation.hpp"
#include "entente/scheduler/terms_change.hpp"

namespace entente {

/// What a journal says of one operation: a plain one, or one with more to it.
struct JournalLine {
  Operation operation;
  std::string_view name{};               ///< add_pool, add_agent
  const TermsChange *change = nullptr;   ///< change_terms
  const QuotaLine *line = nullptr;       ///< add_department
};

/// Operations as bytes, one frame each: size of the content (4 bytes), content, and the lower half of the hash of all
/// frames so far, the sizes included (4 bytes); in front a header: magic, version, the digest of the state that the
/// operations start from.
class Journal {
 public:
  static constexpr std::uint64_t kMagic = 0x4C4E524A544E4501u;  // 01 "ENTJRNL"
  static constexpr std::uint32_t kVersion = 1;
  static constexpr std::size_t kHeaderBytes = 20;

  [[nodiscard]] bool on() const noexcept { return on_; }
  void start(std::uint64_t digest);
  /// The bytes since the last call. The journal goes on.
  std::vector<std::uint8_t> take() {
    std::vector<std::uint8_t> taken;
    taken.swap(bytes_);
    return taken;
  }
  void stop() noexcept {
    on_ = false;
    bytes_ = {};
  }
  /// On bad_alloc nothing has changed.
  void append(const JournalLine &line);
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  [[nodiscard]] ByteHash hash() const noexcept { return hash_; }
  /// Takes back what was appended since it had that size and hash.
  void cut(std::size_t size, ByteHash hash) noexcept {
    bytes_.resize(size);
    hash_ = hash;
  }

 private:
  std::vector<std::uint8_t> bytes_;
  ByteHash hash_;
  bool on_ = false;
};

/// Enters an operation in the journal before it happens, and takes it out again if it fails. Where it fails although the
/// clock has moved, the journal says so.
class JournalEntry {
 public:
  /// line(): the JournalLine, asked for only where a journal is kept.
  template <class Line>
  JournalEntry(Journal &journal, const std::int64_t &now_us, const Line &line) : journal_(journal) {
    if (journal.on()) [[unlikely]] enter(now_us, line());
  }
  ~JournalEntry() {
    if (now_us_ != nullptr) [[unlikely]] leave();
  }
  JournalEntry(const JournalEntry &) = delete;
  JournalEntry &operator=(const JournalEntry &) = delete;

 private:
  void enter(const std::int64_t &now_us, const JournalLine &line);
  void leave() noexcept;

  Journal &journal_;
  const std::int64_t *now_us_ = nullptr;  ///< null: no journal is kept, and nothing below is set
  std::int64_t was_us_;
  std::size_t size_;
  std::uint64_t hash_;
  int exceptions_;
};

}  // namespace entente
