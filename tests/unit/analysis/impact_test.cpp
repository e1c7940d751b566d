#include "entente/analysis/impact.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "entente/base/error.hpp"
#include "entente/graph/builder.hpp"

namespace {

using namespace entente;

struct Chances {
  std::int32_t n = 0;
  std::vector<std::int32_t> source, target;
  std::vector<double> p;

  [[nodiscard]] Graph build() const { return build_graph({n, source, target, p}); }
};

Chances draw(std::mt19937 &random, std::int32_t n, int arcs, double most) {
  Chances made{n, {}, {}, {}};
  std::vector<char> has(static_cast<std::size_t>(n * n), 0);
  for (int i = 0; i < arcs; ++i) {
    const auto u = static_cast<std::int32_t>(random() % static_cast<unsigned>(n));
    const auto v = static_cast<std::int32_t>(random() % static_cast<unsigned>(n));
    if (u == v || has[static_cast<std::size_t>(u * n + v)]++ != 0) continue;
    made.source.push_back(u);
    made.target.push_back(v);
    made.p.push_back(most == 1.0 && random() % 2 == 0 ? 1.0 : most * static_cast<double>(1 + random() % 100) / 100);
  }
  return made;
}

/// Probability that each vertex is affected, over all sets of live arcs.
std::vector<double> slow(const Chances &made, const std::vector<std::int32_t> &sources) {
  std::vector<double> truth(static_cast<std::size_t>(made.n), 0);
  for (std::uint32_t bits = 0; bits < 1U << made.p.size(); ++bits) {
    double chance = 1;
    std::vector<char> hit(truth.size(), 0);
    for (const std::int32_t s : sources) hit[static_cast<std::size_t>(s)] = 1;
    for (std::size_t i = 0; i < made.p.size(); ++i) chance *= (bits >> i & 1U) != 0 ? made.p[i] : 1 - made.p[i];
    for (int round = 0; round < made.n; ++round) {
      for (std::size_t i = 0; i < made.p.size(); ++i) {
        if ((bits >> i & 1U) != 0 && hit[static_cast<std::size_t>(made.source[i])] != 0) hit[static_cast<std::size_t>(made.target[i])] = 1;
      }
    }
    for (std::size_t v = 0; v < truth.size(); ++v) truth[v] += hit[v] != 0 ? chance : 0;
  }
  return truth;
}

/// The best path by Bellman-Ford.
std::vector<double> slow_paths(const Chances &made, const std::vector<std::int32_t> &sources) {
  std::vector<double> best(static_cast<std::size_t>(made.n), 0);
  for (const std::int32_t s : sources) best[static_cast<std::size_t>(s)] = 1;
  for (int round = 0; round < made.n; ++round) {
    for (std::size_t i = 0; i < made.p.size(); ++i) {
      double &to = best[static_cast<std::size_t>(made.target[i])];
      to = std::max(to, best[static_cast<std::size_t>(made.source[i])] * made.p[i]);
    }
  }
  return best;
}

/// The sum over walks of up to 3000 arcs that do not come back to a source.
std::vector<double> slow_walks(const Chances &made, const std::vector<std::int32_t> &sources) {
  std::vector<char> is_source(static_cast<std::size_t>(made.n), 0);
  std::vector<double> now(is_source.size(), 0), sum(is_source.size(), 0);
  for (const std::int32_t s : sources) is_source[static_cast<std::size_t>(s)] = 1, now[static_cast<std::size_t>(s)] = 1;
  for (int length = 0; length < 3000; ++length) {
    std::vector<double> next(now.size(), 0);
    for (std::size_t v = 0; v < now.size(); ++v) sum[v] += now[v];
    for (std::size_t i = 0; i < made.p.size(); ++i) {
      const auto v = static_cast<std::size_t>(made.target[i]);
      if (is_source[v] == 0) next[v] += now[static_cast<std::size_t>(made.source[i])] * made.p[i];
    }
    now = next;
  }
  return sum;
}

TEST(Impact, BracketsTheTruth) {
  std::mt19937 random(71);
  int converge = 0, diverge = 0;
  for (int round = 0; round < 120; ++round) {
    const Chances made = draw(random, 6, 13, round % 2 == 0 ? 0.5 : 1.0);
    const std::vector<std::int32_t> sources{0, 3};
    const std::vector<std::int32_t> group{0, 0, 1, 1, -1, 0};
    ImpactOptions options;
    options.sources = sources;
    options.groups = 3;
    options.group = group;
    options.runs = 4000;
    options.seed = static_cast<std::uint64_t>(round);
    const Impact impact = study_impact(made.build(), options);
    const std::vector<double> truth = slow(made, sources), paths = slow_paths(made, sources), walks = slow_walks(made, sources);
    impact.walks_converge ? ++converge : ++diverge;
    std::vector<double> people(3, 0);
    for (std::size_t v = 0; v < truth.size(); ++v) {
      ASSERT_NEAR(impact.lower[v], paths[v], 1e-15);
      ASSERT_LE(impact.lower[v], truth[v] + 1e-12);
      ASSERT_GE(impact.upper[v], truth[v] - 1e-12);
      ASSERT_NEAR(impact.mean[v], truth[v], 5 * std::sqrt(0.25 / 4000));
      ASSERT_LE(impact.mean_low[v], impact.mean[v] + 1e-12);
      ASSERT_GE(impact.mean_high[v], impact.mean[v] - 1e-12);
      if (impact.walks_converge) {
        ASSERT_NEAR(impact.upper[v], std::min(1.0, walks[v]), 1e-6);
      }
      if (group[v] >= 0) people[static_cast<std::size_t>(group[v])] += truth[v];
      if (impact.from[v] >= 0) {
        double p = 0;
        for (std::size_t i = 0; i < made.p.size(); ++i) {
          if (made.source[i] == impact.from[v] && made.target[i] == static_cast<std::int32_t>(v)) p = made.p[i];
        }
        ASSERT_EQ(impact.lower[v], impact.lower[static_cast<std::size_t>(impact.from[v])] * p);
      } else {
        ASSERT_TRUE(v == 0 || v == 3 || impact.lower[v] == 0);
      }
    }
    for (std::size_t g = 0; g < 3; ++g) {
      ASSERT_LE(impact.group_lower[g], people[g] + 1e-12);
      ASSERT_GE(impact.group_upper[g], people[g] - 1e-12);
      ASSERT_NEAR(impact.group_mean[g], people[g], 5 * impact.group_error[g] + 1e-9);
    }
  }
  EXPECT_GT(converge, 20);
  EXPECT_GT(diverge, 2);
}

TEST(Impact, IsTheSameForAnyThreadsAndSteps) {
  std::mt19937 random(72);
  const Graph graph = draw(random, 60, 300, 0.4).build();
  const std::vector<std::int32_t> sources{1, 1, 5}, group(60, 0);
  ImpactOptions options;
  options.sources = sources;
  options.groups = 1;
  options.group = group;
  options.runs = 1000;
  const Impact once = study_impact(graph, options);
  for (const std::int32_t threads : {1, 2, 3, 8}) {
    options.threads = threads;
    ImpactStudy study(graph, options);
    EXPECT_THROW(static_cast<void>(study.result()), Error);
    while (!study.progress().finished()) study.step(77);
    EXPECT_EQ(study.result().mean, once.mean);
    EXPECT_EQ(study.result().upper, once.upper);
    EXPECT_EQ(study.result().group_error, once.group_error);
  }
}

TEST(Impact, OfNothingIsNothing) {
  const Impact nothing = study_impact(build_graph({3, {}, {}, {}}), {});
  EXPECT_EQ(nothing.upper, (std::vector<double>{0, 0, 0}));
  EXPECT_EQ(nothing.mean, (std::vector<double>{0, 0, 0}));
  EXPECT_TRUE(study_impact(build_graph({}), {}).mean.empty());
}

TEST(Impact, RefusesBadInput) {
  const Chances made{2, {0}, {1}, {0.5}};
  const std::vector<std::int32_t> zero{0}, two{2}, groups{0, 1};
  const auto refused = [&](auto change) {
    ImpactOptions options;
    options.sources = zero;
    change(options);
    EXPECT_THROW(static_cast<void>(study_impact(made.build(), options)), Error);
  };
  refused([&](ImpactOptions &o) { o.sources = two; });
  refused([](ImpactOptions &o) { o.runs = 0; });
  refused([](ImpactOptions &o) { o.threads = 0; });
  refused([](ImpactOptions &o) { o.groups = -1; });
  refused([&](ImpactOptions &o) { o.group = zero; });
  refused([&](ImpactOptions &o) { o.group = groups, o.groups = 1; });
  EXPECT_THROW(static_cast<void>(study_impact(Chances{2, {0, 0}, {1, 1}, {0.5, 0.6}}.build(), {})), Error);
}

}  // namespace
