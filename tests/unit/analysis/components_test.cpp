#include "entente/analysis/components.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "arcs.hpp"

namespace {

using namespace entente;
using test::Arcs;

/// Disjoint sets with halving, numbered as the documentation says by sorting.
std::vector<std::int32_t> reference(const Arcs &arcs) {
  std::vector<std::int32_t> parent(static_cast<std::size_t>(arcs.vertices));
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](std::int32_t v) {
    while (parent[static_cast<std::size_t>(v)] != v) {
      v = parent[static_cast<std::size_t>(v)] = parent[static_cast<std::size_t>(parent[static_cast<std::size_t>(v)])];
    }
    return v;
  };
  for (const auto &[u, v] : arcs.list) {
    const auto [low, high] = std::minmax({root(u), root(v)});
    parent[static_cast<std::size_t>(high)] = low;
  }
  std::map<std::int32_t, std::int32_t> size;  // by lowest member
  for (std::int32_t v = 0; v < arcs.vertices; ++v) ++size[root(v)];
  std::vector<std::pair<std::int32_t, std::int32_t>> order;
  for (const auto &[lowest, members] : size) order.emplace_back(-members, lowest);
  std::sort(order.begin(), order.end());
  std::vector<std::int32_t> label;
  for (std::int32_t v = 0; v < arcs.vertices; ++v) {
    const auto at = std::find(order.begin(), order.end(), std::pair{-size[root(v)], root(v)});
    label.push_back(static_cast<std::int32_t>(at - order.begin()));
  }
  return label;
}

TEST(Components, EqualDisjointSetsOnEveryGraphUpToFiveVertices) {
  for (std::int32_t n = 0; n <= 5; ++n) {
    for (std::uint32_t bits = 0; bits < 1u << (n * (n - 1) / 2); ++bits) {
      const Arcs arcs = test::undirected_graph(n, bits);
      ASSERT_EQ(components(arcs.build()).label, reference(arcs)) << n << " vertices, graph " << bits;
    }
  }
}

TEST(Components, EqualDisjointSetsOnRandomGraphs) {
  std::mt19937 random(21);
  for (int round = 0; round < 300; ++round) {
    Arcs arcs = test::random_graph(random, 120);
    if (round % 2 == 0) arcs.list.resize(arcs.list.size() / 3);
    const Partition partition = components(arcs.build());
    const std::vector<std::int32_t> expected = reference(arcs);
    ASSERT_EQ(partition.label, expected);
    EXPECT_EQ(partition.count, *std::max_element(expected.begin(), expected.end()) + 1);
  }
}

TEST(Components, OfTheEmptyGraphAreNone) { EXPECT_EQ(components(build_graph({})).count, 0); }

}  // namespace
