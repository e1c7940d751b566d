#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "entente.h"
#include "entente/simulation/simulation.hpp"

namespace {

using Contract = std::unique_ptr<entente_contract, decltype(&entente_contract_destroy)>;
using Demand = std::unique_ptr<entente_demand, decltype(&entente_demand_destroy)>;
using Simulation = std::unique_ptr<entente_simulation, decltype(&entente_simulation_destroy)>;
using RunHandle = std::unique_ptr<entente_run, decltype(&entente_run_destroy)>;

constexpr int64_t kHour = 3'600'000'000;

Contract contract(const std::string &quotas) {
  const std::string json = R"({"entente": 1, "name": "n", "zone": "UTC", "calendars": {"c": {"weekly": "24x7"}},
    "parties": [{"id": "Sales", "kind": "requester"}, {"id": "Accounting", "kind": "requester"}],
    "clock_map": {"New": "run", "Done": "stop"},
    "targets": [{"id": "t", "metric": "resolution", "duration": "8h", "calendar": "c"}])" + quotas + "}";
  entente_contract *out = nullptr;
  EXPECT_EQ(entente_contract_parse(json.data(), json.size(), nullptr, 0, &out, nullptr, nullptr), ENTENTE_OK);
  return {out, entente_contract_destroy};
}

Contract two_lines() {
  return contract(R"(, "quotas": {"ordinary_floor": "1h", "lines": [
    {"party": "Sales", "quota": 3, "period": "40h", "start_within": "4h", "grace": "1h"},
    {"party": "Accounting", "quota": 2, "period": "40h", "start_within": "4h", "weight": 3}]})");
}

/// Two departments of 60 and 40 requests a week; what the tests change they change in `columns`.
struct Drawn {
  std::vector<int64_t> rate = {60'000, 40'000}, priority = {100'000, 200'000}, called = {500'000, 0}, mean = {kHour, kHour / 2};
  std::vector<int64_t> variation = {1'000'000, 1'500'000};
  std::vector<int32_t> pool = {0, 1}, service = {ENTENTE_SERVICE_EXPONENTIAL, ENTENTE_SERVICE_LOGNORMAL};
  std::vector<int32_t> intensity = {3, 1, 1, 1};
  entente_demand_columns columns{static_cast<int32_t>(sizeof(entente_demand_columns)), 4, 1, 2, 40 * kHour, rate.data(),
                                 priority.data(), called.data(), pool.data(), service.data(), mean.data(), variation.data(),
                                 intensity.data(), 2, 0};

  Demand make(int32_t status = ENTENTE_OK) const {
    entente_demand *out = reinterpret_cast<entente_demand *>(1);
    EXPECT_EQ(entente_demand_create(&columns, &out, nullptr), status);
    EXPECT_EQ(out == nullptr, status != ENTENTE_OK);
    return {out, entente_demand_destroy};
  }
};

struct Desk {
  std::vector<int32_t> pool = {0, 1}, slots = {2, 1}, helper = {1}, helped = {0};
  std::vector<int32_t> policies = {ENTENTE_POLICY_FIFO, ENTENTE_POLICY_TRUST_CONTRACT};
  entente_team team{static_cast<int32_t>(sizeof(entente_team)), 2, pool.data(), slots.data(), helper.data(), helped.data(), 1};
  entente_simulation_options options{static_cast<int32_t>(sizeof(entente_simulation_options)), 3, 2, 0, -5, 8 * kHour};

  Simulation make(const Contract &contract, const Demand &demand, int32_t status = ENTENTE_OK) const {
    entente_simulation *out = reinterpret_cast<entente_simulation *>(1);
    EXPECT_EQ(entente_simulation_create(contract.get(), &team, demand.get(), policies.data(), policies.size(), &options, &out,
                                        nullptr), status);
    EXPECT_EQ(out == nullptr, status != ENTENTE_OK);
    return {out, entente_simulation_destroy};
  }
};

/// The same desk made of the C++ types.
entente::Simulation other_make() {
  entente::Quotas quotas;
  quotas.ordinary_floor_us = kHour;
  entente::QuotaLine line;
  line.party = "Sales", line.quota = 3, line.period_us = 40 * kHour, line.start_within_us = 4 * kHour, line.grace_us = kHour;
  line.spacing_us = 40 * kHour / 3;
  quotas.lines.push_back(line);
  line.party = "Accounting", line.quota = 2, line.grace_us = 0, line.spacing_us = 20 * kHour, line.weight = 3;
  quotas.lines.push_back(line);
  entente::Demand demand{40 * kHour, 4, 1, {}};
  demand.departments.push_back({60'000, 100'000, 500'000, 0, {entente::ServiceKind::exponential, kHour, 1'000'000}, {3, 1}});
  demand.departments.push_back({40'000, 200'000, 0, 1, {entente::ServiceKind::lognormal, kHour / 2, 1'500'000}, {1, 1}});
  entente::Simulation::Options options;
  options.seed = static_cast<std::uint64_t>(-5);
  options.seeds = 3;
  options.policies = {entente::Policy::fifo, entente::Policy::trust_contract};
  options.ordinary_within_us = 8 * kHour;
  return {quotas, {{{0, 2, {}}, {1, 1, {0}}}}, demand, options};
}

TEST(CSimulation, GivesWhatTheEngineGives) {
  const Simulation simulation = Desk().make(two_lines(), Drawn().make());
  entente::Simulation engine = other_make();
  int64_t done = -1;
  int64_t total = -1;
  EXPECT_EQ(entente_simulation_step(simulation.get(), 1, &done, &total, nullptr), ENTENTE_OK);
  EXPECT_EQ(done, 1);
  EXPECT_EQ(total, 6);
  EXPECT_EQ(entente_simulation_step(simulation.get(), 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  engine.step(0);
  std::vector<int64_t> column(3 * 2 * 3);
  std::vector<double> mean(2 * 3);
  std::vector<double> half_width(2 * 3);
  std::vector<int64_t> runs(2 * 3);
  int with_value = 0;
  for (int32_t f = 0; f <= ENTENTE_FIGURE_UNITS_REFUNDED; ++f) {
    const auto figure = static_cast<entente::Figure>(f);
    ASSERT_EQ(entente_simulation_figures(simulation.get(), f, column.data(), column.size(), nullptr), ENTENTE_OK);
    for (int32_t seed = 0; seed < 3; ++seed)
      for (size_t policy = 0; policy < 2; ++policy)
        for (size_t d = 0; d < 3; ++d) {
          const int64_t value = column[static_cast<size_t>(seed) * 6 + policy * 3 + d];
          EXPECT_EQ(value, engine.figure(seed, policy, d, figure)) << f;
          with_value += value > 0;
        }
    for (const int32_t from : {-1, 0}) {
      ASSERT_EQ(entente_simulation_estimates(simulation.get(), f, from, mean.data(), half_width.data(), runs.data(), 6, nullptr),
                ENTENTE_OK);
      for (size_t policy = 0; policy < 2; ++policy)
        for (size_t d = 0; d < 3; ++d) {
          const entente::Estimate expected = from < 0 ? engine.estimate(policy, d, figure) : engine.difference(policy, 0, d, figure);
          EXPECT_EQ(runs[policy * 3 + d], expected.runs);
          EXPECT_TRUE(mean[policy * 3 + d] == expected.mean || (std::isnan(mean[policy * 3 + d]) && std::isnan(expected.mean)));
          if (expected.runs < 2) continue;
          EXPECT_EQ(half_width[policy * 3 + d], expected.half_width);
        }
    }
  }
  EXPECT_GT(with_value, 200);
  EXPECT_EQ(entente_simulation_estimates(simulation.get(), 0, -1, nullptr, nullptr, nullptr, 6, nullptr), ENTENTE_OK);
}

TEST(CSimulation, ARunIsGivenRequestByRequest) {
  const Simulation simulation = Desk().make(two_lines(), Drawn().make());
  entente_run *made = nullptr;
  ASSERT_EQ(entente_simulation_run(simulation.get(), 2, 1, &made, nullptr), ENTENTE_OK);  // before any step
  const RunHandle run(made, entente_run_destroy);
  const entente::Simulation engine = other_make();
  const entente::Workload workload = engine.workload(2);
  const entente::Played outcome = engine.outcome(workload, 1);
  ASSERT_EQ(entente_run_count(run.get()), workload.size());
  const auto column64 = [&](int32_t id) {
    const int64_t *data = entente_run_int64(run.get(), id);
    return std::vector<int64_t>(data, data + workload.size());
  };
  EXPECT_EQ(column64(ENTENTE_RUN_ARRIVAL_US), workload.arrival_us);
  EXPECT_EQ(column64(ENTENTE_RUN_WORK_US), workload.work_us);
  EXPECT_EQ(column64(ENTENTE_RUN_START_US), outcome.start_us);
  EXPECT_EQ(column64(ENTENTE_RUN_END_US), outcome.end_us);
  EXPECT_EQ(column64(ENTENTE_RUN_DUE_US), outcome.due_us);
  int promised = 0;
  for (size_t i = 0; i < workload.size(); ++i) {
    EXPECT_EQ(entente_run_int32(run.get(), ENTENTE_RUN_DEPARTMENT)[i], workload.department[i]);
    EXPECT_EQ(entente_run_int32(run.get(), ENTENTE_RUN_POOL)[i], workload.pool[i]);
    EXPECT_EQ(entente_run_int32(run.get(), ENTENTE_RUN_URGENCY)[i], static_cast<int32_t>(workload.urgency[i]));
    EXPECT_EQ(entente_run_int32(run.get(), ENTENTE_RUN_AGENT)[i], outcome.agent[i]);
    EXPECT_EQ(entente_run_int32(run.get(), ENTENTE_RUN_BACKED)[i], outcome.backed[i]);
    const int32_t kept = entente_run_int32(run.get(), ENTENTE_RUN_KEPT)[i];
    const int64_t grace = workload.department[i] == 1 ? kHour : 0;  // Sales comes after Accounting
    const int32_t expected = outcome.due_us[i] == INT64_MIN ? INT32_MIN : outcome.start_us[i] <= outcome.due_us[i] + grace;
    EXPECT_EQ(kept, expected);
    promised += expected != INT32_MIN;
  }
  EXPECT_GT(promised, 5);
  EXPECT_EQ(entente_run_int64(run.get(), 5), nullptr);
  EXPECT_EQ(entente_run_int32(run.get(), -1), nullptr);
  EXPECT_EQ(entente_run_int32(run.get(), 6), nullptr);
  for (const auto &[seed, policy] : {std::pair{3, 0}, {-1, 0}, {0, 2}, {0, -1}})
    EXPECT_EQ(entente_simulation_run(simulation.get(), seed, policy, &made, nullptr), ENTENTE_E_NOT_FOUND);
}

TEST(CSimulation, NamesDepartmentsAndTellsTheLoad) {
  Simulation simulation = Desk().make(two_lines(), Drawn().make());
  EXPECT_EQ(entente_simulation_department_count(simulation.get()), 2);
  EXPECT_STREQ(entente_simulation_department_name(simulation.get(), 0), "Accounting");
  EXPECT_STREQ(entente_simulation_department_name(simulation.get(), 1), "Sales");
  EXPECT_STREQ(entente_simulation_department_name(simulation.get(), 2), "");
  EXPECT_STREQ(entente_simulation_department_name(nullptr, 0), "");
  int64_t load = 0;
  int64_t growth = -1;
  EXPECT_EQ(entente_simulation_load(simulation.get(), &load, &growth, nullptr), ENTENTE_OK);
  EXPECT_EQ(load, 666'666);  // (60 + 40 / 2) hours on 3 x 40
  EXPECT_EQ(growth, 0);
  Drawn many;
  many.rate[0] = 200'000;
  simulation = Desk().make(two_lines(), many.make());
  EXPECT_EQ(entente_simulation_load(simulation.get(), &load, &growth, nullptr), ENTENTE_OK);
  EXPECT_EQ(load, 1'833'333);
  EXPECT_EQ(growth, 546);  // 5 weeks x 240 x (1 - 1 / 1.8333)
}

TEST(CSimulation, ALogIsReplayedBesideWhatHappened) {
  const std::vector<int64_t> arrival = {2 * kHour, 0, kHour}, work = {kHour, 3 * kHour, INT64_MIN}, start = {5 * kHour, 0, INT64_MIN};
  const std::vector<int32_t> department = {0, 1, 1}, urgency = {ENTENTE_URGENCY_PRIORITY, 0, 0};
  entente_demand_log log{static_cast<int32_t>(sizeof log), 2, 3, 10 * kHour, arrival.data(), work.data(), start.data(),
                         department.data(), nullptr, urgency.data()};
  entente_demand *made = nullptr;
  ASSERT_EQ(entente_demand_from_log(&log, &made, nullptr), ENTENTE_OK);
  const Demand demand(made, entente_demand_destroy);
  Desk desk;
  desk.policies = {ENTENTE_POLICY_AS_LOGGED, ENTENTE_POLICY_FIFO};
  const Simulation simulation = desk.make(two_lines(), demand);
  EXPECT_EQ(entente_simulation_step(simulation.get(), 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  std::vector<int64_t> waits(3 * 2 * 3);
  EXPECT_EQ(entente_simulation_figures(simulation.get(), ENTENTE_FIGURE_WAIT_MEAN_US, waits.data(), waits.size(), nullptr), ENTENTE_OK);
  EXPECT_EQ(waits[0], 3 * kHour);
  EXPECT_EQ(waits[2], 3 * kHour / 2);
  EXPECT_EQ(waits[3], 0);
  desk.policies = {ENTENTE_POLICY_AS_LOGGED};
  desk.make(two_lines(), Drawn().make(), ENTENTE_E_INVALID);
  entente_demand_log bad = log;
  bad.n = 0, bad.arrival_us = bad.work_us = nullptr, bad.department = bad.urgency = nullptr;
  ASSERT_EQ(entente_demand_from_log(&bad, &made, nullptr), ENTENTE_OK);  // an empty log
  entente_demand_destroy(made);
  bad = log, bad.urgency = department.data(), bad.departments = 1;
  EXPECT_EQ(entente_demand_from_log(&bad, &made, nullptr), ENTENTE_E_RANGE);
  bad = log, bad.arrival_us = nullptr;
  EXPECT_EQ(entente_demand_from_log(&bad, &made, nullptr), ENTENTE_E_INVALID);
  bad = log, bad.struct_size = 8;
  EXPECT_EQ(entente_demand_from_log(&bad, &made, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(made, nullptr);
}

TEST(CSimulation, WhatCannotBePlayedIsRefused) {
  const auto demand = [](auto change, int32_t status) {
    Drawn drawn;
    change(drawn.columns);
    drawn.make(status);
  };
  using C = entente_demand_columns;
  demand([](C &c) { c.struct_size = 4; }, ENTENTE_E_INVALID);
  demand([](C &c) { c.requests_per_1000_weeks = nullptr; }, ENTENTE_E_INVALID);
  demand([](C &c) { c.departments = -1; }, ENTENTE_E_INVALID);
  demand([](C &c) { c.parts = 0; }, ENTENTE_E_INVALID);
  demand([](C &c) { c.parts = 10'081; }, ENTENTE_E_RANGE);
  demand([](C &c) { c.weeks = std::numeric_limits<int32_t>::max(); }, ENTENTE_E_RANGE);
  demand([](C &c) { c.week_us = INT64_MIN; }, ENTENTE_E_RANGE);
  demand([](C &c) { c.called_ppm = nullptr, c.pool = nullptr, c.service = nullptr, c.service_variation_ppm = nullptr, c.intensity = nullptr; },
         ENTENTE_OK);
  Drawn odd;
  odd.service[1] = 3;
  odd.make(ENTENTE_E_INVALID);
  const Contract lines = two_lines();
  const Demand drawn = Drawn().make();
  const auto desk = [&](auto change, int32_t status) {
    Desk changed;
    change(changed);
    changed.make(lines, drawn, status);
  };
  desk([](Desk &d) { d.team.agents = 0, d.team.helps = 0; }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.team.agents = -1; }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.team.agents = 10'001; }, ENTENTE_E_LIMIT);
  desk([](Desk &d) { d.team.struct_size = 0; }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.slots[0] = 0; }, ENTENTE_E_RANGE);
  desk([](Desk &d) { d.pool = {0, 0}; }, ENTENTE_E_INVALID);  // nobody serves pool 1
  desk([](Desk &d) { d.helper[0] = 2; }, ENTENTE_E_RANGE);
  desk([](Desk &d) { d.helped[0] = -1; }, ENTENTE_E_RANGE);
  desk([](Desk &d) { d.team.helper = nullptr; }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.policies.clear(); }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.policies = {0, 0}; }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.policies = {7}; }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.options.struct_size = 8; }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.options.seeds = 0; }, ENTENTE_E_INVALID);
  desk([](Desk &d) { d.options.seeds = 100'001; }, ENTENTE_E_LIMIT);
  Desk().make(contract(""), drawn, ENTENTE_E_STATE);
  Desk().make(contract(R"(, "quotas": {"lines": []})"), drawn, ENTENTE_E_INVALID);
}

TEST(CSimulation, NullIsAnsweredAndNothingIsWrittenOnFailure) {
  EXPECT_EQ(entente_demand_create(nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_demand_from_log(nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_simulation_create(nullptr, nullptr, nullptr, nullptr, 0, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_simulation_step(nullptr, 0, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_simulation_load(nullptr, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_simulation_figures(nullptr, 0, nullptr, 0, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_simulation_estimates(nullptr, 0, -1, nullptr, nullptr, nullptr, 0, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_simulation_run(nullptr, 0, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_simulation_department_count(nullptr), 0);
  EXPECT_EQ(entente_run_count(nullptr), 0U);
  EXPECT_EQ(entente_run_int64(nullptr, 0), nullptr);
  EXPECT_EQ(entente_run_int32(nullptr, 0), nullptr);
  entente_demand_destroy(nullptr);
  entente_simulation_destroy(nullptr);
  entente_run_destroy(nullptr);
  const Simulation simulation = Desk().make(two_lines(), Drawn().make());
  std::vector<int64_t> out(18, 7);
  EXPECT_EQ(entente_simulation_figures(simulation.get(), 0, out.data(), 18, nullptr), ENTENTE_E_STATE);
  EXPECT_EQ(entente_simulation_step(simulation.get(), 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_simulation_figures(simulation.get(), 0, out.data(), 17, nullptr), ENTENTE_E_BUFFER);
  EXPECT_EQ(entente_simulation_figures(simulation.get(), 23, out.data(), 18, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_simulation_figures(simulation.get(), -1, out.data(), 18, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(out, std::vector<int64_t>(18, 7));
  double mean[6] = {7, 7, 7, 7, 7, 7};
  EXPECT_EQ(entente_simulation_estimates(simulation.get(), 0, 2, mean, nullptr, nullptr, 6, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_simulation_estimates(simulation.get(), 0, -2, mean, nullptr, nullptr, 6, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_simulation_estimates(simulation.get(), 23, -1, mean, nullptr, nullptr, 6, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_simulation_estimates(simulation.get(), 0, -1, mean, nullptr, nullptr, 5, nullptr), ENTENTE_E_BUFFER);
  for (const double value : mean) EXPECT_EQ(value, 7);
}

}  // namespace
