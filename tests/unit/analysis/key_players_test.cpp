#include "entente/analysis/key_players.hpp"

#include <gtest/gtest.h>

#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;

double reach(const test::Matrix &d, const std::vector<std::int32_t> &members) {
  double sum = 0;
  for (std::size_t u = 0; u < d.size(); ++u) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::int32_t s : members) nearest = std::min(nearest, d[static_cast<std::size_t>(s)][u]);
    sum += 1 / std::max(1.0, nearest);
  }
  return sum / static_cast<double>(d.size());
}

/// Every vertex tried in every round, on a matrix of distances; values within 1e-9 are equal.
KeyPlayers eager(const test::Matrix &d, std::int32_t k) {
  KeyPlayers result;
  while (static_cast<std::int32_t>(result.member.size()) < std::min(k, static_cast<std::int32_t>(d.size()))) {
    std::int32_t best = -1;
    double most = -1;
    for (std::int32_t v = 0; v < static_cast<std::int32_t>(d.size()); ++v) {
      if (std::find(result.member.begin(), result.member.end(), v) != result.member.end()) continue;
      std::vector<std::int32_t> with(result.member);
      with.push_back(v);
      const double value = reach(d, with);
      if (value <= most + 1e-9) continue;
      most = value;
      best = v;
    }
    result.member.push_back(best);
    result.reach.push_back(reach(d, result.member));
  }
  return result;
}

TEST(KeyPlayers, AreThoseOfAnEagerGreedyChoice) {
  std::mt19937 random(71);
  for (int round = 0; round < 60; ++round) {
    const test::Arcs arcs = test::random_graph(random, 60);
    const View view = round % 2 == 0 ? View::und : View::dir;
    const KeyPlayers expected = eager(test::distances(arcs, view == View::dir), 8);
    const KeyPlayers got = key_players(arcs.build(), view, 8);
    ASSERT_EQ(got.member, expected.member) << "round " << round;
    ASSERT_TRUE(test::all_close(got.reach, expected.reach));
  }
}

TEST(KeyPlayers, ReachAtLeastTheGuaranteedShareOfTheBestSet) {
  std::mt19937 random(72);
  for (int round = 0; round < 40; ++round) {
    const test::Arcs arcs = test::random_graph(random, 12);
    if (arcs.vertices < 3) continue;
    const test::Matrix d = test::distances(arcs, false);
    double best = 0;
    for (std::int32_t a = 0; a < arcs.vertices; ++a) {
      for (std::int32_t b = a + 1; b < arcs.vertices; ++b) {
        for (std::int32_t c = b + 1; c < arcs.vertices; ++c) best = std::max(best, reach(d, {a, b, c}));
      }
    }
    const KeyPlayers got = key_players(arcs.build(), View::und, 3);
    EXPECT_GE(got.reach.back(), (1 - std::exp(-1.0)) * best);
    EXPECT_LE(got.reach.back(), best + 1e-12);
  }
}

TEST(KeyPlayers, OfTwoCirclesComeFromBoth) {
  test::Arcs arcs{40, {}};
  for (std::int32_t v = 1; v < 20; ++v) arcs.both(0, v);
  for (std::int32_t v = 21; v < 40; ++v) arcs.both(20, v);
  arcs.both(1, 21);
  EXPECT_EQ(key_players(arcs.build(), View::und, 2).member, (std::vector<std::int32_t>{0, 20}));
}

TEST(KeyPlayers, AreTheSameForAnyThreadsAndSteps) {
  std::mt19937 random(73);
  const Graph graph = test::random_graph(random, 900).build();
  const KeyPlayers expected = key_players(graph, View::und, 12);
  for (const std::int32_t threads : {1, 2, 3, 8}) {
    for (const std::int64_t work : {std::int64_t{1}, std::int64_t{100}, std::int64_t{0}}) {
      const auto job = key_players_job(graph, View::und, 12, threads);
      while (!job->step(work).finished()) {
      }
      EXPECT_TRUE(test::equal_bytes(job->values(), expected.reach));
      EXPECT_TRUE(std::equal(job->integers().begin(), job->integers().end(), expected.member.begin()));
    }
  }
}

TEST(KeyPlayers, AreAllVerticesWhereMoreAreAskedForAndNoneWhereNoneAre) {
  const KeyPlayers all = key_players(build_graph({3, {}, {}, {}}), View::und, 2'000'000'000);
  EXPECT_EQ(all.member, (std::vector<std::int32_t>{0, 1, 2}));
  EXPECT_DOUBLE_EQ(all.reach.back(), 1.0);
  EXPECT_TRUE(key_players(build_graph({3, {}, {}, {}}), View::und, 0).member.empty());
  EXPECT_TRUE(key_players(build_graph({}), View::dir, 5).member.empty());
  EXPECT_THROW((void)key_players_job(build_graph({}), View::dir, -1), Error);
  EXPECT_THROW((void)key_players_job(build_graph({}), View::dir, 1, 0), Error);
}

}  // namespace
