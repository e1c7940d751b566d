#include "analysis/reduced_graph.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "arcs.hpp"

namespace {

using namespace entente;
using analysis::reduce;
using analysis::ReducedGraph;
using test::Arcs;

TEST(ReducedGraph, KeepsNoVertexOfOneNeighbour) {
  std::mt19937 random(51);
  for (int round = 0; round < 200; ++round) {
    const ReducedGraph reduced = reduce(test::random_graph(random, 80).build(), View::und);
    for (std::int32_t v = 0; v < reduced.size(); ++v) EXPECT_NE(reduced.successors.degree(v), 1u);
  }
}

TEST(ReducedGraph, FoldsATreeIntoOneVertexThatStandsForAll) {
  Arcs tree{6, {}};
  for (std::int32_t v = 1; v < 6; ++v) tree.both(v, (v - 1) / 2);
  const ReducedGraph reduced = reduce(tree.build(), View::und);
  ASSERT_EQ(reduced.size(), 1);
  EXPECT_EQ(reduced.mass[0], 6.0);
}

TEST(ReducedGraph, LosesNoMassInAnyComponent) {
  std::mt19937 random(52);
  for (int round = 0; round < 200; ++round) {
    const Graph graph = test::random_graph(random, 80).build();
    const ReducedGraph reduced = reduce(graph, View::und);
    EXPECT_EQ(std::accumulate(reduced.mass.begin(), reduced.mass.end(), 0.0), graph.vertices());
    for (std::size_t c = 0; c + 1 < reduced.component_begin.size(); ++c) {
      EXPECT_LT(reduced.component_begin[c], reduced.component_begin[c + 1]);
      for (std::int32_t v = reduced.component_begin[c]; v < reduced.component_begin[c + 1]; ++v) {
        EXPECT_EQ(reduced.component[static_cast<std::size_t>(v)], static_cast<std::int32_t>(c));
        for (const std::int32_t w : reduced.successors[v]) {
          EXPECT_EQ(reduced.component[static_cast<std::size_t>(w)], static_cast<std::int32_t>(c));
        }
      }
    }
  }
}

TEST(ReducedGraph, KeepsEveryArcOfADirectedGraph) {
  std::mt19937 random(53);
  const Graph graph = test::random_graph(random, 80).build();
  const ReducedGraph reduced = reduce(graph, View::dir);
  EXPECT_EQ(reduced.size(), graph.vertices());
  EXPECT_EQ(static_cast<std::int64_t>(reduced.successors.neighbours.size()), graph.arcs());
  EXPECT_EQ(reduced.predecessors.neighbours.size(), reduced.successors.neighbours.size());
}

}  // namespace
