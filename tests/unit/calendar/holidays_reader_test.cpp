#include "calendar/holidays_reader.hpp"

#include <gtest/gtest.h>

#include "calendar/definition_reader.hpp"
#include "entente/calendar/read_calendar_definition.hpp"

namespace entente::test {
namespace {

constexpr const char *kRules = R"({"zone": "UTC", "weekly": "24x7", "holidays": [
  {"yearly": "12-25", "name": "No\u00ebl", "observed": "next_weekday", "from": 1871, "until": 2030},
  "2026-05-15", {"weekday": "thu", "nth": 4, "month": 11}, {"weekday": "sun", "nth": "last", "month": 5},
  {"easter": 39, "name": "Ascension"}, {"orthodox_easter": -2, "observed": "nearest_weekday"},
  {"date": "2026-05-16", "name": "Pont"}, "2026-01-01"]})";

std::vector<std::string> problems_of(const std::string &holidays) {
  Problems problems;
  EXPECT_FALSE(read_calendar_definition("{\"zone\": \"UTC\",\n\"holidays\": " + holidays + "}", problems)) << holidays;
  std::vector<std::string> places;
  for (const Problem &problem : problems) {
    places.push_back(std::to_string(problem.position.line) + ":" + std::to_string(problem.position.column) + " " +
                     problem.pointer + " " + problem.code);
  }
  return places;
}

TEST(ReadHolidays, TakesDatesAndRules) {
  Problems problems;
  const auto definition = read_calendar_definition(kRules, problems);
  ASSERT_TRUE(definition);
  EXPECT_EQ(definition->holidays, (std::vector<LocalDate>{{2026, 1, 1}, {2026, 5, 15}}));
  const std::vector<HolidayRule> expected = {
      {YearlyDate{12, 25}, 1871, 2030, Observed::next_weekday, "No\u00ebl"},
      {NthWeekday{3, 4, 11}, 1, 9999, Observed::none, ""},
      {NthWeekday{6, NthWeekday::kLast, 5}, 1, 9999, Observed::none, ""},
      {DaysFromEaster{39, Easter::western}, 1, 9999, Observed::none, "Ascension"},
      {DaysFromEaster{-2, Easter::orthodox}, 1, 9999, Observed::nearest_weekday, ""},
      {LocalDate{2026, 5, 16}, 1, 9999, Observed::none, "Pont"}};
  EXPECT_EQ(definition->holiday_rules, expected);
  for (const auto &day : definition->weekly) EXPECT_EQ(day, (std::vector<LocalInterval>{{0, 86'400}}));
}

TEST(ReadHolidays, ReadsBackWhatIsWritten) {
  Problems problems;
  const CalendarDefinition first = read_calendar_definition(kRules, problems).value();
  json::Writer writer;
  write_calendar(writer, first);
  const CalendarDefinition second = read_calendar_definition(writer.take(), problems).value();
  EXPECT_EQ(second.holidays, first.holidays);
  EXPECT_EQ(second.holiday_rules, first.holiday_rules);
  EXPECT_EQ(second.weekly, first.weekly);
}

TEST(ReadHolidays, SaysWhereWhatIsWrong) {
  using Places = std::vector<std::string>;
  EXPECT_EQ(problems_of(R"([{"name": "x"}, 5, {"yearly": "02-30"}])"),
            (Places{"2:14 /holidays/0 missing_key", "2:29 /holidays/1 wrong_type", "2:43 /holidays/2/yearly no_such_date"}));
  EXPECT_EQ(problems_of(R"([{"weekday": "mon", "nth": "first", "month": 13}])"),
            (Places{"2:40 /holidays/0/nth bad_value", "2:58 /holidays/0/month out_of_range"}));
  EXPECT_EQ(problems_of(R"([{"date": "2026-01-01", "observed": "none", "easter": 1, "nth": 2}])"),
            (Places{"2:37 /holidays/0/observed forbidden_key", "2:57 /holidays/0/easter forbidden_key",
                    "2:70 /holidays/0/nth forbidden_key"}));
  EXPECT_EQ(problems_of(R"([{"easter": 1, "from": 2027, "until": 2026}])"), (Places{"2:51 /holidays/0/until inconsistent"}));
  EXPECT_EQ(problems_of(R"([{"easter": 1, "form": 2027}])"), (Places{"2:28 /holidays/0/form unknown_key"}));
}

TEST(ReadHolidays, HoldsTheNumberOfRules) {
  const auto list = [](std::size_t n) {
    std::string text = "[\"2026-01-01\", {\"date\": \"2026-01-02\", \"name\": \"x\"}";
    for (std::size_t i = 0; i < n; ++i) text += ", {\"easter\": 1}";
    return text + "]";
  };
  Problems problems;
  EXPECT_TRUE(read_calendar_definition("{\"zone\": \"UTC\", \"holidays\": " + list(1000) + "}", problems));
  EXPECT_EQ(problems_of(list(1001)), std::vector<std::string>{"2:13 /holidays limit"});
}

}  // namespace
}  // namespace entente::test
