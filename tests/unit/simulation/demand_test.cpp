#include "entente/simulation/demand.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

#include "entente/base/error.hpp"
#include "simulation/draw.hpp"

namespace entente {
namespace {

constexpr std::int64_t kHour = 3'600'000'000;

DepartmentDemand department(std::int64_t rate, std::vector<std::int32_t> intensity = {}) {
  DepartmentDemand one;
  one.requests_per_1000_weeks = rate;
  one.service = {ServiceKind::exponential, 2 * kHour, 0};
  one.priority_ppm = 100'000;
  one.called_ppm = 600'000;
  one.intensity = std::move(intensity);
  return one;
}

Demand demand(std::vector<DepartmentDemand> departments, std::int32_t weeks = 10) {
  return {40 * kHour, weeks, 0, std::move(departments)};
}

/// Of one department: (arrival, work, urgency) in order.
using Request = std::tuple<std::int64_t, std::int64_t, Urgency>;
std::vector<Request> of(const Workload &workload, std::int32_t department) {
  std::vector<Request> result;
  for (std::size_t i = 0; i < workload.size(); ++i)
    if (workload.department[i] == department)
      result.emplace_back(workload.arrival_us[i], workload.work_us[i], workload.urgency[i]);
  return result;
}

// The same process told in long double: unit exponentials summed, and the inverse of a piecewise linear function found by
// walking its parts. A gap is exact to 2^-31 requests, which are up to 5 microseconds here.
TEST(Demand, ArrivalsAreTheInverseOfTheExpectedNumber) {
  const std::vector<std::int32_t> weights = {5, 0, 1, 0, 0, 9};
  const Demand wanted = demand({department(40'000, weights)}, 50);
  const Workload drawn = draw_workload(wanted, 77);
  long double expected = 0;
  std::size_t i = 0;
  for (;; ++i) {
    const auto random = static_cast<long double>(simulation::draw(77, simulation::Purpose::gap, 0, i).first);
    expected -= std::log(random / 18446744073709551616.0L);
    long double left = expected * 15;  // in weights; 40 requests a week are 40 * 15 of them
    if (left >= 40.0L * 15 * 50) break;
    long double at = std::floor(left / 600) * 40.0L * kHour;
    left = std::fmod(left, 600.0L);
    for (const std::int32_t weight : weights) {
      if (left < 40.0L * weight) {
        at += left / (40.0L * weight) * 40.0L * kHour / 6;
        break;
      }
      left -= 40.0L * weight;
      at += 40.0L * kHour / 6;
    }
    ASSERT_LT(i, drawn.size());
    EXPECT_NEAR(static_cast<double>(drawn.arrival_us[i]), static_cast<double>(at), 100.0 + 5.0 * static_cast<double>(i)) << i;
  }
  EXPECT_EQ(drawn.size(), i);
}

TEST(Demand, RequestsComeAsOftenAndWhenTheRateSays) {
  const Demand wanted = demand({department(40'000, {5, 0, 1, 0, 0, 10})}, 1000);
  const Workload drawn = draw_workload(wanted, 4);
  EXPECT_NEAR(static_cast<double>(drawn.size()), 40'000, 3 * 200);
  std::map<std::int64_t, int> parts;
  for (const std::int64_t at : drawn.arrival_us) ++parts[at % (40 * kHour) * 6 / (40 * kHour)];
  EXPECT_EQ(parts.size(), 3U);
  EXPECT_NEAR(parts[0], 12'500, 400);
  EXPECT_NEAR(parts[2], 2'500, 180);
  EXPECT_NEAR(parts[5], 25'000, 600);
}

TEST(Demand, SharesOfPrioritiesAreAsStated) {
  const Workload drawn = draw_workload(demand({department(100'000)}, 400), 4);
  std::map<Urgency, double> count;
  for (const Urgency urgency : drawn.urgency) count[urgency] += 1.0 / static_cast<double>(drawn.size());
  EXPECT_NEAR(count[Urgency::priority], 0.1, 0.005);
  EXPECT_NEAR(count[Urgency::called], 0.5, 0.008);
  EXPECT_NEAR(count[Urgency::ordinary], 0.4, 0.008);
}

TEST(Demand, InflationChangesNothingButWhatOrdinaryWorkIsCalled) {
  Demand honest = demand({department(40'000)});
  honest.departments[0].called_ppm = 0;
  const auto before = of(draw_workload(honest, 9), 0);
  const auto after = of(draw_workload(demand({department(40'000)}), 9), 0);
  ASSERT_EQ(before.size(), after.size());
  int renamed = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(std::get<0>(before[i]), std::get<0>(after[i]));
    EXPECT_EQ(std::get<1>(before[i]), std::get<1>(after[i]));
    EXPECT_NE(std::get<2>(before[i]), Urgency::called);
    EXPECT_EQ(std::get<2>(before[i]) == Urgency::priority, std::get<2>(after[i]) == Urgency::priority);
    renamed += std::get<2>(after[i]) == Urgency::called;
  }
  EXPECT_GT(renamed, 0);
}

TEST(Demand, ADepartmentDoesNotDependOnTheOthers) {
  const auto alone = of(draw_workload(demand({department(40'000), department(0)}), 9), 0);
  const auto beside = of(draw_workload(demand({department(40'000), department(90'000)}), 9), 0);
  EXPECT_EQ(alone, beside);
  EXPECT_FALSE(alone.empty());
}

TEST(Demand, MoreWeeksOnlyAddRequests) {
  const auto few = of(draw_workload(demand({department(40'000)}, 3), 9), 0);
  const auto many = of(draw_workload(demand({department(40'000)}, 30), 9), 0);
  ASSERT_LT(few.size(), many.size());
  EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
}

TEST(Demand, ArrivalsAscendWithinTheHorizonAndSeedsDiffer) {
  Demand wanted = demand({department(40'000), department(30'000, {1, 1000})});
  wanted.warmup_weeks = 2;
  const Workload drawn = draw_workload(wanted, ~std::uint64_t{0});
  EXPECT_TRUE(std::is_sorted(drawn.arrival_us.begin(), drawn.arrival_us.end()));
  EXPECT_EQ(drawn.horizon_us, 12 * 40 * kHour);
  EXPECT_EQ(drawn.counted_from_us, 2 * 40 * kHour);
  EXPECT_GE(drawn.arrival_us.front(), 0);
  EXPECT_LT(drawn.arrival_us.back(), drawn.horizon_us);
  EXPECT_NE(draw_workload(wanted, 0).arrival_us, drawn.arrival_us);
}

TEST(Demand, NoRateNoRequests) { EXPECT_EQ(draw_workload(demand({department(0)}), 1).size(), 0U); }

ErrorCode refusal(const Demand &wanted) {
  try {
    check_demand(wanted);
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode{};
}

TEST(Demand, WhatIsOutOfRangeIsRefused) {
  EXPECT_EQ(refusal(demand({department(40'000)})), ErrorCode{});
  EXPECT_EQ(refusal(demand({})), ErrorCode{});
  const auto with = [](auto change) {
    Demand wanted = demand({department(40'000)});
    change(wanted);
    return refusal(wanted);
  };
  EXPECT_EQ(with([](Demand &d) { d.week_us = 0; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.week_us = kMaxWeekUs + 1; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.weeks = 0; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.weeks = kMaxWeeks + 1; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.warmup_weeks = -1; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.warmup_weeks = kMaxWeeks; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].requests_per_1000_weeks = -1; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].requests_per_1000_weeks = kMaxRate; }), ErrorCode::limit);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].priority_ppm = 1'000'001; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].called_ppm = -1; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].pool = kMaxPools; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].service.mean_us = 0; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].service.variation_ppm = kMaxVariationPpm + 1; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].intensity = {0, 0}; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments[0].intensity = {1, -1}; }), ErrorCode::range);
  EXPECT_EQ(with([](Demand &d) { d.departments.assign(20, d.departments[0]); d.departments[0].requests_per_1000_weeks = kMaxRate; }),
            ErrorCode::limit);
}

}  // namespace
}  // namespace entente
