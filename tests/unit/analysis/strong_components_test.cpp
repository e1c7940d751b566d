#include "entente/analysis/strong_components.hpp"

#include <gtest/gtest.h>

#include "arcs.hpp"

namespace {

using namespace entente;
using test::Arcs;

/// Transitive closure (Warshall); classes of mutual reach, numbered by sorting.
std::vector<std::int32_t> reference(const Arcs &arcs) {
  auto reach = arcs.matrix(true);
  const std::size_t n = reach.size();
  for (std::size_t v = 0; v < n; ++v) reach[v][v] = 1;
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        if (reach[i][k] != 0 && reach[k][j] != 0) reach[i][j] = 1;
      }
    }
  }
  std::vector<std::pair<std::int32_t, std::size_t>> order;  // -size, lowest member
  std::vector<std::pair<std::int32_t, std::size_t>> of_vertex;
  for (std::size_t v = 0; v < n; ++v) {
    std::int32_t size = 0;
    std::size_t lowest = n;
    for (std::size_t u = n; u-- > 0;) {
      if ((reach[u][v] & reach[v][u]) == 0) continue;
      ++size;
      lowest = u;
    }
    of_vertex.emplace_back(-size, lowest);
    if (lowest == v) order.push_back(of_vertex.back());
  }
  std::sort(order.begin(), order.end());
  std::vector<std::int32_t> label;
  for (const auto &key : of_vertex) {
    label.push_back(static_cast<std::int32_t>(std::find(order.begin(), order.end(), key) - order.begin()));
  }
  return label;
}

TEST(StrongComponents, EqualMutualReachOnEveryGraphUpToFourVertices) {
  for (std::int32_t n = 0; n <= 4; ++n) {
    for (std::uint32_t bits = 0; bits < 1u << (n * (n - 1)); ++bits) {
      const Arcs arcs = test::directed_graph(n, bits);
      ASSERT_EQ(strong_components(arcs.build()).label, reference(arcs)) << n << " vertices, graph " << bits;
    }
  }
}

TEST(StrongComponents, EqualMutualReachOnRandomGraphs) {
  std::mt19937 random(31);
  for (int round = 0; round < 300; ++round) {
    const Arcs arcs = test::random_graph(random, 60);
    const Partition partition = strong_components(arcs.build());
    const std::vector<std::int32_t> expected = reference(arcs);
    ASSERT_EQ(partition.label, expected);
    EXPECT_EQ(partition.count, *std::max_element(expected.begin(), expected.end()) + 1);
  }
}

TEST(StrongComponents, OfACycleOfAMillionVerticesAreOne) {
  Arcs cycle{1'000'000, {}};
  for (std::int32_t v = 0; v < cycle.vertices; ++v) cycle.list.emplace_back(v, (v + 1) % cycle.vertices);
  EXPECT_EQ(strong_components(cycle.build()).count, 1);
  cycle.list.pop_back();
  EXPECT_EQ(strong_components(cycle.build()).count, cycle.vertices);
}

TEST(StrongComponents, OfTheEmptyGraphAreNone) { EXPECT_EQ(strong_components(build_graph({})).count, 0); }

}  // namespace
