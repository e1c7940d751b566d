#include "entente/calendar/open_time.hpp"

#include <bit>

#include "calendar/wide_rows.hpp"

namespace entente {
namespace {

/// Far beyond every instant, yet far from overflow when an instant is added or subtracted.
constexpr std::int64_t kFarUs = std::int64_t{1} << 61;

/// What a bucket holds decoded: the segment, whether or not the bucket is marked for search.
constexpr std::size_t segment_of(std::int32_t entry) { return static_cast<std::size_t>(entry < 0 ? ~entry : entry); }

/// Marks each bucket that holds more than `most` segments beyond its own for search.
void mark_dense(std::vector<std::int32_t> &buckets, std::int32_t most) {
  for (std::size_t i = 0; i + 1 < buckets.size(); ++i) {
    if (buckets[i + 1] - buckets[i] > most) buckets[i] = ~buckets[i];
  }
}

}  // namespace

OpenTime::OpenTime(const std::vector<OpenInterval> &intervals) {
  segments_.reserve(intervals.size() + 1 + kTrailing);
  segments_.push_back({0, -kFarUs});
  for (const OpenInterval &interval : intervals) {
    const std::int64_t shift_us = interval.open_us - total_us_;
    total_us_ += interval.close_us - interval.open_us;
    segments_.push_back({total_us_, shift_us});
  }
  for (std::size_t i = 0; i < kTrailing; ++i) segments_.push_back({total_us_, kFarUs});
  build_first(intervals);
  build_inverse(intervals);
}

void OpenTime::build_first(const std::vector<OpenInterval> &intervals) {
  // The widest bucket in which hardly any stretch has more than two openings: the smallest table that is fast.
  for (bucket_shift_ = kMaxBucketShift; bucket_shift_ > kMinBucketShift; --bucket_shift_) {
    std::size_t dense = 0;
    for (std::size_t i = 2; i < intervals.size(); ++i) {
      const auto bucket = [&](std::size_t k) { return (intervals[k].open_us + kOriginUs) >> bucket_shift_; };
      if (bucket(i) == bucket(i - 2)) ++dense;
    }
    if (dense <= intervals.size() / 64) break;
  }
  first_.resize((static_cast<std::size_t>(kEndUs + kOriginUs) >> bucket_shift_) + 2);
  std::size_t next = 0;  // intervals that opened at or before the start of the bucket
  for (std::size_t bucket = 0; bucket < first_.size(); ++bucket) {
    const std::int64_t start_us = static_cast<std::int64_t>(bucket << bucket_shift_) - kOriginUs;
    while (next < intervals.size() && intervals[next].open_us <= start_us) ++next;
    first_[bucket] = static_cast<std::int32_t>(next);  // segment 0 is the sentinel
  }
  mark_dense(first_, 2);
}

void OpenTime::build_inverse(const std::vector<OpenInterval> &intervals) {
  std::int64_t shortest_us = std::max<std::int64_t>(total_us_, 1);
  for (const OpenInterval &interval : intervals) {
    shortest_us = std::min(shortest_us, interval.close_us - interval.open_us);
  }
  inverse_shift_ = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(shortest_us))) - 1;
  while ((static_cast<std::size_t>(total_us_) >> inverse_shift_) >= kMaxInverseBuckets) ++inverse_shift_;
  inverse_.resize((static_cast<std::size_t>(total_us_) >> inverse_shift_) + 2);
  std::size_t segment = 1;
  for (std::size_t bucket = 0; bucket < inverse_.size(); ++bucket) {
    const auto n = static_cast<std::int64_t>(bucket << inverse_shift_);
    while (segment <= intervals.size() && segments_[segment].total_us <= n) ++segment;
    inverse_[bucket] = static_cast<std::int32_t>(segment);
  }
  mark_dense(inverse_, 1);
}

std::int64_t OpenTime::search_before_us(std::int64_t at_us, std::size_t bucket) const noexcept {
  // The last segment of the bucket that opened at or before the instant.
  std::size_t low = segment_of(first_[bucket]);
  std::size_t high = segment_of(first_[bucket + 1]) + 1;
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    if (segments_[middle].shift_us + segments_[middle - 1].total_us <= at_us) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return std::min(segments_[low].total_us, at_us - segments_[low].shift_us);
}

std::int64_t OpenTime::search_shift_us(std::int64_t n, std::size_t bucket) const noexcept {
  const auto low = segments_.begin() + static_cast<std::ptrdiff_t>(segment_of(inverse_[bucket]));
  const auto high = segments_.begin() + static_cast<std::ptrdiff_t>(segment_of(inverse_[bucket + 1]));
  return std::upper_bound(low, high, n, [](std::int64_t value, const Segment &s) { return value < s.total_us; })
      ->shift_us;
}

std::size_t OpenTime::first_closing_after(std::int64_t at_us) const noexcept {
  const auto first = segments_.begin() + 1;
  const auto closes_by = [at_us](const Segment &s) { return s.total_us + s.shift_us <= at_us; };
  return static_cast<std::size_t>(std::partition_point(first, segments_.end() - kTrailing, closes_by) - first);
}

void OpenTime::before_column(std::span<const std::int64_t> at_us, std::span<std::int64_t> out_us) const noexcept {
  static const bool is_wide = calendar_rows::has_wide_rows();
  std::size_t i = is_wide ? calendar_rows::wide_before(*this, at_us, out_us.data()) : 0;
  for (; i < at_us.size(); ++i) out_us[i] = before_us(at_us[i]);
}

std::size_t OpenTime::bytes() const noexcept {
  return sizeof *this + segments_.capacity() * sizeof(Segment) +
         (first_.capacity() + inverse_.capacity()) * sizeof(std::int32_t);
}

}  // namespace entente
