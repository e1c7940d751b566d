#include "entente/graph/builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <utility>

#include "entente/base/error.hpp"

namespace {

using entente::Adjacency;
using entente::build_graph;
using entente::EdgeRows;
using entente::Error;
using entente::ErrorCode;
using entente::Graph;
using entente::View;

struct Columns {
  std::int32_t vertices = 0;
  std::vector<std::int32_t> source, target;
  std::vector<double> strength;

  [[nodiscard]] Graph build() const { return build_graph({vertices, source, target, strength}); }
};

using Arcs = std::map<std::pair<std::int32_t, std::int32_t>, double>;

Arcs arcs_of(const Graph &graph) {
  Arcs arcs;
  std::size_t at = 0;
  for (std::int32_t v = 0; v < graph.vertices(); ++v) {
    for (const std::int32_t w : graph.adjacency(View::dir)[v]) {
      arcs[{v, w}] = graph.strengths().empty() ? 1.0 : graph.strengths()[at];
      ++at;
    }
  }
  return arcs;
}

bool rows_ascend(const Adjacency &adjacency) {
  for (std::size_t v = 0; v + 1 < adjacency.offsets.size(); ++v) {
    const auto row = adjacency[static_cast<std::int32_t>(v)];
    if (std::adjacent_find(row.begin(), row.end(), std::greater_equal<>()) != row.end()) return false;
  }
  return true;
}

ErrorCode code_of(const Columns &columns, std::string *message = nullptr) {
  try {
    (void)columns.build();
  } catch (const Error &error) {
    if (message != nullptr) *message = error.what();
    return error.code();
  }
  return ErrorCode::internal;
}

TEST(Builder, MakesTheEmptyGraph) {
  const Graph graph = build_graph({});
  EXPECT_EQ(graph.vertices(), 0);
  EXPECT_EQ(graph.arcs(), 0);
  EXPECT_EQ(graph.edges(), 0);
}

TEST(Builder, KeepsIsolates) {
  const Graph graph = build_graph({.vertices = 3, .source = {}, .target = {}, .strength = {}});
  EXPECT_EQ(graph.vertices(), 3);
  EXPECT_EQ(graph.adjacency(View::und).degree(2), 0u);
}

TEST(Builder, DropsLoopsAndMergesRepeatedArcs) {
  const Graph graph = Columns{3, {0, 1, 0, 2, 0}, {1, 1, 1, 0, 1}, {}}.build();
  EXPECT_EQ(graph.loops_dropped(), 1);
  EXPECT_EQ(graph.rows_merged(), 2);
  EXPECT_EQ(arcs_of(graph), (Arcs{{{0, 1}, 3.0}, {{2, 0}, 1.0}}));
  EXPECT_EQ(graph.edges(), 2);
}

TEST(Builder, NeedsNoStrengthsWhereAllAreOne) {
  EXPECT_TRUE((Columns{3, {0, 1}, {1, 2}, {}}.build().strengths().empty()));
}

TEST(Builder, SumsStrengthsInRowOrder) {
  const Graph graph = Columns{2, {0, 0, 0}, {1, 1, 1}, {1e16, 1.0, 1.0}}.build();
  ASSERT_EQ(graph.strengths().size(), 1u);
  EXPECT_EQ(graph.strengths()[0], (1e16 + 1.0) + 1.0);
  const Graph other = Columns{2, {0, 0, 0}, {1, 1, 1}, {1.0, 1.0, 1e16}}.build();
  EXPECT_EQ(other.strengths()[0], (1.0 + 1.0) + 1e16);
  EXPECT_NE(other.strengths()[0], graph.strengths()[0]);
}

TEST(Builder, CountsAPairOfOppositeArcsAsOneEdge) {
  const Graph graph = Columns{2, {0, 1}, {1, 0}, {}}.build();
  EXPECT_EQ(graph.arcs(), 2);
  EXPECT_EQ(graph.edges(), 1);
}

TEST(Builder, AgreesWithAMapOnRandomRows) {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    const auto n = static_cast<std::int32_t>(1 + random() % 12);
    Columns columns{n, {}, {}, {}};
    Arcs arcs;
    std::map<std::pair<std::int32_t, std::int32_t>, int> edges;
    std::int64_t loops = 0;
    const auto rows = static_cast<std::int64_t>(random() % 60);
    for (std::int64_t i = 0; i < rows; ++i) {
      const auto u = static_cast<std::int32_t>(random() % static_cast<unsigned>(n));
      const auto v = static_cast<std::int32_t>(random() % static_cast<unsigned>(n));
      const double strength = 0.1 * static_cast<double>(1 + random() % 9);
      columns.source.push_back(u);
      columns.target.push_back(v);
      columns.strength.push_back(strength);
      u == v ? void(++loops) : void(arcs[{u, v}] += strength);
      if (u != v) edges[std::minmax(u, v)] = 1;
    }
    const Graph graph = columns.build();
    EXPECT_EQ(arcs_of(graph), arcs);
    EXPECT_EQ(graph.edges(), static_cast<std::int64_t>(edges.size()));
    EXPECT_EQ(graph.loops_dropped(), loops);
    EXPECT_EQ(graph.rows_merged(), rows - loops - graph.arcs());
    EXPECT_TRUE(rows_ascend(graph.adjacency(View::dir)));
    EXPECT_TRUE(rows_ascend(graph.adjacency(View::und)));
    for (std::int32_t u = 0; u < n; ++u) {
      for (const std::int32_t v : graph.adjacency(View::und)[u]) EXPECT_TRUE(edges.contains(std::minmax(u, v)));
    }
  }
}

TEST(Builder, NamesTheRowOfAnIdOutOfRange) {
  std::string message;
  EXPECT_EQ(code_of({3, {0, 1}, {1, 3}, {}}, &message), ErrorCode::range);
  EXPECT_EQ(message, "row 1: target 3 is not in [0, 3)");
  EXPECT_EQ(code_of({3, {0, -1}, {1, 0}, {}}, &message), ErrorCode::range);
  EXPECT_EQ(message, "row 1: source -1 is not in [0, 3)");
  EXPECT_EQ(code_of({0, {0}, {0}, {}}), ErrorCode::range);
}

TEST(Builder, RefusesStrengthsThatAreNotFiniteAndAboveZero) {
  for (const double bad : {0.0, -0.0, -1.0, std::nan(""), HUGE_VAL, -HUGE_VAL}) {
    std::string message;
    EXPECT_EQ(code_of({2, {0, 0}, {1, 1}, {1.0, bad}}, &message), ErrorCode::range) << bad;
    EXPECT_EQ(message, "row 1: the strength is not finite and above 0");
  }
  EXPECT_EQ(code_of({2, {0}, {0}, {std::nan("")}}), ErrorCode::range) << "also of a loop";
}

TEST(Builder, RefusesASumBeyondDouble) {
  const double largest = std::numeric_limits<double>::max();
  std::string message;
  EXPECT_EQ(code_of({3, {0, 2, 2}, {1, 1, 1}, {1.0, largest, largest}}, &message), ErrorCode::range);
  EXPECT_EQ(message, "arc 2 -> 1: the summed strength is beyond the range of double");
}

TEST(Builder, RefusesShapesThatDoNotFit) {
  EXPECT_EQ(code_of({-1, {}, {}, {}}), ErrorCode::range);
  EXPECT_EQ(code_of({2, {0}, {}, {}}), ErrorCode::invalid);
  EXPECT_EQ(code_of({2, {0}, {1}, {1.0, 1.0}}), ErrorCode::invalid);
  EXPECT_EQ(code_of({std::numeric_limits<std::int32_t>::max(), {}, {}, {}}), ErrorCode::limit);
}

}  // namespace
