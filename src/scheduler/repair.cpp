#include "entente/scheduler/repair.hpp"

#include <algorithm>

#include "entente/base/error.hpp"
#include "entente/quota/terms.hpp"
#include "scheduler/demand.hpp"

namespace entente {
namespace {

constexpr std::int64_t kSearchWork = kLatenessWork / 40;
constexpr std::int64_t kMostFactor = std::int64_t{1} << 62;

/// The least value in [least, most] for which `holds`, which must not go back to false; kNoValue: none.
template <class Predicate>
std::int64_t least_that(std::int64_t least, std::int64_t most, const Predicate &holds) {
  if (least > most || !holds(most)) return kNoValue;
  while (least < most) {
    const std::int64_t middle = least + (most - least) / 2;
    if (holds(middle))
      most = middle;
    else
      least = middle + 1;
  }
  return least;
}

bool has_promise(const Quotas &quotas) {
  return std::any_of(quotas.lines.begin(), quotas.lines.end(),
                     [](const QuotaLine &line) { return !promises_nothing(line); });
}

}  // namespace

std::int64_t scaled_spacing_us(std::int64_t spacing_us, std::int64_t permille) noexcept {
  const Wide scaled = (static_cast<Wide>(spacing_us) * permille + 999) / 1000;
  return static_cast<std::int64_t>(std::min<Wide>(scaled, kLastWorkingTimeUs));
}

std::int64_t largest_quota(const QuotaLine &line, std::int64_t spacing_us) noexcept {
  return spacing_us <= 0 ? kMaxLineUnits : std::min(line.period_us / spacing_us, kMaxLineUnits);
}

Repairs repairs(const Quotas &quotas, const ServerPool &team) {
  Repairs found;
  ServerPool other = team;
  found.servers = least_that(team.expedite, kMaxServers, [&](std::int64_t servers) {
    other.servers = servers;
    return all_proved(quotas, other, kSearchWork);
  });
  other = team;
  // The longest visit is the least shortening.
  const std::int64_t shortening = least_that(0, kLastWorkingTimeUs, [&](std::int64_t less) {
    other.visit_us = kLastWorkingTimeUs - less;
    return all_proved(quotas, other, kSearchWork);
  });
  if (shortening != kNoValue) found.visit_us = kLastWorkingTimeUs - shortening;
  if (!has_promise(quotas)) return found;
  Quotas paced = quotas;
  found.spacing_factor_permille = least_that(1, kMostFactor, [&](std::int64_t permille) {
    for (std::size_t i = 0; i < paced.lines.size(); ++i)
      paced.lines[i].spacing_us = scaled_spacing_us(quotas.lines[i].spacing_us, permille);
    return all_proved(paced, team, kSearchWork);
  });
  return found;
}

std::int64_t least_spacing_us(const Quotas &quotas, const ServerPool &team, std::int32_t line) {
  if (line < 0 || static_cast<std::size_t>(line) >= quotas.lines.size())
    throw Error(ErrorCode::not_found, "no such quota line");
  Quotas paced = quotas;
  QuotaLine &changed = paced.lines[static_cast<std::size_t>(line)];
  if (promises_nothing(changed)) return kNoValue;
  return least_that(1, kLastWorkingTimeUs, [&](std::int64_t spacing_us) {
    changed.spacing_us = spacing_us;
    return all_proved(paced, team, kSearchWork);
  });
}

}  // namespace entente
