#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "entente.h"

namespace {

const char *const kContract = R"({
  "entente": 1, "name": "test", "zone": "Etc/UTC",
  "calendars": {"office": {"weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}}, "always": {"weekly": "24x7"}},
  "clock_map": {"New": "run"},
  "targets": [{"id": "sla", "metric": "resolution", "duration": "8h", "calendar": "always"},
              {"id": "ola", "metric": "resolution", "duration": "3h", "calendar": "office"},
              {"id": "uc", "metric": "resolution", "duration": "4h", "calendar": "always"}],
  "nesting": [{"target": "sla", "chain": ["ola", "uc"]}, {"target": "ola", "chain": ["uc"]}]
})";

constexpr int64_t kMonday = INT64_C(1767571200000000);  // 2026-01-05T00:00Z
constexpr int64_t kHour = INT64_C(3600000000);

class Nesting : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(entente_contract_parse(kContract, std::strlen(kContract), nullptr, 0, &contract_, nullptr, nullptr), 0);
  }
  void TearDown() override { entente_contract_destroy(contract_); }

  entente_nesting_check check_{.struct_size = sizeof(entente_nesting_check), .outcome = -1, .status = -1, .combinations = -1,
                               .start_us = -1, .due_us = -1, .overshoot_us = -1, .overshoot_open_us = -1, .candidates = -1};
  entente_contract *contract_ = nullptr;
};

TEST_F(Nesting, TellsTheWorstStartAndTheDueDateOfEachLink) {
  ASSERT_EQ(entente_contract_nesting_count(contract_), 2);
  ASSERT_EQ(entente_contract_nesting_links(contract_, 0), 2);
  EXPECT_STREQ(entente_contract_commitment_name(contract_, entente_contract_nesting_commitment(contract_, 0, -1)), "sla");
  EXPECT_STREQ(entente_contract_commitment_name(contract_, entente_contract_nesting_commitment(contract_, 0, 1)), "uc");
  std::vector<int64_t> due(2);
  std::vector<const char *> calendar(3);
  ASSERT_EQ(entente_contract_check_nesting(contract_, 0, kMonday, kMonday + 168 * kHour, &check_, due.data(),
                                           calendar.data(), 2, nullptr), 0);
  EXPECT_EQ(check_.outcome, ENTENTE_NESTING_DOES_NOT_FIT);
  // A microsecond after 14:00 on Tuesday the three office hours reach into the next Monday.
  EXPECT_EQ(check_.start_us, kMonday + 38 * kHour + 1);
  EXPECT_EQ(due, (std::vector<int64_t>{kMonday + 177 * kHour + 1, kMonday + 181 * kHour + 1}));
  EXPECT_EQ(check_.overshoot_us, 135 * kHour);
  EXPECT_EQ(check_.overshoot_open_us, 135 * kHour);
  EXPECT_STREQ(calendar[0], "always");
  EXPECT_STREQ(calendar[1], "office");
  EXPECT_EQ(check_.combinations, 1);
  EXPECT_GT(check_.candidates, 4);
}

TEST_F(Nesting, WhatDoesNotExistIsNone) {
  EXPECT_EQ(entente_contract_nesting_count(nullptr), 0);
  EXPECT_EQ(entente_contract_nesting_links(contract_, 2), 0);
  EXPECT_EQ(entente_contract_nesting_links(contract_, -1), 0);
  EXPECT_EQ(entente_contract_nesting_commitment(contract_, 1, 1), INT32_MIN);
  EXPECT_EQ(entente_contract_nesting_commitment(contract_, 1, -2), INT32_MIN);
  EXPECT_EQ(entente_contract_party_count(contract_), 0);
  EXPECT_STREQ(entente_contract_party_name(contract_, 0), "");
}

TEST_F(Nesting, WrongArgumentsAreNamedAndNothingIsWritten) {
  const auto call = [&](int32_t nesting, int64_t from_us, int64_t to_us, size_t links) {
    return entente_contract_check_nesting(contract_, nesting, from_us, to_us, &check_, nullptr, nullptr, links, nullptr);
  };
  EXPECT_EQ(call(2, 0, kHour, 1), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(call(-1, 0, kHour, 1), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(call(1, 0, kHour, 2), ENTENTE_E_BUFFER);
  EXPECT_EQ(call(1, -1, kHour, 1), ENTENTE_E_RANGE);
  EXPECT_EQ(call(1, kHour, kHour, 1), ENTENTE_E_INVALID);
  EXPECT_EQ(check_.outcome, -1);
  check_.struct_size = 8;
  EXPECT_EQ(call(1, 0, kHour, 1), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_check_nesting(nullptr, 0, 0, 1, &check_, nullptr, nullptr, 1, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_check_nesting(contract_, 0, 0, 1, nullptr, nullptr, nullptr, 2, nullptr), ENTENTE_E_INVALID);
}

}  // namespace
