#include "entente/simulation/summary.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "entente/base/instant.hpp"
#include "small_desk.hpp"

namespace entente {
namespace {

using testing_desk::kHour;

std::int64_t of(const std::vector<std::int64_t> &figures, std::size_t row, Figure figure) {
  return figures[row * kFigures + static_cast<std::size_t>(figure)];
}

// Six requests told by hand; the first comes in the warm-up, the last two are not started at the horizon of 20 h.
struct Story {
  Workload workload;
  Played outcome;
  Story() {
    workload.horizon_us = 20 * kHour;
    workload.counted_from_us = 2 * kHour;
    workload.arrival_us = {kHour, 2 * kHour, 3 * kHour, 4 * kHour, 10 * kHour, 18 * kHour};
    workload.work_us.assign(6, kHour);
    workload.department = {0, 0, 0, 1, 1, 1};
    workload.pool.assign(6, 0);
    workload.urgency = {Urgency::priority, Urgency::priority, Urgency::called, Urgency::ordinary, Urgency::priority, Urgency::ordinary};
    outcome.start_us = {2 * kHour, 6 * kHour, 8 * kHour, 5 * kHour, 25 * kHour, kNoValue};
    outcome.end_us = outcome.start_us;
    outcome.due_us = {kNoValue, 6 * kHour, 7 * kHour, kNoValue, 14 * kHour, kNoValue};
    outcome.backed = {0, 1, 1, 0, 1, 0};
    outcome.agent.assign(6, 0);
    outcome.granted = {4, 8};
    outcome.unused = {2, 7};
    outcome.refunded = {1, 0};
  }
};

TEST(Summary, CountsWhatTheStoryTells) {
  const Story story;
  const auto rules = testing_desk::rules(2);
  const auto figures = summarise(story.workload, story.outcome, rules, Policy::trust_contract);
  ASSERT_EQ(figures.size(), 3 * kFigures);
  const auto row = [&](Figure figure) {
    return std::vector<std::int64_t>{of(figures, 0, figure), of(figures, 1, figure), of(figures, 2, figure)};
  };
  using Row = std::vector<std::int64_t>;
  EXPECT_EQ(row(Figure::requests), (Row{2, 3, 5}));
  EXPECT_EQ(row(Figure::called), (Row{2, 1, 3}));
  EXPECT_EQ(row(Figure::promised), (Row{2, 1, 3}));
  EXPECT_EQ(row(Figure::breached), (Row{1, 1, 2}));  // at due is kept
  EXPECT_EQ(row(Figure::breached_ppm), (Row{500'000, 1'000'000, 666'666}));
  EXPECT_EQ(row(Figure::refused), (Row{0, 0, 0}));
  EXPECT_EQ(row(Figure::wait_mean_us), (Row{9 * kHour / 2, 8 * kHour, 25 * kHour / 4}));
  EXPECT_EQ(row(Figure::wait_p50_us), (Row{4 * kHour, kHour, 4 * kHour}));
  EXPECT_EQ(row(Figure::wait_p90_us), (Row{5 * kHour, 15 * kHour, 15 * kHour}));
  EXPECT_EQ(row(Figure::priority_wait_mean_us), (Row{4 * kHour, 15 * kHour, 19 * kHour / 2}));
  EXPECT_EQ(row(Figure::called_wait_p50_us), (Row{5 * kHour, kNoValue, 5 * kHour}));
  EXPECT_EQ(row(Figure::ordinary_wait_p90_us), (Row{kNoValue, kHour, kHour}));
  EXPECT_EQ(row(Figure::backlog), (Row{0, 2, 2}));
  EXPECT_EQ(row(Figure::jain_ppm), (Row{kNoValue, kNoValue, 927'299}));  // 12.5^2 / (2 (4.5^2 + 8^2))
  EXPECT_EQ(row(Figure::units_granted), (Row{4, 8, 12}));
  EXPECT_EQ(row(Figure::units_unused), (Row{2, 7, 9}));
  EXPECT_EQ(row(Figure::units_refunded), (Row{1, 0, 1}));
}

TEST(Summary, ABackingThatWasRefusedIsCountedAndGraceSavesAPromise) {
  Story story;
  auto rules = testing_desk::rules(2);
  story.outcome.backed[2] = 0;
  story.outcome.due_us[2] = kNoValue;
  const auto refused = summarise(story.workload, story.outcome, rules, Policy::trust_contract);
  EXPECT_EQ(of(refused, 0, Figure::refused), 1);
  EXPECT_EQ(of(summarise(story.workload, story.outcome, rules, Policy::fifo), 0, Figure::refused), 0);
  EXPECT_EQ(of(summarise(story.workload, story.outcome, rules, Policy::trust_contract_chosen), 0, Figure::refused), 0);
  rules.quotas.lines[1].grace_us = 11 * kHour;
  EXPECT_EQ(of(summarise(story.workload, story.outcome, rules, Policy::trust_contract), 1, Figure::breached), 0);
}

TEST(Summary, APromiseNeverStartedIsBrokenOnceItIsDue) {
  Story story;
  story.outcome.due_us[5] = 22 * kHour;  // after the horizon: still open
  const auto rules = testing_desk::rules(2);
  EXPECT_EQ(of(summarise(story.workload, story.outcome, rules, Policy::as_logged), 1, Figure::breached), 1);
  story.outcome.due_us[5] = 19 * kHour;
  EXPECT_EQ(of(summarise(story.workload, story.outcome, rules, Policy::as_logged), 1, Figure::breached), 2);
}

TEST(Summary, QuantilesAreNearestRanks) {
  for (std::size_t n = 1; n <= 25; ++n) {
    Workload workload;
    Played outcome;
    workload.horizon_us = 1000;
    for (std::size_t i = 0; i < n; ++i) {
      workload.arrival_us.push_back(0);
      outcome.start_us.push_back(static_cast<std::int64_t>((i * 7) % n));  // each of 0 .. n-1 once where 7 does not divide n
    }
    workload.work_us.assign(n, 1);
    workload.department.assign(n, 0);
    workload.pool.assign(n, 0);
    workload.urgency.assign(n, Urgency::ordinary);
    outcome.end_us = outcome.start_us;
    outcome.due_us.assign(n, kNoValue);
    outcome.backed.assign(n, 0);
    std::vector<std::int64_t> sorted = outcome.start_us;
    std::sort(sorted.begin(), sorted.end());
    const auto figures = summarise(workload, outcome, testing_desk::rules(1), Policy::fifo);
    for (const auto &[figure, percent] : {std::pair{Figure::wait_p50_us, 50}, {Figure::wait_p90_us, 90}}) {
      const std::int64_t value = of(figures, 0, figure);
      const auto below = static_cast<std::size_t>(std::upper_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
      const auto strictly = static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
      EXPECT_GE(100 * below, static_cast<std::size_t>(percent) * n);
      EXPECT_LT(100 * strictly, static_cast<std::size_t>(percent) * n);
    }
  }
}

TEST(Jain, IsOneWhereAllAreEqualAndOneNthWhereOneHasAll) {
  EXPECT_EQ(jain_ppm(std::vector<std::int64_t>{}), kNoValue);
  EXPECT_EQ(jain_ppm(std::vector<std::int64_t>{0, 0}), 1'000'000);
  EXPECT_EQ(jain_ppm(std::vector<std::int64_t>(10'000, 4'200'000'000'000'000)), 1'000'000);
  EXPECT_EQ(jain_ppm(std::vector<std::int64_t>{0, 0, 0, 5}), 250'000);
  EXPECT_EQ(jain_ppm(std::vector<std::int64_t>{1, 2, 3}), 857'142);  // 36 / 42
  EXPECT_EQ(jain_ppm(std::vector<std::int64_t>{1'000'000'000'000'000, 2'000'000'000'000'000, 3'000'000'000'000'000}), 857'142);
}

}  // namespace
}  // namespace entente
