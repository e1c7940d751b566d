#include "entente/analysis/betweenness_parts.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "entente/analysis/betweenness.hpp"
#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;

/// Shares of all pairs by matrices: distances, and numbers of paths of each length as powers of the adjacency.
test::Matrix shares(const test::Arcs &arcs, bool directed, std::size_t vertex) {
  const test::Matrix d = test::distances(arcs, directed);
  const auto a = arcs.matrix(directed);
  const std::size_t n = d.size();
  test::Matrix walks(n, std::vector<double>(n, 0.0));
  test::Matrix paths(n, std::vector<double>(n, 0.0));
  for (std::size_t v = 0; v < n; ++v) walks[v][v] = paths[v][v] = 1;
  for (std::size_t length = 1; length < n; ++length) {
    test::Matrix longer(n, std::vector<double>(n, 0.0));
    for (std::size_t u = 0; u < n; ++u) {
      for (std::size_t v = 0; v < n; ++v) {
        for (std::size_t k = 0; k < n; ++k) longer[u][v] += walks[u][k] * a[k][v];
        if (d[u][v] == static_cast<double>(length)) paths[u][v] = longer[u][v];
      }
    }
    walks = longer;
  }
  test::Matrix result(n, std::vector<double>(n, 0.0));
  for (std::size_t s = 0; s < n; ++s) {
    for (std::size_t t = 0; t < n; ++t) {
      if (s == t || s == vertex || t == vertex || std::isinf(d[s][t])) continue;
      if (d[s][vertex] + d[vertex][t] == d[s][t]) result[s][t] = paths[s][vertex] * paths[vertex][t] / paths[s][t];
    }
  }
  return result;
}

TEST(BetweennessParts, AreTheSharesByTheirDefinition) {
  std::mt19937 random(91);
  for (int round = 0; round < 60; ++round) {
    const test::Arcs arcs = test::random_graph(random, 20);
    const auto label = test::random_labels(random, arcs.vertices, 3);
    const auto vertex = static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(arcs.vertices));
    for (const View view : {View::dir, View::und}) {
      const bool und = view == View::und;
      const test::Matrix expected = shares(arcs, !und, static_cast<std::size_t>(vertex));
      const BetweennessParts got = betweenness_parts(arcs.build(), view, vertex, {label, 3}, 7);
      std::vector<double> of_groups(9, 0.0);
      std::vector<std::tuple<double, std::int32_t, std::int32_t>> pairs;
      for (std::int32_t s = 0; s < arcs.vertices; ++s) {
        for (std::int32_t t = 0; t < arcs.vertices; ++t) {
          const double share = expected[static_cast<std::size_t>(s)][static_cast<std::size_t>(t)];
          of_groups[static_cast<std::size_t>(3 * label[static_cast<std::size_t>(s)] + label[static_cast<std::size_t>(t)])] +=
              und ? share / 2 : share;
          if (share > 0 && (!und || s < t)) pairs.emplace_back(-std::round(share * 1e9), s, t);
        }
      }
      ASSERT_TRUE(test::all_close(got.of_groups, of_groups)) << "round " << round;
      std::sort(pairs.begin(), pairs.end());
      ASSERT_EQ(got.share.size(), std::min<std::size_t>(7, pairs.size()));
      for (std::size_t i = 0; i < got.share.size(); ++i) {
        ASSERT_EQ(got.source[i], std::get<1>(pairs[i]));
        ASSERT_EQ(got.target[i], std::get<2>(pairs[i]));
        ASSERT_NEAR(got.share[i], -std::get<0>(pairs[i]) / 1e9, 1e-8);
      }
    }
  }
}

TEST(BetweennessParts, SumToTheScoreOfEveryVertex) {
  std::mt19937 random(92);
  const test::Arcs arcs = test::random_graph(random, 120);
  const Graph graph = arcs.build();
  const auto label = test::random_labels(random, arcs.vertices, 5);
  for (const View view : {View::dir, View::und}) {
    const std::vector<double> exact = betweenness(graph, view);
    for (std::int32_t v = 0; v < arcs.vertices; ++v) {
      const BetweennessParts got = betweenness_parts(graph, view, v, {label, 5}, 0);
      ASSERT_TRUE(test::close(got.score, exact[static_cast<std::size_t>(v)])) << v;
      ASSERT_TRUE(got.share.empty());
    }
  }
}

TEST(BetweennessParts, SumToTheScoreBeyondTheRangeOfDouble) {
  const Graph graph = test::diamonds(1'200).build();
  const std::vector<std::int32_t> one(static_cast<std::size_t>(graph.vertices()), 0);
  const std::vector<double> exact = betweenness(graph, View::und);
  for (const std::int32_t v : {1'800, 1, 3'599}) {
    EXPECT_TRUE(test::close(betweenness_parts(graph, View::und, v, {one, 1}).score, exact[static_cast<std::size_t>(v)], 1e-9));
  }
}

TEST(BetweennessParts, DoNotDependOnTheSteps) {
  std::mt19937 random(93);
  const test::Arcs arcs = test::random_graph(random, 90);
  const Graph graph = arcs.build();
  const std::vector<std::int32_t> label(static_cast<std::size_t>(arcs.vertices), 0);
  const auto whole = betweenness_parts_job(graph, View::und, 0, {label, 1});
  whole->step(0);
  const auto cut = betweenness_parts_job(graph, View::und, 0, {label, 1});
  while (!cut->step(4).finished()) {
  }
  EXPECT_TRUE(test::equal_bytes(whole->values(), cut->values()));
  EXPECT_TRUE(std::equal(whole->integers().begin(), whole->integers().end(), cut->integers().begin(), cut->integers().end()));
}

TEST(BetweennessParts, RefuseWhatIsOutOfRange) {
  const Graph graph = test::diamonds(1).build();
  const std::vector<std::int32_t> label{0, 1, 1, 0}, bad{0, 1, 2, 0}, few{0, 1};
  EXPECT_THROW((void)betweenness_parts(graph, View::und, 4, {label, 2}), Error);
  EXPECT_THROW((void)betweenness_parts(graph, View::und, -1, {label, 2}), Error);
  EXPECT_THROW((void)betweenness_parts(graph, View::und, 0, {bad, 2}), Error);
  EXPECT_THROW((void)betweenness_parts(graph, View::und, 0, {few, 2}), Error);
  EXPECT_THROW((void)betweenness_parts(graph, View::und, 0, {label, 2}, -1), Error);
  EXPECT_THROW((void)betweenness_parts(graph, View::und, 0, {label, 2}, 2'000'000'000), Error);
  EXPECT_THROW((void)betweenness_parts(graph, View::und, 0, {label, 1'000'000}), Error);
  EXPECT_TRUE(betweenness_parts(graph, View::und, 0, {label, 2}, 3).share.size() == 1);
}

}  // namespace
