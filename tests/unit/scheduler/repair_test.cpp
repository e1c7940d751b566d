#include "entente/scheduler/repair.hpp"

#include <gtest/gtest.h>

#include "entente/base/error.hpp"
#include "entente/quota/terms.hpp"
#include "unit/scheduler/small_quotas.hpp"

namespace entente {
namespace {

/// Tries one value after the other, without assuming that the answer turns only once.
template <class Holds>
std::int64_t first_that_holds(std::int64_t least, std::int64_t most, const Holds &holds, bool &turns_once) {
  std::int64_t first = kNoValue;
  for (std::int64_t value = least; value <= most; ++value) {
    const bool held = holds(value);
    if (held && first == kNoValue) first = value;
    turns_once = turns_once && (held || first == kNoValue);
  }
  return first;
}

TEST(Repair, EachIsTheLeastThatProvesTheContractAndMoreOfItNeverHurts) {
  SmallQuotas draws(21);
  int with_servers = 0, with_spacing = 0, with_visit = 0, with_factor = 0;
  for (int i = 0; i < 80; ++i) {
    SCOPED_TRACE(i);
    Quotas quotas = draws.next(4, draws.one_in(3));
    for (QuotaLine &line : quotas.lines) line.start_within_us += 12;
    ServerPool team = draws.team();
    if (draws.one_in(3)) team.expedite = draws.draw(0, team.servers);
    const Repairs found = repairs(quotas, team);
    bool once = true;
    ServerPool other = team;
    const auto servers = [&](std::int64_t m) { return other.servers = m, all_proved(quotas, other); };
    const std::int64_t most_servers = 40;
    const std::int64_t least_servers = first_that_holds(team.expedite, most_servers, servers, once);
    if (least_servers != kNoValue || found.servers <= most_servers) {
      ASSERT_EQ(found.servers, least_servers);
    }
    with_servers += found.servers > team.servers ? 1 : 0;
    other = team;
    const auto shorter = [&](std::int64_t less) {
      return other.visit_us = 60 - less, all_proved(quotas, other);
    };
    const std::int64_t least_cut = first_that_holds(0, 60, shorter, once);
    if (found.visit_us < 60) {
      ASSERT_EQ(found.visit_us, least_cut == kNoValue ? kNoValue : 60 - least_cut);
    }
    with_visit += found.visit_us > 0 && found.visit_us < team.visit_us ? 1 : 0;
    Quotas paced = quotas;
    const auto spacing = [&](std::int64_t value) {
      return paced.lines[0].spacing_us = value, all_proved(paced, team);
    };
    const std::int64_t least_spacing = first_that_holds(1, 300, spacing, once);
    const std::int64_t found_spacing = least_spacing_us(quotas, team, 0);
    if (least_spacing != kNoValue || found_spacing <= 300) {
      ASSERT_EQ(found_spacing, least_spacing);
    }
    with_spacing += found_spacing > quotas.lines[0].spacing_us ? 1 : 0;
    const auto factor = [&](std::int64_t permille) {
      for (std::size_t k = 0; k < paced.lines.size(); ++k)
        paced.lines[k].spacing_us = scaled_spacing_us(quotas.lines[k].spacing_us, permille);
      return all_proved(paced, team);
    };
    const std::int64_t least_factor = first_that_holds(1, 3000, factor, once);
    if (least_factor != kNoValue || found.spacing_factor_permille <= 3000) {
      ASSERT_EQ(found.spacing_factor_permille, least_factor);
    }
    with_factor += found.spacing_factor_permille > 1000 ? 1 : 0;
    ASSERT_TRUE(once);
  }
  EXPECT_GT(with_servers, 10);
  EXPECT_GT(with_spacing, 5);
  EXPECT_GT(with_visit, 10);
  EXPECT_GT(with_factor, 10);
}

TEST(Repair, AVisitLongerThanThePromiseNeedsAnotherRepairThanPeople) {
  Quotas quotas;
  quotas.lines.resize(1);
  quotas.lines[0] = {.party = "A", .quota = 4, .period_us = 400, .start_within_us = 10, .spacing_us = 100};
  const Repairs found = repairs(quotas, {2, 11, 0, 0});
  EXPECT_EQ(found.servers, kNoValue);
  EXPECT_EQ(found.spacing_factor_permille, kNoValue);
  EXPECT_EQ(found.visit_us, 10);
  EXPECT_EQ(least_spacing_us(quotas, {2, 11, 0, 0}, 0), kNoValue);
}

TEST(Repair, TheLargestQuotaKeepsItsPace) {
  QuotaLine line;
  line.period_us = 100;
  EXPECT_EQ(largest_quota(line, 30), 3);
  EXPECT_GE(line.period_us / largest_quota(line, 30), 30);
  EXPECT_EQ(largest_quota(line, 101), 0);
  EXPECT_EQ(largest_quota(line, 0), kMaxLineUnits);
}

TEST(Repair, EdgesHaveDocumentedAnswers) {
  const Repairs nothing = repairs({}, {3, 5, 0, 1});
  EXPECT_EQ(nothing.servers, 1);  // those of the expedite lane
  EXPECT_EQ(nothing.spacing_factor_permille, kNoValue);
  EXPECT_EQ(nothing.visit_us, kLastWorkingTimeUs);
  EXPECT_THROW((void)least_spacing_us({}, {1, 1, 0, 0}, 0), Error);
  Quotas quotas;
  quotas.lines.resize(1);
  quotas.lines[0] = {.party = "A", .quota = 4, .period_us = 400, .start_within_us = 10, .spacing_us = 0};
  EXPECT_EQ(repairs(quotas, {2, 5, 0, 0}).spacing_factor_permille,
            kNoValue);  // a factor of nothing is nothing
  EXPECT_EQ(least_spacing_us(quotas, {2, 5, 0, 0}, 0), 3);
}

}  // namespace
}  // namespace entente
