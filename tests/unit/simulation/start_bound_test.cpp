#include <gtest/gtest.h>

#include <algorithm>

#include "entente/base/instant.hpp"
#include "entente/simulation/play.hpp"
#include "small_desk.hpp"

namespace entente {
namespace {

using testing_desk::kHour;

/// The first guarantee of the trust contract, evaluated instant by instant: with visits of at most C on m slots,
/// n(t) = sum of floor((t - S) / T) + 1 over lines with t >= S, and floor(t / T0) + 1 for a floor; h(t) = C ceil(n(t) / m);
/// a backed visit starts at most max over t >= S of h(t) - t after its due date. Whole hours: nothing jumps in between.
std::int64_t bound_us(const Quotas &quotas, std::int64_t servers, std::int64_t visit_us, std::int64_t at_least_us) {
  std::int64_t worst = 0;
  for (std::int64_t t = at_least_us; t <= 2000 * kHour; t += kHour) {
    std::int64_t starts = quotas.ordinary_floor_us > 0 ? t / quotas.ordinary_floor_us + 1 : 0;
    for (const QuotaLine &line : quotas.lines)
      if (t >= line.start_within_us) starts += (t - line.start_within_us) / line.spacing_us + 1;
    worst = std::max(worst, visit_us * ((starts + servers - 1) / servers) - t);
  }
  return worst;
}

TEST(StartBound, HoldsForEveryBackedRequestHoweverTheRestOverloadsTheDesk) {
  std::int64_t promises = 0;
  std::int64_t late = 0;
  for (const std::int64_t within : {0, 1, 3}) {
    for (const std::int64_t floor : {0, 2}) {
      Rules rules = testing_desk::rules(4, 8, floor * kHour);
      for (QuotaLine &line : rules.quotas.lines) line.start_within_us = within * kHour;
      const std::int64_t visit_us = 2 * kHour;
      const std::int64_t bound = bound_us(rules.quotas, 3, visit_us, within * kHour);
      for (std::uint64_t seed = 0; seed < 5; ++seed) {
        Demand wanted = testing_desk::demand(4, 3, 1'400'000, 20, 300'000, 600'000);
        for (DepartmentDemand &one : wanted.departments) one.service = {ServiceKind::constant, visit_us, 0};
        const Workload workload = draw_workload(wanted, seed);
        const Played outcome = play(workload, testing_desk::team(3), rules, Policy::trust_contract);
        for (std::size_t i = 0; i < workload.size(); ++i) {
          if (outcome.due_us[i] == kNoValue) continue;
          ++promises;
          late += outcome.start_us[i] > outcome.due_us[i];
          ASSERT_LE(outcome.start_us[i], outcome.due_us[i] + bound) << "within " << within << " h, floor " << floor << " h";
        }
      }
    }
  }
  EXPECT_GT(promises, 5000);
  EXPECT_GT(late, 100);  // there were starts after their due date: the bound was put to the test
}

}  // namespace
}  // namespace entente
