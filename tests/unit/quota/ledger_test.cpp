#include "entente/quota/ledger.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "entente/base/error.hpp"

namespace {

using entente::Balances;
using entente::Ledger;
using entente::QuotaLine;

QuotaLine line(std::int64_t quota, std::int64_t period_us) {
  QuotaLine made;
  made.quota = quota;
  made.period_us = period_us;
  return made;
}

void expect_identity(const Balances &units) {
  EXPECT_EQ(units.granted + units.borrowed,
            units.available + units.held + units.spent + units.forfeited + units.expired + units.lent);
}

}  // namespace

TEST(Ledger, StartsInThePeriodThatHoldsItsStart) {
  QuotaLine early = line(3, 10);
  early.anchor_us = -25;
  QuotaLine late = line(3, 10);
  late.anchor_us = 100;
  const std::vector<QuotaLine> lines{early, late};
  Ledger ledger(lines, 0);
  EXPECT_EQ(ledger.account(0).period, 2);  // [-5, 5)
  EXPECT_EQ(ledger.account(0).next_boundary_us, 5);
  EXPECT_EQ(ledger.account(1).period, 0);  // before its anchor too
  EXPECT_EQ(ledger.account(1).next_boundary_us, 110);
}

TEST(Ledger, ALoanOfAMillionUnitsIsRepaidOverAMillionGrants) {
  const std::vector<QuotaLine> lines{line(0, 7), line(1, 3), line(1'000'000, 1'000'000'000'000)};
  Ledger ledger(lines, 0);
  ASSERT_TRUE(ledger.transfer(2, 1, entente::kMaxLoanUnits, true));
  ledger.advance(3 * (entente::kMaxLoanUnits - 1));
  EXPECT_EQ(ledger.balances(1).loans, 1);
  EXPECT_EQ(ledger.balances(2).borrowed, entente::kMaxLoanUnits - 1);
  ledger.advance(entente::kLastWorkingTimeUs);
  EXPECT_EQ(ledger.balances(1).loans, 0);
  for (std::int32_t d = 0; d < 3; ++d) expect_identity(ledger.balances(d));
}

TEST(Ledger, ALoanThatCanNeverBeRepaidCostsNothing) {
  const std::vector<QuotaLine> lines{line(5, 10), line(0, 1)};
  Ledger ledger(lines, 0);
  ASSERT_TRUE(ledger.transfer(0, 1, 5, true));
  ledger.advance(entente::kLastWorkingTimeUs);
  EXPECT_EQ(ledger.balances(1).loans, 5);
  EXPECT_EQ(ledger.balances(1).expired, 5);
  expect_identity(ledger.balances(1));
}

TEST(Ledger, LoansAreRepaidOldestFirst) {
  const std::vector<QuotaLine> lines{line(9, 1000), line(9, 1000), line(2, 10)};
  Ledger ledger(lines, 0);
  ASSERT_TRUE(ledger.transfer(1, 2, 3, true));
  ASSERT_TRUE(ledger.transfer(0, 2, 2, true));
  ledger.advance(10);
  EXPECT_EQ(ledger.balances(1).borrowed, 2);
  EXPECT_EQ(ledger.balances(0).borrowed, 0);
  ledger.advance(20);
  EXPECT_EQ(ledger.balances(1).borrowed, 3);
  EXPECT_EQ(ledger.balances(0).borrowed, 1);
}

TEST(Ledger, RefusesStartsAndAnchorsOutOfRange) {
  const std::vector<QuotaLine> lines{line(1, 10)};
  EXPECT_THROW(Ledger(lines, -1), entente::Error);
  EXPECT_THROW(Ledger(lines, entente::kLastWorkingTimeUs + 1), entente::Error);
  std::vector<QuotaLine> far = lines;
  far[0].anchor_us = std::numeric_limits<std::int64_t>::min();
  EXPECT_THROW(Ledger(far, 0), entente::Error);
  EXPECT_NO_THROW(Ledger({}, 0));
}

TEST(Ledger, ALimitLeavesTheBalancesAlone) {
  const std::vector<QuotaLine> lines{line(1'000'000'000, 4'000'000'000), line(1, 10)};
  Ledger ledger(lines, 0);
  EXPECT_THROW((void)ledger.transfer(0, 1, entente::kMaxLoanUnits + 1, true), entente::Error);
  EXPECT_EQ(ledger.balances(0).lent, 0);
  EXPECT_EQ(ledger.balances(1).borrowed, 0);
  EXPECT_EQ(ledger.balances(1).loans, 0);
}
