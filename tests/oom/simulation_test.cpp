#include <vector>

#include "oom/sweep.hpp"

namespace {

using entente::test::fail_allocation_after;
using entente::test::injected_failures;
using entente::test::small_contract;
using entente::test::stop_failing;
using entente::test::sweep;

constexpr std::int64_t kHour = 3'600'000'000;
const std::int32_t kPolicies[] = {ENTENTE_POLICY_FIFO, ENTENTE_POLICY_FAIR_QUEUEING, ENTENTE_POLICY_EARLIEST_DUE, ENTENTE_POLICY_TRUST_CONTRACT};
const entente_team kTeam{sizeof kTeam, 2, nullptr, nullptr, nullptr, nullptr, 0};
const entente_simulation_options kOptions{sizeof kOptions, 2, 1, 0, 1, 40 * kHour};

int32_t create_demand(entente_demand **out, entente_error **error) {
  const std::int64_t rates[] = {9000, 9000}, priority[] = {500000, 500000}, mean[] = {2 * kHour, 2 * kHour};
  entente_demand_columns columns{};
  columns.struct_size = sizeof columns;
  columns.weeks = 1;
  columns.departments = 2;
  columns.week_us = 40 * kHour;
  columns.requests_per_1000_weeks = rates;
  columns.priority_ppm = priority;
  columns.service_mean_us = mean;
  return entente_demand_create(&columns, out, error);
}

class OutOfMemory : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    contract = small_contract();
    ASSERT_EQ(create_demand(&demand, nullptr), ENTENTE_OK);
  }
  void TearDown() override {
    entente_demand_destroy(demand);
    entente_contract_destroy(contract);
  }
  int32_t create(entente_simulation **out, entente_error **error) {
    return entente_simulation_create(contract, &kTeam, demand, kPolicies, 4, &kOptions, out, error);
  }
  entente_contract *contract = nullptr;
  entente_demand *demand = nullptr;
};

TEST_P(OutOfMemory, IsAnErrorOfADemandAtEveryAllocation) {
  auto *made = reinterpret_cast<entente_demand *>(1);
  EXPECT_GT(sweep(GetParam(), [&](entente_error **error) { return create_demand(&made, error); }, [&] { EXPECT_EQ(made, nullptr); },
                  [&] { entente_demand_destroy(made); }), 2);
}

TEST_P(OutOfMemory, IsAnErrorOfCreatingASimulationAtEveryAllocation) {
  auto *made = reinterpret_cast<entente_simulation *>(1);
  EXPECT_GT(sweep(GetParam(), [&](entente_error **error) { return create(&made, error); }, [&] { EXPECT_EQ(made, nullptr); },
                  [&] { entente_simulation_destroy(made); }), 5);
}

TEST_P(OutOfMemory, LeavesASimulationAsItStoodAtEveryAllocationOfARun) {
  std::vector<std::int64_t> whole(2 * 4 * 3), again(whole.size());
  entente_simulation *simulation = nullptr;
  ASSERT_EQ(create(&simulation, nullptr), ENTENTE_OK);
  ASSERT_EQ(entente_simulation_step(simulation, 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  ASSERT_EQ(entente_simulation_figures(simulation, ENTENTE_FIGURE_WAIT_MEAN_US, whole.data(), whole.size(), nullptr), ENTENTE_OK);
  entente_simulation_destroy(simulation);
  std::int64_t injected = 0, done = 0, total = 0;
  ASSERT_EQ(create(&simulation, nullptr), ENTENTE_OK);
  for (std::int64_t runs = 0; runs < 8;) {  // each run fails at every third allocation before it passes
    for (std::int64_t k = 0;; k += 3) {
      fail_allocation_after(k, GetParam());
      const int32_t status = entente_simulation_step(simulation, 1, &done, &total, nullptr);
      stop_failing();
      if (injected_failures() == 0) {
        ASSERT_EQ(status, ENTENTE_OK);
        ASSERT_EQ(done, ++runs);
        break;
      }
      ++injected;
      ASSERT_EQ(status, ENTENTE_E_NOMEM);
    }
  }
  EXPECT_EQ(total, 8);
  EXPECT_GT(injected, 100);
  std::printf("%ld failures injected\n", static_cast<long>(injected));
  ASSERT_EQ(entente_simulation_figures(simulation, ENTENTE_FIGURE_WAIT_MEAN_US, again.data(), again.size(), nullptr), ENTENTE_OK);
  EXPECT_EQ(again, whole);
  auto *run = reinterpret_cast<entente_run *>(1);
  EXPECT_GT(sweep(GetParam(), [&](entente_error **error) { return entente_simulation_run(simulation, 0, 3, &run, error); },
                  [&] { EXPECT_EQ(run, nullptr); }, [&] { entente_run_destroy(run); }), 20);
  entente_simulation_destroy(simulation);
}

INSTANTIATE_TEST_SUITE_P(OnceAndForEver, OutOfMemory, testing::Bool());

}  // namespace
