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
    {"id": "urgent", "metric": "resolution", "duration": "2h", "calendar": "office", "when": {"priority": ["1"]},
     "escalations": [{"id": "lead", "at_percent": 50, "notify": "team lead"}]},
    {"id": "all", "metric": "resolution", "duration": "8h", "calendar": "office"}
  ]
})";

constexpr int64_t kMonday9 = INT64_C(1767600000000000);  // 2026-01-05T08:00:00Z, 09:00 in Paris
constexpr int64_t kHour = INT64_C(3600000000);

class MonitorApi : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(entente_contract_parse(kContract, std::strlen(kContract), nullptr, 0, &contract_, nullptr, &error_), 0);
    ASSERT_EQ(entente_monitor_create(contract_, kMonday9, 0, &monitor_, &error_), 0) << entente_error_message(error_);
    const int32_t urgent = 1;
    ASSERT_EQ(entente_monitor_open(monitor_, kMonday9, &urgent, 1, &ticket_, &outcome_, &error_), 0);
    ASSERT_EQ(outcome_, ENTENTE_MONITOR_ACCEPTED);
  }
  void TearDown() override {
    entente_error_destroy(error_);
    entente_monitor_destroy(monitor_);
    entente_contract_destroy(contract_);
  }

  entente_contract *contract_ = nullptr;
  entente_monitor *monitor_ = nullptr;
  entente_error *error_ = nullptr;
  int32_t ticket_ = -1, outcome_ = -1;
};

TEST_F(MonitorApi, TellsEscalationsAndBreachesInOrderAndEachOnce) {
  ASSERT_EQ(entente_monitor_advance(monitor_, kMonday9 + 30 * kHour, &outcome_, &error_), 0);
  EXPECT_EQ(entente_monitor_figure(monitor_, ENTENTE_MONITOR_NOTICES), 3);
  std::vector<int64_t> at(4);
  std::vector<int32_t> ticket(4), target(4), escalation(4);
  size_t count = 0;
  ASSERT_EQ(entente_monitor_take_notices(monitor_, 2, at.data(), ticket.data(), target.data(), escalation.data(), &count, &error_), 0);
  EXPECT_EQ(count, 2U);
  EXPECT_EQ(at[0], kMonday9 + kHour);
  EXPECT_EQ(escalation[0], 0);
  EXPECT_STREQ(entente_contract_escalation_notify(contract_, target[0], escalation[0]), "team lead");
  EXPECT_EQ(at[1], kMonday9 + 2 * kHour);
  EXPECT_EQ(escalation[1], -1);
  ASSERT_EQ(entente_monitor_take_notices(monitor_, 4, at.data(), ticket.data(), target.data(), escalation.data(), &count, &error_), 0);
  EXPECT_EQ(count, 1U);
  EXPECT_EQ(target[0], 1);
  EXPECT_EQ(at[0], kMonday9 + 8 * kHour);
}

TEST_F(MonitorApi, AppliesAColumnOfEventsEachWithItsOutcome) {
  const std::vector<int32_t> ticket{ticket_, ticket_ + 5, ticket_, ticket_}, value{1, 1, 9, 0};
  const std::vector<int64_t> at{kMonday9 + kHour, kMonday9 + kHour, kMonday9 + kHour, kMonday9 + 2 * kHour};
  std::vector<int32_t> outcome(4, -1);
  size_t done = 0;
  ASSERT_EQ(entente_monitor_apply_column(monitor_, 4, ticket.data(), at.data(), nullptr, value.data(), outcome.data(), &done, &error_), 0);
  EXPECT_EQ(done, 4U);
  EXPECT_EQ(outcome, (std::vector<int32_t>{ENTENTE_MONITOR_ACCEPTED, ENTENTE_MONITOR_UNKNOWN_TICKET,
                                           ENTENTE_MONITOR_UNKNOWN_EVENT, ENTENTE_MONITOR_ACCEPTED}));
  entente_clock_reading reading{};
  reading.struct_size = sizeof reading;
  ASSERT_EQ(entente_monitor_read(monitor_, ticket_, 0, &reading, &error_), 0);
  EXPECT_EQ(reading.paused_us, kHour);
  EXPECT_EQ(reading.due_us, kMonday9 + 3 * kHour);
  EXPECT_EQ(reading.state, ENTENTE_CYCLE_RUNNING);
  int64_t due = 0;
  int32_t due_ticket = 0, due_target = 0;
  size_t count = 0;
  ASSERT_EQ(entente_monitor_due_before(monitor_, kMonday9 + 100 * kHour, 1, &due, &due_ticket, &due_target, &count, &error_), 0);
  EXPECT_EQ(count, 2U);
  EXPECT_EQ(due, kMonday9 + 3 * kHour);
}

TEST_F(MonitorApi, WrongArgumentsAreErrorsAndRefusalsAreOutcomes) {
  EXPECT_EQ(entente_monitor_advance(monitor_, 0, &outcome_, &error_), 0);
  EXPECT_EQ(outcome_, ENTENTE_MONITOR_TIME_BACKWARDS);
  EXPECT_EQ(entente_monitor_apply(monitor_, ticket_, kMonday9, ENTENTE_EVENT_ATTRIBUTE, 0, &outcome_, &error_), 0);
  EXPECT_EQ(outcome_, ENTENTE_MONITOR_FIXED_ATTRIBUTES);
  EXPECT_EQ(entente_monitor_forget(monitor_, ticket_, &outcome_, &error_), 0);
  EXPECT_EQ(entente_monitor_forget(monitor_, ticket_, &outcome_, &error_), 0);
  EXPECT_EQ(outcome_, ENTENTE_MONITOR_UNKNOWN_TICKET);
  EXPECT_EQ(entente_monitor_open(monitor_, kMonday9, nullptr, 0, &ticket_, &outcome_, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_monitor_advance(nullptr, 0, &outcome_, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_monitor_advance(monitor_, kMonday9, nullptr, nullptr), ENTENTE_E_INVALID);
  entente_clock_reading reading{};
  EXPECT_EQ(entente_monitor_read(monitor_, ticket_, 0, &reading, nullptr), ENTENTE_E_INVALID);
  reading.struct_size = sizeof reading;
  EXPECT_EQ(entente_monitor_read(monitor_, ticket_, 0, &reading, nullptr), ENTENTE_E_NOT_FOUND);
  size_t count = 0;
  EXPECT_EQ(entente_monitor_take_notices(monitor_, 1, nullptr, nullptr, nullptr, nullptr, &count, nullptr), ENTENTE_E_INVALID);
  entente_monitor *none = reinterpret_cast<entente_monitor *>(this);
  EXPECT_EQ(entente_monitor_create(contract_, -1, 0, &none, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(entente_monitor_figure(nullptr, 0), INT64_MIN);
  EXPECT_EQ(entente_monitor_figure(monitor_, 77), INT64_MIN);
  EXPECT_GT(entente_monitor_figure(monitor_, ENTENTE_MONITOR_BYTES), 0);
}

}  // namespace
