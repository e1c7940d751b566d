#include "entente/simulation/simulation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/simulation/summary.hpp"
#include "small_desk.hpp"

namespace entente {
namespace {

using testing_desk::kHour;
using testing_desk::simulated_policies;

Simulation::Options options(std::int32_t seeds, std::int32_t threads = 1) {
  Simulation::Options result;
  result.policies = simulated_policies();
  result.seeds = seeds;
  result.threads = threads;
  result.ordinary_within_us = 16 * kHour;
  return result;
}

Simulation desk(const Simulation::Options &wanted, std::int64_t load_ppm = 900'000) {
  return {testing_desk::rules(3).quotas, testing_desk::team(4), testing_desk::demand(3, 4, load_ppm, 6), wanted};
}

std::vector<std::int64_t> all_figures(const Simulation &simulation) {
  std::vector<std::int64_t> result;
  for (std::int32_t seed = 0; seed < simulation.seeds(); ++seed)
    for (std::size_t policy = 0; policy < simulation.policies().size(); ++policy)
      for (std::size_t department = 0; department <= simulation.department_count(); ++department)
        for (std::size_t figure = 0; figure < kFigures; ++figure)
          result.push_back(simulation.figure(seed, policy, department, static_cast<Figure>(figure)));
  return result;
}

TEST(Simulation, ThreadsAndStepsDoNotChangeAByte) {
  Simulation one = desk(options(7));
  EXPECT_TRUE(one.step(0).finished());
  const auto expected = all_figures(one);
  for (const std::int32_t threads : {2, 8}) {
    Simulation other = desk(options(7, threads));
    EXPECT_TRUE(other.step(-1).finished());
    EXPECT_EQ(all_figures(other), expected) << threads;
  }
  Simulation stepped = desk(options(7, 3));
  std::int64_t done = 0;
  for (std::int64_t work = 1; !stepped.progress().finished(); work = work % 4 + 1) {
    const SimulationProgress progress = stepped.step(work);
    EXPECT_EQ(progress.done, std::min<std::int64_t>(done + work, 42));
    EXPECT_EQ(progress.total, 42);
    done = progress.done;
  }
  EXPECT_EQ(all_figures(stepped), expected);
  EXPECT_EQ(stepped.step(1).done, 42);
}

TEST(Simulation, ARunIsTheSummaryOfItsOutcomeAndSeedsFollowEachOther) {
  Simulation simulation = desk(options(3));
  simulation.step(0);
  for (std::int32_t seed = 0; seed < 3; ++seed) {
    const Workload workload = simulation.workload(seed);
    EXPECT_EQ(workload.arrival_us, draw_workload(testing_desk::demand(3, 4, 900'000, 6), 1 + static_cast<std::uint64_t>(seed)).arrival_us);
    for (std::size_t policy = 0; policy < simulated_policies().size(); ++policy) {
      const auto figures = summarise(workload, simulation.outcome(workload, policy), simulation.rules(), simulation.policies()[policy]);
      for (std::size_t d = 0; d <= 3; ++d)
        for (std::size_t f = 0; f < kFigures; ++f)
          ASSERT_EQ(simulation.figure(seed, policy, d, static_cast<Figure>(f)), figures[d * kFigures + f]);
    }
  }
}

TEST(Simulation, EveryPolicyGetsTheSameRequests) {
  Simulation simulation = desk(options(3));
  simulation.step(0);
  for (std::int32_t seed = 0; seed < 3; ++seed)
    for (std::size_t policy = 1; policy < simulated_policies().size(); ++policy)
      for (std::size_t d = 0; d <= 3; ++d)
        for (const Figure figure : {Figure::requests, Figure::called})
          EXPECT_EQ(simulation.figure(seed, policy, d, figure), simulation.figure(seed, 0, d, figure));
}

TEST(Simulation, CommonRequestsNarrowTheIntervalOfADifference) {
  Simulation simulation = desk(options(30));
  simulation.step(0);
  const Estimate trust = simulation.estimate(4, 3, Figure::wait_mean_us);
  const Estimate fifo = simulation.estimate(0, 3, Figure::wait_mean_us);
  const Estimate difference = simulation.difference(4, 0, 3, Figure::wait_mean_us);
  EXPECT_NEAR(difference.mean, trust.mean - fifo.mean, 1);
  EXPECT_LT(difference.half_width, 0.3 * std::hypot(trust.half_width, fifo.half_width));
  EXPECT_EQ(simulation.difference(4, 0, 3, Figure::units_granted).runs, 0);  // FIFO has none
}

TEST(Simulation, DepartmentsAreInByteOrderOfTheirParties) {
  Quotas quotas = testing_desk::rules(3).quotas;
  std::reverse(quotas.lines.begin(), quotas.lines.end());
  Simulation simulation(quotas, testing_desk::team(4), testing_desk::demand(3, 4, 900'000, 6), options(2));
  EXPECT_EQ(simulation.department_name(0), "A");
  EXPECT_EQ(simulation.department_name(2), "C");
  simulation.step(0);
  Simulation expected = desk(options(2));
  expected.step(0);
  EXPECT_EQ(all_figures(simulation), all_figures(expected));
}

TEST(Simulation, TheLoadIsThatOfTheFullestPoolAndAboveOneTheQueueGrowsByThatMuch) {
  EXPECT_EQ(desk(options(1)).load().load_ppm, 900'000);
  EXPECT_EQ(desk(options(1)).load().growth, 0);
  Demand demand = testing_desk::demand(2, 4, 800'000, 10);  // 128 requests a week of an hour each
  Team team{{{0, 1, {}}, {1, 3, {}}}};
  demand.departments[1].pool = 1;
  const Simulation split(testing_desk::rules(2).quotas, team, demand, options(1));
  EXPECT_EQ(split.load().load_ppm, 1'600'000);  // 64 hours a week on one agent
  EXPECT_EQ(split.load().growth, 240);          // (64 - 40) x 10 weeks
  team.agents[1].helps = {0};
  EXPECT_EQ(Simulation(testing_desk::rules(2).quotas, team, demand, options(1)).load().load_ppm, 800'000);
}

TEST(Simulation, AboveALoadOfOneTheBacklogIsWhatTheLoadForetells) {
  Simulation simulation(testing_desk::rules(1).quotas, testing_desk::team(5), testing_desk::demand(1, 5, 1'200'000, 100),
                        options(20));
  simulation.step(0);
  EXPECT_EQ(simulation.load().growth, 4'000);
  const Estimate backlog = simulation.estimate(0, 1, Figure::backlog);
  EXPECT_NEAR(backlog.mean, 4'000, 1.5 * backlog.half_width + 5);
}

TEST(Simulation, RatesOfZeroAreADeskWithoutRequests) {
  Simulation simulation(testing_desk::rules(2).quotas, testing_desk::team(1), testing_desk::demand(2, 0, 0, 3), options(2));
  EXPECT_EQ(simulation.load().load_ppm, 0);
  simulation.step(0);
  EXPECT_EQ(simulation.figure(0, 0, 2, Figure::requests), 0);
  EXPECT_EQ(simulation.figure(0, 0, 2, Figure::backlog), 0);
  EXPECT_EQ(simulation.figure(0, 0, 2, Figure::wait_mean_us), kNoValue);
  EXPECT_EQ(simulation.figure(0, 0, 2, Figure::jain_ppm), kNoValue);
  EXPECT_EQ(simulation.figure(0, 4, 0, Figure::units_granted), 12);  // three weeks
  EXPECT_EQ(simulation.figure(0, 4, 0, Figure::units_unused), 12);
}

template <class Body>
ErrorCode refusal(Body body) {
  try {
    body();
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode{};
}

TEST(Simulation, WhatCannotBePlayedIsRefused) {
  const Quotas quotas = testing_desk::rules(3).quotas;
  const Team team = testing_desk::team(4);
  const Demand demand = testing_desk::demand(3, 4, 900'000, 6);
  const auto with = [&](auto change) {
    Simulation::Options wanted = options(2);
    change(wanted);
    return refusal([&] { Simulation(quotas, team, demand, wanted); });
  };
  using Options = Simulation::Options;
  EXPECT_EQ(with([](Options &) {}), ErrorCode{});
  EXPECT_EQ(with([](Options &o) { o.policies.clear(); }), ErrorCode::invalid);
  EXPECT_EQ(with([](Options &o) { o.policies.push_back(Policy::fifo); }), ErrorCode::invalid);
  EXPECT_EQ(with([](Options &o) { o.policies.push_back(Policy::as_logged); }), ErrorCode::invalid);
  EXPECT_EQ(with([](Options &o) { o.policies.push_back(static_cast<Policy>(7)); }), ErrorCode::invalid);
  EXPECT_EQ(with([](Options &o) { o.seeds = 0; }), ErrorCode::invalid);
  EXPECT_EQ(with([](Options &o) { o.seeds = kMaxSeeds + 1; }), ErrorCode::limit);
  EXPECT_EQ(with([](Options &o) { o.threads = 0; }), ErrorCode::invalid);
  EXPECT_EQ(with([](Options &o) { o.ordinary_within_us = -1; }), ErrorCode::range);
  EXPECT_EQ(refusal([&] { Simulation(quotas, Team{}, demand, options(1)); }), ErrorCode::invalid);
  EXPECT_EQ(refusal([&] { Simulation(Quotas{}, team, Demand{kHour, 1, 0, {}}, options(1)); }), ErrorCode::invalid);
  EXPECT_EQ(refusal([&] { Simulation(quotas, team, testing_desk::demand(2, 4, 900'000, 6), options(1)); }), ErrorCode::invalid);
  EXPECT_EQ(refusal([&] { Simulation(quotas, team, testing_desk::demand(3, 4, 900'000, 0), options(1)); }), ErrorCode::range);
  EXPECT_EQ(refusal([&] { Simulation(quotas, testing_desk::team(10'000), testing_desk::demand(3, 10'000, 900'000, 5000), options(1)); }),
            ErrorCode::limit);
  Quotas twice = quotas;
  twice.lines[1].party = twice.lines[0].party;
  EXPECT_EQ(refusal([&] { Simulation(twice, team, demand, options(1)); }), ErrorCode::invalid);
  Quotas heavy = quotas;
  heavy.lines[1].weight = 17;
  EXPECT_EQ(refusal([&] { Simulation(heavy, team, demand, options(1)); }), ErrorCode::range);
}

TEST(Simulation, UnfinishedItSaysNothing) {
  Simulation simulation = desk(options(2));
  simulation.step(1);
  EXPECT_EQ(refusal([&] { static_cast<void>(simulation.figure(0, 0, 0, Figure::requests)); }), ErrorCode::state);
  EXPECT_EQ(refusal([&] { static_cast<void>(simulation.workload(2)); }), ErrorCode::not_found);
  simulation.step(0);
  EXPECT_EQ(refusal([&] { static_cast<void>(simulation.figure(2, 0, 0, Figure::requests)); }), ErrorCode::not_found);
  EXPECT_EQ(refusal([&] { static_cast<void>(simulation.figure(0, 6, 0, Figure::requests)); }), ErrorCode::not_found);
  EXPECT_EQ(refusal([&] { static_cast<void>(simulation.figure(0, 0, 4, Figure::requests)); }), ErrorCode::not_found);
  EXPECT_EQ(refusal([&] { static_cast<void>(simulation.figure(0, 0, 0, static_cast<Figure>(kFigures))); }), ErrorCode::not_found);
}

TEST(Simulation, AFailedStepLeavesItAsItWas) {
  // Century-long visits fill the range of working time.
  Demand demand = testing_desk::demand(1, 1, 900'000, 5200);
  demand.departments[0].service = {ServiceKind::constant, kMaxMeanVisitUs, 0};
  Simulation::Options wanted = options(4, 2);
  wanted.policies = {Policy::fifo};
  Simulation simulation(testing_desk::rules(1).quotas, testing_desk::team(1), demand, wanted);
  for (int attempt = 0; attempt < 2; ++attempt) {
    EXPECT_EQ(refusal([&] { simulation.step(0); }), ErrorCode::limit);
    EXPECT_EQ(simulation.progress().done, 0);
  }
}

}  // namespace
}  // namespace entente
