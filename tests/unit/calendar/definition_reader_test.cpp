#include "calendar/definition_reader.hpp"

#include <gtest/gtest.h>

#include "entente/base/limits.hpp"
#include "entente/calendar/parse_calendar.hpp"
#include "entente/calendar/read_calendar_definition.hpp"

namespace {

using entente::CalendarDefinition;
using entente::LocalDate;
using entente::LocalInterval;
using entente::Problem;
using entente::Problems;
using entente::read_calendar_definition;

std::vector<std::string> problems_of(const std::string &json) {
  Problems problems;
  EXPECT_FALSE(read_calendar_definition(json, problems));
  std::vector<std::string> places;
  for (const Problem &problem : problems) {
    places.push_back(std::to_string(problem.position.line) + ":" + std::to_string(problem.position.column) +
                     " " + problem.pointer + " " + problem.code);
  }
  return places;
}

constexpr const char *kFull = R"({
  "zone": "Europe/Paris",
  "weekly": {"mon": [["09:00", "12:00"], ["13:00:30", "24:00"]], "sun": [["22:00", "06:00"]], "sat": []},
  "holidays": ["2026-12-25", "2024-02-29", "2026-12-25"],
  "exceptions": {"2026-12-31": [], "2026-12-24": [["09:00", "09:00"]]},
  "breaks": {"2026-12-23": [["10:00", "10:15"]]}
})";

TEST(ReadCalendarDefinition, ReadsEveryPart) {
  Problems problems;
  const auto definition = read_calendar_definition(kFull, problems);
  ASSERT_TRUE(definition);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(definition->zone, "Europe/Paris");
  EXPECT_EQ(definition->weekly[0], (std::vector<LocalInterval>{{32'400, 43'200}, {46'830, 86'400}}));
  EXPECT_EQ(definition->weekly[6], (std::vector<LocalInterval>{{79'200, 21'600}}));
  EXPECT_TRUE(definition->weekly[1].empty());
  EXPECT_EQ(definition->holidays, (std::vector<LocalDate>{{2024, 2, 29}, {2026, 12, 25}}))
      << "sorted, each once";
  ASSERT_EQ(definition->exceptions.size(), 2U);
  EXPECT_TRUE(definition->exceptions.at({2026, 12, 31}).empty());
  EXPECT_EQ(definition->breaks.at({2026, 12, 23}), (std::vector<LocalInterval>{{36'000, 36'900}}));
}

TEST(ReadCalendarDefinition, ReportsEveryMistakeInDocumentOrder) {
  EXPECT_EQ(
      problems_of("{\"weekly\": {\"mon\": [[\"24:00\", \"25:00\"], [\"09:00\"], 3], \"fry\": []},\n"
                  " \"holidays\": [\"2026-02-30\", 20261225],\n"
                  " \"breaks\": {\"2026-1-1\": 7}, \"extra\": 0}"),
      (std::vector<std::string>{
          "1:1  missing_key", "1:22 /weekly/mon/0/0 bad_value", "1:31 /weekly/mon/0/1 bad_value",
          "1:41 /weekly/mon/1 bad_value", "1:52 /weekly/mon/2 wrong_type", "1:56 /weekly/fry unknown_key",
          "2:15 /holidays/0 no_such_date", "2:29 /holidays/1 wrong_type", "3:13 /breaks/2026-1-1 bad_value",
          "3:25 /breaks/2026-1-1 wrong_type", "3:29 /extra unknown_key"}));
}

TEST(ReadCalendarDefinition, TakesOnlyNamesThatAreNoPaths) {
  for (const char *zone :
       {"", "/etc/passwd", "../UTC", "Europe//Paris", "Europe/", "a b", "Europe/Par\\u00edis", ".."}) {
    EXPECT_EQ(problems_of("{\"zone\": \"" + std::string(zone) + "\"}"),
              std::vector<std::string>{"1:10 /zone bad_value"})
        << zone;
  }
  Problems problems;
  for (const char *zone : {"UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "EST5EDT"}) {
    EXPECT_TRUE(read_calendar_definition("{\"zone\": \"" + std::string(zone) + "\"}", problems)) << zone;
  }
}

TEST(ReadCalendarDefinition, HoldsTheNumberOfIntervals) {
  const auto json = [](std::size_t n) {
    std::string text = "{\"zone\": \"UTC\", \"weekly\": {\"mon\": [";
    for (std::size_t i = 0; i < n; ++i) text += i == 0 ? R"(["09:00", "10:00"])" : R"(, ["09:00", "10:00"])";
    return text + "]}}";
  };
  Problems problems;
  EXPECT_TRUE(read_calendar_definition(json(entente::limits::kIntervalsPerDate), problems));
  EXPECT_EQ(problems_of(json(entente::limits::kIntervalsPerDate + 1)),
            std::vector<std::string>{"1:35 /weekly/mon limit"});
}

TEST(WriteCalendar, WritesWhatReadsBackAsTheSame) {
  Problems problems;
  const CalendarDefinition first = read_calendar_definition(kFull, problems).value();
  entente::json::Writer writer;
  entente::write_calendar(writer, first);
  const CalendarDefinition second = read_calendar_definition(writer.take(), problems).value();
  EXPECT_EQ(second.zone, first.zone);
  EXPECT_EQ(second.weekly, first.weekly);
  EXPECT_EQ(second.holidays, first.holidays);
  EXPECT_EQ(second.exceptions, first.exceptions);
  EXPECT_EQ(second.breaks, first.breaks);
}

TEST(ParseCalendar, CompilesOrSaysWhichZoneHasNoData) {
  Problems problems;
  const auto calendar = entente::parse_calendar(kFull, "/usr/share/zoneinfo", problems);
  ASSERT_TRUE(calendar);
  EXPECT_EQ(calendar->is_open(1'767'603'600'000'000).value, 1) << "Monday 2026-01-05 10:00 in Paris";
  EXPECT_FALSE(entente::parse_calendar("{\"weekly\": {},\n \"zone\": \"Mars/Base\"}", "/usr/share/zoneinfo",
                                       problems));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(to_string(problems[0]),
            "2:10: /zone: unknown_zone: expected a zone with data in /usr/share/zoneinfo, got \"Mars/Base\"");
  EXPECT_THROW((void)entente::parse_calendar(kFull, "relative", problems), entente::Error);
}

TEST(ParseCalendar, LocatesZonesThatCannotBeUsed) {
  // A setting of the machine, a file that holds no zone, a zone that counts leap seconds.
  for (const std::string zone : {"localtime", "posixrules", "Factory", "leapseconds", "right/Europe/Paris"}) {
    Problems problems;
    EXPECT_FALSE(entente::parse_calendar("{\"zone\": \"" + zone + "\"}", "/usr/share/zoneinfo", problems));
    ASSERT_EQ(problems.size(), 1U) << zone;
    EXPECT_EQ(to_string(problems[0]),
              "1:10: /zone: unknown_zone: expected a zone with data in /usr/share/zoneinfo, got \"" + zone + "\"");
  }
}

}  // namespace
