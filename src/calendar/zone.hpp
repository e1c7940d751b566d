#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// The offsets from UTC of one IANA zone from 1969 to 2100, and the rule that turns any wall-clock time into one
/// instant: a skipped time moves forward by the length of the gap, a repeated time is its first occurrence. Both mean
/// the offset before the change. Immutable; may be shared between threads. After load() nothing is looked up elsewhere.
class Zone {
 public:
  /// Reads `directory`/`name`. Errors: invalid (a name that is none, a directory that is not absolute, data that is no
  /// zone), limit (name too long), not_found.
  static Zone load(const std::string &name, const std::string &directory);

  /// UTC seconds of a wall-clock time, both counted from 1970-01-01T00:00:00. `hint` is where the last search ended (0
  /// at first): ascending times cost O(1).
  [[nodiscard]] std::int64_t instant_s(std::int64_t local_s, std::size_t &hint) const noexcept {
    while (hint > 0 && local_s < stretches_[hint - 1].end_local_s) --hint;
    while (local_s >= stretches_[hint].end_local_s) ++hint;
    return local_s - stretches_[hint].offset_s;
  }
  /// The same without a hint: O(log changes).
  [[nodiscard]] std::int64_t instant_s(std::int64_t local_s) const noexcept;

  /// The offset from UTC, in seconds, at an instant. O(log changes).
  [[nodiscard]] std::int64_t offset_s(std::int64_t utc_s) const noexcept;

  /// Local dates that no instant shows, as days since 1970-01-01, ascending: where the date line moved, a change of the
  /// offset left out a whole date (Pacific/Apia: 2011-12-30).
  [[nodiscard]] const std::vector<std::int64_t> &skipped_dates() const noexcept { return skipped_dates_; }

 private:
  /// A stretch of one offset: applies to wall-clock times before end_local_s that no earlier stretch takes.
  struct Stretch {
    std::int64_t end_local_s;
    std::int64_t offset_s;
  };

  /// The offset of the instants before until_s that no earlier one takes.
  struct Offset {
    std::int64_t until_s;
    std::int64_t offset_s;
  };

  void add_stretch(std::int64_t end_local_s, std::int64_t until_s, std::int64_t offset_s);

  std::vector<Stretch> stretches_;  ///< ends ascend; the last ends after everything
  std::vector<Offset> offsets_;     ///< likewise, by UTC
  std::vector<std::int64_t> skipped_dates_;
};

}  // namespace entente
