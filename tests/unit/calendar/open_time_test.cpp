#include "entente/calendar/open_time.hpp"

#include <gtest/gtest.h>

#include <random>

namespace entente {
namespace {

/// Open time before an instant by adding up every interval.
std::int64_t sum_before_us(const std::vector<OpenInterval> &intervals, std::int64_t at_us) {
  std::int64_t sum_us = 0;
  for (const OpenInterval &interval : intervals) {
    sum_us += std::clamp(at_us - interval.open_us, std::int64_t{0}, interval.close_us - interval.open_us);
  }
  return sum_us;
}

/// Every edge, one microsecond to either side of it, and random instants between.
std::vector<std::int64_t> instants_around(const std::vector<OpenInterval> &intervals, std::mt19937_64 &engine) {
  std::vector<std::int64_t> instants;
  const std::size_t stride = intervals.size() / 500 + 1;
  for (std::size_t i = 0; i < intervals.size(); i += stride) {
    for (const std::int64_t edge_us : {intervals[i].open_us, intervals[i].close_us}) {
      for (const std::int64_t at_us : {edge_us - 1, edge_us, edge_us + 1}) {
        if (at_us >= OpenTime::kFirstUs && at_us <= OpenTime::kEndUs) instants.push_back(at_us);
      }
    }
  }
  for (int i = 0; i < 500; ++i) {
    instants.push_back(std::uniform_int_distribution<std::int64_t>(OpenTime::kFirstUs, OpenTime::kEndUs)(engine));
  }
  instants.push_back(OpenTime::kFirstUs);
  instants.push_back(OpenTime::kEndUs);
  return instants;
}

void expect_right(const std::vector<OpenInterval> &intervals) {
  const OpenTime open(intervals);
  std::mt19937_64 engine(7);
  ASSERT_EQ(open.size(), intervals.size());
  for (const std::int64_t at_us : instants_around(intervals, engine)) {
    const std::int64_t before_us = sum_before_us(intervals, at_us);
    ASSERT_EQ(open.before_us(at_us), before_us) << at_us;
    if (before_us == open.total_us()) continue;
    const std::int64_t instant_us = before_us + open.shift_us(before_us);  // where that microsecond starts
    ASSERT_EQ(sum_before_us(intervals, instant_us), before_us);
    ASSERT_EQ(sum_before_us(intervals, instant_us + 1), before_us + 1);
  }
  for (std::size_t i = 0; i < intervals.size(); i += intervals.size() / 100 + 1) {
    EXPECT_EQ(open.interval(i), intervals[i]);
    EXPECT_EQ(open.first_closing_after(intervals[i].close_us - 1), i);
    EXPECT_EQ(open.first_closing_after(intervals[i].close_us), i + 1);
  }
}

TEST(OpenTime, WithoutIntervalsItIsZero) {
  expect_right({});
  EXPECT_EQ(OpenTime().total_us(), 0);
}

TEST(OpenTime, OneIntervalOfAnyLength) {
  for (const std::int64_t length_us : {std::int64_t{1}, kSecondUs, kDayUs, kLastInstantUs}) {
    expect_right({{kFirstInstantUs, kFirstInstantUs + length_us}});
    expect_right({{kLastInstantUs - length_us, kLastInstantUs}});
  }
  expect_right({{kFirstInstantUs - OpenTime::kMarginUs, kLastInstantUs + OpenTime::kMarginUs}});
}

TEST(OpenTime, EvenlySpacedIntervalsOfEveryDensity) {
  for (const std::int64_t every_us : {kMinuteUs, 17 * kMinuteUs, kHourUs, 5 * kHourUs, kDayUs, 40 * kDayUs}) {
    std::vector<OpenInterval> intervals;
    for (std::int64_t at_us = 3; at_us < kLastInstantUs && intervals.size() < 20'000; at_us += every_us) {
      intervals.push_back({at_us, at_us + every_us / 3});
    }
    expect_right(intervals);
  }
}

TEST(OpenTime, ACrowdOfTinyIntervalsAmidLongOnes) {
  std::mt19937_64 engine(11);
  for (int round = 0; round < 20; ++round) {
    std::vector<OpenInterval> intervals;
    std::int64_t at_us = std::uniform_int_distribution<std::int64_t>(0, kDayUs)(engine);
    while (at_us < kLastInstantUs / 4 && intervals.size() < 3000) {
      const int scale = std::uniform_int_distribution<int>(0, 43)(engine);
      const auto draw_us = [&] { return std::uniform_int_distribution<std::int64_t>(1, std::int64_t{1} << scale)(engine); };
      const std::int64_t length_us = draw_us();
      intervals.push_back({at_us, at_us + length_us});
      at_us += length_us + draw_us();
    }
    while (!intervals.empty() && intervals.back().close_us > kLastInstantUs) intervals.pop_back();
    expect_right(intervals);
  }
}

TEST(OpenTime, AColumnAnswersAsItsElementsDo) {
  std::mt19937_64 engine(12);
  std::vector<OpenInterval> intervals;
  for (std::int64_t day = 0; day < 400; ++day) {
    intervals.push_back({day * kDayUs + 9 * kHourUs, day * kDayUs + 12 * kHourUs});
    for (std::int64_t i = 0; day % 50 == 7 && i < 100; ++i) {  // a crowd, which is searched
      const std::int64_t at_us = day * kDayUs + 13 * kHourUs + i * kMinuteUs;
      intervals.push_back({at_us, at_us + kSecondUs});
    }
  }
  const OpenTime open(intervals);
  for (std::size_t n = 0; n < 40; ++n) {
    std::vector<std::int64_t> at_us(n), out_us(n);
    for (std::int64_t &at : at_us) at = std::uniform_int_distribution<std::int64_t>(0, 410 * kDayUs)(engine);
    open.before_column(at_us, out_us);
    for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(out_us[i], open.before_us(at_us[i]));
  }
}

}  // namespace
}  // namespace entente
