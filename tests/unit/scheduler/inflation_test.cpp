#include "entente/scheduler/inflation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "entente/base/error.hpp"

namespace entente {
namespace {

TEST(Inflation, AtNinetyPercentLoadItCostsWhatTheSpecificationSays) {
  const std::vector<Inflation> rows = inflation(0.9, std::vector<double>{0, 0.1, 0.5, 1});
  EXPECT_EQ(rows[0].others, 1);
  EXPECT_NEAR(rows[1].others, 1.10, 0.005);
  EXPECT_NEAR(rows[2].others, 1.82, 0.005);
  EXPECT_NEAR(rows[3].priority, 1, 1e-15);  // all urgent: nothing is
}

TEST(Inflation, TheMeanWaitOverBothClassesStaysTheSame) {
  for (const double load : {0.1, 0.5, 0.9, 0.99})
    for (int i = 0; i <= 10; ++i) {
      const double share = i / 10.0;
      const Inflation row = inflation(load, std::vector<double>{share}).front();
      ASSERT_NEAR(share * row.priority + (1 - share) * row.others, 1, 1e-12);
    }
}

/// Mean waits of both classes in a simulated M/M/m queue, priority without interruption.
Inflation simulated(std::int64_t m, double load, double share, bool priority) {
  std::mt19937_64 random(5);
  const auto exponential = [&](double rate) {
    return -std::log(1 - static_cast<double>(random() >> 11) * 0x1p-53) / rate;
  };
  double now = 0, waited[2] = {0, 0}, count[2] = {0, 0};
  std::vector<double> free_at(static_cast<std::size_t>(m), 0);
  std::vector<double> queue[2];
  std::size_t head[2] = {0, 0};
  for (int i = 0; i < 400'000; ++i) {
    now += exponential(load * static_cast<double>(m));
    for (;;) {  // what starts before this arrival
      const auto free = std::min_element(free_at.begin(), free_at.end());
      if (*free > now) break;
      const bool has[2] = {head[0] < queue[0].size(), head[1] < queue[1].size()};
      if (!has[0] && !has[1]) break;
      const int best = has[0] && (!has[1] || priority || queue[0][head[0]] < queue[1][head[1]]) ? 0 : 1;
      const double arrived = queue[best][head[best]++];
      const double start = std::max(*free, arrived);
      waited[best] += start - arrived;
      ++count[best];
      *free = start + exponential(1);
    }
    queue[static_cast<double>(random() % 1000) < share * 1000 ? 0 : 1].push_back(now);
  }
  return {share, waited[0] / count[0], waited[1] / count[1]};
}

TEST(Inflation, ASimulatedQueueAgrees) {
  const Inflation plain = simulated(3, 0.8, 0.3, false);
  const Inflation priority = simulated(3, 0.8, 0.3, true);
  const double mean = 0.3 * plain.priority + 0.7 * plain.others;
  const Inflation row = inflation(0.8, std::vector<double>{0.3}).front();
  EXPECT_NEAR(priority.priority / mean, row.priority, 0.05);
  EXPECT_NEAR(priority.others / mean, row.others, 0.05);
}

TEST(Inflation, RefusesWhatIsOutOfRange) {
  const std::vector<double> half{0.5};
  EXPECT_THROW((void)inflation(1, half), Error);
  EXPECT_THROW((void)inflation(-0.1, half), Error);
  EXPECT_THROW((void)inflation(std::nan(""), half), Error);
  EXPECT_THROW((void)inflation(0.5, std::vector<double>{1.1}), Error);
  EXPECT_THROW((void)inflation(0.5, std::vector<double>{std::nan("")}), Error);
  EXPECT_TRUE(inflation(0.5, {}).empty());
}

}  // namespace
}  // namespace entente
