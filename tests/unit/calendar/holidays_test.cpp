#include "entente/calendar/holidays.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "entente/base/error.hpp"
#include "unit/calendar/reference_holidays.hpp"

namespace entente::test {
namespace {

using Dates = std::vector<LocalDate>;

HolidayRule yearly(std::int32_t month, std::int32_t day, std::string name = "", Observed observed = Observed::none) {
  return {YearlyDate{month, day}, 1, 9999, observed, std::move(name)};
}

HolidayRule nth(std::int32_t weekday, std::int32_t number, std::int32_t month, std::string name = "") {
  return {NthWeekday{weekday, number, month}, 1, 9999, Observed::none, std::move(name)};
}

HolidayRule easter(std::int32_t days, std::string name = "", Easter whose = Easter::western) {
  return {DaysFromEaster{days, whose}, 1, 9999, Observed::none, std::move(name)};
}

Holidays compiled(std::vector<HolidayRule> rules) {
  CalendarDefinition definition;
  definition.holiday_rules = std::move(rules);
  return Holidays(definition);
}

Dates dates(const Holidays &holidays, std::int32_t first_year, std::int32_t last_year) {
  Dates result;
  for (const std::int32_t day : holidays.days()) {
    const std::chrono::year_month_day civil{std::chrono::sys_days(std::chrono::days(day))};
    const LocalDate date{static_cast<int>(civil.year()), static_cast<std::int32_t>(static_cast<unsigned>(civil.month())),
                         static_cast<std::int32_t>(static_cast<unsigned>(civil.day()))};
    if (date.year >= first_year && date.year <= last_year) result.push_back(date);
  }
  return result;
}

class AnyRule {
 public:
  explicit AnyRule(std::uint64_t seed) : engine_(seed) {}

  int number(int least, int most) { return std::uniform_int_distribution<int>(least, most)(engine_); }

  HolidayRule draw() {
    HolidayRule rule;
    switch (number(0, 3)) {
      case 0: rule.day = LocalDate{number(1968, 2101), number(1, 12), number(1, 28)}; break;
      case 1: rule.day = draw_yearly(); break;
      case 2: rule.day = NthWeekday{number(0, 6), number(0, 5) == 0 ? NthWeekday::kLast : number(1, 5), number(1, 12)}; break;
      default: rule.day = DaysFromEaster{number(0, 3) == 0 ? number(-366, 366) : number(-60, 60), static_cast<Easter>(number(0, 1))};
    }
    if (number(0, 3) == 0) rule.from = number(1, 2090);
    if (number(0, 3) == 0) rule.until = number(rule.from, rule.from + 100);
    rule.observed = static_cast<Observed>(number(0, 2));
    if (number(0, 2) > 0) rule.name = "rule " + std::to_string(number(1, 1000));
    return rule;
  }

 private:
  YearlyDate draw_yearly() {
    if (number(0, 3) == 0) return {12, number(24, 31)};  // crowded: moves meet
    if (number(0, 9) == 0) return {2, 29};
    return {number(1, 12), number(1, 28)};
  }

  std::mt19937_64 engine_;
};

TEST(Holidays, AreThoseOfAWalkThroughAllDays) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    AnyRule any(seed);
    CalendarDefinition definition;
    for (int i = any.number(0, 25); i > 0; --i) definition.holiday_rules.push_back(any.draw());
    for (int i = any.number(0, 40); i > 0; --i) definition.holidays.push_back({any.number(1970, 2099), 12, any.number(24, 31)});
    const Holidays holidays(definition);
    const auto expected = ReferenceHolidays(definition).within(0, 47482);
    std::map<std::int64_t, std::string> found;
    for (const std::int32_t day : holidays.days()) {
      if (day >= 0 && day < 47482) found[day] = *holidays.name(day);
    }
    ASSERT_EQ(found, expected) << "seed " << seed;
  }
}

TEST(Holidays, OfFranceAreThePublishedOnes) {
  const Holidays france = compiled({yearly(1, 1, "Jour de l'an"), easter(1, "Lundi de P\u00e2ques"), yearly(5, 1), yearly(5, 8),
                                    easter(39, "Ascension"), easter(50), yearly(7, 14, "F\u00eate nationale"), yearly(8, 15),
                                    yearly(11, 1), yearly(11, 11), yearly(12, 25)});
  // Easter Monday, Ascension, Whit Monday as the Ministry of the Interior published them.
  constexpr std::int32_t kMovable[][7] = {
      {2014, 4, 21, 5, 29, 6, 9},  {2015, 4, 6, 5, 14, 5, 25},  {2016, 3, 28, 5, 5, 5, 16},  {2017, 4, 17, 5, 25, 6, 5},
      {2018, 4, 2, 5, 10, 5, 21},  {2019, 4, 22, 5, 30, 6, 10}, {2020, 4, 13, 5, 21, 6, 1},  {2021, 4, 5, 5, 13, 5, 24},
      {2022, 4, 18, 5, 26, 6, 6},  {2023, 4, 10, 5, 18, 5, 29}, {2024, 4, 1, 5, 9, 5, 20},   {2025, 4, 21, 5, 29, 6, 9},
      {2026, 4, 6, 5, 14, 5, 25}};
  Dates expected;
  for (const auto &row : kMovable) {
    const std::int32_t year = row[0];
    for (const auto &[month, day] : {std::pair{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}})
      expected.push_back({year, month, day});
    for (int i = 1; i < 7; i += 2) expected.push_back({year, row[i], row[i + 1]});
  }
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(dates(france, 2014, 2026), expected);
  EXPECT_EQ(*france.name(LocalDate{2026, 7, 14}), "F\u00eate nationale");
  EXPECT_EQ(*france.name(LocalDate{2026, 5, 14}), "Ascension");
  EXPECT_EQ(*france.name(LocalDate{2026, 5, 1}), "");
  EXPECT_EQ(france.name(LocalDate{2026, 5, 2}), nullptr);
}

TEST(Holidays, OfEnglandHaveTheirSubstituteDays) {
  const Holidays england = compiled({yearly(1, 1, "New Year", Observed::next_weekday), easter(-2), easter(1), nth(0, 1, 5),
                                     nth(0, NthWeekday::kLast, 5), nth(0, NthWeekday::kLast, 8),
                                     yearly(12, 25, "Christmas", Observed::next_weekday),
                                     yearly(12, 26, "Boxing Day", Observed::next_weekday)});
  // gov.uk/bank-holidays: of 2021 both fall on a weekend, of 2022 Christmas on a Sunday before Boxing Day, of 2020
  // Boxing Day on a Saturday; the jubilee and other single days apart.
  EXPECT_EQ(dates(england, 2021, 2021), (Dates{{2021, 1, 1}, {2021, 4, 2}, {2021, 4, 5}, {2021, 5, 3}, {2021, 5, 31},
                                               {2021, 8, 30}, {2021, 12, 27}, {2021, 12, 28}}));
  EXPECT_EQ(*england.name(LocalDate{2021, 12, 27}), "Christmas");
  EXPECT_EQ(*england.name(LocalDate{2021, 12, 28}), "Boxing Day");
  EXPECT_TRUE(england.contains(LocalDate{2022, 1, 3})) << "New Year 2022 fell on a Saturday";
  EXPECT_FALSE(england.contains(LocalDate{2022, 1, 1}));
  EXPECT_EQ(*england.name(LocalDate{2022, 12, 26}), "Boxing Day");
  EXPECT_EQ(*england.name(LocalDate{2022, 12, 27}), "Christmas");
  EXPECT_EQ(*england.name(LocalDate{2020, 12, 28}), "Boxing Day");
}

TEST(Holidays, TheEarlierOfTwoThatMoveGoesFirstWhateverTheOrderOfTheRules) {
  const Holidays england = compiled({yearly(12, 26, "Boxing Day", Observed::next_weekday),
                                     yearly(12, 25, "Christmas", Observed::next_weekday)});
  EXPECT_EQ(*england.name(LocalDate{2021, 12, 27}), "Christmas");
  EXPECT_EQ(*england.name(LocalDate{2021, 12, 28}), "Boxing Day");
}

TEST(Holidays, OfTheUnitedStatesAreObservedOnTheNearestWeekday) {
  HolidayRule juneteenth = yearly(6, 19, "Juneteenth", Observed::nearest_weekday);
  juneteenth.from = 2021;
  HolidayRule king = nth(0, 3, 1, "Martin Luther King");
  king.from = 1986;
  const Holidays states = compiled({yearly(1, 1, "New Year", Observed::nearest_weekday), king, nth(0, 3, 2),
                                    nth(0, NthWeekday::kLast, 5), juneteenth, yearly(7, 4, "", Observed::nearest_weekday),
                                    nth(0, 1, 9), nth(0, 2, 10), yearly(11, 11, "", Observed::nearest_weekday),
                                    nth(3, 4, 11), yearly(12, 25, "", Observed::nearest_weekday)});
  // Office of Personnel Management, federal holidays 2021: New Year's Day 2022 is observed within 2021.
  EXPECT_EQ(dates(states, 2021, 2021),
            (Dates{{2021, 1, 1}, {2021, 1, 18}, {2021, 2, 15}, {2021, 5, 31}, {2021, 6, 18}, {2021, 7, 5}, {2021, 9, 6},
                   {2021, 10, 11}, {2021, 11, 11}, {2021, 11, 25}, {2021, 12, 24}, {2021, 12, 31}}));
  EXPECT_FALSE(states.contains(LocalDate{1985, 1, 21}));
  EXPECT_TRUE(states.contains(LocalDate{1986, 1, 20}));
  EXPECT_FALSE(states.contains(LocalDate{2020, 6, 19}));
}

TEST(Holidays, TheFifthWeekdayAndTheLeapDayComeOnlyWhereThereIsOne) {
  const Holidays fifth = compiled({nth(0, 5, 2, "fifth Monday of February"), yearly(2, 29, "leap day")});
  EXPECT_EQ(dates(fifth, 2020, 2060), (Dates{{2020, 2, 29}, {2024, 2, 29}, {2028, 2, 29}, {2032, 2, 29}, {2036, 2, 29},
                                             {2040, 2, 29}, {2044, 2, 29}, {2048, 2, 29}, {2052, 2, 29}, {2056, 2, 29},
                                             {2060, 2, 29}}));
  EXPECT_EQ(*fifth.name(LocalDate{2044, 2, 29}), "fifth Monday of February") << "the first rule names the date";
}

TEST(Holidays, OneNameCountsTheFirstInTheOrderOfTheRules) {
  CalendarDefinition definition;
  definition.holidays = {{2026, 5, 14}, {2026, 5, 15}};
  definition.holiday_rules = {yearly(5, 14), easter(39, "Ascension"), yearly(5, 14, "second"),
                              HolidayRule{LocalDate{2026, 5, 15}, 1, 9999, Observed::none, "Pont"}};
  const Holidays holidays(definition);
  EXPECT_EQ(*holidays.name(LocalDate{2026, 5, 14}), "Ascension");
  EXPECT_EQ(*holidays.name(LocalDate{2026, 5, 15}), "Pont");
  EXPECT_EQ(*holidays.name(LocalDate{2027, 5, 14}), "second");
  EXPECT_EQ(holidays.name(LocalDate{2026, 2, 30}), nullptr) << "no date";
  EXPECT_EQ(holidays.name(LocalDate{0, 0, 0}), nullptr);
}

TEST(Holidays, YearsAreThoseOfTheDateBeforeItIsMoved) {
  HolidayRule rule = yearly(1, 1, "New Year", Observed::nearest_weekday);
  rule.from = rule.until = 2022;  // a Saturday
  EXPECT_EQ(dates(compiled({rule}), 1970, 2099), (Dates{{2021, 12, 31}}));
  HolidayRule late = easter(300, "late");
  late.from = late.until = 2025;
  EXPECT_EQ(dates(compiled({late}), 1970, 2099), (Dates{{2026, 2, 14}}));
}

TEST(Holidays, ReachTheEdgesOfTheHorizon) {
  const Holidays edges = compiled({yearly(1, 1), yearly(12, 31)});
  EXPECT_TRUE(edges.contains(LocalDate{1969, 12, 31})) << "part of the horizon west of Greenwich";
  EXPECT_TRUE(edges.contains(LocalDate{2100, 1, 1})) << "and east of it";
  EXPECT_FALSE(edges.contains(LocalDate{2101, 1, 1}));
}

TEST(Holidays, RefuseNumbersOutOfRange) {
  const auto refused = [](const HolidayRule &rule) {
    EXPECT_THROW((void)compiled({rule}), Error);
  };
  refused(yearly(2, 30));
  refused(yearly(0, 1));
  refused(yearly(13, 1));
  refused(yearly(1, -1));
  refused(nth(7, 1, 1));
  refused(nth(-1, 1, 1));
  refused(nth(0, 6, 1));
  refused(nth(0, 0, 1));
  refused(nth(0, -2, 1));
  refused(nth(0, 1, 13));
  refused(easter(367));
  refused(easter(-367));
  refused({LocalDate{2026, 2, 29}, 1, 9999, Observed::none, ""});
  refused({YearlyDate{1, 1}, 2027, 2026, Observed::none, ""});
  refused({YearlyDate{1, 1}, 0, 2026, Observed::none, ""});
  refused({YearlyDate{1, 1}, 1, 10000, Observed::none, ""});
  refused({YearlyDate{1, 1}, 1, 9999, static_cast<Observed>(3), ""});
  refused(yearly(1, 1, std::string("a\0b", 3)));
  refused(yearly(1, 1, std::string(257, 'a')));
  EXPECT_THROW((void)compiled(std::vector<HolidayRule>(1001, yearly(1, 1))), Error);
  EXPECT_EQ(compiled(std::vector<HolidayRule>(1000, yearly(1, 1))).days().size(), 131U);
}

TEST(Holidays, AThousandRulesThatAllMoveTakeNoLongerThanTheyMust) {
  // Every one takes a weekday of its own: 1000 of them from each weekend, until no weekday is left.
  const Holidays crowd = compiled(std::vector<HolidayRule>(1000, yearly(12, 25, "", Observed::next_weekday)));
  EXPECT_GT(crowd.days().size(), 20'000U);
}

}  // namespace
}  // namespace entente::test
