#include "entente/analysis/pagerank.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;
using test::Matrix;

/// The random walk played on a dense matrix, every step written out: far more steps than it takes.
std::vector<double> reference(const Matrix &w, double damping, std::vector<double> restart) {
  const std::size_t n = w.size();
  const double all = std::accumulate(restart.begin(), restart.end(), 0.0);
  for (double &t : restart) t /= all;
  std::vector<double> x(restart);
  for (int step = 0; step < 4'000; ++step) {
    std::vector<double> next(n, 0.0);
    for (std::size_t u = 0; u < n; ++u) {
      const double out = std::accumulate(w[u].begin(), w[u].end(), 0.0);
      for (std::size_t v = 0; v < n; ++v) next[v] += damping * x[u] * (out > 0 ? w[u][v] / out : restart[v]);
      for (std::size_t v = 0; v < n; ++v) next[v] += (1 - damping) * x[u] * restart[v];
    }
    x = next;
  }
  return x;
}

Matrix unweighted(Matrix w) {
  for (auto &row : w) {
    for (double &value : row) value = value > 0 ? 1 : 0;
  }
  return w;
}

TEST(Pagerank, EqualsTheWalkStepByStep) {
  std::mt19937 random(41);
  for (int round = 0; round < 60; ++round) {
    const test::WeightedArcs arcs = test::random_weighted(random, 24);
    const Graph graph = arcs.build();
    const auto n = static_cast<std::size_t>(arcs.vertices);
    PagerankOptions options;
    options.view = round % 2 == 0 ? View::dir : View::und;
    options.weighted = round % 3 == 0;
    options.damping = round % 5 == 0 ? 0.5 : 0.85;
    std::vector<double> restart(n, 1.0);
    if (round % 4 == 0) {
      for (double &t : restart) t = static_cast<double>(random() % 3);
      restart[0] += 1;
      options.restart = restart;
    }
    const Matrix w = arcs.matrix(options.view == View::dir);
    const Pagerank got = pagerank(graph, options);
    ASSERT_TRUE(test::all_close(got.value, reference(options.weighted ? w : unweighted(w), options.damping, restart), 1e-11))
        << "round " << round;
    EXPECT_LT(got.residual, 1e-11);
    EXPECT_NEAR(std::accumulate(got.value.begin(), got.value.end(), 0.0), 1.0, 1e-12);
  }
}

TEST(Pagerank, ReportsAResidualThatAFewSweepsLeave) {
  std::mt19937 random(42);
  const Graph graph = test::random_graph(random, 400).build();
  PagerankOptions options;
  options.view = View::und;
  options.max_sweeps = 1;
  const double one = pagerank(graph, options).residual;
  options.max_sweeps = 8;
  const double eight = pagerank(graph, options).residual;
  EXPECT_GT(one, 1e-4);
  EXPECT_LT(eight, one / 2);
  EXPECT_EQ(pagerank(graph, options).sweeps, 8);
}

TEST(Pagerank, ComputesWhatLiesOnNoCycleOnce) {
  test::Arcs chain{1'000, {}};
  for (std::int32_t v = 999; v > 0; --v) chain.list.emplace_back(v, v - 1);  // against the numbers
  EXPECT_EQ(pagerank(chain.build()).sweeps, 1);
}

TEST(Pagerank, WithoutDampingIsTheRestart) {
  const std::vector<double> restart{1, 0, 3};
  const test::Arcs arcs{3, {{0, 1}, {1, 2}}};
  PagerankOptions options;
  options.damping = 0;
  options.restart = restart;
  EXPECT_EQ(pagerank(arcs.build(), options).value, (std::vector<double>{0.25, 0, 0.75}));
}

TEST(Pagerank, OfNothingAndOfOneVertex) {
  EXPECT_TRUE(pagerank(build_graph({})).value.empty());
  EXPECT_EQ(pagerank(build_graph({1, {}, {}, {}})).value, std::vector<double>{1.0});
}

TEST(Pagerank, RefusesWhatIsOutOfRange) {
  const Graph graph = test::diamonds(1).build();
  const auto refused = [&](auto change) {
    PagerankOptions options;
    change(options);
    EXPECT_THROW((void)pagerank(graph, options), Error);
  };
  refused([](auto &o) { o.damping = 1; });
  refused([](auto &o) { o.damping = -0.1; });
  refused([](auto &o) { o.damping = std::nan(""); });
  refused([](auto &o) { o.tolerance = 0; });
  refused([](auto &o) { o.tolerance = std::nan(""); });
  refused([](auto &o) { o.max_sweeps = 0; });
  static const std::vector<double> kBad[] = {{1, 1}, {0, 0, 0, 0}, {1, -1, 1, 1}, {1, std::nan(""), 1, 1}, {1e308, 1e308, 1, 1}};
  for (const auto &bad : kBad) refused([&](auto &o) { o.restart = bad; });
}

TEST(Pagerank, RefusesStrengthsThatSumBeyondDouble) {
  const std::vector<std::int32_t> source{0, 1}, target{1, 0};
  const std::vector<double> strength{1e308, 1e308};
  const Graph graph = build_graph({2, source, target, strength});
  PagerankOptions options;
  options.weighted = true;
  EXPECT_THROW((void)pagerank(graph, options), Error);
  options.weighted = false;
  EXPECT_EQ(pagerank(graph, options).value.size(), 2u);
}

}  // namespace
