// E-I index, ties of groups, reciprocity, assortativity, brokerage: each against its definition on a matrix.
#include <gtest/gtest.h>

#include <numeric>

#include "entente/analysis/assortativity.hpp"
#include "entente/analysis/brokerage.hpp"
#include "entente/analysis/ei_index.hpp"
#include "entente/analysis/group_ties.hpp"
#include "entente/analysis/reciprocity.hpp"
#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;
using test::Matrix;

constexpr std::int32_t kGroups = 4;

struct Case {
  test::WeightedArcs arcs;
  std::vector<std::int32_t> label;
  Graph graph;
  Matrix dir, und;

  explicit Case(std::mt19937 &random, std::int32_t largest = 40)
      : arcs(test::random_weighted(random, largest)),
        label(test::random_labels(random, arcs.vertices, kGroups - 1)),  // the last group is empty
        graph(arcs.build()),
        dir(arcs.matrix(true)),
        und(arcs.matrix(false)) {}

  [[nodiscard]] VertexGroups groups() const { return {label, kGroups}; }
  [[nodiscard]] const Matrix &matrix(View view) const { return view == View::dir ? dir : und; }
};

double index_of(double internal, double external) { return (external - internal) / (external + internal); }

TEST(EiIndex, EqualsCountsOnAMatrix) {
  std::mt19937 random(101);
  for (int round = 0; round < 80; ++round) {
    const Case c(random);
    const std::size_t n = c.label.size();
    for (const View view : {View::dir, View::und}) {
      const double half = view == View::und ? 0.5 : 1;  // und: the matrix holds each edge twice
      double internal = 0;
      double external = 0;
      std::vector<double> group_in(kGroups, 0), group_out(kGroups, 0), vertex_in(n, 0), vertex_out(n, 0);
      for (std::size_t u = 0; u < n; ++u) {
        for (std::size_t v = 0; v < n; ++v) {
          if (c.matrix(view)[u][v] == 0) continue;
          const auto a = static_cast<std::size_t>(c.label[u]);
          const auto b = static_cast<std::size_t>(c.label[v]);
          (a == b ? internal : external) += half;
          if (a == b) group_in[a] += half;
          if (a != b) group_out[a] += half, group_out[b] += half;
          (a == b ? vertex_in : vertex_out)[u] += half;
          (a == b ? vertex_in : vertex_out)[v] += half;
        }
      }
      const EiIndex got = ei_index(c.graph, view, c.groups());
      EXPECT_EQ(static_cast<double>(got.internal), internal);
      EXPECT_EQ(static_cast<double>(got.external), external);
      EXPECT_TRUE(test::close(got.ei, index_of(internal, external)));
      for (std::size_t g = 0; g < kGroups; ++g) {
        EXPECT_EQ(static_cast<double>(got.of_group.internal[g]), group_in[g]);
        EXPECT_EQ(static_cast<double>(got.of_group.external[g]), group_out[g]);
        EXPECT_TRUE(test::close(got.of_group.ei[g], index_of(group_in[g], group_out[g])));
      }
      for (std::size_t v = 0; v < n; ++v) {
        EXPECT_EQ(static_cast<double>(got.of_vertex.internal[v]), vertex_in[v]);
        EXPECT_EQ(static_cast<double>(got.of_vertex.external[v]), vertex_out[v]);
        EXPECT_TRUE(test::close(got.of_vertex.ei[v], index_of(vertex_in[v], vertex_out[v])));
      }
    }
  }
}

TEST(EiIndex, ExpectedIsTheMeanOverEveryDealOfTheLabels) {
  std::mt19937 random(102);
  for (int round = 0; round < 15; ++round) {
    const Case c(random, 7);
    if (c.graph.edges() == 0) continue;
    std::vector<std::size_t> order(c.label.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    double sum = 0;
    double deals = 0;
    do {
      std::vector<std::int32_t> dealt;
      for (const std::size_t from : order) dealt.push_back(c.label[from]);
      sum += ei_index(c.graph, View::und, {dealt, kGroups}).ei;
      ++deals;
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_NEAR(ei_index(c.graph, View::und, c.groups()).expected_ei, sum / deals, 1e-9) << "round " << round;
  }
}

TEST(EiIndex, PermutationsGatherRoundTheExpectedValueAndDependOnTheSeedAlone) {
  std::mt19937 random(103);
  const Case c(random, 200);
  const auto run = [&](std::int64_t seed, std::int64_t work) {
    const auto job = ei_permutations_job(c.graph, View::und, c.groups(), 2'000, seed);
    while (!job->step(work).finished()) {
    }
    return std::vector<double>(job->values().begin(), job->values().end());
  };
  const std::vector<double> values = run(5, 0);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 2'000;
  double variance = 0;
  for (const double value : values) variance += (value - mean) * (value - mean) / 1'999;
  EXPECT_GT(variance, 0);
  EXPECT_NEAR(mean, ei_index(c.graph, View::und, c.groups()).expected_ei, 5 * std::sqrt(variance / 2'000));
  EXPECT_EQ(values, run(5, 7));
  EXPECT_NE(values, run(6, 0));
  EXPECT_TRUE(ei_permutations_job(c.graph, View::und, c.groups(), 0, 1)->progress().finished());
  EXPECT_THROW((void)ei_permutations_job(c.graph, View::und, c.groups(), -1, 1), Error);
}

TEST(GroupTies, EqualSumsOverAMatrix) {
  std::mt19937 random(104);
  for (int round = 0; round < 60; ++round) {
    const Case c(random);
    for (const View view : {View::dir, View::und}) {
      const GroupTies got = group_ties(c.graph, view, c.groups());
      for (std::int32_t a = 0; a < kGroups; ++a) {
        for (std::int32_t b = 0; b < kGroups; ++b) {
          double ties = 0;
          double strength = 0;
          double possible = 0;
          for (std::size_t u = 0; u < c.label.size(); ++u) {
            for (std::size_t v = 0; v < c.label.size(); ++v) {
              if (u == v || c.label[u] != a || c.label[v] != b) continue;
              const double once = view == View::und && a == b ? 0.5 : 1;
              possible += once;
              ties += c.matrix(view)[u][v] > 0 ? once : 0;
              strength += once * c.matrix(view)[u][v];
            }
          }
          EXPECT_EQ(static_cast<double>(got.ties[got.at(a, b)]), ties);
          EXPECT_EQ(got.strength[got.at(a, b)], strength);
          EXPECT_TRUE(test::close(got.density(a, b), possible > 0 ? ties / possible : std::nan("")));
          const double back = got.strength[got.at(b, a)];
          EXPECT_TRUE(test::close(got.reciprocity(a, b), 2 * std::min(strength, back) / (strength + back)));
        }
      }
    }
  }
}

TEST(GroupTies, SilentPairsAreLargeEnoughAndHaveNoTieInEitherDirection) {
  // Groups of 3, 3, 2 and 0; one arc from group 1 to group 0.
  const std::vector<std::int32_t> label{0, 0, 0, 1, 1, 1, 2, 2};
  const test::Arcs arcs{8, {{3, 0}, {0, 1}}};
  for (const View view : {View::dir, View::und}) {
    const GroupTies ties = group_ties(arcs.build(), view, {label, 4});
    EXPECT_EQ(silent_pairs(ties, 1), (std::vector<std::pair<std::int32_t, std::int32_t>>{{0, 2}, {1, 2}}));
    EXPECT_TRUE(silent_pairs(ties, 3).empty());
    EXPECT_TRUE(silent_pairs(ties).empty());
    EXPECT_THROW((void)silent_pairs(ties, 0), Error);
  }
  EXPECT_THROW((void)group_ties(arcs.build(), View::und, {label, 2'000'000}), Error);
}

TEST(Reciprocity, EqualsSumsOverAMatrix) {
  std::mt19937 random(105);
  for (int round = 0; round < 60; ++round) {
    const Case c(random);
    const std::size_t n = c.label.size();
    double arcs = 0, answered = 0, least = 0, sum = 0;
    std::vector<std::int32_t> us, vs;
    std::vector<double> expected;
    for (std::size_t u = 0; u < n; ++u) {
      for (std::size_t v = 0; v < n; ++v) {
        const double forth = c.dir[u][v];
        const double back = c.dir[v][u];
        arcs += forth > 0 ? 1 : 0;
        answered += forth > 0 && back > 0 ? 1 : 0;
        sum += forth;
        if (u < v) least += 2 * std::min(forth, back);
        us.push_back(static_cast<std::int32_t>(u));
        vs.push_back(static_cast<std::int32_t>(v));
        expected.push_back(forth + back > 0 ? 2 * std::min(forth, back) / (forth + back) : std::nan(""));
      }
    }
    const Reciprocity got = reciprocity(c.graph);
    EXPECT_TRUE(test::close(got.arcs, answered / arcs));
    EXPECT_TRUE(test::close(got.strength, least / sum));
    EXPECT_TRUE(test::all_close(pair_reciprocity(c.graph, us, vs), expected));
  }
  const std::vector<std::int32_t> one{0}, none, far{9};
  const Graph graph = test::Arcs{2, {{0, 1}}}.build();
  EXPECT_THROW((void)pair_reciprocity(graph, one, none), Error);
  EXPECT_THROW((void)pair_reciprocity(graph, one, far), Error);
}

TEST(Assortativity, EqualsNewmansFormulaOnTheMixingMatrix) {
  std::mt19937 random(106);
  for (int round = 0; round < 80; ++round) {
    const Case c(random);
    for (const View view : {View::dir, View::und}) {
      Matrix e(kGroups, std::vector<double>(kGroups, 0.0));
      double all = 0;
      for (std::size_t u = 0; u < c.label.size(); ++u) {
        for (std::size_t v = 0; v < c.label.size(); ++v) {
          if (c.matrix(view)[u][v] == 0) continue;
          ++e[static_cast<std::size_t>(c.label[u])][static_cast<std::size_t>(c.label[v])];
          ++all;
        }
      }
      double trace = 0;
      double chance = 0;
      for (std::size_t i = 0; i < kGroups; ++i) {
        double a = 0;
        double b = 0;
        for (std::size_t j = 0; j < kGroups; ++j) a += e[i][j] / all, b += e[j][i] / all;
        trace += e[i][i] / all;
        chance += a * b;
      }
      const double expected = chance > 1 - 1e-12 ? std::nan("") : (trace - chance) / (1 - chance);
      EXPECT_TRUE(test::close(assortativity(c.graph, view, c.groups()), expected, 1e-10));
    }
  }
}

TEST(Brokerage, EqualsACountOfAllTriples) {
  std::mt19937 random(107);
  for (int round = 0; round < 60; ++round) {
    const Case c(random, 30);
    const Brokerage got = brokerage(c.graph, c.groups());
    for (std::size_t b = 0; b < c.label.size(); ++b) {
      std::int64_t count[kBrokerageRoles] = {};
      for (std::size_t a = 0; a < c.label.size(); ++a) {
        for (std::size_t t = 0; t < c.label.size(); ++t) {
          if (a == b || b == t || a == t || c.dir[a][b] == 0 || c.dir[b][t] == 0 || c.dir[a][t] > 0) continue;
          const std::int32_t x = c.label[a], y = c.label[b], z = c.label[t];
          const int role = x == y && y == z ? 0 : x == z ? 1 : x == y ? 2 : y == z ? 3 : 4;
          ++count[role];
        }
      }
      for (std::int32_t role = 0; role < kBrokerageRoles; ++role) {
        EXPECT_EQ(got(static_cast<BrokerageRole>(role), static_cast<std::int32_t>(b)), count[role]) << role;
      }
    }
  }
}

TEST(Groups, AreRefusedWhereALabelIsUnknown) {
  const Graph graph = test::diamonds(1).build();
  const std::vector<std::int32_t> few{0}, unknown{0, 1, 2, 0}, negative{0, -1, 0, 0};
  for (const VertexGroups &bad : {VertexGroups{few, 2}, VertexGroups{unknown, 2}, VertexGroups{negative, 2},
                                  VertexGroups{unknown, -1}}) {
    EXPECT_THROW((void)ei_index(graph, View::und, bad), Error);
    EXPECT_THROW((void)group_ties(graph, View::und, bad), Error);
    EXPECT_THROW((void)assortativity(graph, View::und, bad), Error);
    EXPECT_THROW((void)brokerage(graph, bad), Error);
  }
}

TEST(Groups, OfNothingHaveNoValue) {
  const Graph nothing = build_graph({});
  EXPECT_TRUE(std::isnan(ei_index(nothing, View::und, {}).ei));
  EXPECT_TRUE(std::isnan(ei_index(nothing, View::und, {}).expected_ei));
  EXPECT_TRUE(std::isnan(assortativity(nothing, View::dir, {})));
  EXPECT_TRUE(std::isnan(reciprocity(nothing).arcs));
  EXPECT_TRUE(group_ties(nothing, View::und, {}).ties.empty());
  EXPECT_TRUE(brokerage(nothing, {}).count.empty());
  const Graph alone = build_graph({2, {}, {}, {}});
  const std::vector<std::int32_t> label{0, 1};
  EXPECT_TRUE(std::isnan(ei_index(alone, View::und, {label, 2}).ei));
  EXPECT_TRUE(std::isnan(assortativity(alone, View::und, {label, 2})));
}

}  // namespace
