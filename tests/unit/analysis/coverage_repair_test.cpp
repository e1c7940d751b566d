#include "entente/analysis/coverage_repair.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <set>

#include "entente/base/error.hpp"

namespace {

using namespace entente;

struct Instance {
  std::int32_t agents = 0, clients = 0;
  std::vector<std::int32_t> agent, client, slots, missing;
  std::vector<std::int64_t> cost;
  std::int64_t load_weight = 0;

  [[nodiscard]] RepairRows rows() const { return {agents, clients, agent, client, cost, slots, missing, load_weight}; }
};

Instance draw(std::mt19937 &random, std::int32_t most_agents, std::int32_t most_clients, std::size_t most_pairs) {
  const auto number = [&](std::int32_t bound) { return static_cast<std::int32_t>(random() % static_cast<unsigned>(bound)); };
  Instance made;
  made.agents = 1 + number(most_agents);
  made.clients = 1 + number(most_clients);
  for (std::int32_t a = 0; a < made.agents; ++a) made.slots.push_back(number(4));
  for (std::int32_t c = 0; c < made.clients; ++c) made.missing.push_back(number(3));
  std::set<std::pair<std::int32_t, std::int32_t>> pairs;
  for (std::size_t i = random() % (most_pairs + 1); i > 0; --i) pairs.emplace(number(made.agents), number(made.clients));
  std::vector<std::pair<std::int32_t, std::int32_t>> shuffled(pairs.begin(), pairs.end());
  std::shuffle(shuffled.begin(), shuffled.end(), random);
  for (const auto &[a, c] : shuffled) {
    made.agent.push_back(a);
    made.client.push_back(c);
    made.cost.push_back(number(6));
  }
  made.load_weight = number(3);
  return made;
}

struct Answer {
  std::int64_t unmet, cost;  ///< cost with what load_weight adds
  bool operator<(const Answer &other) const { return unmet != other.unmet ? unmet < other.unmet : cost < other.cost; }
};

/// Over every set of pairs that the slots allow; more knowers than missing count for nothing and may cost.
Answer slow(const Instance &made) {
  Answer best{std::numeric_limits<std::int64_t>::max(), 0};
  for (std::uint32_t bits = 0; bits < 1U << made.agent.size(); ++bits) {
    std::vector<std::int64_t> load(static_cast<std::size_t>(made.agents), 0), left(made.missing.begin(), made.missing.end());
    Answer answer{0, 0};
    bool allowed = true;
    for (std::size_t i = 0; i < made.agent.size(); ++i) {
      if ((bits >> i & 1U) == 0) continue;
      const auto a = static_cast<std::size_t>(made.agent[i]);
      ++load[a];
      allowed = allowed && load[a] <= made.slots[a] && left[static_cast<std::size_t>(made.client[i])]-- > 0;
      answer.cost += made.cost[i] + made.load_weight * load[a];
    }
    for (const std::int64_t count : left) answer.unmet += count;
    if (allowed) best = std::min(best, answer);
  }
  return best;
}

/// The plan keeps the rules; its unmet knowers and its cost, load included.
Answer value(const Instance &made, const CoverageRepair &repair) {
  std::vector<std::int32_t> load(static_cast<std::size_t>(made.agents), 0), left = made.missing;
  std::set<std::pair<std::int32_t, std::int32_t>> begun;
  Answer answer{repair.unmet_sum, repair.cost};
  std::int64_t cost = 0;
  for (std::size_t i = 0; i < repair.agent.size(); ++i) {
    EXPECT_TRUE(begun.emplace(repair.client[i], repair.agent[i]).second);
    std::size_t row = 0;
    while (row < made.agent.size() && (made.agent[row] != repair.agent[i] || made.client[row] != repair.client[i])) ++row;
    EXPECT_LT(row, made.agent.size());
    cost += made.cost.empty() ? 1 : made.cost[row];
    answer.cost += made.load_weight * ++load[static_cast<std::size_t>(repair.agent[i])];
    --left[static_cast<std::size_t>(repair.client[i])];
  }
  EXPECT_EQ(cost, repair.cost);
  EXPECT_EQ(left, repair.unmet);
  for (std::size_t a = 0; a < load.size(); ++a) EXPECT_LE(load[a], made.slots[a]);
  for (const std::int32_t count : left) EXPECT_GE(count, 0);
  return answer;
}

TEST(CoverageRepair, IsTheCheapestOfAllPlansThatLeaveLeastUnmet) {
  std::mt19937 random(21);
  for (int round = 0; round < 1500; ++round) {
    const Instance made = draw(random, 4, 5, 12);
    const Answer found = value(made, repair_coverage(made.rows()));
    const Answer best = slow(made);
    ASSERT_EQ(found.unmet, best.unmet) << round;
    ASSERT_EQ(found.cost, best.cost) << round;
  }
}

// Strong duality proves plans that are too large to enumerate: cost = sum of missing x client price - sum of slots x agent
// price - sum over pairs of what a client's price exceeds the pair's cost and agent's price.
TEST(CoverageRepair, IsProvedByItsPrices) {
  std::mt19937 random(22);
  int proved = 0;
  for (int round = 0; round < 300; ++round) {
    Instance made = draw(random, 30, 60, 900);
    made.load_weight = 0;
    const CoverageRepair repair = repair_coverage(made.rows());
    value(made, repair);
    if (repair.unmet_sum > 0) continue;
    std::int64_t dual = 0;
    bool priced = true;
    for (std::size_t c = 0; c < made.missing.size(); ++c) {
      if (repair.client_price[c] == INT64_MIN) priced = priced && made.missing[c] == 0;
      else dual += made.missing[c] * repair.client_price[c];
    }
    for (std::size_t a = 0; a < made.slots.size(); ++a) dual -= made.slots[a] * repair.agent_price[a];
    for (std::size_t i = 0; i < made.agent.size(); ++i) {
      const std::int64_t price = repair.client_price[static_cast<std::size_t>(made.client[i])];
      const std::int64_t of_agent = repair.agent_price[static_cast<std::size_t>(made.agent[i])];
      if (price != INT64_MIN) dual -= std::max<std::int64_t>(0, price - of_agent - made.cost[i]);
    }
    if (!priced) continue;
    ++proved;
    ASSERT_EQ(dual, repair.cost) << round;
  }
  EXPECT_GT(proved, 50);
}

TEST(CoverageRepair, PricesBoundWhatOneMoreOrLessChanges) {
  std::mt19937 random(23);
  for (int round = 0; round < 300; ++round) {
    const Instance made = draw(random, 5, 6, 20);
    const CoverageRepair repair = repair_coverage(made.rows());
    const Answer now = value(made, repair);
    for (std::size_t a = 0; a < made.slots.size(); ++a) {
      Instance more = made;
      ++more.slots[a];
      const Answer then = value(more, repair_coverage(more.rows()));
      if (repair.agent_price[a] == INT64_MAX) continue;
      ASSERT_EQ(then.unmet, now.unmet);
      ASSERT_LE(now.cost - then.cost, repair.agent_price[a]);
    }
    for (std::size_t c = 0; c < made.missing.size(); ++c) {
      Instance more = made;
      ++more.missing[c];
      const Answer then = value(more, repair_coverage(more.rows()));
      if (repair.client_price[c] == INT64_MIN) {
        ASSERT_EQ(then.unmet, now.unmet + 1);
      } else if (then.unmet == now.unmet) {
        ASSERT_GE(then.cost - now.cost, repair.client_price[c]);
      }
    }
  }
}

TEST(CoverageRepair, IsTheSameHoweverStepped) {
  std::mt19937 random(24);
  const Instance made = draw(random, 30, 60, 900);
  const CoverageRepair once = repair_coverage(made.rows());
  CoverageRepairSearch search(made.rows());
  EXPECT_THROW(static_cast<void>(search.result()), Error);
  while (!search.progress().finished()) search.step(1);
  const CoverageRepair stepped = search.result();
  EXPECT_EQ(stepped.agent, once.agent);
  EXPECT_EQ(stepped.client, once.client);
  EXPECT_EQ(stepped.client_price, once.client_price);
}

TEST(CoverageRepair, CountsRelationsWhereNoCostIsGiven) {
  const std::vector<std::int32_t> agent{0, 1}, client{0, 0}, slots{1, 0}, missing{2};
  const CoverageRepair repair = repair_coverage({2, 1, agent, client, {}, slots, missing, 0});
  EXPECT_EQ(repair.cost, 1);
  EXPECT_EQ(repair.unmet, std::vector<std::int32_t>{1});
  EXPECT_EQ(repair.agent_price, (std::vector<std::int64_t>{0, INT64_MAX}));
}

TEST(CoverageRepair, BalancesUnderTheLeastCap) {
  std::mt19937 random(25);
  for (int round = 0; round < 200; ++round) {
    const Instance made = draw(random, 4, 5, 12);
    std::vector<std::int32_t> load;
    for (std::int32_t a = 0; a < made.agents; ++a) load.push_back(static_cast<std::int32_t>(random() % 4));
    const BalancedRepair balanced = balance_coverage(made.rows(), load);
    const std::int64_t least = repair_coverage(made.rows()).unmet_sum;
    for (std::int32_t cap = 0;; ++cap) {  // the first that leaves no more unmet, by a plain search
      Instance capped = made;
      for (std::size_t a = 0; a < load.size(); ++a) capped.slots[a] = std::clamp(cap - load[a], 0, made.slots[a]);
      if (slow(capped).unmet != least) continue;
      EXPECT_EQ(balanced.cap, cap);
      EXPECT_EQ(value(capped, balanced.repair).cost, slow(capped).cost);
      break;
    }
  }
}

TEST(CoverageRepair, OfNobodyIsNothing) {
  EXPECT_EQ(repair_coverage({}).cost, 0);
  EXPECT_EQ(balance_coverage({}, {}).cap, 0);
  const std::vector<std::int32_t> huge{INT32_MAX, INT32_MAX};
  EXPECT_EQ(repair_coverage({0, 2, {}, {}, {}, {}, huge, 0}).unmet_sum, 2 * std::int64_t{INT32_MAX});
}

TEST(CoverageRepair, RefusesBadInput) {
  const std::vector<std::int32_t> zero{0}, one{1}, minus{-1}, twice{0, 0}, none{};
  const std::vector<std::int64_t> good{3}, negative{-3}, huge{std::int64_t{1} << 59};
  const auto code_of = [](const RepairRows &rows) {
    try {
      static_cast<void>(repair_coverage(rows));
    } catch (const Error &error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(code_of({1, 1, one, zero, {}, one, one, 0}), ErrorCode::range);
  EXPECT_EQ(code_of({1, 1, zero, minus, {}, one, one, 0}), ErrorCode::range);
  EXPECT_EQ(code_of({1, 1, zero, zero, negative, one, one, 0}), ErrorCode::range);
  EXPECT_EQ(code_of({1, 1, zero, zero, huge, one, one, 0}), ErrorCode::limit);
  EXPECT_EQ(code_of({1, 1, zero, zero, good, one, one, INT64_MAX}), ErrorCode::limit);
  EXPECT_EQ(code_of({1, 1, zero, zero, good, one, one, -1}), ErrorCode::range);
  EXPECT_EQ(code_of({1, 1, zero, zero, good, minus, one, 0}), ErrorCode::range);
  EXPECT_EQ(code_of({1, 1, zero, zero, good, one, minus, 0}), ErrorCode::range);
  EXPECT_EQ(code_of({1, 1, zero, zero, good, none, one, 0}), ErrorCode::invalid);
  EXPECT_EQ(code_of({1, 1, twice, twice, {}, one, one, 0}), ErrorCode::invalid);
  EXPECT_EQ(code_of({1, 1, zero, none, {}, one, one, 0}), ErrorCode::invalid);
  EXPECT_EQ(code_of({-1, 1, none, none, {}, none, one, 0}), ErrorCode::range);
  EXPECT_THROW(static_cast<void>(balance_coverage({1, 1, zero, zero, good, one, one, 0}, {})), Error);
  EXPECT_THROW(static_cast<void>(balance_coverage({1, 1, zero, zero, good, one, one, 0}, minus)), Error);
}

}  // namespace
