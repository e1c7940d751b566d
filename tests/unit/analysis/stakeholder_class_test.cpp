#include "entente/analysis/stakeholder_class.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "entente/base/error.hpp"

namespace {

using namespace entente;
using Values = std::vector<double>;

TEST(StakeholderClass, HasEightClasses) {
  using enum StakeholderClass;
  const Values power{0, 1, 0, 0, .5, 1, .49, .7}, legitimacy{0, 0, .6, 0, .5, .1, 1, .7}, urgency{0, 0, 0, .9, .2, 1, 1, .7};
  std::vector<std::int32_t> expected;
  for (const auto one : {none, dormant, discretionary, demanding, dominant, dangerous, dependent, definitive}) {
    expected.push_back(static_cast<std::int32_t>(one));
  }
  EXPECT_EQ(stakeholder_classes(power, legitimacy, urgency), expected);
}

TEST(StakeholderClass, HasFourQuadrants) {
  EXPECT_EQ(interest_quadrants(Values{0, 0, 1, 1}, Values{0, 1, 0, 1}), (std::vector<std::int32_t>{0, 1, 2, 3}));
}

TEST(StakeholderClass, IsUnknownWhereAScoreIs) {
  const Values unknown{std::nan("")}, one{1};
  EXPECT_EQ(stakeholder_classes(one, unknown, one)[0], INT32_MIN);
  EXPECT_EQ(interest_quadrants(unknown, one)[0], INT32_MIN);
  EXPECT_TRUE(stakeholder_classes({}, {}, {}).empty());
}

TEST(StakeholderClass, RefusesBadInput) {
  EXPECT_THROW(static_cast<void>(interest_quadrants(Values{1.1}, Values{0})), Error);
  EXPECT_THROW(static_cast<void>(interest_quadrants(Values{1}, Values{-0.1})), Error);
  EXPECT_THROW(static_cast<void>(interest_quadrants(Values{1}, Values{})), Error);
  EXPECT_THROW(static_cast<void>(interest_quadrants(Values{1}, Values{1}, std::nan(""))), Error);
}

}  // namespace
