#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/calendar/convention.hpp"
#include "entente/calendar/open_time.hpp"

namespace entente {

/// Where periods go: two columns of the caller, as long as each other.
class PeriodColumns {
 public:
  PeriodColumns(std::span<std::int64_t> open_us, std::span<std::int64_t> close_us)
      : open_us_(open_us), close_us_(close_us) {}

  [[nodiscard]] bool full() const noexcept { return written_ == open_us_.size(); }
  [[nodiscard]] std::size_t written() const noexcept { return written_; }
  void write(const OpenInterval &period) noexcept {
    open_us_[written_] = period.open_us;
    close_us_[written_++] = period.close_us;
  }

 private:
  std::span<std::int64_t> open_us_;
  std::span<std::int64_t> close_us_;
  std::size_t written_ = 0;
};

/// The periods of a calendar as its definition states them: one for each interval of each date, less the breaks, not
/// merged where they touch or overlap; ordered by opening, then by close. Where nothing touches or overlaps they are the
/// merged intervals, which stand in the OpenTime beside it: its functions are given that one.
class PeriodTable {
 public:
  /// The merged intervals.
  PeriodTable() = default;
  /// From ordered periods, none of which is empty. O(periods).
  explicit PeriodTable(std::vector<OpenInterval> periods);

  /// Fills `out` with the first periods that close after a supported instant, cut at it. With
  /// zero_length_segment_emitted the first is [at, at] where a period closes at the instant. O(log periods + periods
  /// that begin within the length of the longest + written).
  void after(const OpenTime &merged, std::int64_t at_us, Convention conventions, PeriodColumns &out) const noexcept;
  /// The same backwards: periods that open before the instant, cut at it, in the reverse of their order. With
  /// zero_length_segment_emitted the first is [at, at] where a period opens at the instant. O(log periods + written).
  void before(const OpenTime &merged, std::int64_t at_us, Convention conventions, PeriodColumns &out) const noexcept;

 private:
  [[nodiscard]] std::size_t size(const OpenTime &merged) const noexcept;
  [[nodiscard]] OpenInterval period(const OpenTime &merged, std::size_t i) const noexcept;
  [[nodiscard]] std::size_t first_opening_at(const OpenTime &merged, std::int64_t at_us) const noexcept;
  [[nodiscard]] std::size_t first_that_may_close_at(const OpenTime &merged, std::int64_t at_us) const noexcept;
  [[nodiscard]] bool closes_at(const OpenTime &merged, std::int64_t at_us) const noexcept;

  std::vector<OpenInterval> periods_;  ///< empty: the merged intervals
  std::int64_t longest_us_ = 0;        ///< length of the longest of periods_
};

}  // namespace entente
