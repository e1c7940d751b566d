#include <algorithm>

#include "entente/quota/ledger.hpp"
#include "scheduler/example_finder.hpp"

namespace entente {

Burst::Burst(const QuotaLine &line, std::int32_t number, std::int64_t begin_us, std::int64_t offset_us)
    : line_(line),
      number_(number),
      begin_us_(begin_us),
      offset_us_(offset_us),
      at_us_(begin_us + offset_us) {}

std::optional<BurstItem> Burst::end() noexcept {
  is_paced_ = false;
  return std::nullopt;
}

std::optional<BurstItem> Burst::next() {
  if (!ledger_) ledger_ = std::make_unique<Ledger>(std::span(&line_, 1), begin_us_);
  for (;;) {
    if (at_us_ > kLastWorkingTimeUs) return end();
    ledger_->advance(at_us_);
    if (ledger_->hold(0)) break;
    if (line_.quota == 0) return end();
    at_us_ = ledger_->account(0).next_boundary_us;
  }
  const std::int64_t first_us = at_us_ - begin_us_ + line_.start_within_us;
  const bool is_first = last_due_us_ == kNoValue;
  const std::int64_t paced_us =
      is_first ? offset_us_ + line_.start_within_us : last_due_us_ + line_.spacing_us;
  last_due_us_ = std::max(first_us, paced_us);
  is_paced_ = is_paced_ && last_due_us_ == paced_us;
  return BurstItem{last_due_us_, at_us_ - begin_us_, number_};
}

}  // namespace entente
