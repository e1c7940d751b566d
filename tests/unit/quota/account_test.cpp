#include "entente/quota/account.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

namespace {

using entente::Account;
using entente::Terms;

/// One period at a time, from the text of the rule.
void roll_one_by_one(Account &account, std::int64_t now_us, const Terms *pending) {
  while (account.next_boundary_us <= now_us) {
    const auto share = static_cast<long double>(account.units.available) * static_cast<long double>(account.terms.carry_num);
    auto kept = static_cast<std::int64_t>(share / static_cast<long double>(account.terms.carry_den));
    kept = std::min(kept, account.terms.carry_cap);
    account.units.expired += account.units.available - kept;
    account.carried_in = kept;
    if (pending != nullptr) account.terms = *pending;
    pending = nullptr;
    const std::int64_t repaid = std::min(account.terms.quota, account.units.debt);
    account.units.debt -= repaid;
    account.last_grant = account.terms.quota - repaid;
    account.units.granted += account.last_grant;
    account.units.available = kept + account.last_grant;
    ++account.period;
    account.next_boundary_us += account.period_us;
  }
}

void expect_same(const Account &got, const Account &expected, int seed) {
  EXPECT_EQ(got.units.available, expected.units.available) << seed;
  EXPECT_EQ(got.units.expired, expected.units.expired) << seed;
  EXPECT_EQ(got.units.granted, expected.units.granted) << seed;
  EXPECT_EQ(got.units.debt, expected.units.debt) << seed;
  EXPECT_EQ(got.carried_in, expected.carried_in) << seed;
  EXPECT_EQ(got.last_grant, expected.last_grant) << seed;
  EXPECT_EQ(got.period, expected.period) << seed;
  EXPECT_EQ(got.next_boundary_us, expected.next_boundary_us) << seed;
}

Terms random_terms(std::mt19937_64 &random) {
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  Terms terms;
  terms.quota = below(3) == 0 ? below(100'000) : below(6);
  terms.carry_cap = below(3) == 0 ? below(1'000'000) : below(60);
  terms.carry_den = below(2) == 0 ? 1 + below(10) : 1 + below(1'000'000);
  terms.carry_num = below(3) == 0 ? terms.carry_den - std::min(terms.carry_den, below(3)) : below(terms.carry_den + 1);
  return terms;
}

}  // namespace

TEST(Account, RollsManyPeriodsAtOnceAsOneByOne) {
  for (int seed = 1; seed <= 3000; ++seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    Account fast;
    fast.terms = random_terms(random);
    fast.period_us = 1 + static_cast<std::int64_t>(random() % 5);
    fast.next_boundary_us = static_cast<std::int64_t>(random() % 7);
    fast.units.available = static_cast<std::int64_t>(random() % (random() % 2 == 0 ? 5u : 2'000'000u));
    fast.units.debt = random() % 3 == 0 ? static_cast<std::int64_t>(random() % 5000) : 0;
    Account slow = fast;
    const Terms later = random_terms(random);
    const Terms *pending = random() % 2 == 0 ? &later : nullptr;
    const auto now_us = static_cast<std::int64_t>(random() % (random() % 2 == 0 ? 20u : 20'000u));
    entente::roll(fast, now_us, pending);
    roll_one_by_one(slow, now_us, pending);
    expect_same(fast, slow, seed);
    if (HasFailure()) return;
  }
}

TEST(Account, LeavesTheAccountAloneBeforeItsBoundary) {
  Account account;
  account.next_boundary_us = 10;
  EXPECT_FALSE(entente::roll(account, 9, nullptr));
  EXPECT_EQ(account.period, 0);
  EXPECT_TRUE(entente::roll(account, 10, nullptr));
  EXPECT_EQ(account.period, 1);
}

TEST(Account, JumpsOverFourTimesTenToTheFifteenPeriodsAtOnce) {
  for (const std::int64_t den : {1, 2, 1000, 999'983, 1'000'000'000}) {
    Account account;
    account.terms.quota = 500;
    account.terms.carry_cap = entente::kMaxLineUnits;
    account.terms.carry_den = den;
    account.terms.carry_num = den - 1;
    account.units.available = account.units.granted = 1'900'000'000;
    account.units.debt = 1'000'000'000;
    account.period_us = 1;
    account.next_boundary_us = 1;
    entente::roll(account, entente::kLastWorkingTimeUs, nullptr);  // one step a period would take days
    const entente::Balances &units = account.units;
    EXPECT_EQ(account.period, entente::kLastWorkingTimeUs);
    EXPECT_EQ(units.debt, 0);
    EXPECT_EQ(units.granted, units.available + units.expired);
    const Account before = account;
    entente::roll(account, account.next_boundary_us, nullptr);
    EXPECT_EQ(account.units.available, before.units.available) << "not at rest for den " << den;
  }
}

TEST(Terms, RefuseWhatWouldOverflow) {
  Terms terms;
  terms.quota = 500;
  EXPECT_NO_THROW(entente::check_terms(terms, 1));
  terms.quota = 1000;
  EXPECT_THROW(entente::check_terms(terms, 1), std::exception);
  EXPECT_NO_THROW(entente::check_terms(terms, 2));
  terms.quota = entente::kMaxLineUnits;
  EXPECT_NO_THROW(entente::check_terms(terms, 3'600'000'000));
  for (auto field : {&Terms::start_within_us, &Terms::spacing_us, &Terms::grace_us, &Terms::answer_within_us,
                     &Terms::quota, &Terms::overdraft, &Terms::carry_cap, &Terms::carry_num, &Terms::carry_den,
                     &Terms::weight}) {
    Terms negative;
    negative.*field = -1;
    EXPECT_THROW(entente::check_terms(negative, 1000), std::exception);
    Terms huge;
    huge.*field = std::numeric_limits<std::int64_t>::max();
    EXPECT_THROW(entente::check_terms(huge, 1000), std::exception);
  }
  EXPECT_THROW(entente::check_terms({}, 0), std::exception);
}
