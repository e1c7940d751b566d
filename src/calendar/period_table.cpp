#include "calendar/period_table.hpp"

#include <algorithm>

namespace entente {

PeriodTable::PeriodTable(std::vector<OpenInterval> periods) : periods_(std::move(periods)) {
  longest_us_ = 0;
  for (const OpenInterval &period : periods_) longest_us_ = std::max(longest_us_, period.close_us - period.open_us);
}

std::size_t PeriodTable::size(const OpenTime &merged) const noexcept {
  return periods_.empty() ? merged.size() : periods_.size();
}

OpenInterval PeriodTable::period(const OpenTime &merged, std::size_t i) const noexcept {
  return periods_.empty() ? merged.interval(i) : periods_[i];
}

std::size_t PeriodTable::first_opening_at(const OpenTime &merged, std::int64_t at_us) const noexcept {
  std::size_t low = 0;
  std::size_t high = size(merged);
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (period(merged, middle).open_us < at_us) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::size_t PeriodTable::first_that_may_close_at(const OpenTime &merged, std::int64_t at_us) const noexcept {
  if (periods_.empty()) return merged.first_closing_after(at_us - 1);
  return first_opening_at(merged, at_us - longest_us_);
}

bool PeriodTable::closes_at(const OpenTime &merged, std::int64_t at_us) const noexcept {
  for (std::size_t i = first_that_may_close_at(merged, at_us); i < size(merged); ++i) {
    const OpenInterval next = period(merged, i);
    if (next.close_us == at_us) return true;
    if (next.open_us >= at_us) break;
  }
  return false;
}

void PeriodTable::after(const OpenTime &merged, std::int64_t at_us, Convention conventions,
                        PeriodColumns &out) const noexcept {
  if (has(conventions, Convention::zero_length_segment_emitted) && !out.full() && closes_at(merged, at_us)) {
    out.write({at_us, at_us});
  }
  for (std::size_t i = first_that_may_close_at(merged, at_us); i < size(merged) && !out.full(); ++i) {
    const OpenInterval next = period(merged, i);
    if (next.open_us >= kLastInstantUs) return;
    const OpenInterval cut{std::max(next.open_us, at_us), std::min(next.close_us, kLastInstantUs)};
    if (cut.open_us < cut.close_us) out.write(cut);
  }
}

void PeriodTable::before(const OpenTime &merged, std::int64_t at_us, Convention conventions,
                         PeriodColumns &out) const noexcept {
  std::size_t i = first_opening_at(merged, at_us);
  const bool opens = i < size(merged) && period(merged, i).open_us == at_us;
  if (has(conventions, Convention::zero_length_segment_emitted) && opens && !out.full()) out.write({at_us, at_us});
  while (i > 0 && !out.full()) {
    const OpenInterval previous = period(merged, --i);
    const OpenInterval cut{std::max(previous.open_us, kFirstInstantUs), std::min(previous.close_us, at_us)};
    if (cut.open_us < cut.close_us) out.write(cut);
  }
}

}  // namespace entente
