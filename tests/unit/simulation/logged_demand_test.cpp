#include "entente/simulation/logged_demand.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/simulation/simulation.hpp"
#include "small_desk.hpp"

namespace entente {
namespace {

using testing_desk::kHour;

LoggedDemand log() {
  LoggedDemand result;
  result.arrival_us = {5 * kHour, kHour, 2 * kHour, 2 * kHour, 8 * kHour};
  result.work_us = {kHour, 2 * kHour, 3 * kHour, kNoValue, kNoValue};
  result.department = {0, 1, 1, 1, 2};
  result.urgency = {Urgency::ordinary, Urgency::priority, Urgency::ordinary, Urgency::ordinary, Urgency::priority};
  result.start_us = {6 * kHour, kHour, 4 * kHour, kNoValue, 9 * kHour};
  result.horizon_us = 10 * kHour;
  return result;
}

TEST(LoggedDemand, KeepsWhatTheLogTellsInOrderOfArrival) {
  const Workload drawn = draw_workload(log(), 1);
  EXPECT_EQ(drawn.arrival_us, (std::vector<std::int64_t>{kHour, 2 * kHour, 2 * kHour, 5 * kHour, 8 * kHour}));
  EXPECT_EQ(drawn.department, (std::vector<std::int32_t>{1, 1, 1, 0, 2}));
  EXPECT_EQ(drawn.logged_start_us, (std::vector<std::int64_t>{kHour, 4 * kHour, kNoValue, 6 * kHour, 9 * kHour}));
  EXPECT_EQ(drawn.work_us[0], 2 * kHour);
  EXPECT_EQ(drawn.work_us[1], 3 * kHour);
  EXPECT_EQ(drawn.work_us[3], kHour);
  EXPECT_EQ(drawn.pool, (std::vector<std::int32_t>(5, 0)));
  EXPECT_EQ(drawn.horizon_us, 10 * kHour);
}

TEST(LoggedDemand, AnUnknownWorkIsDrawnFromThoseOfItsDepartment) {
  std::set<std::int64_t> own;
  std::set<std::int64_t> without;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Workload drawn = draw_workload(log(), seed);
    own.insert(drawn.work_us[2]);
    without.insert(drawn.work_us[4]);
    EXPECT_EQ(drawn.work_us[0], 2 * kHour);
  }
  EXPECT_EQ(own, (std::set<std::int64_t>{2 * kHour, 3 * kHour}));
  EXPECT_EQ(without, (std::set<std::int64_t>{kHour, 2 * kHour, 3 * kHour}));  // its department tells none: of all
}

TEST(LoggedDemand, AnUnknownWorkIsNeverDrawnFromTheNextDepartment) {
  LoggedDemand demand = log();
  demand.department = {0, 1, 1, 0, 2};  // department 0 tells an hour only, its neighbour two and three
  for (std::uint64_t seed = 0; seed < 200; ++seed) EXPECT_EQ(draw_workload(demand, seed).work_us[2], kHour);
}

TEST(LoggedDemand, AReplayBesideTheLogComparesPairByPair) {
  Simulation::Options options;
  options.policies = {Policy::as_logged, Policy::fifo, Policy::trust_contract};
  options.seeds = 10;
  Simulation simulation(testing_desk::rules(3).quotas, testing_desk::team(1), log(), options);
  simulation.step(0);
  EXPECT_EQ(simulation.figure(3, 0, 3, Figure::requests), 5);
  EXPECT_EQ(simulation.figure(3, 0, 3, Figure::backlog), 1);
  EXPECT_EQ(simulation.figure(3, 0, 0, Figure::wait_mean_us), kHour);
  EXPECT_EQ(simulation.figure(3, 0, 1, Figure::wait_mean_us), kHour);
  EXPECT_EQ(simulation.estimate(0, 3, Figure::wait_mean_us).half_width, 0);  // nothing random in what happened
  EXPECT_GT(simulation.estimate(1, 3, Figure::wait_mean_us).half_width, 0);
  EXPECT_EQ(simulation.difference(1, 0, 3, Figure::wait_mean_us).runs, 10);
}

TEST(LoggedDemand, AWhollyKnownLogIsTheSameForEverySeed) {
  LoggedDemand known = log();
  known.work_us[3] = known.work_us[4] = kHour;
  EXPECT_EQ(draw_workload(known, 1).work_us, draw_workload(known, 2).work_us);
}

ErrorCode refusal(const LoggedDemand &demand) {
  try {
    check_logged_demand(demand, 3);
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode{};
}

TEST(LoggedDemand, WhatNoLogSaysIsRefused) {
  const auto with = [](auto change) {
    LoggedDemand demand = log();
    change(demand);
    return refusal(demand);
  };
  EXPECT_EQ(with([](LoggedDemand &) {}), ErrorCode{});
  EXPECT_EQ(with([](LoggedDemand &d) { d.work_us.pop_back(); }), ErrorCode::invalid);
  EXPECT_EQ(with([](LoggedDemand &d) { d.pool = {0}; }), ErrorCode::invalid);
  EXPECT_EQ(with([](LoggedDemand &d) { d.work_us.assign(5, kNoValue); }), ErrorCode::invalid);
  EXPECT_EQ(with([](LoggedDemand &d) { d.arrival_us[0] = -1; }), ErrorCode::range);
  EXPECT_EQ(with([](LoggedDemand &d) { d.arrival_us[0] = d.horizon_us; }), ErrorCode::range);
  EXPECT_EQ(with([](LoggedDemand &d) { d.work_us[0] = 0; }), ErrorCode::range);
  EXPECT_EQ(with([](LoggedDemand &d) { d.department[0] = 3; }), ErrorCode::range);
  EXPECT_EQ(with([](LoggedDemand &d) { d.pool = {0, 0, -1, 0, 0}; }), ErrorCode::range);
  EXPECT_EQ(with([](LoggedDemand &d) { d.urgency[0] = static_cast<Urgency>(3); }), ErrorCode::range);
  EXPECT_EQ(with([](LoggedDemand &d) { d.start_us[0] = 0; }), ErrorCode::range);
  EXPECT_EQ(with([](LoggedDemand &d) { d.horizon_us = 0; }), ErrorCode::range);
  EXPECT_EQ(refusal(LoggedDemand{{}, {}, {}, {}, {}, {}, 1}), ErrorCode{});
}

}  // namespace
}  // namespace entente
