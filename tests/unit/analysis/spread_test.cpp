#include "entente/analysis/spread.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "entente/base/error.hpp"
#include "live_arcs.hpp"

namespace {

using namespace entente;
using test::Arcs;

TEST(Spread, IsThatOfAllLiveArcsTogether) {
  std::mt19937 random(5);
  for (int round = 0; round < 12; ++round) {
    const Arcs arcs = test::few_arcs(random, 6, 11);
    const Graph graph = arcs.build();
    for (const DiffusionModel &model : test::kModels) {
      test::LiveArcs exact(arcs, model);
      for (const std::vector<std::int32_t> &seeds : {std::vector<std::int32_t>{0}, std::vector<std::int32_t>{1, 4}}) {
        const SpreadEstimate estimate = spread(graph, model, seeds, 20'000, static_cast<std::uint64_t>(round));
        const double expected = exact.spread(seeds);
        EXPECT_NEAR(estimate.mean, expected, 5 * estimate.standard_error + 1e-12)
            << round << " model " << static_cast<int>(model.diffusion);
      }
    }
  }
}

TEST(Spread, KnowsItsStandardError) {
  // One arc of p = 1/2: the number reached is 1 or 2, variance 1/4.
  const Graph graph = Arcs{2, {{0, 1}}}.build();
  const std::vector<std::int32_t> seeds{0};
  const SpreadEstimate estimate = spread(graph, {Diffusion::independent_cascade, 0.5}, seeds, 10'000, 1);
  EXPECT_NEAR(estimate.standard_error, 0.005, 1e-5);
  EXPECT_TRUE(std::isnan(spread(graph, {Diffusion::independent_cascade, 0.5}, seeds, 1, 1).standard_error));
}

TEST(Spread, IsTheSameForAnyThreadsAndSteps) {
  std::mt19937 random(6);
  const Graph graph = test::random_graph(random, 200).build();
  const std::vector<std::int32_t> seeds{0, 0};
  for (const DiffusionModel &model : test::kModels) {
    const SpreadEstimate once = spread(graph, model, seeds, 1000, 9);
    for (const std::int32_t threads : {1, 2, 3, 8}) {
      const auto job = spread_job(graph, model, seeds, 1000, 9, threads);
      while (!job->progress().finished()) job->step(37);
      EXPECT_EQ(job->values()[0], once.mean);
      EXPECT_EQ(job->values()[1], once.standard_error);
    }
    EXPECT_EQ(spread(graph, model, std::vector<std::int32_t>{0}, 1000, 9).mean, once.mean);
  }
}

TEST(Spread, FromNobodyReachesNobody) {
  EXPECT_EQ(spread(Arcs{3, {{0, 1}}}.build(), {}, {}, 10, 1).mean, 0);
  EXPECT_EQ(spread(Arcs{0, {}}.build(), {}, {}, 10, 1).mean, 0);
}

TEST(Spread, RefusesWhatIsNoModelNoSeedNoRun) {
  const Graph graph = Arcs{2, {{0, 1}}}.build();
  const std::vector<std::int32_t> good{0};
  for (const double p : {0.0, -0.1, 1.1, std::nan("")}) {
    EXPECT_THROW(static_cast<void>(spread(graph, {Diffusion::independent_cascade, p}, good, 1, 1)), Error);
  }
  for (const std::int32_t seed : {-1, 2}) {
    EXPECT_THROW(static_cast<void>(spread(graph, {}, std::vector<std::int32_t>{seed}, 1, 1)), Error);
  }
  EXPECT_THROW(static_cast<void>(spread(graph, {}, good, 0, 1)), Error);
  EXPECT_THROW(static_cast<void>(spread(graph, {}, good, 1, 1, 0)), Error);
  EXPECT_THROW(static_cast<void>(spread_job(graph, {}, good, 2, 1)->values()), Error);
}

}  // namespace
