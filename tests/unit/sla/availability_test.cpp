#include "entente/sla/availability.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "unit/sla/reference_clock.hpp"
#include "unit/sla/small_contract.hpp"

namespace entente {
namespace {

constexpr std::int64_t kNewYear = 20'454 * 1440;  // 2026-01-01T00:00Z in minutes

struct Rows {
  std::vector<std::int64_t> from, to;
};

const Calendar &office() {
  static const auto contract = test::small_contract("");
  return *contract->calendars[0].calendar;
}

OutageColumns columns(const Rows &outages, const Rows &maintenance) {
  return {outages.from, outages.to, maintenance.from, maintenance.to};
}

TEST(Availability, AgreesWithAWalkMinuteByMinute) {
  std::mt19937_64 random(995);
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  int met = 0, missed = 0, nothing_owed = 0;
  for (int round = 0; round < 300; ++round) {
    Rows outages, maintenance;
    for (Rows *rows : {&outages, &maintenance}) {
      for (std::int64_t n = below(8); n > 0; --n) {
        const std::int64_t from = (kNewYear + below(10 * 1440)) * kMinuteUs;
        rows->from.push_back(from);
        rows->to.push_back(below(15) == 0 ? kNoValue : from + below(below(3) == 0 ? 3000 : 90) * kMinuteUs);
      }
    }
    std::set<std::int64_t> days;
    for (std::int64_t n = 2 + below(6); n > 0; --n) days.insert(kNewYear + below(11) * 1440 + (below(2) == 0 ? 0 : below(1440)));
    std::vector<std::int64_t> bounds;
    for (const std::int64_t minute : days) bounds.push_back(minute * kMinuteUs);
    const auto objective = static_cast<std::int32_t>(800'000 + below(200'001));
    const Availability result = availability(office(), columns(outages, maintenance), bounds, objective);
    ASSERT_EQ(result.size(), bounds.size() - 1);
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
      std::int64_t service = 0, excluded = 0, down = 0;
      for (std::int64_t at = bounds[i]; at < bounds[i + 1]; at += kMinuteUs) {
        if (!test::is_open_minute(test::Hours::office, at / kMinuteUs)) continue;
        const auto lies_in = [&](const Rows &rows) {
          for (std::size_t k = 0; k < rows.from.size(); ++k) {
            if (at >= rows.from[k] && (rows.to[k] == kNoValue || at < rows.to[k])) return true;
          }
          return false;
        };
        ++service;
        if (lies_in(maintenance)) {
          ++excluded;
        } else if (lies_in(outages)) {
          ++down;
        }
      }
      ASSERT_EQ(result.service_us[i], service * kMinuteUs);
      ASSERT_EQ(result.maintenance_us[i], excluded * kMinuteUs);
      ASSERT_EQ(result.downtime_us[i], down * kMinuteUs);
      const std::int64_t owed = service - excluded;
      ASSERT_EQ(result.ppm[i], owed == 0 ? INT32_MIN : (owed - down) * 1'000'000 / owed);
      const bool kept = (owed - down) * 1'000'000 >= objective * owed;  // without the rounding of ppm
      ASSERT_EQ(result.met[i], owed == 0 ? INT32_MIN : kept ? 1 : 0);
      (owed == 0 ? nothing_owed : kept ? met : missed) += 1;
    }
  }
  EXPECT_GT(met, 100);
  EXPECT_GT(missed, 100);
  EXPECT_GT(nothing_owed, 50);
}

TEST(Availability, OneMicrosecondDecides) {
  // Two weeks of office hours from Monday 2026-01-05: 70 h; half a per cent of that is 21 minutes.
  const std::vector<std::int64_t> bounds{(kNewYear + 4 * 1440) * kMinuteUs, (kNewYear + 18 * 1440) * kMinuteUs};
  const std::int64_t from = bounds[0] + 9 * kHourUs;
  for (const std::int64_t more : {0, 1}) {
    const Rows outage{{from}, {from + 21 * kMinuteUs + more}};
    const Availability result = availability(office(), columns(outage, {}), bounds, 995'000);
    EXPECT_EQ(result.met[0], more == 0 ? 1 : 0);
    EXPECT_EQ(result.ppm[0], more == 0 ? 995'000 : 994'999);
  }
}

TEST(Availability, ALongOutageOverAllSupportedInstantsIsAllOfTheServiceTime) {
  const std::vector<std::int64_t> bounds{kFirstInstantUs, kNewYear * kMinuteUs, kLastInstantUs};
  const Rows outage{{kFirstInstantUs}, {kNoValue}};
  const Availability result = availability(office(), columns(outage, {}), bounds, 0);
  EXPECT_EQ(result.downtime_us, result.service_us);
  EXPECT_EQ(result.ppm, (std::vector<std::int32_t>{0, 0}));
  EXPECT_EQ(result.met, (std::vector<std::int32_t>{1, 1}));
}

TEST(Availability, BadRowsAreLeftOutWithAReason) {
  const std::vector<std::int64_t> bounds{0, kDayUs};
  const Rows outages{{kNoValue, -1, 10 * kHourUs, 9 * kHourUs, 0}, {kHourUs, kHourUs, 9 * kHourUs, 9 * kHourUs, INT64_MAX}};
  const Rows maintenance{{9 * kHourUs}, {8 * kHourUs}};
  std::vector<std::int32_t> outage_status(5, -1), maintenance_status(1, -1);
  const Availability result = availability(office(), columns(outages, maintenance), bounds, 1, outage_status, maintenance_status);
  EXPECT_EQ(outage_status, (std::vector<std::int32_t>{3, 3, 1, 0, 3}));
  EXPECT_EQ(maintenance_status, (std::vector<std::int32_t>{1}));
  EXPECT_EQ(result.downtime_us[0], 0);
}

TEST(Availability, WrongArgumentsAreRefused) {
  const std::vector<std::int64_t> one{0}, two{0, kDayUs}, falling{kDayUs, kDayUs}, outside{0, kLastInstantUs + 1};
  const auto call = [&](const OutageColumns &rows, const std::vector<std::int64_t> &bounds, std::int32_t objective) {
    return availability(office(), rows, bounds, objective);
  };
  EXPECT_THROW((void)call({one, {}, {}, {}}, two, 0), Error);
  EXPECT_THROW((void)call({{}, {}, {}, one}, two, 0), Error);
  EXPECT_THROW((void)call({}, falling, 0), Error);
  EXPECT_THROW((void)call({}, outside, 0), Error);
  EXPECT_THROW((void)call({}, two, -1), Error);
  EXPECT_THROW((void)call({}, two, 1'000'001), Error);
  EXPECT_EQ(call({}, {}, 0).size(), 0U);
  EXPECT_EQ(call({}, one, 0).size(), 0U);
}

}  // namespace
}  // namespace entente
