#include "calendar/easter.hpp"

#include <gtest/gtest.h>

#include "unit/calendar/other_easter.hpp"

namespace entente::test {
namespace {

TEST(Easter, IsThatOfAnIndependentAlgorithmInEveryYear) {
  for (std::int32_t year = 1583; year <= 4099; ++year) {
    EXPECT_EQ(western_easter(year), knuth_easter(year)) << year;
    EXPECT_EQ(orthodox_easter(year), table_orthodox_easter(year)) << year;
  }
}

TEST(Easter, IsWhereItWas) {
  EXPECT_EQ(western_easter(1818), (LocalDate{1818, 3, 22}));  // the earliest
  EXPECT_EQ(western_easter(1943), (LocalDate{1943, 4, 25}));  // the latest
  EXPECT_EQ(western_easter(1954), (LocalDate{1954, 4, 18}));  // the exception of epact 25
  EXPECT_EQ(western_easter(1981), (LocalDate{1981, 4, 19}));  // the exception of epact 24
  EXPECT_EQ(western_easter(2026), (LocalDate{2026, 4, 5}));
  EXPECT_EQ(orthodox_easter(2024), (LocalDate{2024, 5, 5}));
  EXPECT_EQ(orthodox_easter(2025), (LocalDate{2025, 4, 20}));  // both on one day
  EXPECT_EQ(western_easter(2025), (LocalDate{2025, 4, 20}));
  EXPECT_EQ(orthodox_easter(2026), (LocalDate{2026, 4, 12}));
}

}  // namespace
}  // namespace entente::test
