#include "entente/analysis/betweenness_sample.hpp"

#include <gtest/gtest.h>

#include "analysis/path_sampler.hpp"
#include "entente/analysis/betweenness.hpp"
#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;
using test::Arcs;

/// The greatest error, as a share of all ordered pairs.
double error_of(const Graph &graph, View view, const std::vector<double> &sampled) {
  const std::vector<double> exact = betweenness(graph, view);
  const double n = graph.vertices();
  double greatest = 0;
  for (std::size_t v = 0; v < exact.size(); ++v) greatest = std::max(greatest, std::abs(sampled[v] - exact[v]));
  return greatest / (n * (n - 1) / (view == View::und ? 2 : 1));
}

TEST(BetweennessSample, KeepsItsBoundInEveryOfManyRuns) {
  std::mt19937 random(81);
  int runs = 0;
  for (int round = 0; round < 40; ++round) {
    const Graph graph = test::random_graph(random, 150).build();
    for (const View view : {View::dir, View::und}) {
      const SampledBetweenness got = betweenness_sample(graph, {view, 0.03, 0.05, round, 1});
      EXPECT_LE(graph.vertices() < 3 ? 0 : error_of(graph, view, got.value), 0.03) << "round " << round;
      ++runs;
    }
  }
  EXPECT_EQ(runs, 80);  // the bound may fail in 5 of 100; it is loose enough that none is seen
}

TEST(BetweennessSample, ComesNearerAsTheErrorIsMadeSmaller) {
  std::mt19937 random(82);
  const Graph graph = test::random_graph(random, 300).build();
  const SampledBetweenness coarse = betweenness_sample(graph, {View::und, 0.05, 0.1, 1, 1});
  const SampledBetweenness fine = betweenness_sample(graph, {View::und, 0.005, 0.1, 1, 1});
  EXPECT_GT(fine.samples, 10 * coarse.samples);
  EXPECT_LE(error_of(graph, View::und, fine.value), 0.005);
}

TEST(BetweennessSample, StopsEarlyWhereNoVertexLiesOnManyPaths) {
  Arcs ring{200, {}};  // every vertex lies on a quarter of the paths
  for (std::int32_t v = 0; v < 200; ++v) ring.both(v, (v + 1) % 200);
  Arcs complete{200, {}};
  for (std::int32_t u = 0; u < 200; ++u) {
    for (std::int32_t v = 0; v < u; ++v) {
      if (v + 1 != u) complete.both(u, v);
    }
  }
  const auto most = static_cast<std::int64_t>(std::ceil(std::log(4 * 200 / 0.1) / (2 * 0.02 * 0.02)));
  EXPECT_EQ(betweenness_sample(ring.build(), {View::und, 0.02, 0.1, 1, 1}).samples, most);
  EXPECT_LE(betweenness_sample(complete.build(), {View::und, 0.02, 0.1, 1, 1}).samples, most / 4);
}

TEST(BetweennessSample, DrawsEveryShortestPathWithTheSameChance) {
  // 0 -> {1, 2, 3} -> 4 -> {5, 6} -> 7, and 1 -> 5 is no shortcut: 6 paths; 1, 2, 3 a third each, 5, 6 a half each.
  const Arcs arcs{8, {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 4}, {4, 5}, {4, 6}, {5, 7}, {6, 7}, {7, 0}}};
  const Graph graph = arcs.build();
  const Adjacency in = transpose(graph.adjacency(View::dir));
  analysis::PathSampler sampler(graph.adjacency(View::dir), in);
  constexpr int kSamples = 60'000;
  for (int i = 0; i < kSamples; ++i) {
    analysis::RandomDraws draws(3, analysis::DrawPurpose::sampled_path, static_cast<std::uint64_t>(i));
    sampler.sample(0, 7, draws);
  }
  const double expected[] = {0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1, 0.5, 0.5, 0};
  for (std::size_t v = 0; v < 8; ++v) {
    EXPECT_NEAR(static_cast<double>(sampler.count()[v]) / kSamples, expected[v], 0.01) << v;  // 5 standard deviations
  }
}

TEST(BetweennessSample, GoesThroughMorePathsThanADoubleHolds) {
  const Graph graph = test::diamonds(1'200).build();
  const SampledBetweenness got = betweenness_sample(graph, {View::und, 0.05, 0.1, 4, 1});
  EXPECT_LE(error_of(graph, View::und, got.value), 0.05);
}

TEST(BetweennessSample, IsTheSameBytesForAnyThreadsAndSteps) {
  std::mt19937 random(83);
  const Graph graph = test::random_graph(random, 300).build();
  const SampleOptions one{View::und, 0.03, 0.1, 9, 1};
  const SampledBetweenness expected = betweenness_sample(graph, one);
  for (const std::int32_t threads : {1, 2, 3, 8}) {
    for (const std::int64_t work : {std::int64_t{77}, std::int64_t{5'000}, std::int64_t{0}}) {
      SampleOptions options = one;
      options.threads = threads;
      const auto job = betweenness_sample_job(graph, options);
      while (!job->step(work).finished()) {
      }
      EXPECT_EQ(job->progress().done, expected.samples);
      EXPECT_TRUE(test::equal_bytes(job->values(), expected.value));
    }
  }
  SampleOptions other = one;
  other.seed = 10;
  EXPECT_FALSE(test::equal_bytes(betweenness_sample(graph, other).value, expected.value));
}

TEST(BetweennessSample, NeedsNoSampleWhereNothingIsBetween) {
  for (std::int32_t n = 0; n < 3; ++n) {
    const SampledBetweenness got = betweenness_sample(build_graph({n, {}, {}, {}}), {View::und, 0.1, 0.1, 0, 2});
    EXPECT_EQ(got.samples, 0);
    EXPECT_EQ(got.value, std::vector<double>(static_cast<std::size_t>(n), 0.0));
  }
}

TEST(BetweennessSample, RefusesWhatIsOutOfRange) {
  const Graph graph = test::diamonds(1).build();
  for (const double bad : {0.0, 1.0, -1.0, std::nan("")}) {
    EXPECT_THROW((void)betweenness_sample_job(graph, {View::und, bad, 0.1, 0, 1}), Error);
    EXPECT_THROW((void)betweenness_sample_job(graph, {View::und, 0.1, bad, 0, 1}), Error);
  }
  EXPECT_THROW((void)betweenness_sample_job(graph, {View::und, 0.1, 0.1, 0, 0}), Error);
  EXPECT_THROW((void)betweenness_sample_job(graph, {View::und, 1e-12, 0.1, 0, 1}), Error);
}

}  // namespace
