#include "analysis/seed_picker.hpp"

#include <gtest/gtest.h>

#include "arcs.hpp"

namespace entente::analysis {
namespace {

/// Sets and rule drawn at random, with greedy, coverage and the best choice recomputed from the bare sets.
struct Case {
  std::int32_t n;
  InfluenceOptions options;
  std::vector<std::int32_t> group, quota;
  std::vector<std::int64_t> cost;
  std::vector<std::vector<std::int32_t>> sets;

  [[nodiscard]] bool allowed(const std::vector<std::int32_t> &seeds) const {
    if (std::ssize(seeds) > options.k) return false;
    std::vector<std::int32_t> left = quota;
    std::int64_t sum = 0;
    for (const std::int32_t v : seeds) {
      const auto at = static_cast<std::size_t>(v);
      if (!cost.empty()) sum += cost[at];
      if (!group.empty() && group[at] < 0) return false;
      if (!quota.empty() && left[static_cast<std::size_t>(group[at])]-- == 0) return false;
    }
    return cost.empty() || sum <= options.budget;
  }
  [[nodiscard]] std::int64_t covered(const std::vector<std::int32_t> &seeds) const {
    return std::count_if(sets.begin(), sets.end(), [&](const auto &set) {
      return std::any_of(seeds.begin(), seeds.end(),
                         [&](std::int32_t v) { return std::find(set.begin(), set.end(), v) != set.end(); });
    });
  }
  [[nodiscard]] std::vector<std::int32_t> greedy() const {
    std::vector<std::int32_t> seeds;
    for (;;) {
      std::int32_t best = -1;
      double best_ratio = -1;
      for (std::int32_t v = 0; v < n; ++v) {
        std::vector<std::int32_t> with = seeds;
        with.push_back(v);
        if (std::find(seeds.begin(), seeds.end(), v) != seeds.end() || !allowed(with)) continue;
        const double ratio = static_cast<double>(covered(with) - covered(seeds)) /
                             (cost.empty() ? 1.0 : static_cast<double>(cost[static_cast<std::size_t>(v)]));
        if (ratio > best_ratio * (1 + 1e-12)) best = v, best_ratio = ratio;
      }
      if (best < 0) return seeds;
      seeds.push_back(best);
    }
  }
  [[nodiscard]] std::int64_t best_covered() const {
    std::int64_t best = 0;
    for (std::uint32_t bits = 0; bits < 1U << n; ++bits) {
      std::vector<std::int32_t> seeds;
      for (std::int32_t v = 0; v < n; ++v) {
        if ((bits >> v & 1U) != 0) seeds.push_back(v);
      }
      if (allowed(seeds)) best = std::max(best, covered(seeds));
    }
    return best;
  }
};

Case draw_case(std::mt19937 &random, SampledSets &sampled) {
  const auto number = [&](int bound) { return static_cast<std::int32_t>(random() % static_cast<unsigned>(bound)); };
  Case made{9, {}, {}, {}, {}, {}};
  made.options.k = number(6);
  for (std::int32_t v = 0; v < made.n; ++v) {
    made.group.push_back(number(4) - 1);
    made.cost.push_back(1 + number(5));
  }
  made.quota = {number(3), number(3), 1};
  made.options.budget = number(12);
  if (number(2) == 0) made.quota.clear();
  if (number(2) == 0 && made.quota.empty()) made.group.clear();
  if (number(2) == 0) made.cost.clear();
  made.options.group = made.group;
  made.options.quota = made.quota;
  made.options.cost = made.cost;
  const test::Arcs arcs = [&] {
    test::Arcs drawn{made.n, {}};
    for (int i = number(30); i > 0; --i) drawn.list.emplace_back(number(9), number(9));
    return drawn;
  }();
  const Graph graph = arcs.build();
  const ReverseSampler sampler(graph, {Diffusion::independent_cascade, 0.4});
  std::vector<ReverseSampler::Worker> workers(2, ReverseSampler::Worker(made.n));
  const std::uint64_t seed = random();
  sampled.extend(sampler, workers, seed, 1);
  ReverseSampler::Worker worker(made.n);
  sampler.sample(seed, Purpose::choose, 0, SampledSets::kBlock, worker,
                 [&](std::span<const std::int32_t> set) { made.sets.emplace_back(set.begin(), set.end()); });
  return made;
}

TEST(SeedPicker, IsPlainGreedyAndItsBoundHolds) {
  std::mt19937 random(8);
  for (int round = 0; round < 120; ++round) {
    SampledSets sampled(9, 1 << 20);
    const Case made = draw_case(random, sampled);
    ASSERT_EQ(sampled.count(), std::ssize(made.sets));
    const SeedRule rule(made.options, made.n);
    SeedPicker picker(sampled, rule);
    while (picker.pick()) {
    }
    ASSERT_EQ(picker.seeds(), made.greedy()) << round;
    const std::int64_t best = made.best_covered();
    EXPECT_GE(picker.most_covered(), static_cast<double>(best)) << round;
    if (made.quota.empty() && made.cost.empty()) {
      EXPECT_GE(static_cast<double>(made.covered(picker.seeds())), (1 - std::exp(-1.0)) * static_cast<double>(best));
    }
  }
}

TEST(SampledSets, StopAtTheirLimitAndSaySo) {
  const Graph graph = test::diamonds(10).build();
  const ReverseSampler sampler(graph, {Diffusion::independent_cascade, 1.0});
  std::vector<ReverseSampler::Worker> workers(1, ReverseSampler::Worker(graph.vertices()));
  SampledSets sets(graph.vertices(), 3 * SampledSets::kBlock * 31);
  while (sets.extend(sampler, workers, 1, 2)) {
  }
  EXPECT_TRUE(sets.full());
  EXPECT_EQ(sets.count(), 3 * SampledSets::kBlock);
  EXPECT_FALSE(sets.extend(sampler, workers, 1, 2));
  SampledSets tiny(graph.vertices(), 1);  // one block even so, or nothing could be chosen
  EXPECT_FALSE(tiny.extend(sampler, workers, 1, 2));
  EXPECT_EQ(tiny.count(), SampledSets::kBlock);
}

}  // namespace
}  // namespace entente::analysis
