#include "entente/analysis/absence.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "entente/base/error.hpp"

namespace {

using namespace entente;

struct Known {
  std::int32_t agents = 0, clients = 0;
  std::vector<std::int32_t> agent, client;

  [[nodiscard]] RelationRows rows() const { return {agents, clients, agent, client, {}}; }
  [[nodiscard]] std::vector<std::set<std::int32_t>> knowers() const {
    std::vector<std::set<std::int32_t>> sets(static_cast<std::size_t>(clients));
    for (std::size_t i = 0; i < agent.size(); ++i) sets[static_cast<std::size_t>(client[i])].insert(agent[i]);
    return sets;
  }
};

Known draw(std::mt19937 &random, std::int32_t agents, std::int32_t clients, int most_each) {
  Known made{1 + static_cast<std::int32_t>(random() % static_cast<unsigned>(agents)), clients, {}, {}};
  for (std::int32_t c = 0; c < clients; ++c) {
    for (auto i = random() % static_cast<unsigned>(most_each + 1); i > 0; --i) {
      const double skewed = static_cast<double>(random() % 1000) / 1000;
      made.agent.push_back(static_cast<std::int32_t>(skewed * skewed * made.agents));
      made.client.push_back(c);
    }
  }
  return made;
}

/// More than half of the covered clients have no knower once these are away.
bool enough(const Known &made, const std::vector<std::int32_t> &away) {
  const std::set<std::int32_t> gone(away.begin(), away.end());
  std::size_t covered = 0, lost = 0;
  for (const auto &knowers : made.knowers()) {
    if (knowers.empty()) continue;
    ++covered;
    lost += std::all_of(knowers.begin(), knowers.end(), [&](std::int32_t a) { return gone.contains(a); });
  }
  return 2 * lost > covered;
}

std::int32_t slow(const Known &made) {
  std::int32_t best = INT32_MAX;
  for (std::uint32_t bits = 0; bits < 1U << made.agents; ++bits) {
    std::vector<std::int32_t> away;
    for (std::int32_t a = 0; a < made.agents; ++a) {
      if ((bits >> a & 1U) != 0) away.push_back(a);
    }
    if (enough(made, away)) best = std::min(best, static_cast<std::int32_t>(away.size()));
  }
  return best == INT32_MAX ? 0 : best;
}

TEST(AbsenceFactor, IsTheLeastOfAllChoices) {
  std::mt19937 random(31);
  int better_than_greedy = 0;
  for (int round = 0; round < 400; ++round) {
    const Known made = draw(random, 10, 14, 3);
    const AbsenceFactor found = absence_factor(made.rows(), 1.0);
    ASSERT_TRUE(found.proved());
    ASSERT_EQ(found.upper, slow(made)) << round;
    ASSERT_EQ(static_cast<std::int32_t>(found.agents.size()), found.upper);
    if (found.covered > 0) {
      ASSERT_TRUE(enough(made, found.agents));
      ASSERT_TRUE(enough(made, found.greedy));
      ASSERT_FALSE(enough(made, {found.greedy.begin(), found.greedy.end() - 1}));
    }
    better_than_greedy += found.upper < static_cast<std::int32_t>(found.greedy.size());
  }
  EXPECT_GT(better_than_greedy, 20);
}

TEST(AbsenceFactor, IsAnIntervalWhereTheBudgetEnds) {
  std::mt19937 random(32);
  int open = 0;
  for (int round = 0; round < 200; ++round) {
    const Known made = draw(random, 12, 20, 4);
    const std::int32_t exact = slow(made);
    for (const std::int64_t budget : {0, 1, 5, 20}) {
      const AbsenceFactor found = absence_factor(made.rows(), 1.0, budget);
      ASSERT_LE(found.lower, exact);
      ASSERT_GE(found.upper, exact);
      if (found.covered > 0) {
        ASSERT_TRUE(enough(made, found.agents));
      }
      open += !found.proved();
    }
  }
  EXPECT_GT(open, 20);
}

TEST(AbsenceFactor, IsTheSameHoweverStepped) {
  std::mt19937 random(33);
  const Known made = draw(random, 60, 200, 3);
  const AbsenceFactor once = absence_factor(made.rows(), 1.0, 3000);
  AbsenceSearch search(made.rows(), 1.0, 3000);
  while (!search.progress().finished()) search.step(7);
  EXPECT_EQ(search.result().lower, once.lower);
  EXPECT_EQ(search.result().agents, once.agents);
}

TEST(AbsenceFactor, GreedyTakesMostClientsFirstAndTheLowestIdOnTies) {
  // 2 and 1 know two clients each, 0 knows one: 3 of 5 are lost with two of them.
  const Known made{3, 5, {2, 2, 1, 1, 0}, {0, 1, 2, 3, 4}};
  EXPECT_EQ(absence_factor(made.rows(), 1.0).greedy, (std::vector<std::int32_t>{1, 2}));
}

TEST(AbsenceFactor, OfNobodyKnownIsZero) {
  EXPECT_EQ(absence_factor({3, 4, {}, {}, {}}, 1.0).upper, 0);
  EXPECT_EQ(absence_factor({}, 1.0).covered, 0);
  EXPECT_THROW(static_cast<void>(absence_factor({}, 1.0, -1)), Error);
}

TEST(Absence, OfOneIsCoverageWithoutItsRows) {
  const Known made{3, 3, {0, 1, 1, 2, 2}, {0, 0, 1, 1, 2}};
  EXPECT_EQ(sole_knower_counts(made.rows(), 1.0), (std::vector<std::int32_t>{0, 0, 1}));
  const Coverage after = coverage_without(made.rows(), 1.0, 2, std::vector<std::int32_t>{2, 2});
  EXPECT_EQ(after.knowers, (std::vector<std::int32_t>{2, 1, 0}));
  EXPECT_EQ(after.missing, (std::vector<std::int32_t>{0, 1, 2}));
  EXPECT_EQ(after.sole_knower, (std::vector<std::int32_t>{INT32_MIN, 1, INT32_MIN}));
  EXPECT_THROW(static_cast<void>(coverage_without(made.rows(), 1.0, 2, std::vector<std::int32_t>{3})), Error);
}

}  // namespace
