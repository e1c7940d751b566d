#include "entente/scheduler/skill_chain.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "entente/base/error.hpp"

namespace entente {
namespace {

/// Whether every pool reaches every other, by a table of all pairs (Warshall).
bool all_reach_all(std::int32_t pools, const std::vector<Skill> &skills) {
  const auto n = static_cast<std::size_t>(pools);
  std::vector<std::vector<char>> reaches(n, std::vector<char>(n));
  for (std::size_t i = 0; i < n; ++i) reaches[i][i] = 1;
  for (const Skill &skill : skills)
    reaches[static_cast<std::size_t>(skill.from)][static_cast<std::size_t>(skill.to)] = 1;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) reaches[i][j] = reaches[i][j] || (reaches[i][k] && reaches[k][j]);
  for (const std::vector<char> &row : reaches)
    for (const char reached : row)
      if (!reached) return false;
  return true;
}

/// Fewest further skills that close the chain, up to `most`, by trying all.
std::int32_t fewest(std::int32_t pools, std::vector<Skill> skills, std::int32_t most) {
  if (all_reach_all(pools, skills)) return 0;
  if (most == 0) return 1;
  std::int32_t least = most;
  for (std::int32_t from = 0; from < pools; ++from)
    for (std::int32_t to = 0; to < pools; ++to) {
      skills.push_back({from, to});
      least = std::min(least, 1 + fewest(pools, skills, least - 1));
      skills.pop_back();
    }
  return least;
}

TEST(SkillChain, NamesExactlyTheSingleSkillsThatCloseIt) {
  std::mt19937 random(31);
  int closed = 0, one = 0, more = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto draw = [&](std::int32_t n) {
      return static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(n));
    };
    const std::int32_t pools = draw(7);
    std::vector<Skill> skills(pools == 0 ? 0 : static_cast<std::size_t>(draw(9)));
    for (Skill &skill : skills) skill = {draw(pools), draw(pools)};
    const SkillChain chain = skill_chain(pools, skills);
    ASSERT_EQ(chain.is_closed, all_reach_all(pools, skills));
    std::set<std::pair<std::int32_t, std::int32_t>> named, closing;
    for (const std::int32_t from : chain.from)
      for (const std::int32_t to : chain.to) named.emplace(from, to);
    for (std::int32_t from = 0; from < pools && !chain.is_closed; ++from)
      for (std::int32_t to = 0; to < pools; ++to) {
        std::vector<Skill> with = skills;
        with.push_back({from, to});
        if (all_reach_all(pools, with)) closing.emplace(from, to);
      }
    ASSERT_EQ(named, closing);
    if (pools <= 4) {
      ASSERT_EQ(std::min(chain.missing, 3), std::min(fewest(pools, skills, 3), 3));
    }
    (chain.is_closed ? closed : chain.missing == 1 ? one : more)++;
  }
  EXPECT_GT(closed, 100);
  EXPECT_GT(one, 60);
  EXPECT_GT(more, 100);
}

TEST(SkillChain, AnOpenLongChainIsClosedByItsLastPoolHelpingTheFirst) {
  std::vector<Skill> skills;
  for (std::int32_t i = 0; i < 99'999; ++i) skills.push_back({i, i + 1});
  const SkillChain chain = skill_chain(100'000, skills);
  EXPECT_EQ(chain.from, std::vector<std::int32_t>{99'999});
  EXPECT_EQ(chain.to, std::vector<std::int32_t>{0});
}

TEST(SkillChain, RefusesPoolsThatDoNotExist) {
  EXPECT_THROW((void)skill_chain(2, std::vector<Skill>{{0, 2}}), Error);
  EXPECT_THROW((void)skill_chain(2, std::vector<Skill>{{-1, 0}}), Error);
  EXPECT_THROW((void)skill_chain(-1, {}), Error);
  EXPECT_TRUE(skill_chain(0, {}).is_closed);
}

}  // namespace
}  // namespace entente
