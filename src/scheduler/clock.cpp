#include <algorithm>

#include "entente/base/error.hpp"
#include "scheduler/state.hpp"

namespace entente {
namespace {

std::vector<QuotaLine> by_name(std::vector<QuotaLine> lines) {
  std::sort(lines.begin(), lines.end(), [](const QuotaLine &a, const QuotaLine &b) { return a.party < b.party; });
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (lines[i].party == lines[i - 1].party)
      throw Error(ErrorCode::invalid, "two quota lines of one party: " + lines[i].party);
  return lines;
}

}  // namespace

Scheduler::State::State(const Quotas &quotas, std::int64_t start_us)
    : sorted(by_name(quotas.lines)), ledger(sorted, start_us), now_us(start_us), floor_us(quotas.ordinary_floor_us) {
  if (floor_us < 0 || floor_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, "the ordinary floor must lie in 0 to 4200000000000000 microseconds");
  names.reserve(sorted.size());
  for (QuotaLine &line : sorted) names.push_back(std::move(line.party));
  sorted = {};
  overrides.resize(names.size());
}

void Scheduler::State::check_time(std::int64_t at_us) {
  if (at_us < 0 || at_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, "working time must lie in 0 to 4200000000000000 microseconds");
}

bool Scheduler::State::tick(std::int64_t at_us) {
  check_time(at_us);
  if (at_us < now_us) return false;
  now_us = at_us;
  ledger.advance(at_us);
  while (!answer_limits.empty() && answer_limits.front_at() < at_us) {
    const std::int32_t place = answer_limits.front_id();
    answer_limits.erase(place);
    Request &request = requests[place];
    ledger.forfeit(line_of(request).department, request.backing == Backing::spent);
    request.backing = Backing::forfeited;
  }
  return true;
}

}  // namespace entente
