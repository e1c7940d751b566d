#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "entente.h"

namespace {

std::string example() {
  std::ifstream file(ENTENTE_SOURCE_DIR "/examples/contracts/uci-servicenow.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// One parse and everything it gave.
struct Parsed {
  explicit Parsed(const std::string &json, const std::string &zoneinfo = "") {
    status = entente_contract_parse(json.data(), json.size(), zoneinfo.data(), zoneinfo.size(), &contract,
                                    &problems, &error);
  }
  ~Parsed() {
    entente_contract_destroy(contract);
    entente_problems_destroy(problems);
    entente_error_destroy(error);
  }
  Parsed(const Parsed &) = delete;
  Parsed &operator=(const Parsed &) = delete;

  int32_t status;
  entente_contract *contract = nullptr;
  entente_problems *problems = nullptr;
  entente_error *error = nullptr;
};

TEST(Contract, NumbersItsStatesAttributesAndTargets) {
  const Parsed parsed(example());
  ASSERT_EQ(parsed.status, ENTENTE_OK);
  EXPECT_EQ(parsed.error, nullptr);
  EXPECT_EQ(parsed.problems, nullptr);
  ASSERT_EQ(entente_contract_state_count(parsed.contract), 9);
  ASSERT_EQ(entente_contract_attribute_count(parsed.contract), 1);
  ASSERT_EQ(entente_contract_target_count(parsed.contract), 8);
  EXPECT_STREQ(entente_contract_state_name(parsed.contract, 3), "Awaiting User Info");
  EXPECT_STREQ(entente_contract_attribute_name(parsed.contract, 0), "priority");
  EXPECT_STREQ(entente_contract_target_name(parsed.contract, 7), "recorded-low");
  for (const int32_t absent : {-1, 9, INT32_MIN, INT32_MAX}) {
    EXPECT_STREQ(entente_contract_state_name(parsed.contract, absent), "");
    EXPECT_STREQ(entente_contract_attribute_name(parsed.contract, absent), "");
    EXPECT_STREQ(entente_contract_target_name(parsed.contract, absent), "");
  }
  for (int32_t id = 0; id < 9; ++id) {
    const std::string name = entente_contract_state_name(parsed.contract, id);
    int32_t found = -1;
    EXPECT_EQ(entente_contract_state_id(parsed.contract, name.data(), name.size(), &found, nullptr),
              ENTENTE_OK);
    EXPECT_EQ(found, id);
  }
  int32_t found = -7;
  EXPECT_EQ(entente_contract_state_id(parsed.contract, "Gone", 4, &found, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(found, -7);
  EXPECT_EQ(entente_contract_value_id(parsed.contract, 0, "2 - High", 8, &found, nullptr), ENTENTE_OK);
  EXPECT_EQ(found, 2);
  EXPECT_EQ(entente_contract_value_id(parsed.contract, 0, nullptr, 0, &found, nullptr), ENTENTE_OK);
  EXPECT_EQ(found, 0);
  EXPECT_EQ(entente_contract_value_id(parsed.contract, 1, "x", 1, &found, nullptr), ENTENTE_E_NOT_FOUND);
}

TEST(Contract, GivesItsJsonThroughTheCallersBuffer) {
  const Parsed parsed(example());
  std::size_t need = 0;
  ASSERT_EQ(entente_contract_json(parsed.contract, nullptr, 0, &need, nullptr), ENTENTE_OK);
  std::vector<char> buffer(need + 1, '#');
  need = 0;
  EXPECT_EQ(entente_contract_json(parsed.contract, buffer.data(), buffer.size() - 2, &need, nullptr),
            ENTENTE_E_BUFFER);
  EXPECT_EQ(need, buffer.size() - 1);
  EXPECT_EQ(buffer[0], '#') << "nothing is written into a buffer that is too small";
  ASSERT_EQ(entente_contract_json(parsed.contract, buffer.data(), need, &need, nullptr), ENTENTE_OK);
  EXPECT_EQ(buffer[need - 1], '\0');
  EXPECT_EQ(buffer[need], '#');
  const Parsed again(buffer.data());
  EXPECT_EQ(again.status, ENTENTE_OK);
}

TEST(Contract, LendsCalendarsThatOutliveIt) {
  entente_calendar *calendar = nullptr;
  {
    const Parsed parsed(example());
    ASSERT_EQ(entente_contract_calendar(parsed.contract, "office", 6, &calendar, nullptr), ENTENTE_OK);
    auto *absent = reinterpret_cast<entente_calendar *>(1);
    EXPECT_EQ(entente_contract_calendar(parsed.contract, "offic", 5, &absent, nullptr), ENTENTE_E_NOT_FOUND);
    EXPECT_EQ(absent, nullptr);
  }
  int32_t open = -1;
  EXPECT_EQ(entente_calendar_is_open(calendar, 1'456'833'600'000'000, 0, &open, nullptr), ENTENTE_OK);
  EXPECT_EQ(open, 1);
  entente_calendar_destroy(calendar);
}

TEST(Contract, SaysHowManyProblemsThereAreAndWhereTheFirstIs) {
  const Parsed parsed("{\"entente\": 1,\n \"name\": 3, \"zone\": \"UTC\", \"x\": 1}");
  EXPECT_EQ(parsed.status, ENTENTE_E_INVALID);
  EXPECT_EQ(parsed.contract, nullptr);
  ASSERT_EQ(entente_problems_count(parsed.problems), 2U);
  EXPECT_STREQ(entente_error_message(parsed.error),
               "2 problems, first: 2:10: /name: wrong_type: expected a text, got 3");
  EXPECT_STREQ(entente_error_pointer(parsed.error), "/name");
  EXPECT_EQ(entente_error_line(parsed.error), 2);
  EXPECT_EQ(entente_error_column(parsed.error), 10);
  EXPECT_STREQ(entente_problems_text(parsed.problems, 1, ENTENTE_PROBLEM_CODE), "unknown_key");
  EXPECT_STREQ(entente_problems_text(parsed.problems, 1, ENTENTE_PROBLEM_POINTER), "/x");
  EXPECT_EQ(entente_problems_line(parsed.problems, 1), 2);
  EXPECT_EQ(entente_problems_column(parsed.problems, 1), 28);
  EXPECT_STREQ(entente_problems_text(parsed.problems, 2, ENTENTE_PROBLEM_CODE), "");
}

TEST(Contract, HasAStatusForEachKindOfRefusal) {
  EXPECT_EQ(Parsed("").status, ENTENTE_E_PARSE);
  EXPECT_EQ(Parsed("{\"name\": \"\xff\"}").status, ENTENTE_E_PARSE);
  EXPECT_EQ(Parsed("\xEF\xBB\xBF{}").status, ENTENTE_E_PARSE);
  EXPECT_EQ(Parsed("[]").status, ENTENTE_E_INVALID);
  EXPECT_EQ(Parsed("{\"entente\": 2}").status, ENTENTE_E_VERSION);
  EXPECT_EQ(Parsed(std::string(40, '[')).status, ENTENTE_E_LIMIT);
  EXPECT_EQ(Parsed(std::string((16U << 20U) + 1, ' ')).status, ENTENTE_E_LIMIT);
  EXPECT_EQ(Parsed(example(), "/nowhere").status, ENTENTE_E_NOT_FOUND);
  const Parsed relative(example(), "zoneinfo");
  EXPECT_EQ(relative.status, ENTENTE_E_INVALID);
  EXPECT_EQ(relative.problems, nullptr);
}

TEST(Contract, AnswersNullWithAnError) {
  entente_error *error = nullptr;
  EXPECT_EQ(entente_contract_parse("{}", 2, nullptr, 0, nullptr, nullptr, &error), ENTENTE_E_INVALID);
  entente_error_destroy(error);
  entente_contract *contract = nullptr;
  EXPECT_EQ(entente_contract_parse(nullptr, 5, nullptr, 0, &contract, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_parse("{}", 2, nullptr, 5, &contract, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_parse(nullptr, 0, nullptr, 0, &contract, nullptr, nullptr), ENTENTE_E_PARSE);
  std::size_t need = 0;
  int32_t id = 0;
  entente_calendar *calendar = nullptr;
  EXPECT_EQ(entente_contract_json(nullptr, nullptr, 0, &need, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_calendar(nullptr, "a", 1, &calendar, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_state_id(nullptr, "a", 1, &id, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_value_id(nullptr, 0, "a", 1, &id, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_state_count(nullptr), 0);
  EXPECT_STREQ(entente_contract_state_name(nullptr, 0), "");
  const Parsed parsed(example());
  EXPECT_EQ(entente_contract_json(parsed.contract, nullptr, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_json(parsed.contract, nullptr, 5, &need, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_calendar(parsed.contract, "a", 1, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_state_id(parsed.contract, "a", 1, nullptr, nullptr), ENTENTE_E_INVALID);
}

TEST(CalendarDocument, IsRefusedWithItsProblemsLikeAContract) {
  const std::string json = "{\"zone\": \"UTC\", \"weekly\": {\"mon\": [[\"9\", \"10:00\"]]}}";
  auto *calendar = reinterpret_cast<entente_calendar *>(1);
  entente_problems *problems = nullptr;
  EXPECT_EQ(entente_calendar_create(json.data(), json.size(), nullptr, 0, &calendar, &problems, nullptr),
            ENTENTE_E_INVALID);
  EXPECT_EQ(calendar, nullptr);
  ASSERT_EQ(entente_problems_count(problems), 1U);
  EXPECT_STREQ(entente_problems_text(problems, 0, ENTENTE_PROBLEM_POINTER), "/weekly/mon/0/0");
  entente_problems_destroy(problems);
  const std::string unknown = "{\"zone\": \"Mars/Base\"}";
  EXPECT_EQ(entente_calendar_create(unknown.data(), unknown.size(), nullptr, 0, &calendar, nullptr, nullptr),
            ENTENTE_E_NOT_FOUND);
}

}  // namespace
