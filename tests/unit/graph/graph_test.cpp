#include "entente/graph/graph.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <utility>

#include "entente/graph/builder.hpp"

namespace {

using namespace entente;

std::set<std::pair<std::int32_t, std::int32_t>> arcs_of(const Adjacency &adjacency, bool turned) {
  std::set<std::pair<std::int32_t, std::int32_t>> arcs;
  for (std::size_t i = 0; i + 1 < adjacency.offsets.size(); ++i) {
    const auto v = static_cast<std::int32_t>(i);
    for (const std::int32_t w : adjacency[v]) arcs.insert(turned ? std::pair{w, v} : std::pair{v, w});
  }
  return arcs;
}

TEST(Transpose, TurnsEveryArcAndKeepsRowsAscending) {
  std::mt19937 random(3);
  std::vector<std::int32_t> source, target;
  for (int i = 0; i < 200; ++i) {
    source.push_back(static_cast<std::int32_t>(random() % 20));
    target.push_back(static_cast<std::int32_t>(random() % 20));
  }
  const Graph graph = build_graph({20, source, target, {}});
  const Adjacency &given = graph.adjacency(View::dir);
  const Adjacency turned = transpose(given);
  EXPECT_EQ(arcs_of(turned, true), arcs_of(given, false));
  const Adjacency twice = transpose(turned);
  EXPECT_EQ(twice.offsets, given.offsets);
  EXPECT_EQ(twice.neighbours, given.neighbours);
}

TEST(Transpose, OfNothingIsNothing) {
  const Graph graph = build_graph({});
  EXPECT_EQ(transpose(graph.adjacency(View::dir)).offsets.size(), 1u);
}

}  // namespace
