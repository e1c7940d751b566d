#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entente::test {

/// The offsets of a zone as the C library's localtime_r tells them. Sets TZ: one thread only.
class LibcZone {
 public:
  /// step_s: how closely changes are looked for; two of them within one step that undo each other are not seen.
  explicit LibcZone(const std::string &name, std::int64_t step_s = 6 * 3600);

  /// Instants at which the offset changes, ascending.
  [[nodiscard]] std::vector<std::int64_t> changes_s() const;
  /// The first instant that shows this wall-clock time; where none does, the time is moved on by the length of the gap.
  [[nodiscard]] std::int64_t resolve_s(std::int64_t local_s) const;
  [[nodiscard]] std::int64_t offset_s(std::int64_t utc_s) const;
  /// Whether any instant shows a date (days since 1970-01-01).
  [[nodiscard]] bool shows(std::int64_t day) const;

 private:
  struct Stretch {
    std::int64_t from_s;
    std::int64_t until_s;
    std::int64_t offset_s;
  };
  std::vector<Stretch> stretches_;
};

/// The offset that localtime_r tells for an instant, in the zone that TZ names.
[[nodiscard]] std::int64_t libc_offset_s(std::int64_t utc_s);

}  // namespace entente::test
