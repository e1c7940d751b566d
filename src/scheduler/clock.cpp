#include <algorithm>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "scheduler/state.hpp"

namespace entente {
namespace {

std::vector<QuotaLine> sorted_by_name(std::vector<QuotaLine> lines) {
  std::sort(lines.begin(), lines.end(), [](const QuotaLine &a, const QuotaLine &b) { return a.party < b.party; });
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (lines[i].party == lines[i - 1].party)
      throw Error(ErrorCode::invalid, "two quota lines of one party: " + lines[i].party);
  return lines;
}

}  // namespace

Scheduler::State::State(const Quotas &quotas, std::int64_t start_us)
    : sorted(sorted_by_name(quotas.lines)), ledger(sorted, start_us), now_us(start_us), floor_us(quotas.ordinary_floor_us),
      expedite_cap(quotas.expedite_cap), intake_required(!quotas.intake.empty()),
      by_sla_due(quotas.ordinary_order == OrdinaryOrder::sla_due) {
  if (floor_us < 0 || floor_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, "the ordinary floor must lie in 0 to 4200000000000000 microseconds");
  if (expedite_cap < 0 || expedite_cap > limits::kRows)
    throw Error(ErrorCode::range, "the cap of the expedite lane must lie in 0 to 2147483646");
  for (QuotaLine &line : sorted) {
    reserve_department();
    append_department(std::move(line.party));
  }
  sorted = {};
  if (by_sla_due) requests.keep_extras();
}

void Scheduler::State::refuse_time() {
  throw Error(ErrorCode::range, "working time must lie in 0 to 4200000000000000 microseconds");
}

void Scheduler::State::expire_answers() noexcept {
  while (!answer_limits.empty() && answer_limits.front_at() < now_us) {
    const std::int32_t place = answer_limits.front_id();
    answer_limits.erase(place);
    Request &request = requests[place];
    ledger.forfeit(department_of(request), request.backing() == Backing::spent, requests.number(place));
    request.set_backing(Backing::forfeited);
  }
}

}  // namespace entente
