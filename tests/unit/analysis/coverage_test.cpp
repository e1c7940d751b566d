#include "entente/analysis/coverage.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>

#include "entente/base/error.hpp"

namespace {

using namespace entente;

struct Rows {
  std::int32_t agents = 0, clients = 0;
  std::vector<std::int32_t> agent, client;
  std::vector<double> strength;

  [[nodiscard]] Coverage cover(double threshold, std::int32_t k) const {
    return coverage({agents, clients, agent, client, strength}, threshold, k);
  }
};

ErrorCode code_of(const Rows &rows, double threshold, std::int32_t k, std::string *message = nullptr) {
  try {
    (void)rows.cover(threshold, k);
  } catch (const Error &error) {
    if (message != nullptr) *message = error.what();
    return error.code();
  }
  return ErrorCode::internal;
}

TEST(Coverage, EqualsANaiveMapOnRandomRows) {
  std::mt19937 random(41);
  for (int round = 0; round < 500; ++round) {
    Rows rows{static_cast<std::int32_t>(1 + random() % 6), static_cast<std::int32_t>(1 + random() % 8), {}, {}, {}};
    const bool with_strength = random() % 3 != 0;
    std::map<std::int32_t, std::map<std::int32_t, double>> sums;
    for (auto i = random() % 50; i > 0; --i) {
      rows.agent.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(rows.agents)));
      rows.client.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(rows.clients)));
      const double strength = with_strength ? 0.1 * static_cast<double>(random() % 8) : 1.0;
      if (with_strength) rows.strength.push_back(strength);
      sums[rows.client.back()][rows.agent.back()] += strength;
    }
    const double threshold = 0.25 * static_cast<double>(random() % 9);
    const auto k = static_cast<std::int32_t>(random() % 9);  // often more than there are agents
    const Coverage result = rows.cover(threshold, k);
    for (std::int32_t client = 0; client < rows.clients; ++client) {
      std::set<std::int32_t> knowers;
      for (const auto &[agent, sum] : sums[client]) {
        if (sum >= threshold) knowers.insert(agent);
      }
      const auto at = static_cast<std::size_t>(client);
      const auto count = static_cast<std::int32_t>(knowers.size());
      ASSERT_EQ(result.knowers[at], count);
      ASSERT_EQ(result.missing[at], count < k ? k - count : 0);
      ASSERT_EQ(result.sole_knower[at], count == 1 ? *knowers.begin() : INT32_MIN);
    }
  }
}

TEST(Coverage, NeedsARowToKnowEvenWhereTheThresholdIsZero) {
  const Coverage result = Rows{3, 2, {1}, {0}, {0.0}}.cover(0.0, 2);
  EXPECT_EQ(result.knowers, (std::vector<std::int32_t>{1, 0}));
  EXPECT_EQ(result.missing, (std::vector<std::int32_t>{1, 2}));
  EXPECT_EQ(result.sole_knower, (std::vector<std::int32_t>{1, INT32_MIN}));
}

TEST(Coverage, SumsRowsOfOnePairInRowOrder) {
  const std::vector<double> parts{1e16, 1.0, 1.0};
  const double sum = (1e16 + 1.0) + 1.0;
  EXPECT_EQ((Rows{1, 1, {0, 0, 0}, {0, 0, 0}, parts}.cover(sum, 1).knowers[0]), 1);
  EXPECT_EQ((Rows{1, 1, {0, 0, 0}, {0, 0, 0}, parts}.cover(std::nextafter(sum, 2e16), 1).knowers[0]), 0);
}

TEST(Coverage, TakesInfinity) {
  const double infinity = HUGE_VAL;
  EXPECT_EQ((Rows{1, 1, {0}, {0}, {infinity}}.cover(infinity, 1).knowers[0]), 1);
  EXPECT_EQ((Rows{1, 1, {0}, {0}, {1e300}}.cover(infinity, 1).knowers[0]), 0);
}

TEST(Coverage, OfNoRowsMissesK) {
  EXPECT_EQ((Rows{0, 2, {}, {}, {}}.cover(0.5, 2).missing), (std::vector<std::int32_t>{2, 2}));
  EXPECT_TRUE((Rows{}.cover(0.5, 2).missing.empty()));
  EXPECT_EQ((Rows{0, 1, {}, {}, {}}.cover(0.5, INT32_MAX).missing[0]), INT32_MAX);
}

TEST(Coverage, NamesTheRowThatIsWrong) {
  std::string message;
  EXPECT_EQ(code_of({2, 2, {0, 2}, {0, 0}, {}}, 1, 1, &message), ErrorCode::range);
  EXPECT_EQ(message, "row 1: agent 2 is not in [0, 2)");
  EXPECT_EQ(code_of({2, 2, {0, 1}, {0, -1}, {}}, 1, 1, &message), ErrorCode::range);
  EXPECT_EQ(message, "row 1: client -1 is not in [0, 2)");
  for (const double bad : {-1.0, std::nan(""), -HUGE_VAL}) {
    EXPECT_EQ(code_of({2, 2, {0, 1}, {0, 1}, {1.0, bad}}, 1, 1, &message), ErrorCode::range);
    EXPECT_EQ(message, "row 1: the strength is negative or not a number");
  }
}

TEST(Coverage, RefusesShapesThatDoNotFit) {
  EXPECT_EQ(code_of({}, 1, -1), ErrorCode::invalid);
  EXPECT_EQ(code_of({}, std::nan(""), 1), ErrorCode::invalid);
  EXPECT_EQ(code_of({1, 1, {0}, {}, {}}, 1, 1), ErrorCode::invalid);
  EXPECT_EQ(code_of({-1, 0, {}, {}, {}}, 1, 1), ErrorCode::range);
  EXPECT_EQ(code_of({0, INT32_MAX, {}, {}, {}}, 1, 1), ErrorCode::limit);
}

}  // namespace
