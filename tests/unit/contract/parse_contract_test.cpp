#include "entente/contract/parse_contract.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "entente/base/limits.hpp"
#include "entente/calendar/calendar.hpp"

namespace {

using entente::Clock;
using entente::Contract;
using entente::parse_contract;
using entente::Problem;
using entente::Problems;

constexpr const char *kZoneinfo = "/usr/share/zoneinfo";

std::string example() {
  std::ifstream file(ENTENTE_SOURCE_DIR "/examples/contracts/uci-servicenow.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::shared_ptr<const Contract> read(const std::string &json) {
  Problems problems;
  auto contract = parse_contract(json, kZoneinfo, problems);
  for (const Problem &problem : problems) ADD_FAILURE() << to_string(problem);
  return contract;
}

std::vector<std::string> problems_of(const std::string &json) {
  Problems problems;
  EXPECT_EQ(parse_contract(json, kZoneinfo, problems), nullptr);
  std::vector<std::string> messages;
  for (const Problem &problem : problems) messages.push_back(to_string(problem));
  return messages;
}

/// A contract with these members besides the required ones.
std::string with(const std::string &members) {
  return R"({"entente": 1, "name": "n", "zone": "UTC", "calendars": {"c": {}}, )" + members + "}";
}

TEST(ParseContract, ReadsTheExample) {
  const auto contract = read(example());
  ASSERT_TRUE(contract);
  EXPECT_EQ(contract->zone, "America/Sao_Paulo");
  ASSERT_EQ(contract->calendars.size(), 2U);
  EXPECT_EQ(contract->calendars[1].name, "recorded-window");
  // 2016-03-01T12:00Z is a Tuesday, 09:00 in Sao Paulo: one hour into the office's day, five before the other
  // opens.
  constexpr std::int64_t kTuesdayUs = 1'456'833'600'000'000;
  EXPECT_EQ(contract->calendars[0].calendar->is_open(kTuesdayUs).value, 1);
  EXPECT_EQ(contract->calendars[1].calendar->next_open(kTuesdayUs).value, kTuesdayUs + 5 * entente::kHourUs);
  ASSERT_EQ(contract->parties.size(), 9U);
  EXPECT_EQ(contract->parties[7].values, std::vector<std::string>{"Group 70"});
  EXPECT_TRUE(contract->parties[8].others);
  ASSERT_EQ(contract->states.size(), 9U);
  EXPECT_EQ(contract->states[4].waits_for, entente::WaitsFor::third_party);
  EXPECT_EQ(contract->states[7].waits_for, entente::WaitsFor::closing);
  ASSERT_EQ(contract->targets.size(), 8U);
  EXPECT_EQ(contract->targets[2].duration_us, (55 * 60 + 3) * entente::kMinuteUs);
  EXPECT_EQ(contract->targets[2].clock,
            (std::vector<Clock>{Clock::run, Clock::run, Clock::run, Clock::pause, Clock::pause, Clock::pause,
                                Clock::pause, Clock::stop, Clock::stop}));
  EXPECT_EQ(contract->targets[6].clock,
            (std::vector<Clock>{Clock::run, Clock::run, Clock::run, Clock::run, Clock::run, Clock::run,
                                Clock::run, Clock::run, Clock::stop}));
  EXPECT_EQ(contract->targets[6].close_lands_on, entente::CloseLandsOn::next_open);
  EXPECT_EQ(contract->recorded_verdict->targets, (std::vector<std::int32_t>{4, 5, 6, 7}));
  ASSERT_EQ(contract->quotas->lines.size(), 7U);
  EXPECT_EQ(contract->quotas->lines[0].spacing_us, 5 * entente::kHourUs);
  EXPECT_EQ(contract->quotas->lines[5].spacing_us, 50 * entente::kHourUs / 3)
      << "rounded down to the microsecond";
  EXPECT_EQ(contract->quotas->started_in, std::vector<std::int32_t>{1});
  EXPECT_EQ(contract->privacy.retention_days, 365);
}

TEST(ParseContract, NumbersAttributesAndValuesInTheOrderInWhichTheyAreFirstNamed) {
  const auto contract =
      read(with(R"("quotas": {"lines": [], "backed_when": {"kind": ["u"], "priority": ["9", "1"]}},
    "targets": [
      {"id": "a", "metric": "resolution", "duration": "1h", "calendar": "c", "when": {"priority": ["2", "1"], "site": ["x"]}},
      {"id": "b", "metric": "resolution", "duration": "1h", "calendar": "c", "when": {"priority": ["1", "3", "2"]}}])"));
  ASSERT_EQ(contract->attributes.size(), 3U);
  EXPECT_EQ(contract->attributes[0].name, "priority");
  EXPECT_EQ(contract->attributes[0].values, (std::vector<std::string>{"2", "1", "3", "9"}));
  EXPECT_EQ(contract->attributes[1].name, "site");
  EXPECT_EQ(contract->attributes[2].name, "kind");
  EXPECT_EQ(contract->targets[1].when.at(0).codes, (std::vector<std::int32_t>{1, 2, 3}));
  EXPECT_EQ(contract->quotas->backed_when.at(1).codes, (std::vector<std::int32_t>{2, 4}));
}

TEST(ParseContract, GivesEveryDefault) {
  const auto contract = read(
      with(R"("parties": [{"id": "D", "kind": "requester"}, {"id": "R", "kind": "provider", "others": true}],
    "clock_map": {"a": {"clock": "pause"}, "b": "stop"},
    "targets": [{"id": "t", "metric": "resolution", "duration": "1h", "calendar": "c"}],
    "quotas": {"lines": [{"party": "D", "quota": 0, "period": "1h", "start_within": "0m"}]})"));
  EXPECT_EQ(contract->parties[0].name, "D");
  EXPECT_EQ(contract->parties[0].values, std::vector<std::string>{"D"});
  EXPECT_TRUE(contract->parties[1].values.empty());
  EXPECT_EQ(contract->states[0].waits_for, entente::WaitsFor::requester);
  EXPECT_EQ(contract->targets[0].reopen, entente::Reopen::resume);
  const entente::QuotaLine &line = contract->quotas->lines[0];
  EXPECT_EQ(line.spacing_us, 0);
  EXPECT_EQ(line.weight, 1);
  EXPECT_EQ(line.carry_num, 1);
  EXPECT_EQ(line.carry_den, 1);
  EXPECT_EQ(contract->quotas->calendar, -1);
  EXPECT_EQ(contract->coverage.knowers, 2);
  EXPECT_EQ(contract->privacy.min_group, 5);
}

TEST(ParseContract, KeepsTheStatesThatAreAFirstResponse) {
  const auto contract = read(
      with(R"("clock_map": {"new": "run", "wait": "pause", "work": "run", "done": "stop", "closed": "stop"},
    "targets": [{"id": "t", "metric": "first_response", "duration": "1h", "calendar": "c",
                 "responded_in": ["work", "wait"], "clock_map": {"done": "run"}}])"));
  const entente::Target &target = contract->targets[0];
  EXPECT_EQ(target.reopen, entente::Reopen::ignore);
  EXPECT_EQ(target.responded_in, (std::vector<std::int32_t>{1, 2}));
  EXPECT_EQ(target.clock,
            (std::vector<Clock>{Clock::run, Clock::pause, Clock::run, Clock::run, Clock::stop}));
  const std::size_t own_map = contract->normalised_json.rfind("\"clock_map\"");
  EXPECT_TRUE(contract->normalised_json.substr(own_map).starts_with(
      "\"clock_map\": {\n        \"done\": \"run\"\n      }"))
      << "responses need no entry of their own";
}

TEST(ParseContract, NormalisesToADocumentThatNormalisesToItself) {
  const auto contract = read(example());
  const auto again = read(contract->normalised_json);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->normalised_json, contract->normalised_json);
  EXPECT_EQ(again->targets.size(), contract->targets.size());
  for (std::size_t i = 0; i < again->targets.size(); ++i)
    EXPECT_EQ(again->targets[i].clock, contract->targets[i].clock);
  EXPECT_NE(contract->normalised_json, example());
  EXPECT_NE(contract->normalised_json.find("\"weight\": 4"), std::string::npos);
}

TEST(ParseContract, ReportsFiveMistakesAtTheirFivePlaces) {
  const std::string json = R"({
  "entente": 1,
  "name": "five mistakes",
  "zone": "Europe/Paris",
  "calendars": {"office": {"weekly": {"mon": [["09:00", "25:00"]]}}},
  "clock_map": {"New": "run", "Done": "halt"},
  "targets": [
    {"id": "fast", "metric": "resolution", "duration": "2d", "calendar": "office"},
    {"id": "slow", "metric": "resolution", "duration": "8h", "calender": "office", "calendar": "ofice"}
  ]
})";
  EXPECT_EQ(
      problems_of(json),
      (std::vector<std::string>{
          "5:57: /calendars/office/weekly/mon/0/1: bad_value: expected a time such as \"17:00\" or "
          "\"17:00:30\", "
          "at most \"24:00\", got \"25:00\"",
          "6:39: /clock_map/Done: bad_value: expected one of \"run\", \"pause\", \"stop\", \"cancel\", got \"halt\"",
          "8:56: /targets/0/duration: bad_value: expected a duration such as \"8h\", \"55h3m\" or \"90s\" "
          "(units h, m, "
          "s, us), got \"2d\"",
          "9:62: /targets/1/calender: unknown_key: expected one of \"id\", \"metric\", "
          "\"agreement\", \"party\", \"when\", \"duration\", \"clock_map\", \"pause_when\", \"reopen\", "
          "\"calendar\", \"series\", \"close_lands_on\", \"pause_counts\", \"on_change\", \"on_amendment\", "
          "\"outside_hours\", \"outside_hours_bonus\", \"escalations\" (did you mean \"calendar\"?), got "
          "\"calender\"",
          "9:96: /targets/1/calendar: unknown_reference: expected \"office\" (did you mean \"office\"?), got "
          "\"ofice\""}));
}

TEST(ParseContract, FindsNamesWhateverTheOrderOfTheDocument) {
  EXPECT_TRUE(read(R"({"recorded_verdict": {"column": "v", "met": [""], "targets": ["t"]},
    "targets": [{"calendar": "c", "id": "t", "clock_map": {"s": "stop"}, "metric": "resolution", "duration": "1h"}],
    "clock_map": {"s": "run"}, "calendars": {"c": {}}, "zone": "UTC", "name": "n", "entente": 1})"));
}

TEST(ParseContract, DoesNotMakeOneMistakeIntoTwo) {
  EXPECT_EQ(problems_of(R"({"entente": 1, "name": "n", "zone": "Mars/Base", "calendars": {"c": {"weekly": 1}},
    "clock_map": {"s": "fly"}, "parties": [{"id": "p", "kind": "x"}],
    "targets": [{"id": "t", "metric": "speed", "duration": "1h", "calendar": "c", "clock_map": {"s": "run"}}],
    "recorded_verdict": {"column": "v", "met": ["y"], "targets": ["t"]},
    "quotas": {"lines": [{"party": "p", "quota": "x", "period": "1h", "start_within": "1h"}]}})")
                .size(),
            6U);
}

TEST(ParseContract, LeavesOtherVersionsAlone) {
  EXPECT_EQ(problems_of(R"({"entente": 2, "whatever": []})"),
            std::vector<std::string>{"1:13: /entente: version: expected 1, got 2"});
}

TEST(ParseContract, ThrowsWhereTheZoneinfoDirectoryIsNone) {
  Problems problems;
  EXPECT_THROW((void)parse_contract(example(), "zoneinfo", problems), entente::Error);
  EXPECT_EQ(parse_contract(example(), "/nowhere", problems), nullptr);
  EXPECT_EQ(problems.front().code, "unknown_zone");
}

TEST(ParseContract, HoldsItsCounts) {
  const auto states = [](std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i)
      text += (i == 0 ? "\"s" : ", \"s") + std::to_string(i) + "\": \"run\"";
    return with("\"clock_map\": {" + text + "}");
  };
  EXPECT_EQ(read(states(entente::limits::kContractStates))->states.size(), entente::limits::kContractStates);
  EXPECT_EQ(problems_of(states(entente::limits::kContractStates + 1)).size(), 1U);
}

TEST(ParseContract, HoldsTheWeeklyIntervalsOfAllCalendarsTogether) {
  // Empty intervals: they count as stated and compile to nothing.
  const auto contract = [](std::size_t intervals) {
    static constexpr const char *kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::string calendars;
    for (std::size_t c = 0; c < 8; ++c) {
      std::string weekly;
      for (const char *day : kDays) {
        std::string hours;
        for (std::size_t i = 0; i < entente::limits::kIntervalsPerDate && intervals > 0; ++i, --intervals)
          hours += std::string(i == 0 ? "" : ",") + R"(["09:00","09:00"])";
        weekly += (weekly.empty() ? "\"" : ",\"") + std::string(day) + "\":[" + hours + "]";
      }
      calendars += (c == 0 ? "\"c" : ",\"c") + std::to_string(c) + "\":{\"weekly\":{" + weekly + "}}";
    }
    return R"({"entente": 1, "name": "n", "zone": "UTC", "calendars": {)" + calendars + "}}";
  };
  EXPECT_TRUE(read(contract(entente::limits::kContractWeeklyIntervals)));
  for (const std::size_t beyond : {std::size_t{1}, std::size_t{600}}) {  // 600 reach into the next calendar
    Problems problems;
    EXPECT_EQ(parse_contract(contract(entente::limits::kContractWeeklyIntervals + beyond), kZoneinfo, problems), nullptr);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].code, "limit");
    EXPECT_EQ(problems[0].pointer, "/calendars/c5");
  }
}

/// Whatever was cut or lost, the answer is a contract or problems that say where.
void expect_answer(const std::string &json) {
  Problems problems;
  const auto contract = parse_contract(json, kZoneinfo, problems);
  ASSERT_EQ(contract == nullptr, !problems.empty()) << json;
  const auto lines = std::count(json.begin(), json.end(), '\n') + 1;
  for (const Problem &problem : problems) {
    ASSERT_GE(problem.position.line, 1) << json;
    ASSERT_LE(problem.position.line, lines) << json;
    ASSERT_GE(problem.position.column, 1) << json;
    ASSERT_FALSE(problem.code.empty() || problem.expected.empty() || problem.got.empty()) << json;
    ASSERT_LE(problem.got.size(), 100U);
  }
}

const char *const kSmall = R"({
 "entente": 1, "name": "n", "zone": "UTC",
 "calendars": {"c": {"weekly": {"mon": [["09:00", "17:00"]]}, "holidays": ["2026-12-25"]}},
 "parties": [{"id": "é", "kind": "requester", "values": ["\u00e9\n"]}],
 "clock_map": {"New": "run", "Done": {"clock": "stop", "waits_for": "closing"}},
 "targets": [{"id": "t", "metric": "first_response", "when": {"p": ["1"]}, "duration": "8h", "calendar": "c", "responded_in": ["Done"]}],
 "quotas": {"lines": [{"party": "é", "quota": 3, "period": "1h", "start_within": "1m", "weight": 2}]},
 "privacy": {"purpose": "p", "viewers": ["v"], "min_group": 5, "person_level": ["v"]}
})";

TEST(ParseContract, AnswersEveryTruncation) {
  const std::string json = kSmall;
  ASSERT_TRUE(read(json));
  for (std::size_t size = 0; size < json.size(); ++size) {
    Problems problems;
    ASSERT_EQ(parse_contract(json.substr(0, size), kZoneinfo, problems), nullptr);
    expect_answer(json.substr(0, size));
  }
}

TEST(ParseContract, AnswersEveryDeletionOfAByte) {
  const std::string json = kSmall;
  for (std::size_t at = 0; at < json.size(); ++at) {
    std::string damaged = json;
    expect_answer(damaged.erase(at, 1));
  }
}

TEST(ParseContract, AnswersEveryByteInPlaceOfAnother) {
  const std::string json = kSmall;
  for (std::size_t at = 0; at < json.size(); ++at) {
    for (const char byte : {'"', '{', ']', '0', '\\', '\0', '\xff', ',', '\n'}) {
      std::string damaged = json;
      damaged[at] = byte;
      expect_answer(damaged);
    }
  }
}

}  // namespace
