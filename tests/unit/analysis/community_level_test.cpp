#include "analysis/community_level.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "weighted_arcs.hpp"

namespace {

using namespace entente;
using analysis::CommunityLevel;
using analysis::Division;

CommunityLevel level_of(const Graph &graph) {
  const Adjacency &neighbours = graph.adjacency(View::und);
  CommunityLevel level{neighbours.offsets, neighbours.neighbours, std::vector<double>(neighbours.neighbours.size(), 1.0), {}};
  for (std::int32_t v = 0; v < graph.vertices(); ++v) level.mass.push_back(neighbours.degree(v));
  return level;
}

/// What v gains in a community, by sums over all vertices.
double gain(const CommunityLevel &level, double price, const std::vector<std::int32_t> &label, std::size_t v, std::int32_t c) {
  double sum = 0;
  for (std::uint32_t i = level.offsets[v]; i < level.offsets[v + 1]; ++i) {
    if (label[static_cast<std::size_t>(level.neighbours[i])] == c) sum += level.weight[i];
  }
  for (std::size_t u = 0; u < label.size(); ++u) {
    if (u != v && label[u] == c) sum -= price * level.mass[v] * level.mass[u];
  }
  return sum;
}

Division singles(const CommunityLevel &level) {
  Division division{std::vector<std::int32_t>(level.mass.size()), level.size()};
  std::iota(division.label.begin(), division.label.end(), 0);
  return division;
}

TEST(CommunityLevel, MovesMadeAgainEndWhereNoVertexGainsByAMove) {
  std::mt19937 random(121);
  for (int round = 0; round < 40; ++round) {
    const CommunityLevel level = level_of(test::random_graph(random, 120).build());
    const double price = 1 / std::max(1.0, std::accumulate(level.mass.begin(), level.mass.end(), 0.0));
    analysis::RandomDraws draws(round, analysis::DrawPurpose::community_order, 0);
    Division division = singles(level);
    std::vector<std::int32_t> before;
    for (int call = 0; call < 20 && before != division.label; ++call) {
      before = division.label;
      analysis::move_vertices(level, price, draws, division);
    }
    for (std::size_t v = 0; v < division.label.size(); ++v) {
      const double own = gain(level, price, division.label, v, division.label[v]);
      for (std::int32_t c = 0; c <= division.count; ++c) ASSERT_LE(gain(level, price, division.label, v, c), own + 1e-9);
    }
  }
}

TEST(CommunityLevel, RefinesInsideCommunitiesIntoPartsThatEdgesHoldTogether) {
  std::mt19937 random(122);
  for (int round = 0; round < 40; ++round) {
    const Graph graph = test::random_graph(random, 120).build();
    const CommunityLevel level = level_of(graph);
    analysis::RandomDraws draws(round, analysis::DrawPurpose::community_order, 1);
    Division given{test::random_labels(random, graph.vertices(), 3), 3};
    const Division refined = analysis::refine(level, 0.001, given, draws);
    for (std::size_t v = 0; v < given.label.size(); ++v) {
      for (std::size_t u = 0; u < v; ++u) {
        const bool together = refined.label[u] == refined.label[v];
        ASSERT_TRUE(!together || given.label[u] == given.label[v]);
      }
    }
    const std::vector<std::int32_t> parts = analysis::connected_parts(level, refined.label);
    EXPECT_EQ(*std::max_element(parts.begin(), parts.end()) + 1, refined.count);
  }
}

TEST(CommunityLevel, PartsACommunityThatNoEdgeHoldsTogether) {
  const CommunityLevel level = level_of(test::Arcs{5, {{0, 1}, {1, 2}, {3, 4}}}.build());
  EXPECT_EQ(analysis::connected_parts(level, {7, 3, 7, 7, 7}), (std::vector<std::int32_t>{0, 1, 2, 3, 3}));
}

TEST(CommunityLevel, AggregatesWeightsBetweenAndLeavesOutThoseInside) {
  std::mt19937 random(123);
  const Graph graph = test::random_graph(random, 60).build();
  const CommunityLevel level = level_of(graph);
  const Division division{test::random_labels(random, graph.vertices(), 4), 4};
  const CommunityLevel higher = analysis::aggregate(level, division);
  test::Matrix between(4, std::vector<double>(4, 0.0));
  std::vector<double> mass(4, 0.0);
  for (std::size_t v = 0; v < level.mass.size(); ++v) {
    const auto a = static_cast<std::size_t>(division.label[v]);
    mass[a] += level.mass[v];
    for (const std::int32_t w : graph.adjacency(View::und)[static_cast<std::int32_t>(v)]) {
      const auto b = static_cast<std::size_t>(division.label[static_cast<std::size_t>(w)]);
      if (a != b) ++between[a][b];
    }
  }
  EXPECT_EQ(higher.mass, mass);
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::uint32_t i = higher.offsets[a]; i < higher.offsets[a + 1]; ++i) {
      between[a][static_cast<std::size_t>(higher.neighbours[i])] -= higher.weight[i];
    }
  }
  EXPECT_EQ(between, test::Matrix(4, std::vector<double>(4, 0.0)));
}

}  // namespace
