#include "entente/analysis/leiden.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "entente/analysis/components.hpp"
#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;
using test::Matrix;

/// Both qualities by sums over pairs of vertices.
double slow_quality(const Matrix &a, const std::vector<std::int32_t> &label, const QualityOptions &options) {
  std::vector<double> strength;
  for (const auto &row : a) strength.push_back(std::accumulate(row.begin(), row.end(), 0.0));
  const double both = std::accumulate(strength.begin(), strength.end(), 0.0);
  double sum = 0;
  for (std::size_t u = 0; u < a.size(); ++u) {
    for (std::size_t v = 0; v < a.size(); ++v) {
      if (label[u] != label[v]) continue;
      if (options.quality == CommunityQuality::modularity) {
        sum += (a[u][v] - options.resolution * strength[u] * strength[v] / both) / both;
      } else if (u < v) {
        sum += a[u][v] - options.resolution;
      }
    }
  }
  return sum;
}

Matrix weights(const test::WeightedArcs &arcs, bool weighted) {
  Matrix a = arcs.matrix(false);
  if (weighted) return a;
  for (auto &row : a) {
    for (double &value : row) value = value > 0 ? 1 : 0;
  }
  return a;
}

QualityOptions options_of(int round) {
  return {round % 2 == 0 ? CommunityQuality::modularity : CommunityQuality::constant_potts,
          round % 3 == 0 ? 1.0 : round % 3 == 1 ? 0.3 : 2.0, round % 5 == 0};
}

TEST(CommunityQuality, EqualsTheSumOverPairs) {
  std::mt19937 random(111);
  for (int round = 0; round < 120; ++round) {
    const test::WeightedArcs arcs = test::random_weighted(random, 40);
    const auto label = test::random_labels(random, arcs.vertices, 5);
    const QualityOptions options = options_of(round);
    const double expected = slow_quality(weights(arcs, options.weighted), label, options);
    ASSERT_TRUE(test::close(community_quality(arcs.build(), {label, 5}, options), expected, 1e-10)) << "round " << round;
  }
}

/// The best quality of any division, by trying all of them.
double best_division(const Matrix &a, const QualityOptions &options) {
  std::vector<std::int32_t> label(a.size(), 0);
  double best = -1e300;
  const auto extend = [&](auto self, std::size_t at, std::int32_t used) -> void {
    if (at == a.size()) {
      best = std::max(best, slow_quality(a, label, options));
      return;
    }
    for (std::int32_t c = 0; c <= used; ++c) {
      label[at] = c;
      self(self, at + 1, std::max(used, c + 1));
    }
  };
  extend(extend, 0, 0);
  return best;
}

TEST(Leiden, FindsTheBestDivisionOfSmallGraphs) {
  std::mt19937 random(112);
  int missed = 0;
  for (int round = 0; round < 60; ++round) {
    const test::WeightedArcs arcs = test::random_weighted(random, 8);
    const QualityOptions objective = options_of(round);
    const Matrix a = weights(arcs, objective.weighted);
    const Communities got = leiden(arcs.build(), {objective, 5, 10, round});
    const double best = best_division(a, objective);
    const double reached = *std::max_element(got.quality.begin(), got.quality.end());
    if (std::isnan(reached)) continue;
    EXPECT_LE(reached, best + 1e-9);
    EXPECT_TRUE(test::close(reached, slow_quality(a, got.partition.label, objective), 1e-10));
    if (reached < best - 1e-9) ++missed;
  }
  EXPECT_LE(missed, 2);
}

TEST(Leiden, GivesConnectedCommunitiesThatNoSingleMoveBetters) {
  std::mt19937 random(113);
  for (int round = 0; round < 40; ++round) {
    const test::WeightedArcs arcs = test::random_weighted(random, 150);
    const QualityOptions objective = options_of(round);
    const Graph graph = arcs.build();
    const Communities got = leiden(graph, {objective, 6, 1, round});
    const auto &label = got.partition.label;
    // Components of the graph without edges between communities are as many as the communities.
    test::Arcs inside{arcs.vertices, {}};
    for (std::size_t i = 0; i < arcs.source.size(); ++i) {
      const std::int32_t u = arcs.source[i], v = arcs.target[i];
      if (label[static_cast<std::size_t>(u)] == label[static_cast<std::size_t>(v)]) inside.list.emplace_back(u, v);
    }
    EXPECT_EQ(components(inside.build()).label, label);  // the same numbering, too
    if (graph.edges() == 0) continue;
    const double reached = got.quality[0];
    std::vector<std::int32_t> moved(label);
    for (std::size_t v = 0; v < moved.size(); ++v) {
      for (std::int32_t c = 0; c <= got.partition.count; ++c) {
        moved[v] = c;
        ASSERT_LE(community_quality(graph, {moved, got.partition.count + 1}, objective), reached + 1e-9);
      }
      moved[v] = label[v];
    }
  }
}

TEST(Leiden, FindsCliquesInARing) {
  test::Arcs arcs{200, {}};
  for (std::int32_t clique = 0; clique < 20; ++clique) {
    for (std::int32_t u = 0; u < 10; ++u) {
      for (std::int32_t v = 0; v < u; ++v) arcs.both(10 * clique + u, 10 * clique + v);
    }
    arcs.both(10 * clique, (10 * clique + 15) % 200);
  }
  const Communities got = leiden(arcs.build(), {{}, 4, 2, 7});
  ASSERT_EQ(got.partition.count, 20);
  for (std::int32_t v = 0; v < 200; ++v) EXPECT_EQ(got.partition.label[static_cast<std::size_t>(v)], v / 10);
}

TEST(Leiden, DependsOnTheSeedAndNotOnTheSteps) {
  std::mt19937 random(114);
  const Graph graph = test::random_graph(random, 400).build();
  const auto run = [&](std::int64_t seed, std::int64_t work) {
    const auto job = leiden_job(graph, {{}, 3, 4, seed});
    while (!job->step(work).finished()) {
    }
    return std::pair{std::vector<double>(job->values().begin(), job->values().end()),
                     std::vector<std::int32_t>(job->integers().begin(), job->integers().end())};
  };
  const auto whole = run(1, 0);
  EXPECT_EQ(whole, run(1, 1));
  EXPECT_EQ(whole, run(1, 5));
  EXPECT_NE(whole.first, run(2, 0).first);
  EXPECT_EQ(std::set<double>(whole.first.begin(), whole.first.end()).size(), 4u) << "restarts are alike";
}

TEST(Leiden, LeavesIsolatesAloneAndHasNoModularityWithoutEdges) {
  const Communities got = leiden(build_graph({3, {}, {}, {}}), {{}, 1, 2, 0});
  EXPECT_EQ(got.partition.label, (std::vector<std::int32_t>{0, 1, 2}));
  EXPECT_TRUE(std::isnan(got.quality[1]));
  EXPECT_EQ(leiden(build_graph({}), {}).partition.count, 0);
}

TEST(Leiden, RefusesWhatIsOutOfRange) {
  const Graph graph = test::diamonds(1).build();
  EXPECT_THROW((void)leiden_job(graph, {{}, 0, 1, 0}), Error);
  EXPECT_THROW((void)leiden_job(graph, {{}, 1, 0, 0}), Error);
  for (const double bad : {-1.0, std::nan(""), HUGE_VAL}) {
    EXPECT_THROW((void)leiden_job(graph, {{CommunityQuality::modularity, bad, false}, 1, 1, 0}), Error);
    EXPECT_THROW((void)community_quality(graph, {std::vector<std::int32_t>(4, 0), 1}, {CommunityQuality::modularity, bad, false}), Error);
  }
}

}  // namespace
