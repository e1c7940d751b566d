#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "entente.h"

namespace {

// The rule counts around the clock until the closing; the promise in office hours of Monday and Tuesday.
const char *const kContract = R"({
  "entente": 1, "name": "test", "zone": "Europe/Paris",
  "calendars": {"office": {"weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}}, "always": {"weekly": "24x7"}},
  "clock_map": {"New": "run", "Waiting": "pause", "Solved": "stop", "Closed": "stop"},
  "targets": [
    {"id": "promise", "metric": "resolution", "duration": "8h", "calendar": "office"},
    {"id": "rule", "metric": "resolution", "duration": "4h", "calendar": "always",
     "clock_map": {"Waiting": "run", "Solved": "run"}}
  ],
  "recorded_verdict": {"column": "made", "met": ["yes"], "targets": ["rule"]}
})";

constexpr int64_t kMonday9 = INT64_C(1767600000000000);  // 2026-01-05, 09:00 in Paris
constexpr int64_t kHour = INT64_C(3600000000);

class Reconcile : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(entente_contract_parse(kContract, std::strlen(kContract), nullptr, 0, &contract_, nullptr, &error_), 0)
        << entente_error_message(error_);
    entente_log_columns columns{};
    columns.struct_size = sizeof columns;
    columns.tickets = opened_.size();
    columns.opened_us = opened_.data();
    columns.events = ticket_.size();
    columns.ticket = ticket_.data();
    columns.at_us = at_.data();
    columns.value = state_.data();
    ASSERT_EQ(entente_log_create(contract_, &columns, &log_, &error_), 0) << entente_error_message(error_);
  }
  void TearDown() override {
    entente_error_destroy(error_);
    entente_log_destroy(log_);
    entente_contract_destroy(contract_);
  }

  int32_t call(const std::vector<int32_t> &order, int64_t rounding_us = 0) {
    return entente_reconcile(log_, kAsOf, 4, recorded_.data(), closed_.data(), order.data(), order.size(), rounding_us,
                             rule_.data(), promised_.data(), cause_.data(), row_.data(), nullptr);
  }

  static constexpr int64_t kAsOf = kMonday9 + 200 * kHour;
  // 0: solved after 3 h, closed after 30. 1: waits 3 of 6 h. 2: the provider needs 5 h. 3: closed after 1 h, again after 9.
  std::vector<int64_t> opened_{kMonday9, kMonday9, kMonday9, kMonday9};
  std::vector<int32_t> ticket_{0, 0, 1, 1, 1, 2, 3};
  std::vector<int64_t> at_{kMonday9 + 3 * kHour, kMonday9 + 30 * kHour, kMonday9 + kHour, kMonday9 + 4 * kHour,
                           kMonday9 + 6 * kHour, kMonday9 + 5 * kHour,  kMonday9 + kHour};
  std::vector<int32_t> state_{2, 3, 1, 0, 3, 3, 3};
  std::vector<int32_t> recorded_{ENTENTE_VERDICT_MISSED, ENTENTE_VERDICT_MISSED, ENTENTE_VERDICT_MISSED, ENTENTE_VERDICT_MISSED};
  std::vector<int64_t> closed_{INT64_MIN, INT64_MIN, INT64_MIN, kMonday9 + 9 * kHour};
  std::vector<int32_t> rule_ = std::vector<int32_t>(4, -7), promised_ = rule_, cause_ = rule_;
  std::vector<int64_t> row_ = std::vector<int64_t>(4, -7);
  entente_contract *contract_ = nullptr;
  entente_log *log_ = nullptr;
  entente_error *error_ = nullptr;
};

TEST_F(Reconcile, EachRecordedMissHasOneCause) {
  ASSERT_EQ(call({}), 0);
  EXPECT_EQ(cause_, (std::vector<int32_t>{ENTENTE_CAUSE_CLOSING, ENTENTE_CAUSE_REQUESTER, ENTENTE_CAUSE_PROVIDER, ENTENTE_CAUSE_RULE_MET}));
  EXPECT_EQ(rule_, (std::vector<int32_t>{2, 2, 2, 1}));
  EXPECT_EQ(promised_, (std::vector<int32_t>{1, 1, 1, 1}));
  EXPECT_EQ(row_, (std::vector<int64_t>{1, 3, 5, 7}));
}

TEST_F(Reconcile, TheOrderAndTheRoundingAreTheCallers) {
  ASSERT_EQ(call({ENTENTE_CAUSE_CALENDAR}), 0);  // 30 h around the clock are 8 + 6 in the office: not yet enough
  EXPECT_EQ(cause_[0], ENTENTE_CAUSE_PROVIDER);
  ASSERT_EQ(call({ENTENTE_CAUSE_ROUNDING}, kHour), 0);
  EXPECT_EQ(cause_[2], ENTENTE_CAUSE_ROUNDING);
  EXPECT_EQ(cause_[1], ENTENTE_CAUSE_PROVIDER);
}

TEST_F(Reconcile, WrongArgumentsAreNamedAndNothingIsWritten) {
  const auto status = [&](size_t n, const int32_t *recorded, int32_t *cause, const std::vector<int32_t> &order,
                          int64_t rounding_us) {
    return entente_reconcile(log_, kAsOf, n, recorded, nullptr, order.data(), order.size(), rounding_us, rule_.data(),
                             promised_.data(), cause, row_.data(), nullptr);
  };
  std::vector<int32_t> wrong{0, 1, 2, 3};
  EXPECT_EQ(status(3, recorded_.data(), cause_.data(), {}, 0), ENTENTE_E_BUFFER);
  EXPECT_EQ(status(4, nullptr, cause_.data(), {}, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(status(4, recorded_.data(), nullptr, {}, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(status(4, wrong.data(), cause_.data(), {}, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(status(4, recorded_.data(), cause_.data(), {ENTENTE_CAUSE_PROVIDER}, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(status(4, recorded_.data(), cause_.data(), {-5}, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(status(4, recorded_.data(), cause_.data(), {1, 2, 3, 4, 5, 6, 6}, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(status(4, recorded_.data(), cause_.data(), {}, -1), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_reconcile(nullptr, kAsOf, 0, nullptr, nullptr, nullptr, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr),
            ENTENTE_E_INVALID);
  EXPECT_EQ(cause_, std::vector<int32_t>(4, -7));
  EXPECT_EQ(row_, std::vector<int64_t>(4, -7));
}

TEST_F(Reconcile, WhatIfGivesTheClocksThatDifferAndOutlivesBothResults) {
  entente_cycles *now = nullptr, *then = nullptr;
  const int64_t as_of = kMonday9 + 2 * kHour;
  ASSERT_EQ(entente_evaluate(log_, as_of, 1, &now, nullptr), 0);
  std::string text = kContract;
  text.replace(text.find("\"8h\""), 4, "\"1h\"");
  entente_contract *other = nullptr;
  ASSERT_EQ(entente_contract_parse(text.data(), text.size(), nullptr, 0, &other, nullptr, nullptr), 0);
  entente_log_columns columns{};
  columns.struct_size = sizeof columns;
  columns.tickets = opened_.size();
  columns.opened_us = opened_.data();
  entente_log *silent = nullptr;
  ASSERT_EQ(entente_log_create(other, &columns, &silent, nullptr), 0);
  ASSERT_EQ(entente_evaluate(silent, as_of, 1, &then, nullptr), 0);
  entente_changes *changes = reinterpret_cast<entente_changes *>(this);
  EXPECT_EQ(entente_what_if(contract_, now, other, then, 7, &changes, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(changes, nullptr);
  EXPECT_EQ(entente_what_if(contract_, nullptr, other, then, 0, &changes, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_what_if(contract_, now, other, then, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  ASSERT_EQ(entente_what_if(contract_, now, other, then, ENTENTE_WHAT_IF_OPEN, &changes, nullptr), 0);
  entente_cycles_destroy(now);
  entente_cycles_destroy(then);
  entente_log_destroy(silent);
  entente_contract_destroy(other);
  ASSERT_EQ(entente_changes_count(changes), 5U);  // four promises are late now, and the rule of ticket 3 is open again
  EXPECT_EQ(entente_changes_figure(changes, ENTENTE_CHANGES_COMPARED), 8);
  EXPECT_EQ(entente_changes_figure(changes, ENTENTE_CHANGES_OF_STATE), 5);
  EXPECT_EQ(entente_changes_figure(changes, 9), INT64_MIN);
  EXPECT_EQ(entente_changes_int32(changes, ENTENTE_CHANGES_TICKET)[4], 3);
  EXPECT_EQ(entente_changes_int32(changes, ENTENTE_CHANGES_STATE_NOW)[0], ENTENTE_CYCLE_RUNNING);
  EXPECT_EQ(entente_changes_int32(changes, ENTENTE_CHANGES_STATE_THEN)[0], ENTENTE_CYCLE_BREACHED);
  EXPECT_EQ(entente_changes_int64(changes, ENTENTE_CHANGES_DUE_NOW_US)[0], kMonday9 + 8 * kHour);
  EXPECT_EQ(entente_changes_int64(changes, ENTENTE_CHANGES_DUE_THEN_US)[0], kMonday9 + kHour);
  EXPECT_EQ(entente_changes_int32(changes, 5), nullptr);
  EXPECT_EQ(entente_changes_int64(changes, 2), nullptr);
  entente_changes_destroy(changes);
  EXPECT_EQ(entente_changes_count(nullptr), 0U);
}

}  // namespace
