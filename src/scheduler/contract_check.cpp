#include "entente/scheduler/contract_check.hpp"

#include <algorithm>

#include "scheduler/example_finder.hpp"

namespace entente {
namespace {

std::uint32_t warnings_of(const QuotaLine &line, const ServerPool &team) {
  if (promises_nothing(line)) return kNothingPromised;
  std::uint32_t warnings = 0;
  if (line.start_within_us == 0 && line.grace_us == 0) warnings |= kStartAtOnceOrRefund;
  if (team.visit_us > line.start_within_us + line.grace_us) warnings |= kVisitLongerThanPromise;
  if (line.spacing_us == 0) warnings |= kNoPace;
  if (static_cast<Wide>(line.spacing_us) * line.quota > line.period_us) warnings |= kPaceSlowerThanQuota;
  return warnings;
}

bool is_proved(const Lateness &lateness, std::int64_t grace_us) noexcept {
  return lateness.status != LatenessStatus::unbounded && lateness.at_most_us != kNoValue &&
         lateness.at_most_us <= grace_us;
}

/// delta_0, then one for each line.
std::vector<Lateness> bounds(const Quotas &quotas, const ServerPool &team, std::int64_t work) {
  std::vector<std::int64_t> at_least_us{0};
  for (const QuotaLine &line : quotas.lines) at_least_us.push_back(line.start_within_us);
  return latenesses(pace_lines(quotas), team, at_least_us, work);
}

Promise worse(Promise a, Promise b) noexcept {
  if (a == Promise::refused || b == Promise::refused) return Promise::refused;
  return a == Promise::not_proved || b == Promise::not_proved ? Promise::not_proved : Promise::proved;
}

}  // namespace

ContractCheck check_contract(const Quotas &quotas, const ServerPool &team, ExampleBudget budget) {
  ContractCheck check;
  check.team = team;
  check.team.ordinary_floor_us = quotas.ordinary_floor_us;
  const std::vector<Lateness> found = bounds(quotas, check.team, kLatenessWork);
  check.ordinary = found.front();
  std::optional<ExampleFinder> finder;
  for (std::size_t i = 0; i < quotas.lines.size(); ++i) {
    const QuotaLine &line = quotas.lines[i];
    PromiseCheck one;
    one.warnings = warnings_of(line, check.team);
    one.lateness = found[i + 1];
    one.grace_us = line.grace_us;
    const std::int64_t most_us = one.lateness.at_most_us;
    one.start_bound_us = most_us == kNoValue ? kNoValue : line.start_within_us + most_us;
    if (!promises_nothing(line)) {
      one.promise = is_proved(one.lateness, line.grace_us) ? Promise::proved : Promise::not_proved;
      if (one.promise == Promise::not_proved) {
        if (!finder) finder.emplace(quotas, check.team, budget);
        ExampleSearch search = finder->find(static_cast<std::int32_t>(i));
        one.no_example = search.outcome;
        if (search.example) {
          one.promise = Promise::refused;
          one.example = static_cast<std::int32_t>(check.examples.size());
          check.examples.push_back(std::move(*search.example));
        }
      }
    }
    check.verdict = worse(check.verdict, one.promise);
    check.lines.push_back(one);
  }
  for (std::size_t i = 0; i < check.examples.size(); ++i) {
    const bool smaller =
        check.smallest < 0 || check.examples[i].arrivals.size() <
                                  check.examples[static_cast<std::size_t>(check.smallest)].arrivals.size();
    if (smaller) check.smallest = static_cast<std::int32_t>(i);
  }
  return check;
}

bool all_proved(const Quotas &quotas, const ServerPool &team, std::int64_t work) {
  ServerPool pool = team;
  pool.ordinary_floor_us = quotas.ordinary_floor_us;
  std::vector<std::int64_t> at_least_us, graces_us;
  for (const QuotaLine &line : quotas.lines) {
    if (promises_nothing(line)) continue;
    at_least_us.push_back(line.start_within_us);
    graces_us.push_back(line.grace_us);
  }
  return is_within(pace_lines(quotas), pool, at_least_us, graces_us, work);
}

}  // namespace entente
