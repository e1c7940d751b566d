#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "entente/simulation/simulation.hpp"
#include "small_desk.hpp"

namespace entente {
namespace {

using testing_desk::kHour;

/// Erlang C: the chance to wait in an M/M/m queue offered `offered` servers' worth of work, summed term by term.
double erlang_c(int servers, double offered) {
  double term = 1;
  double sum = 0;
  for (int k = 0; k < servers; ++k) {
    sum += term;
    term *= offered / (k + 1);
  }
  const double queued = term * servers / (servers - offered);
  return queued / (sum + queued);
}

/// The mean wait of M/M/m in service times.
double mean_wait(int servers, double load) { return erlang_c(servers, servers * load) / (servers * (1 - load)); }

struct Desk {
  int agents;
  int load_percent;
  int priority_percent;
};

Simulation simulated(const Desk &desk, std::vector<Policy> policies, std::int32_t weeks, std::int32_t seeds) {
  const std::int64_t priority = desk.priority_percent * 10'000;
  Demand demand = testing_desk::demand(1, desk.agents, desk.load_percent * 10'000, weeks, priority, priority);
  demand.warmup_weeks = 30;
  Simulation::Options options;
  options.policies = std::move(policies);
  options.seeds = seeds;
  options.seed = 1000;
  options.threads = 2;
  Simulation simulation(testing_desk::rules(1).quotas, testing_desk::team(desk.agents), demand, options);
  simulation.step(0);
  return simulation;
}

/// How many half-widths of its confidence interval an estimate lies from what theory says, in hours.
double distance(const Estimate &estimate, double expected) {
  return std::fabs(estimate.mean / kHour - expected) / (estimate.half_width / kHour);
}

TEST(QueueingTheory, ErlangCOracleKnowsTheClosedForms) {
  EXPECT_NEAR(erlang_c(1, 0.7), 0.7, 1e-12);
  EXPECT_NEAR(mean_wait(1, 0.5), 1, 1e-12);
  EXPECT_NEAR(erlang_c(2, 1), 1.0 / 3, 1e-12);
}

// Eight desks: each within one and a half half-widths of its 95 % interval (beyond which 1 in 400 desks lies), and most
// within one. The intervals themselves must be narrow, or nothing would be said.
TEST(QueueingTheory, TheMeanWaitIsThatOfErlangC) {
  int within = 0;
  int desks = 0;
  for (const int agents : {1, 2, 5, 12})
    for (const int load : {50, 80}) {
      const Simulation simulation = simulated({agents, load, 0}, {Policy::fifo}, 600 / agents, 20);
      const double expected = mean_wait(agents, load / 100.0);
      const Estimate wait = simulation.estimate(0, 1, Figure::wait_mean_us);
      EXPECT_LT(distance(wait, expected), 1.5) << agents << " agents, load " << load << " %";
      EXPECT_LT(wait.half_width, 0.15 * wait.mean) << agents << " agents, load " << load << " %";
      within += distance(wait, expected) < 1;
      ++desks;
    }
  EXPECT_GE(within, desks - 2);
}

// Two classes, exponential visits of one mean (Cobham 1954): with s1 the load of the prioritised share, priority waits
// (1 - load) / (1 - s1) of the FIFO wait, the others 1 / (1 - s1) of it.
TEST(QueueingTheory, StrictPriorityParesTheWaitsAsTheFormulaSays) {
  for (const auto &[agents, share] : {std::pair{1, 10}, {1, 50}, {4, 30}}) {
    const int load = 80;
    const Simulation simulation = simulated({agents, load, share}, {Policy::fifo, Policy::strict_priority}, 600 / agents, 20);
    const double fifo = mean_wait(agents, load / 100.0);
    const double prioritised = share / 100.0 * load / 100.0;
    EXPECT_LT(distance(simulation.estimate(1, 1, Figure::priority_wait_mean_us), fifo * (1 - load / 100.0) / (1 - prioritised)), 1.5)
        << agents << " agents, share " << share;
    EXPECT_LT(distance(simulation.estimate(1, 1, Figure::ordinary_wait_mean_us), fifo / (1 - prioritised)), 1.5)
        << agents << " agents, share " << share;
    EXPECT_LT(distance(simulation.estimate(0, 1, Figure::priority_wait_mean_us), fifo), 1.5);
    EXPECT_LT(simulation.estimate(1, 1, Figure::priority_wait_mean_us).half_width, 0.15 * fifo * kHour);
  }
}

// Kleinrock's conservation law: orders that do not look at the work leave the mean wait of all as it is.
TEST(QueueingTheory, NoPolicyChangesTheMeanWaitOfAll) {
  const Simulation simulation = simulated({3, 85, 30}, testing_desk::simulated_policies(), 200, 20);
  for (std::size_t policy = 1; policy < testing_desk::simulated_policies().size(); ++policy) {
    const Estimate difference = simulation.difference(policy, 0, 1, Figure::wait_mean_us);
    EXPECT_LE(std::fabs(difference.mean), 1.5 * difference.half_width) << policy;
  }
}

// Pollaczek and Khinchine: with lognormal visits of variation c one server's queue waits (1 + c^2) / 2 of the exponential's.
TEST(QueueingTheory, TheVariationOfVisitsWorksAsPollaczekAndKhinchineSay) {
  for (const std::int64_t ppm : {0, 500'000, 1'500'000}) {
    Demand demand = testing_desk::demand(1, 1, 700'000, 600, 0, 0);
    demand.warmup_weeks = 30;
    demand.departments[0].service = {ServiceKind::lognormal, kHour, ppm};
    Simulation::Options options;
    options.policies = {Policy::fifo};
    options.seeds = 20;
    options.seed = 7;
    options.threads = 2;
    Simulation simulation(testing_desk::rules(1).quotas, testing_desk::team(1), demand, options);
    simulation.step(0);
    const double variation = static_cast<double>(ppm) / 1e6;
    const double expected = mean_wait(1, 0.7) * (1 + variation * variation) / 2;
    const Estimate wait = simulation.estimate(0, 1, Figure::wait_mean_us);
    EXPECT_LT(distance(wait, expected), 1.5) << ppm;
    EXPECT_LT(wait.half_width, 0.15 * wait.mean) << ppm;
  }
}

}  // namespace
}  // namespace entente
