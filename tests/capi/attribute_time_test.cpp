#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "entente.h"

namespace {

const char *const kContract = R"({
  "entente": 1, "name": "test", "zone": "Etc/UTC", "calendars": {"always": {"weekly": "24x7"}},
  "parties": [{"id": "Ops", "kind": "provider", "values": ["first", "second"]}, {"id": "Vendor", "kind": "provider", "others": true}],
  "attribution": {"attribute": "group"}, "clock_map": {"New": "run", "Waiting": "pause", "Done": "stop"},
  "targets": [{"id": "sla", "metric": "resolution", "duration": "9h", "calendar": "always"},
              {"id": "ola", "metric": "state_pair", "duration": "9h", "calendar": "always", "agreement": "ola", "party": "Ops",
               "start_when": {"group": ["first"]}, "stop_when": {"group": ["vendor"]}}]
})";

constexpr int64_t kHour = INT64_C(3600000000);

TEST(AttributedTime, IsTheCyclesByTheValueAtTheTimeAndItsProvider) {
  entente_contract *contract = nullptr;
  ASSERT_EQ(entente_contract_parse(kContract, std::strlen(kContract), nullptr, 0, &contract, nullptr, nullptr), 0);
  const std::vector<int64_t> opened{0}, at{kHour, 3 * kHour, 4 * kHour, 7 * kHour};
  const std::vector<int32_t> group{1}, ticket(4, 0), value{1, 2, 0, 2}, kind{0, 2, 0, 0};
  entente_log_columns columns{};
  columns.struct_size = sizeof columns;
  columns.tickets = 1;
  columns.opened_us = opened.data();
  columns.attributes = group.data();
  columns.events = 4;
  columns.ticket = ticket.data();
  columns.at_us = at.data();
  columns.value = value.data();
  columns.kind = kind.data();
  entente_log *log = nullptr;
  ASSERT_EQ(entente_log_create(contract, &columns, &log, nullptr), 0);
  EXPECT_EQ(entente_contract_party_count(contract), 2);
  EXPECT_STREQ(entente_contract_party_name(contract, 1), "Vendor");
  entente_contract_destroy(contract);
  entente_attributed_time *time = nullptr;
  ASSERT_EQ(entente_attribute_time(log, 10 * kHour, 0, &time, nullptr), 0);
  ASSERT_EQ(entente_attributed_time_count(time), 3U);
  const auto int32 = [&](int32_t column) {
    const int32_t *data = entente_attributed_time_int32(time, column);
    return std::vector<int32_t>(data, data + 3);
  };
  const auto hours = [&](int32_t column) {
    const int64_t *data = entente_attributed_time_int64(time, column);
    return std::vector<int64_t>{data[0] / kHour, data[1] / kHour, data[2] / kHour};
  };
  EXPECT_EQ(int32(ENTENTE_ATTRIBUTED_TICKET), (std::vector<int32_t>{0, 0, 0}));
  EXPECT_EQ(int32(ENTENTE_ATTRIBUTED_TARGET), (std::vector<int32_t>{0, 0, 1}));
  EXPECT_EQ(int32(ENTENTE_ATTRIBUTED_CYCLE), (std::vector<int32_t>{0, 0, 0}));
  EXPECT_EQ(int32(ENTENTE_ATTRIBUTED_VALUE), (std::vector<int32_t>{1, 2, 1}));
  EXPECT_EQ(int32(ENTENTE_ATTRIBUTED_PARTY), (std::vector<int32_t>{0, 1, 0}));
  EXPECT_EQ(hours(ENTENTE_ATTRIBUTED_RUN_US), (std::vector<int64_t>{1, 3, 1}));
  EXPECT_EQ(hours(ENTENTE_ATTRIBUTED_PAUSE_US), (std::vector<int64_t>{2, 1, 2}));
  EXPECT_EQ(entente_attributed_time_int32(time, 5), nullptr);
  EXPECT_EQ(entente_attributed_time_int64(time, -1), nullptr);
  entente_attributed_time *none = time;
  EXPECT_EQ(entente_attribute_time(log, 0, 1, &none, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(entente_attribute_time(log, -1, 0, &none, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_attribute_time(nullptr, 0, 0, &none, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_attribute_time(log, 0, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  entente_log_destroy(log);
  entente_attributed_time_destroy(time);
  entente_attributed_time_destroy(nullptr);
  EXPECT_EQ(entente_attributed_time_count(nullptr), 0U);
  EXPECT_EQ(entente_attributed_time_int32(nullptr, 0), nullptr);
}

}  // namespace
