#include "entente/analysis/relation_strength.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"

namespace {

using namespace entente;

constexpr std::int64_t kHalfLivesUs[] = {30 * kDayUs, 90 * kDayUs};

struct Contact {
  std::int32_t relation, channel;
  std::int64_t at_us;
  double weight;
};

long double slow(const std::vector<Contact> &contacts, std::int32_t relation, std::int64_t now_us) {
  long double sum = 0;
  for (const Contact &one : contacts) {
    if (one.relation != relation) continue;
    sum += one.weight * std::exp2(-static_cast<long double>(now_us - one.at_us) / kHalfLivesUs[one.channel]);
  }
  return sum;
}

void add(RelationStrengths &strengths, const Contact &one) {
  strengths.add({{&one.relation, 1}, {&one.at_us, 1}, {&one.channel, 1}, {&one.weight, 1}});
}

TEST(RelationStrengths, AreTheSumOverAllContactsInAnyOrder) {
  std::mt19937_64 random(41);
  for (int round = 0; round < 50; ++round) {
    RelationStrengths strengths(4, kHalfLivesUs, 0.5);
    std::vector<Contact> contacts;
    for (auto i = random() % 60; i > 0; --i) {
      contacts.push_back({static_cast<std::int32_t>(random() % 4), static_cast<std::int32_t>(random() % 2),
                          static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(400 * kDayUs)),
                          0.1 * static_cast<double>(1 + random() % 20)});
      add(strengths, contacts.back());
    }
    for (std::int32_t relation = 0; relation < 4; ++relation) {
      for (const std::int64_t now_us : {400 * kDayUs, 500 * kDayUs}) {
        const auto expected = static_cast<double>(slow(contacts, relation, now_us));
        EXPECT_NEAR(strengths.strength(relation, now_us), expected, 1e-12 * (1 + expected));
      }
      const std::int64_t expiry = strengths.expiry_us(relation);
      if (expiry == kNoValue) continue;
      EXPECT_GE(static_cast<double>(slow(contacts, relation, expiry)), 0.5 - 1e-12);
      EXPECT_LT(static_cast<double>(slow(contacts, relation, expiry + 2)), 0.5 + 1e-12);
    }
  }
}

TEST(RelationStrengths, ExpireInClosedForm) {
  RelationStrengths strengths(1, {kHalfLivesUs, 1}, 0.5);
  add(strengths, {0, 0, 0, 4.0});
  EXPECT_EQ(strengths.expiry_us(0), 3 * 30 * kDayUs);
  add(strengths, {0, 0, 30 * kDayUs, 2.0});  // 2 left and 2 more
  EXPECT_EQ(strengths.expiry_us(0), 4 * 30 * kDayUs);
  EXPECT_EQ(strengths.strength(0, 60 * kDayUs), 2.0);
}

TEST(RelationStrengths, AreLostSoonestFirst) {
  RelationStrengths strengths(5, {kHalfLivesUs, 1}, 1.0);
  add(strengths, {3, 0, 0, 4.0});   // until day 60
  add(strengths, {1, 0, 0, 2.0});   // until day 30
  add(strengths, {2, 0, 0, 2.0});
  add(strengths, {4, 0, 0, 0.5});   // never known
  EXPECT_EQ(strengths.take_lost(30 * kDayUs), (std::vector<std::int32_t>{}));
  EXPECT_EQ(strengths.take_lost(30 * kDayUs + 1), (std::vector<std::int32_t>{1, 2}));
  add(strengths, {1, 0, 31 * kDayUs, 9.0});
  EXPECT_EQ(strengths.take_lost(kLastInstantUs), (std::vector<std::int32_t>{3, 1}));
  EXPECT_EQ(strengths.take_lost(kLastInstantUs), (std::vector<std::int32_t>{}));
  EXPECT_EQ(strengths.expiry_us(4), kNoValue);
  EXPECT_EQ(strengths.expiry_us(0), kNoValue);
}

TEST(RelationStrengths, OfAGreatWeightLastToTheEndOfTime) {
  RelationStrengths strengths(1, kHalfLivesUs, 1e-300);
  add(strengths, {0, 0, 0, 1e300});
  add(strengths, {0, 1, 0, 1e300});
  EXPECT_EQ(strengths.expiry_us(0), kLastInstantUs);
}

TEST(RelationStrengths, RefuseBadInputAndChangeNothing) {
  RelationStrengths strengths(2, kHalfLivesUs, 0.5);
  add(strengths, {0, 0, kDayUs, 1.0});
  const std::vector<std::int32_t> relation{0, 5}, channel{0, 0};
  const std::vector<std::int64_t> at_us{kDayUs, kDayUs};
  EXPECT_THROW(strengths.add({relation, at_us, channel, {}}), Error);
  EXPECT_EQ(strengths.strength(0, kDayUs), 1.0);
  EXPECT_THROW(add(strengths, {0, 2, 0, 1.0}), Error);
  EXPECT_THROW(add(strengths, {0, 0, -1, 1.0}), Error);
  for (const double weight : {0.0, -1.0, HUGE_VAL, std::nan("")}) EXPECT_THROW(add(strengths, {0, 0, 0, weight}), Error);
  EXPECT_THROW(strengths.add({relation, {}, {}, {}}), Error);
  EXPECT_THROW(static_cast<void>(strengths.strength(0, 0)), Error);
  EXPECT_THROW(static_cast<void>(strengths.strength(2, kDayUs)), Error);
  EXPECT_THROW(RelationStrengths(1, {}, 0.5), Error);
  EXPECT_THROW(RelationStrengths(-1, kHalfLivesUs, 0.5), Error);
  EXPECT_THROW(RelationStrengths(INT32_MAX, kHalfLivesUs, 0.5), Error);
  EXPECT_THROW(RelationStrengths(1, kHalfLivesUs, 0.0), Error);
}

}  // namespace
