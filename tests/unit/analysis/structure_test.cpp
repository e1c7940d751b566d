// Cores, articulation points, bridges, structural holes.
#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/core_numbers.hpp>

#include "entente/analysis/articulation.hpp"
#include "entente/analysis/cores.hpp"
#include "entente/analysis/structural_holes.hpp"
#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;
using test::Arcs;

/// By the definition: what is left after taking away vertices of fewer than k neighbours again and again.
std::vector<std::int32_t> slow_cores(const Arcs &arcs) {
  const auto matrix = arcs.matrix(false);
  const std::size_t n = matrix.size();
  std::vector<std::int32_t> core(n, 0);
  for (std::int32_t k = 1; k <= static_cast<std::int32_t>(n); ++k) {
    std::vector<char> left(n, 1);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t v = 0; v < n; ++v) {
        std::int32_t degree = 0;
        for (std::size_t w = 0; w < n; ++w) degree += static_cast<std::int32_t>(left[w] != 0 && matrix[v][w] != 0);
        if (left[v] != 0 && degree < k) changed = true, left[v] = 0;
      }
    }
    for (std::size_t v = 0; v < n; ++v) {
      if (left[v] != 0) core[v] = k;
    }
  }
  return core;
}

std::size_t count_components(const std::vector<std::vector<char>> &matrix, std::size_t without) {
  std::vector<char> seen(matrix.size(), 0);
  std::size_t count = 0;
  for (std::size_t root = 0; root < matrix.size(); ++root) {
    if (seen[root] != 0 || root == without) continue;
    ++count;
    std::vector<std::size_t> stack{root};
    seen[root] = 1;
    while (!stack.empty()) {
      const std::size_t v = stack.back();
      stack.pop_back();
      for (std::size_t w = 0; w < matrix.size(); ++w) {
        if (matrix[v][w] == 0 || seen[w] != 0 || w == without) continue;
        seen[w] = 1;
        stack.push_back(w);
      }
    }
  }
  return count;
}

/// By the definition: take each away and count components.
Articulation slow_articulation(const Arcs &arcs) {
  auto matrix = arcs.matrix(false);
  const std::size_t n = matrix.size();
  const std::size_t whole = count_components(matrix, n);
  Articulation result;
  for (std::size_t v = 0; v < n; ++v) {
    const auto isolate = static_cast<std::size_t>(std::count(matrix[v].begin(), matrix[v].end(), 1) == 0);
    if (count_components(matrix, v) + isolate > whole) result.points.push_back(static_cast<std::int32_t>(v));
  }
  for (std::size_t u = 0; u < n; ++u) {
    for (std::size_t v = u + 1; v < n; ++v) {
      if (matrix[u][v] == 0) continue;
      matrix[u][v] = matrix[v][u] = 0;
      if (count_components(matrix, n) > whole) {
        result.bridge_source.push_back(static_cast<std::int32_t>(u));
        result.bridge_target.push_back(static_cast<std::int32_t>(v));
      }
      matrix[u][v] = matrix[v][u] = 1;
    }
  }
  return result;
}

void expect_definitions(const Arcs &arcs) {
  const Graph graph = arcs.build();
  ASSERT_EQ(core_numbers(graph), slow_cores(arcs));
  const Articulation got = articulation(graph);
  const Articulation expected = slow_articulation(arcs);
  ASSERT_EQ(got.points, expected.points);
  ASSERT_EQ(got.bridge_source, expected.bridge_source);
  ASSERT_EQ(got.bridge_target, expected.bridge_target);
}

TEST(Structure, CoresAndCutsEqualTheirDefinitionsOnEveryGraphUpToSixVertices) {
  for (std::int32_t n = 0; n <= 6; ++n) {
    for (std::uint32_t bits = 0; bits < 1u << (n * (n - 1) / 2); ++bits) expect_definitions(test::undirected_graph(n, bits));
  }
}

TEST(Structure, CoresAndCutsEqualTheirDefinitionsOnRandomGraphs) {
  std::mt19937 random(51);
  for (int round = 0; round < 60; ++round) expect_definitions(test::random_graph(random, 40));
}

TEST(Structure, CoresAndCutsEqualBoostGraphOnLargerGraphs) {
  using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
  std::mt19937 random(52);
  for (int round = 0; round < 20; ++round) {
    const Arcs arcs = test::random_graph(random, 600);
    const auto matrix = arcs.matrix(false);
    BoostGraph peer(matrix.size());
    for (std::size_t u = 0; u < matrix.size(); ++u) {
      for (std::size_t v = 0; v < u; ++v) {
        if (matrix[u][v] != 0) boost::add_edge(u, v, peer);
      }
    }
    std::vector<std::int32_t> core(matrix.size(), 0);
    boost::core_numbers(peer, boost::make_iterator_property_map(core.begin(), get(boost::vertex_index, peer)));
    std::vector<std::size_t> points;
    boost::articulation_points(peer, std::back_inserter(points));
    std::sort(points.begin(), points.end());
    const Graph graph = arcs.build();
    EXPECT_EQ(core_numbers(graph), core);
    const Articulation got = articulation(graph);
    EXPECT_EQ(std::vector<std::size_t>(got.points.begin(), got.points.end()), points);
  }
}

TEST(Structure, AChainOfAMillionVerticesNeedsNoDepth) {
  Arcs chain{1'000'000, {}};
  for (std::int32_t v = 1; v < chain.vertices; ++v) chain.list.emplace_back(v - 1, v);
  const Articulation got = articulation(chain.build());
  EXPECT_EQ(got.points.size(), 999'998u);
  EXPECT_EQ(got.bridge_source.size(), 999'999u);
}

struct SlowHoles {
  std::vector<double> constraint, effective_size;
};

/// Burt's and Borgatti's formulas on a matrix.
SlowHoles slow_holes(const test::Matrix &a) {
  const std::size_t n = a.size();
  SlowHoles result;
  for (std::size_t i = 0; i < n; ++i) {
    const auto p = [&](std::size_t from, std::size_t to) {
      double sum = 0;
      for (const double value : a[from]) sum += value;
      return sum > 0 ? a[from][to] / sum : 0;
    };
    double constraint = 0;
    double degree = 0;
    double ties = 0;
    for (std::size_t j = 0; j < n; ++j) {
      if (a[i][j] == 0) continue;
      ++degree;
      double sum = p(i, j);
      for (std::size_t q = 0; q < n; ++q) {
        if (q != i && q != j) sum += p(i, q) * p(q, j);
        if (q < j && a[i][q] > 0 && a[q][j] > 0) ++ties;
      }
      constraint += sum * sum;
    }
    result.constraint.push_back(degree > 0 ? constraint : std::nan(""));
    result.effective_size.push_back(degree > 0 ? degree - 2 * ties / degree : std::nan(""));
  }
  return result;
}

TEST(StructuralHoles, EqualTheFormulasWithAndWithoutStrengths) {
  std::mt19937 random(53);
  for (int round = 0; round < 80; ++round) {
    const test::WeightedArcs arcs = test::random_weighted(random, 40);
    const Graph graph = arcs.build();
    const test::Matrix w = arcs.matrix(false);
    test::Matrix ones = w;
    for (auto &row : ones) {
      for (double &value : row) value = value > 0 ? 1 : 0;
    }
    const StructuralHoles plain = structural_holes(graph);
    const StructuralHoles weighted = structural_holes(graph, true);
    const SlowHoles expected = slow_holes(ones);
    ASSERT_TRUE(test::all_close(plain.constraint, expected.constraint)) << "round " << round;
    ASSERT_TRUE(test::all_close(weighted.constraint, slow_holes(w).constraint)) << "round " << round;
    ASSERT_TRUE(test::all_close(plain.effective_size, expected.effective_size));
    ASSERT_TRUE(test::all_close(weighted.effective_size, expected.effective_size));
    for (std::int32_t v = 0; v < arcs.vertices; ++v) {
      const auto at = static_cast<std::size_t>(v);
      ASSERT_TRUE(test::close(plain.efficiency[at], plain.effective_size[at] / graph.adjacency(View::und).degree(v)));
    }
  }
}

TEST(StructuralHoles, OfATriangleConstrainMoreThanOne) {
  EXPECT_EQ(structural_holes(test::undirected_graph(3, 7).build()).constraint, (std::vector<double>{1.125, 1.125, 1.125}));
}

TEST(StructuralHoles, RefuseStrengthsThatSumBeyondDouble) {
  const std::vector<std::int32_t> source{0, 1}, target{1, 2};
  const std::vector<double> strength{1.7e308, 1.7e308};
  const Graph graph = build_graph({3, source, target, strength});
  EXPECT_THROW((void)structural_holes(graph, true), Error);
  EXPECT_EQ(structural_holes(graph).constraint[1], 0.5);
}

}  // namespace
