#include "entente/analysis/influence.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/influence_bounds.hpp"
#include "entente/analysis/spread.hpp"
#include "entente/base/error.hpp"
#include "live_arcs.hpp"

namespace {

using namespace entente;
using test::Arcs;

bool same(const Influence &a, const Influence &b) {
  return a.seeds == b.seeds && a.gain == b.gain && a.sole == b.sole && a.spread == b.spread && a.lower == b.lower &&
         a.upper == b.upper && a.ratio == b.ratio && a.certified == b.certified && a.by_degree == b.by_degree && a.sets == b.sets;
}

InfluenceOptions options(DiffusionModel model, std::int32_t k, std::int64_t sets = 0) {
  InfluenceOptions made;
  made.model = model;
  made.k = k;
  made.sets = sets;
  return made;
}

ErrorCode code_of(const Graph &graph, const InfluenceOptions &wanted) {
  try {
    static_cast<void>(maximise_influence(graph, wanted));
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode::internal;
}

/// The greatest spread of k seeds, and who they are, over all choices.
std::pair<double, std::vector<std::int32_t>> best_choice(test::LiveArcs &exact, std::int32_t n, int k) {
  std::pair<double, std::vector<std::int32_t>> best{-1, {}};
  for (std::uint32_t bits = 0; bits < 1U << n; ++bits) {
    if (__builtin_popcount(bits) != k) continue;
    std::vector<std::int32_t> seeds;
    for (std::int32_t v = 0; v < n; ++v) {
      if ((bits >> v & 1U) != 0) seeds.push_back(v);
    }
    const double reached = exact.spread(seeds);
    if (reached > best.first) best = {reached, seeds};
  }
  return best;
}

TEST(Influence, BracketsTheTruthAndComesNearTheBest) {
  std::mt19937 random(11);
  int failures = 0;
  for (int round = 0; round < 20; ++round) {
    const Arcs arcs = test::few_arcs(random, 7, 10);
    const Graph graph = arcs.build();
    for (const DiffusionModel &model : test::kModels) {
      test::LiveArcs exact(arcs, model);
      InfluenceOptions wanted = options(model, 2, 200'000);
      wanted.seed = static_cast<std::uint64_t>(round);
      wanted.delta = 0.01;
      const Influence found = maximise_influence(graph, wanted);
      const double truth = exact.spread(found.seeds);
      const double best = best_choice(exact, 7, 2).first;
      failures += found.lower > truth + 1e-9 || found.upper < best - 1e-9;
      EXPECT_TRUE(found.certified);
      EXPECT_NEAR(found.spread, truth, 0.1);
      EXPECT_GE(truth, (1 - std::exp(-1.0)) * best - 0.02);
      double sum = 0;
      for (const double gain : found.gain) sum += gain;
      EXPECT_NEAR(sum, found.spread, 1e-9);
      for (std::size_t i = 0; i < found.seeds.size(); ++i) {
        std::vector<std::int32_t> others = found.seeds;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_NEAR(found.sole[i], truth - exact.spread(others), 0.1);
      }
    }
  }
  EXPECT_LE(failures, 2);  // 60 searches, each fails with probability 0.01 at most
}

// Values by evaluating the formulas with 50 decimal digits.
TEST(Influence, HasTheBoundsOfTheSpecification) {
  const double a = std::log(3 * 10 / 0.001);
  EXPECT_NEAR(analysis::lower_bound(3000, a, 1005, 5600), 494.9757124640592, 1e-9);
  EXPECT_NEAR(analysis::upper_bound(3500, a, 1005, 5600), 678.2202638793286, 1e-9);
  EXPECT_EQ(analysis::lower_bound(0, a, 1005, 5600), 0);
  EXPECT_NEAR(analysis::log_choose(1005, 50), 195.919948883483, 1e-9);
}

TEST(Influence, IsTheSameForAnyThreadsAndSteps) {
  std::mt19937 random(12);
  const Graph graph = test::random_graph(random, 400).build();
  for (const DiffusionModel &model : test::kModels) {
    InfluenceOptions wanted = options(model, 7);
    wanted.seed = 5;
    const Influence once = maximise_influence(graph, wanted);
    for (const std::int32_t threads : {1, 2, 3, 8}) {
      wanted.threads = threads;
      InfluenceSearch search(graph, wanted);
      std::int64_t before = -1;
      while (!search.progress().finished()) {
        const Progress progress = search.step(threads == 1 ? 1 : 3000);
        EXPECT_GT(progress.done, before);
        before = progress.done;
      }
      EXPECT_TRUE(same(search.result(), once)) << threads;
    }
    wanted.seed = 6;
    EXPECT_FALSE(same(maximise_influence(graph, wanted), once));
  }
}

TEST(Influence, KeepsQuotasAndBudgets) {
  std::mt19937 random(13);
  const Graph graph = test::random_graph(random, 300).build();
  const auto n = static_cast<std::size_t>(graph.vertices());
  std::vector<std::int32_t> group, quota{1, 2, 0};
  std::vector<std::int64_t> cost;
  for (std::size_t v = 0; v < n; ++v) {
    group.push_back(static_cast<std::int32_t>(v % 4) - 1);
    cost.push_back(1 + static_cast<std::int64_t>(v % 5));
  }
  InfluenceOptions wanted = options({Diffusion::weighted_cascade, 0}, 50);
  wanted.group = group;
  wanted.quota = quota;
  const Influence by_quota = maximise_influence(graph, wanted);
  std::vector<int> taken(3, 0);
  for (const std::int32_t v : by_quota.seeds) ++taken[static_cast<std::size_t>(group[static_cast<std::size_t>(v)])];
  EXPECT_EQ(taken, (std::vector<int>{1, 2, 0}));
  InfluenceOptions costly = options({Diffusion::weighted_cascade, 0}, 50);
  costly.cost = cost;
  costly.budget = 11;
  std::int64_t spent = 0;
  for (const std::int32_t v : maximise_influence(graph, costly).seeds) spent += cost[static_cast<std::size_t>(v)];
  EXPECT_LE(spent, 11);
  EXPECT_GE(spent, 7);  // nothing of cost <= 4 fitted any more
}

TEST(Influence, WithABudgetTakesTheBestSingleWhereRatiosMislead) {
  Arcs arcs{30, {}};
  for (std::int32_t v = 2; v < 30; ++v) arcs.list.emplace_back(0, v);  // reaches 29, costs 20
  arcs.list.emplace_back(1, 2);                                        // reaches 2, costs 1
  const std::vector<std::int64_t> cost = [] {
    std::vector<std::int64_t> made(30, 50);
    made[0] = 20;
    made[1] = 1;
    return made;
  }();
  InfluenceOptions wanted = options({Diffusion::independent_cascade, 1.0}, 5);
  wanted.cost = cost;
  wanted.budget = 20;
  EXPECT_EQ(maximise_influence(arcs.build(), wanted).seeds, std::vector<std::int32_t>{0});
}

TEST(Influence, TakesTheSeedsByDegreeWhereTheyAreBetter) {
  // 40 stars of 4 rays and p small: a handful of sets cannot tell the centres from their rays.
  Arcs arcs{2000, {}};
  for (std::int32_t star = 0; star < 40; ++star) {
    for (std::int32_t ray = 1; ray <= 49; ++ray) arcs.list.emplace_back(50 * star, 50 * star + ray);
  }
  InfluenceOptions wanted = options({Diffusion::independent_cascade, 0.02}, 40);
  wanted.epsilon = 0.6;
  const Influence found = maximise_influence(arcs.build(), wanted);
  EXPECT_TRUE(found.by_degree);
  for (std::size_t i = 0; i < found.seeds.size(); ++i) EXPECT_EQ(found.seeds[i], 50 * static_cast<std::int32_t>(i));
}

TEST(Influence, OfNothingIsNothing) {
  for (const auto &[vertices, k] : {std::pair{0, 3}, std::pair{4, 0}}) {
    const Influence found = maximise_influence(Arcs{vertices, {}}.build(), options({}, k));
    EXPECT_TRUE(found.seeds.empty());
    EXPECT_EQ(found.ratio, 1);
    EXPECT_EQ(found.sets, 0);
  }
  InfluenceOptions broke = options({}, 2);
  const std::vector<std::int64_t> cost(4, 1);
  broke.cost = cost;
  EXPECT_TRUE(maximise_influence(Arcs{4, {{0, 1}}}.build(), broke).seeds.empty());
}

TEST(Influence, OfMoreSeedsThanPeopleTakesAll) {
  const Influence found = maximise_influence(Arcs{5, {{0, 1}}}.build(), options({}, 50));
  std::vector<std::int32_t> sorted = found.seeds;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(sorted, (std::vector<std::int32_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(found.lower, 5);
  EXPECT_EQ(found.upper, 5);
}

TEST(Influence, RefusesBadInput) {
  const Graph graph = Arcs{3, {{0, 1}}}.build();
  const auto with = [](auto change) {
    InfluenceOptions made = options({}, 2);
    change(made);
    return made;
  };
  for (const double p : {0.0, -1.0, 1.5, std::nan("")}) {
    EXPECT_EQ(code_of(graph, options({Diffusion::independent_cascade, p}, 1)), ErrorCode::range);
  }
  const std::vector<std::int32_t> two{0, 0}, groups{0, 1, -1}, below{-2, 0, 0}, quota{1, 1}, bad_quota{1, -1}, one{1};
  const std::vector<std::int64_t> zero{1, 0, 1}, huge{INT64_MAX, 1, 1}, good{1, 1, 1};
  EXPECT_EQ(code_of(graph, with([](auto &o) { o.k = -1; })), ErrorCode::invalid);
  EXPECT_EQ(code_of(graph, with([](auto &o) { o.threads = 0; })), ErrorCode::invalid);
  EXPECT_EQ(code_of(graph, with([](auto &o) { o.sets = -1; })), ErrorCode::invalid);
  EXPECT_EQ(code_of(graph, with([](auto &o) { o.sets = INT64_MAX; })), ErrorCode::invalid);
  EXPECT_EQ(code_of(graph, with([](auto &o) { o.epsilon = 0; })), ErrorCode::range);
  EXPECT_EQ(code_of(graph, with([](auto &o) { o.delta = std::nan(""); })), ErrorCode::range);
  EXPECT_EQ(code_of(graph, with([&](auto &o) { o.group = two; })), ErrorCode::invalid);
  EXPECT_EQ(code_of(graph, with([&](auto &o) { o.quota = quota; })), ErrorCode::invalid);
  EXPECT_EQ(code_of(graph, with([&](auto &o) { o.group = groups, o.quota = one; })), ErrorCode::not_found);
  EXPECT_EQ(code_of(graph, with([&](auto &o) { o.group = below; })), ErrorCode::not_found);
  EXPECT_EQ(code_of(graph, with([&](auto &o) { o.group = groups, o.quota = bad_quota; })), ErrorCode::invalid);
  EXPECT_EQ(code_of(graph, with([&](auto &o) { o.cost = zero; })), ErrorCode::range);
  EXPECT_EQ(code_of(graph, with([&](auto &o) { o.cost = huge; })), ErrorCode::invalid);
  EXPECT_EQ(code_of(graph, with([&](auto &o) { o.cost = good, o.budget = -1; })), ErrorCode::range);
  EXPECT_THROW(static_cast<void>(InfluenceSearch(graph, options({}, 2)).result()), Error);
}

}  // namespace
