#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "entente.h"

namespace {

constexpr int64_t kHour = INT64_C(3600000000);

TEST(Availability, IsOpenTimeLessMaintenanceLessOutages) {
  entente_calendar *calendar = nullptr;
  const char *const hours = R"({"zone": "Etc/UTC", "weekly": "24x7"})";
  ASSERT_EQ(entente_calendar_create(hours, std::strlen(hours), nullptr, 0, &calendar, nullptr, nullptr), 0);
  const std::vector<int64_t> from{5 * kHour, 2 * kHour, 30 * kHour}, to{7 * kHour, 6 * kHour, INT64_MIN};
  const std::vector<int64_t> window_from{6 * kHour, 9 * kHour}, window_to{10 * kHour, 8 * kHour};
  const std::vector<int64_t> bounds{0, 24 * kHour, 48 * kHour};
  std::vector<int32_t> outage_status(3, -1), maintenance_status(2, -1), ppm(2), met(2);
  entente_outage_columns columns{.struct_size = sizeof(entente_outage_columns), .outages = 3, .outage_from_us = from.data(),
                                 .outage_to_us = to.data(), .maintenances = 2, .maintenance_from_us = window_from.data(),
                                 .maintenance_to_us = window_to.data(), .outage_status = outage_status.data(),
                                 .maintenance_status = maintenance_status.data()};
  std::vector<int64_t> service(2), maintenance(2), down(2);
  ASSERT_EQ(entente_availability(calendar, &columns, bounds.data(), 2, 800'000, service.data(), maintenance.data(),
                                 down.data(), ppm.data(), met.data(), nullptr), 0);
  EXPECT_EQ(service, (std::vector<int64_t>{24 * kHour, 24 * kHour}));
  EXPECT_EQ(maintenance, (std::vector<int64_t>{4 * kHour, 0}));
  EXPECT_EQ(down, (std::vector<int64_t>{4 * kHour, 18 * kHour}));
  EXPECT_EQ(ppm, (std::vector<int32_t>{800'000, 250'000}));
  EXPECT_EQ(met, (std::vector<int32_t>{1, 0}));
  EXPECT_EQ(outage_status, (std::vector<int32_t>{0, 0, 0}));
  EXPECT_EQ(maintenance_status, (std::vector<int32_t>{0, 1}));
  const auto call = [&](const int64_t *bound_us, size_t n, int32_t objective) {
    return entente_availability(calendar, &columns, bound_us, n, objective, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  };
  EXPECT_EQ(call(nullptr, 0, 0), ENTENTE_OK);
  EXPECT_EQ(call(nullptr, 1, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(call(bounds.data(), 2, 1'000'001), ENTENTE_E_RANGE);
  columns.outage_to_us = nullptr;
  EXPECT_EQ(call(bounds.data(), 2, 0), ENTENTE_E_INVALID);
  columns.struct_size = 4;
  EXPECT_EQ(call(bounds.data(), 2, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_availability(nullptr, &columns, nullptr, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr),
            ENTENTE_E_INVALID);
  entente_calendar_destroy(calendar);
}

}  // namespace
