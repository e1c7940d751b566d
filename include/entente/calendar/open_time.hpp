#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/base/instant.hpp"

namespace entente {

/// A half-open interval [open_us, close_us) of instants.
struct OpenInterval {
  std::int64_t open_us = 0;
  std::int64_t close_us = 0;

  friend bool operator==(const OpenInterval &, const OpenInterval &) = default;
};

/// The open time of a calendar as a function of the instant, F(t) = open microseconds before t, and its inverse. Both
/// take constant time whatever the span, except in stretches where openings lie unusually dense (more than two in a
/// bucket of 2.4 hours or more): there, logarithmic in the openings of that stretch. Immutable; may be shared between
/// threads.
///
/// F is the greatest of min(c_i, t - s_i) over all intervals i, where c_i is the open time up to the close of i and s_i
/// its opening minus the open time before it: each term is at most F(t), since F rises by at most 1 a microsecond, and
/// the interval that t lies in or follows attains it. So it is enough to look at the last interval that opened before
/// the bucket of t and at those that open within it, and a term too many does no harm.
class OpenTime {
 public:
  /// Instants that before_us() accepts: one microsecond more than the supported ones at either end.
  static constexpr std::int64_t kFirstUs = kFirstInstantUs - 1;
  static constexpr std::int64_t kEndUs = kLastInstantUs + 1;
  /// Intervals may reach this far beyond the supported instants.
  static constexpr std::int64_t kMarginUs = 12 * kHourUs;

  /// Never open.
  OpenTime() : OpenTime(std::vector<OpenInterval>()) {}
  /// From intervals that ascend, do not touch or overlap, are not empty, and lie within the supported instants plus
  /// kMarginUs at either end. O(intervals + buckets).
  explicit OpenTime(const std::vector<OpenInterval> &intervals);

  /// All open time, in microseconds.
  [[nodiscard]] std::int64_t total_us() const noexcept { return total_us_; }

  /// Open time before an instant of [kFirstUs, kEndUs].
  [[nodiscard]] std::int64_t before_us(std::int64_t at_us) const noexcept {
    const auto bucket = static_cast<std::size_t>(at_us + kOriginUs) >> bucket_shift_;
    const std::int32_t first = first_[bucket];
    if (first < 0) [[unlikely]] return search_before_us(at_us, bucket);
    const Segment *s = segments_.data() + first;
    const std::int64_t a = std::min(s[0].total_us, at_us - s[0].shift_us);
    const std::int64_t b = std::min(s[1].total_us, at_us - s[1].shift_us);
    const std::int64_t c = std::min(s[2].total_us, at_us - s[2].shift_us);
    return std::max(std::max(a, b), c);
  }

  /// The same for a column: out_us has as many elements. Quickest where their number is a multiple of four.
  void before_column(std::span<const std::int64_t> at_us, std::span<std::int64_t> out_us) const noexcept;

  /// Added to the number n (from 0, below total_us()) of a microsecond of open time, gives the instant at which that
  /// microsecond starts.
  [[nodiscard]] std::int64_t shift_us(std::int64_t n) const noexcept {
    const auto bucket = static_cast<std::size_t>(n) >> inverse_shift_;
    const std::int32_t first = inverse_[bucket];
    if (first < 0) [[unlikely]] return search_shift_us(n, bucket);
    const Segment *s = segments_.data() + first;
    return s[static_cast<std::size_t>(n >= s[0].total_us)].shift_us;  // an index, not a branch
  }

  /// The intervals it was made from: how many, one of them (i < size()), and the first that closes after an instant
  /// (size() where none does; O(log size())).
  [[nodiscard]] std::size_t size() const noexcept { return segments_.size() - 1 - kTrailing; }
  [[nodiscard]] OpenInterval interval(std::size_t i) const noexcept {
    const Segment &segment = segments_[i + 1];
    return {segments_[i].total_us + segment.shift_us, segment.total_us + segment.shift_us};
  }
  [[nodiscard]] std::size_t first_closing_after(std::int64_t at_us) const noexcept;

  /// The tables behind before_us() and shift_us(), for code that asks for several instants at once. A segment is a pair
  /// (total, shift); an index below 0 means that its bucket must be searched.
  struct Tables {
    const std::int64_t *segments;
    const std::int32_t *first;
    const std::int32_t *inverse;
    std::int64_t origin_us;
    std::int64_t total_us;
    int bucket_shift;
    int inverse_shift;
  };
  [[nodiscard]] Tables tables() const noexcept {
    static_assert(sizeof(Segment) == 2 * sizeof(std::int64_t));
    return {&segments_.front().total_us, first_.data(), inverse_.data(), kOriginUs, total_us_, bucket_shift_, inverse_shift_};
  }

  /// Memory held, in bytes.
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  /// One interval: the open time up to its close, and its opening minus the open time before it.
  struct Segment {
    std::int64_t total_us;
    std::int64_t shift_us;
  };

  static constexpr int kMaxBucketShift = 36;                                   ///< 2^36 us = 19.1 hours
  static constexpr int kMinBucketShift = 33;                                   ///< 2.4 hours
  static constexpr std::int64_t kOriginUs = std::int64_t{1} << kMaxBucketShift;  ///< makes instants non-negative
  static constexpr std::size_t kTrailing = 3;                                  ///< sentinels behind the last interval
  static constexpr std::size_t kMaxInverseBuckets = std::size_t{1} << 18;

  void build_first(const std::vector<OpenInterval> &intervals);
  void build_inverse(const std::vector<OpenInterval> &intervals);
  [[nodiscard]] std::int64_t search_before_us(std::int64_t at_us, std::size_t bucket) const noexcept;
  [[nodiscard]] std::int64_t search_shift_us(std::int64_t n, std::size_t bucket) const noexcept;

  std::int64_t total_us_ = 0;
  int bucket_shift_ = kMaxBucketShift;
  int inverse_shift_ = 0;
  std::vector<Segment> segments_;      ///< a sentinel that ends before all, the intervals, kTrailing that never begin
  std::vector<std::int32_t> first_;    ///< per bucket of instants: its last segment that opened before; ~it: search
  std::vector<std::int32_t> inverse_;  ///< per bucket of open time: the segment it begins in; ~it: search
};

}  // namespace entente
