#include "entente/analysis/meeting_plan.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"

namespace {

using namespace entente;

constexpr std::int64_t kWeekUs = 7 * kDayUs;

struct Calls {
  std::int32_t meetings = 0, agents = 0;
  std::vector<std::int32_t> meeting, agent, room;
  std::vector<std::int64_t> expiry_us, weight, week_us;

  [[nodiscard]] MeetingRows rows() const { return {meetings, agents, meeting, agent, expiry_us, weight, week_us, room}; }
  [[nodiscard]] std::int32_t weeks() const { return static_cast<std::int32_t>(week_us.size()) - 1; }
  /// Weeks after the last one that begins before the expiry.
  [[nodiscard]] std::int32_t late(std::size_t m, std::int32_t week) const {
    std::int32_t last = -1;
    for (std::int32_t w = 0; w < weeks(); ++w) {
      if (week_us[static_cast<std::size_t>(w)] < expiry_us[m]) last = w;
    }
    return week > last ? week - last : 0;
  }
};

using Value = std::pair<std::int64_t, std::int64_t>;  // lateness, sum of weeks

/// Every way to hold or leave out each meeting.
Value slow(const Calls &calls, std::size_t m, std::vector<std::int32_t> &room) {
  if (m == static_cast<std::size_t>(calls.meetings)) return {0, 0};
  const auto with = [&](std::int32_t week) {
    const Value rest = slow(calls, m + 1, room);
    return Value{rest.first + calls.weight[m] * calls.late(m, week), rest.second + week};
  };
  Value best = with(calls.weeks());
  for (std::size_t i = 0; i < calls.meeting.size(); ++i) {
    if (calls.meeting[i] != static_cast<std::int32_t>(m)) continue;
    for (std::int32_t week = 0; week < calls.weeks(); ++week) {
      std::int32_t &left = room[static_cast<std::size_t>(calls.agent[i] * calls.weeks() + week)];
      if (left == 0) continue;
      --left;
      best = std::min(best, with(week));
      ++left;
    }
  }
  return best;
}

Calls draw(std::mt19937 &random) {
  const auto number = [&](std::int32_t bound) { return static_cast<std::int32_t>(random() % static_cast<unsigned>(bound)); };
  Calls calls;
  calls.meetings = number(6);
  calls.agents = 1 + number(2);
  for (std::int32_t w = 0; w <= 1 + number(3); ++w) calls.week_us.push_back(w * kWeekUs);
  if (calls.week_us.size() < 2) calls.week_us.push_back(kWeekUs);
  for (std::int32_t i = 0; i < calls.agents * calls.weeks(); ++i) calls.room.push_back(number(3));
  for (std::int32_t m = 0; m < calls.meetings; ++m) {
    calls.expiry_us.push_back(number(5) == 0 ? kNoValue : number(30) * kDayUs);
    calls.weight.push_back(1 + number(4));
    for (std::int32_t a = 0; a < calls.agents; ++a) {
      if (number(4) == 0) continue;
      calls.meeting.push_back(m);
      calls.agent.push_back(a);
    }
  }
  return calls;
}

TEST(MeetingPlan, IsTheLeastLateOfAllPlansAndThenTheSoonest) {
  std::mt19937 random(61);
  for (int round = 0; round < 500; ++round) {
    const Calls calls = draw(random);
    const MeetingPlan plan = plan_meetings(calls.rows());
    std::vector<std::int32_t> room = calls.room;
    Value value{0, 0};
    for (std::size_t m = 0; m < static_cast<std::size_t>(calls.meetings); ++m) {
      const bool held = plan.week[m] != INT32_MIN;
      const std::int32_t week = held ? plan.week[m] : calls.weeks();
      ASSERT_EQ(plan.weeks_late[m], calls.late(m, week));
      value.first += calls.weight[m] * calls.late(m, week);
      value.second += week;
      if (!held) continue;
      ASSERT_GE(--room[static_cast<std::size_t>(plan.agent[m] * calls.weeks() + week)], 0);
      bool may = false;
      for (std::size_t i = 0; i < calls.meeting.size(); ++i) {
        may = may || (calls.meeting[i] == static_cast<std::int32_t>(m) && calls.agent[i] == plan.agent[m]);
      }
      ASSERT_TRUE(may);
    }
    ASSERT_EQ(value.first, plan.lateness);
    room = calls.room;
    ASSERT_EQ(value, slow(calls, 0, room)) << round;
  }
}

TEST(MeetingPlan, HoldsWhatIsLostFirstFirst) {
  Calls calls{2, 1, {0, 1}, {0, 0}, {1, 1}, {10 * kDayUs, 3 * kDayUs}, {}, {0, kWeekUs, 2 * kWeekUs}};
  EXPECT_EQ(plan_meetings(calls.rows()).week, (std::vector<std::int32_t>{1, 0}));
  calls.room = {1, 0};
  calls.weight = {1, 2};
  EXPECT_EQ(plan_meetings(calls.rows()).week, (std::vector<std::int32_t>{INT32_MIN, 0}));
}

TEST(MeetingPlan, RefusesBadInput) {
  const Calls good{1, 1, {0}, {0}, {1}, {kDayUs}, {}, {0, kWeekUs}};
  EXPECT_EQ(plan_meetings(good.rows()).week[0], 0);
  const auto refused = [&](auto change) {
    Calls bad = good;
    change(bad);
    EXPECT_THROW(static_cast<void>(plan_meetings(bad.rows())), Error);
  };
  refused([](Calls &c) { c.meeting[0] = 1; });
  refused([](Calls &c) { c.agent[0] = -1; });
  refused([](Calls &c) { c.room[0] = -1; });
  refused([](Calls &c) { c.room.push_back(1); });
  refused([](Calls &c) { c.weight = {0}; });
  refused([](Calls &c) { c.weight = {INT64_MAX}, c.expiry_us = {kNoValue}; });
  refused([](Calls &c) { c.week_us = {0}; });
  refused([](Calls &c) { c.week_us = {0, 0}; });
  refused([](Calls &c) { c.expiry_us = {}; });
  refused([](Calls &c) { c.meetings = -1; });
  refused([](Calls &c) { c.meeting = {0, 0}, c.agent = {0, 0}; });
}

}  // namespace
