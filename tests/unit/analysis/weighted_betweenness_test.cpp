#include "entente/analysis/weighted_betweenness.hpp"

#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>

#include "entente/analysis/betweenness.hpp"
#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;
using test::WeightedArcs;

/// Costs as the documentation says, 0 where there is no arc.
test::Matrix costs(const WeightedArcs &arcs, bool directed, double scale) {
  test::Matrix result = arcs.matrix(directed);
  for (auto &row : result) {
    for (double &value : row) value = value > 0 ? 1 + std::floor(scale / value) : 0;
  }
  return result;
}

/// Distances by Floyd and Warshall, numbers of paths by recursion over them, shares by the definition.
std::vector<double> by_definition(const test::Matrix &cost, bool directed) {
  const std::size_t n = cost.size();
  constexpr double kFar = 1e18;
  test::Matrix d(n, std::vector<double>(n, kFar));
  for (std::size_t u = 0; u < n; ++u) {
    for (std::size_t v = 0; v < n; ++v) d[u][v] = u == v ? 0 : cost[u][v] > 0 ? cost[u][v] : kFar;
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t u = 0; u < n; ++u) {
      for (std::size_t v = 0; v < n; ++v) d[u][v] = std::min(d[u][v], d[u][k] + d[k][v]);
    }
  }
  test::Matrix paths(n, std::vector<double>(n, -1));
  const auto count = [&](auto self, std::size_t s, std::size_t t) -> double {
    if (s == t) return 1;
    if (d[s][t] >= kFar) return 0;
    if (paths[s][t] >= 0) return paths[s][t];
    double sum = 0;
    for (std::size_t v = 0; v < n; ++v) {
      if (cost[v][t] > 0 && d[s][v] + cost[v][t] == d[s][t]) sum += self(self, s, v);
    }
    return paths[s][t] = sum;
  };
  std::vector<double> result(n, 0.0);
  for (std::size_t s = 0; s < n; ++s) {
    for (std::size_t t = directed ? 0 : s + 1; t < n; ++t) {
      if (s == t || d[s][t] >= kFar) continue;
      for (std::size_t v = 0; v < n; ++v) {
        if (v == s || v == t || d[s][v] + d[v][t] != d[s][t]) continue;
        result[v] += count(count, s, v) * count(count, v, t) / count(count, s, t);
      }
    }
  }
  return result;
}

TEST(WeightedBetweenness, EqualsTheDefinitionOnRandomGraphs) {
  std::mt19937 random(61);
  for (int round = 0; round < 150; ++round) {
    const WeightedArcs arcs = test::random_weighted(random, 30);
    const double scale = round % 3 == 0 ? 1000 : round % 3 == 1 ? 10 : 1.5;  // small ones make many ties
    for (const View view : {View::dir, View::und}) {
      const bool directed = view == View::dir;
      ASSERT_TRUE(test::all_close(weighted_betweenness(arcs.build(), view, scale),
                                  by_definition(costs(arcs, directed, scale), directed)))
          << "round " << round << (directed ? ", dir" : ", und");
    }
  }
}

TEST(WeightedBetweenness, EqualsBoostGraphOnLargerGraphs) {
  using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                           boost::property<boost::edge_weight_t, int>>;
  std::mt19937 random(62);
  for (int round = 0; round < 10; ++round) {
    const WeightedArcs arcs = test::random_weighted(random, 250);
    const test::Matrix cost = costs(arcs, true, 20);
    BoostGraph peer(cost.size());
    for (std::size_t u = 0; u < cost.size(); ++u) {
      for (std::size_t v = 0; v < cost.size(); ++v) {
        if (cost[u][v] > 0) boost::add_edge(u, v, static_cast<int>(cost[u][v]), peer);
      }
    }
    std::vector<double> expected(cost.size(), 0.0);
    boost::brandes_betweenness_centrality(
        peer, boost::weight_map(get(boost::edge_weight, peer))
                  .centrality_map(boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, peer))));
    ASSERT_TRUE(test::all_close(weighted_betweenness(arcs.build(), View::dir, 20), expected, 1e-10));
  }
}

TEST(WeightedBetweenness, WithoutScaleIsThatOfArcs) {
  std::mt19937 random(63);
  for (int round = 0; round < 30; ++round) {
    const Graph graph = test::random_weighted(random, 200).build();
    for (const View view : {View::dir, View::und}) {
      ASSERT_TRUE(test::all_close(weighted_betweenness(graph, view, 0), betweenness(graph, view)));
    }
  }
}

TEST(WeightedBetweenness, CountsMorePathsThanADoubleHolds) {
  const Graph graph = test::diamonds(1'200).build();  // 2^1200 paths from end to end
  EXPECT_TRUE(test::all_close(weighted_betweenness(graph, View::und), betweenness(graph, View::und), 1e-9));
}

TEST(WeightedBetweenness, IsTheSameBytesForAnyThreadsAndSteps) {
  std::mt19937 random(64);
  const Graph graph = test::random_weighted(random, 300).build();
  const std::vector<double> expected = weighted_betweenness(graph, View::und, 50);
  for (const std::int32_t threads : {1, 2, 3, 8}) {
    for (const std::int64_t work : {std::int64_t{7}, std::int64_t{0}}) {
      const auto job = weighted_betweenness_job(graph, View::und, 50, threads);
      while (!job->step(work).finished()) {
      }
      EXPECT_TRUE(test::equal_bytes(job->values(), expected));
    }
  }
}

TEST(WeightedBetweenness, RefusesScalesAndCostsOutOfRange) {
  const std::vector<std::int32_t> source{0, 1}, target{1, 2};
  const std::vector<double> strength{1.0, 1e-12};
  const Graph graph = build_graph({3, source, target, strength});
  const auto refused = [&](double scale, std::int32_t threads, ErrorCode code) {
    try {
      (void)weighted_betweenness_job(graph, View::dir, scale, threads);
      FAIL() << scale;
    } catch (const Error &error) {
      EXPECT_EQ(error.code(), code) << scale;
    }
  };
  refused(-1, 1, ErrorCode::invalid);
  refused(std::nan(""), 1, ErrorCode::invalid);
  refused(HUGE_VAL, 1, ErrorCode::invalid);
  refused(1000, 0, ErrorCode::invalid);
  refused(1000, 1, ErrorCode::range);
  EXPECT_EQ(weighted_betweenness(graph, View::dir, 1e-6)[1], 1.0);
}

}  // namespace
