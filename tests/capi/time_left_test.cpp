#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "entente.h"

namespace {

const char *const kContract = R"({
  "entente": 1, "name": "test", "zone": "Etc/UTC",
  "calendars": {"office": {"weekly": {"thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}}},
  "clock_map": {"New": "run", "Waiting": "pause", "Done": "stop"},
  "targets": [{"id": "sla", "metric": "resolution", "duration": "6h", "calendar": "office", "when": {"group": ["a", "b"]}}]
})";

constexpr int64_t kHour = INT64_C(3600000000);  // 1970-01-01 was a Thursday

TEST(TimeLeftApi, ToldByClockAndByQueue) {
  entente_contract *contract = nullptr;
  ASSERT_EQ(entente_contract_parse(kContract, std::strlen(kContract), nullptr, 0, &contract, nullptr, nullptr), 0);
  // Group a: one opened at 09:00, one that waits from 10:00 to now; group b: one of the evening, one that is done.
  const std::vector<int64_t> opened{9 * kHour, 9 * kHour, 18 * kHour, 9 * kHour}, at{10 * kHour, 11 * kHour};
  const std::vector<int32_t> group{1, 1, 2, 2}, ticket{1, 3}, value{1, 2};
  entente_log_columns columns{};
  columns.struct_size = sizeof columns;
  columns.tickets = opened.size();
  columns.opened_us = opened.data();
  columns.attributes = group.data();
  columns.events = at.size();
  columns.ticket = ticket.data();
  columns.at_us = at.data();
  columns.value = value.data();
  entente_log *log = nullptr;
  ASSERT_EQ(entente_log_create(contract, &columns, &log, nullptr), 0);
  entente_contract_destroy(contract);
  const int64_t now = (24 + 10) * kHour;  // Friday 10:00
  entente_cycles *cycles = nullptr;
  ASSERT_EQ(entente_evaluate(log, now, 1, &cycles, nullptr), 0);
  entente_time_left *left = nullptr;
  ASSERT_EQ(entente_time_left_create(log, cycles, now, 0, 2 * kHour, &left, nullptr), 0);
  ASSERT_EQ(entente_time_left_count(left), 3U);
  const auto column = [&](int32_t id) {
    const int64_t *data = entente_time_left_int64(left, id);
    return std::vector<int64_t>(data, data + 3);
  };
  EXPECT_EQ(column(ENTENTE_TIME_LEFT_ROW), (std::vector<int64_t>{0, 1, 2}));
  EXPECT_EQ(column(ENTENTE_TIME_LEFT_US), (std::vector<int64_t>{-3 * kHour, 5 * kHour, 5 * kHour}));
  EXPECT_EQ(column(ENTENTE_TIME_LEFT_HAND_OVER_US), (std::vector<int64_t>{13 * kHour, now + 3 * kHour, now + 3 * kHour}));
  const auto queue = [&](int32_t id) {
    const int64_t *data = entente_time_left_by_queue(left, id);
    return std::vector<int64_t>(data, data + 2);
  };
  ASSERT_EQ(entente_time_left_queue_count(left), 2U);
  EXPECT_EQ(entente_time_left_queues(left)[0], 1);
  EXPECT_EQ(entente_time_left_queues(left)[1], 2);
  EXPECT_EQ(queue(ENTENTE_QUEUE_CLOCKS), (std::vector<int64_t>{2, 1}));
  EXPECT_EQ(queue(ENTENTE_QUEUE_PAUSED), (std::vector<int64_t>{1, 0}));
  EXPECT_EQ(queue(ENTENTE_QUEUE_OVERRUN), (std::vector<int64_t>{1, 0}));
  EXPECT_EQ(queue(ENTENTE_QUEUE_LEAST_LEFT_US), (std::vector<int64_t>{5 * kHour, 5 * kHour}));
  EXPECT_EQ(queue(ENTENTE_QUEUE_TOTAL_LEFT_US), (std::vector<int64_t>{5 * kHour, 5 * kHour}));
  EXPECT_EQ(queue(ENTENTE_QUEUE_FIRST_HAND_OVER_US), (std::vector<int64_t>{now + 3 * kHour, now + 3 * kHour}));
  EXPECT_EQ(entente_time_left_int32(left, 1), nullptr);
  EXPECT_EQ(entente_time_left_int64(left, 3), nullptr);
  EXPECT_EQ(entente_time_left_by_queue(left, 6), nullptr);

  entente_time_left *none = left;
  EXPECT_EQ(entente_time_left_create(log, cycles, now, 1, 0, &none, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(entente_time_left_create(log, cycles, -1, 0, 0, &none, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_time_left_create(log, cycles, now, 0, -1, &none, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_time_left_create(nullptr, cycles, now, 0, 0, &none, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_time_left_create(log, nullptr, now, 0, 0, &none, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_time_left_create(log, cycles, now, 0, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  entente_cycles_destroy(cycles);
  entente_log_destroy(log);
  entente_time_left_destroy(left);
  entente_time_left_destroy(nullptr);
  EXPECT_EQ(entente_time_left_count(nullptr), 0U);
  EXPECT_EQ(entente_time_left_queue_count(nullptr), 0U);
  EXPECT_EQ(entente_time_left_queues(nullptr), nullptr);
}

}  // namespace
