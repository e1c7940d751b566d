#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "entente.h"

namespace {

const char *const kContract = R"({
  "entente": 1, "name": "test", "zone": "Europe/Paris",
  "calendars": {"office": {"weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}}},
  "clock_map": {"New": "run", "Waiting": "pause", "Done": "stop"},
  "targets": [
    {"id": "urgent", "metric": "resolution", "duration": "2h", "calendar": "office", "when": {"priority": ["1"]}},
    {"id": "all", "metric": "resolution", "duration": "8h", "calendar": "office"}
  ]
})";

constexpr int64_t kMonday9 = INT64_C(1767600000000000);  // 2026-01-05T08:00:00Z, 09:00 in Paris
constexpr int64_t kHour = INT64_C(3600000000);

class Sla : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(entente_contract_parse(kContract, std::strlen(kContract), nullptr, 0, &contract_, nullptr, &error_), 0)
        << entente_error_message(error_);
    ASSERT_EQ(entente_log_create(contract_, &columns_, &log_, &error_), 0)
        << entente_error_message(error_);
  }
  void TearDown() override {
    entente_error_destroy(error_);
    entente_log_destroy(log_);
    entente_contract_destroy(contract_);
  }

  std::vector<int64_t> opened_{kMonday9, kMonday9 + kHour};
  std::vector<int32_t> priority_{1, 0};
  std::vector<int32_t> ticket_{0, 0, 1};
  std::vector<int64_t> at_{kMonday9 + kHour, kMonday9 + 3 * kHour, kMonday9 + 2 * kHour};
  std::vector<int32_t> state_{1, 2, 2};
  entente_log_columns columns_{.struct_size = sizeof(entente_log_columns), .tickets = 2, .opened_us = opened_.data(),
                               .attributes = priority_.data(), .events = 3, .ticket = ticket_.data(),
                               .at_us = at_.data(), .value = state_.data(), .kind = nullptr, .sequence = nullptr,
                               .balances = 0, .balance_ticket = nullptr, .balance_commitment = nullptr,
                               .balance_consumed_us = nullptr, .balance_paused_us = nullptr,
                               .balance_as_of_us = nullptr, .ticket_status = nullptr, .event_status = nullptr,
                               .balance_status = nullptr};
  entente_contract *contract_ = nullptr;
  entente_log *log_ = nullptr;
  entente_error *error_ = nullptr;
};

TEST_F(Sla, EvaluatesEveryTargetThatAppliesInOrderOfTicketAndTarget) {
  entente_cycles *cycles = nullptr;
  ASSERT_EQ(entente_evaluate(log_, kMonday9 + 9 * kHour, 1, &cycles, &error_), 0);
  ASSERT_EQ(entente_cycles_count(cycles), 3U);
  const int32_t *target = entente_cycles_int32(cycles, ENTENTE_CYCLE_TARGET);
  const int64_t *elapsed = entente_cycles_int64(cycles, ENTENTE_CYCLE_ELAPSED_US);
  const int64_t *requester = entente_cycles_int64(cycles, ENTENTE_CYCLE_REQUESTER_US);
  EXPECT_EQ((std::vector<int32_t>{target[0], target[1], target[2]}), (std::vector<int32_t>{0, 1, 1}));
  EXPECT_EQ(elapsed[0], kHour);
  EXPECT_EQ(requester[0], 2 * kHour);
  EXPECT_EQ(entente_cycles_int64(cycles, ENTENTE_CYCLE_STOPPED_US)[1], kMonday9 + 3 * kHour);
  EXPECT_EQ(entente_cycles_int32(cycles, ENTENTE_CYCLE_CONSUMED_PERCENT)[0], 50);
  EXPECT_EQ(entente_cycles_int32(cycles, 99), nullptr);
  EXPECT_EQ(entente_cycles_int64(cycles, -1), nullptr);
  entente_cycles_destroy(cycles);
}

TEST_F(Sla, ChildrenOutliveTheirParents) {
  entente_contract_destroy(contract_);
  contract_ = nullptr;
  entente_cycles *cycles = nullptr;
  ASSERT_EQ(entente_evaluate(log_, kMonday9 + 9 * kHour, 2, &cycles, &error_), 0);
  entente_log_destroy(log_);
  log_ = nullptr;
  EXPECT_EQ(entente_cycles_count(cycles), 3U);
  entente_cycles_destroy(cycles);
}

TEST_F(Sla, FiguresAndStateTimeAreThoseOfTheLog) {
  EXPECT_EQ(entente_log_figure(log_, ENTENTE_LOG_TICKETS), 2);
  EXPECT_EQ(entente_log_figure(log_, ENTENTE_LOG_EVENTS), 3);
  EXPECT_EQ(entente_log_figure(log_, 99), INT64_MIN);
  EXPECT_EQ(entente_log_figure(nullptr, ENTENTE_LOG_EVENTS), INT64_MIN);
  std::vector<int64_t> entries(3), intervals(3), total(3);
  ASSERT_EQ(entente_log_state_time(log_, entries.data(), intervals.data(), total.data(), 3, &error_), 0);
  EXPECT_EQ(entries, (std::vector<int64_t>{0, 1, 2}));
  EXPECT_EQ(total, (std::vector<int64_t>{0, 2 * kHour, 0}));
  EXPECT_EQ(entente_log_state_time(log_, entries.data(), intervals.data(), total.data(), 2, &error_), ENTENTE_E_BUFFER);
  EXPECT_NE(std::string(entente_error_message(error_)).find("expected the number of states, 3"), std::string::npos);
}

TEST_F(Sla, ExplainsACycleInSegmentsThatAddUp) {
  entente_explanation *explanation = nullptr;
  ASSERT_EQ(entente_explain(log_, 0, 0, 0, kMonday9 + 9 * kHour, &explanation, &error_), 0) << entente_error_message(error_);
  ASSERT_EQ(entente_explanation_count(explanation), 2U);
  const int64_t *from = entente_explanation_int64(explanation, ENTENTE_SEGMENT_FROM_US);
  const int64_t *to = entente_explanation_int64(explanation, ENTENTE_SEGMENT_TO_US);
  EXPECT_EQ(from[0], kMonday9);
  EXPECT_EQ(to[0], from[1]);
  EXPECT_EQ(to[1], kMonday9 + 3 * kHour);
  EXPECT_EQ(entente_explanation_int32(explanation, ENTENTE_SEGMENT_KIND)[1], ENTENTE_SEGMENT_PAUSED);
  EXPECT_EQ(entente_explanation_int32(explanation, ENTENTE_SEGMENT_STATE)[1], 1);
  EXPECT_EQ(entente_explanation_int64(explanation, ENTENTE_SEGMENT_EVENT)[1], 0);
  EXPECT_EQ(entente_explanation_int64(explanation, 3), nullptr);
  EXPECT_EQ(entente_explanation_int32(nullptr, 0), nullptr);
  entente_explanation_destroy(explanation);
  EXPECT_EQ(entente_explain(log_, 0, 0, 1, kMonday9 + 9 * kHour, &explanation, &error_), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(explanation, nullptr);
}

TEST_F(Sla, WrongArgumentsAreNamedAndLeaveNothingBehind) {
  entente_log *log = reinterpret_cast<entente_log *>(this);
  columns_.opened_us = nullptr;
  EXPECT_EQ(entente_log_create(contract_, &columns_, &log, &error_), ENTENTE_E_INVALID);
  EXPECT_EQ(log, nullptr);
  EXPECT_NE(std::string(entente_error_message(error_)).find("opened_us"), std::string::npos);
  entente_error_destroy(error_);
  columns_.opened_us = opened_.data();
  columns_.tickets = SIZE_MAX / 4;
  columns_.events = 0;
  EXPECT_EQ(entente_log_create(contract_, &columns_, &log, &error_), ENTENTE_E_LIMIT);
  entente_error_destroy(error_);
  columns_.struct_size = 8;
  EXPECT_EQ(entente_log_create(contract_, &columns_, &log, &error_), ENTENTE_E_INVALID);
  EXPECT_NE(std::string(entente_error_message(error_)).find("struct_size"), std::string::npos);
  entente_error_destroy(error_);
  entente_cycles *cycles = nullptr;
  EXPECT_EQ(entente_evaluate(log_, INT64_MAX, 1, &cycles, &error_), ENTENTE_E_RANGE);
  entente_error_destroy(error_);
  EXPECT_EQ(entente_evaluate(log_, kMonday9, 0, &cycles, &error_), ENTENTE_E_INVALID);
  entente_error_destroy(error_);
  EXPECT_EQ(entente_evaluate(nullptr, kMonday9, 1, &cycles, &error_), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_evaluate(log_, kMonday9, 1, nullptr, nullptr), ENTENTE_E_INVALID);
}

}  // namespace
