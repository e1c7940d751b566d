// Dates and periods against a walk date by date, on random calendars, zones and instants.
#include <gtest/gtest.h>

#include "entente/calendar/calendar.hpp"
#include "unit/calendar/date_reference.hpp"
#include "unit/calendar/random_calendar.hpp"
#include "unit/calendar/zones.hpp"

namespace entente::test {
namespace {

using Engine = RandomCalendar::Engine;
using Periods = std::vector<DateReference::Period>;

constexpr std::int64_t kLastS = kLastInstantUs / kSecondUs;
constexpr std::int64_t kDayS = 86400;

CalendarAnswer ok(std::int64_t value) { return {CalendarStatus::ok, value}; }

/// One calendar beside the reference, and the questions put to both.
class Comparison {
 public:
  Comparison(const CalendarDefinition &definition, const LibcZone &zone, Engine &engine)
      : calendar_(definition), reference_(definition, zone), engine_(engine) {}

  void ask(std::int64_t at_s) {
    SCOPED_TRACE(calendar_.zone() + " at " + std::to_string(at_s));
    ask_moments(at_s);
    ask_days(at_s, draw(-30, 30));
    ask_days(at_s, draw(-1, 1));
    const std::int64_t to_s = at_s + draw(-60, 60) * kDayS + draw(0, 86399);
    EXPECT_EQ(calendar_.workdays_between(at_s * kSecondUs, to_s * kSecondUs), ok(reference_.workdays_between(at_s, to_s)));
    ask_periods(at_s);
  }

  /// An instant at which something happens near another one, or that one.
  [[nodiscard]] std::int64_t edge_near(std::int64_t at_s) {
    const Periods periods = reference_.after(at_s, 3);
    if (periods.empty()) return at_s;
    const auto &period = periods[static_cast<std::size_t>(draw(0, static_cast<int>(periods.size()) - 1))];
    return draw(0, 1) == 0 ? period.first : period.second;
  }

 private:
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(engine_); }

  void ask_moments(std::int64_t at_s) {
    for (const std::int64_t us : {std::int64_t{0}, kSecondUs - 1}) {
      const std::int64_t at_us = at_s * kSecondUs + us;
      EXPECT_EQ(calendar_.is_workday(at_us), ok(reference_.is_workday(at_s) ? 1 : 0));
      EXPECT_EQ(calendar_.is_holiday(at_us), ok(reference_.is_holiday(at_s) ? 1 : 0));
      EXPECT_EQ(calendar_.is_break(at_us), ok(reference_.is_break(at_s) ? 1 : 0));
    }
  }

  void ask_days(std::int64_t at_s, int days) {
    const std::int64_t us = draw(0, 1) == 0 ? 0 : draw(1, 999'999);
    const std::int64_t at_us = at_s * kSecondUs + us;
    SCOPED_TRACE(days);
    if (const auto same = reference_.same_clock_time(at_s, days)) {
      EXPECT_EQ(calendar_.add_days(at_us, days, DayMeaning::same_clock_time), ok(*same * kSecondUs + us));
    }
    if (const auto end = reference_.end_of_day(at_s, days)) {
      EXPECT_EQ(calendar_.add_days(at_us, days, DayMeaning::end_of_day), ok(*end * kSecondUs));
    }
    EXPECT_EQ(calendar_.add_days(at_us, days, DayMeaning::hours_24), calendar_.add(at_us, days * kDayUs));
    const std::int64_t length_us = draw(1, 100'000) * kSecondUs + draw(0, 999'999);
    EXPECT_EQ(calendar_.add_days(at_us, days, DayMeaning::stated_length, length_us, Convention::close_lands_on_next_open),
              calendar_.add(at_us, days * length_us, Convention::close_lands_on_next_open));
  }

  void ask_periods(std::int64_t at_s) {
    constexpr auto kZero = Convention::zero_length_segment_emitted;
    const Periods after = reference_.after(at_s, 5), before = reference_.before(at_s, 5);
    same_periods(calendar_, &Calendar::periods_after, at_s, after, Convention::none);
    same_periods(calendar_, &Calendar::periods_before, at_s, before, Convention::none);
    Periods zero_after = after, zero_before = before;
    if (reference_.closes_at(at_s)) zero_after.insert(zero_after.begin(), {at_s, at_s});
    if (reference_.opens_at(at_s)) zero_before.insert(zero_before.begin(), {at_s, at_s});
    same_periods(calendar_, &Calendar::periods_after, at_s, zero_after, kZero);
    same_periods(calendar_, &Calendar::periods_before, at_s, zero_before, kZero);
    ask_window(at_s, at_s + draw(0, 4 * 86400), after);
  }

  /// The merged intervals within a window that begins where `periods` do.
  void ask_window(std::int64_t from_s, std::int64_t to_s, const Periods &periods) {
    Periods merged;
    for (const auto &[open, close] : periods) {
      const std::int64_t end = std::min(close, to_s);
      if (open >= to_s) continue;
      if (!merged.empty() && open <= merged.back().second) {
        merged.back().second = std::max(merged.back().second, end);
      } else {
        merged.emplace_back(open, end);
      }
    }
    const std::size_t capacity = static_cast<std::size_t>(draw(0, static_cast<int>(merged.size()) + 2));
    std::vector<std::int64_t> open(capacity, kNoValue), close(capacity, kNoValue);
    EXPECT_EQ(calendar_.periods(from_s * kSecondUs, to_s * kSecondUs, open, close),
              ok(static_cast<std::int64_t>(merged.size())));
    for (std::size_t i = 0; i < capacity; ++i) {
      EXPECT_EQ(open[i], i < merged.size() ? merged[i].first * kSecondUs : kNoValue);
      EXPECT_EQ(close[i], i < merged.size() ? merged[i].second * kSecondUs : kNoValue);
    }
  }

  /// As many as the reference has, which are all of a few days: a calendar may be closed after them.
  template <class Function>
  static void same_periods(const Calendar &calendar, Function function, std::int64_t at_s, const Periods &expected,
                           Convention conventions) {
    std::vector<std::int64_t> open(expected.size()), close(expected.size());
    EXPECT_EQ((calendar.*function)(at_s * kSecondUs, open, close, conventions),
              ok(static_cast<std::int64_t>(expected.size())));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(open[i], expected[i].first * kSecondUs) << i;
      EXPECT_EQ(close[i], expected[i].second * kSecondUs) << i;
    }
  }

  Calendar calendar_;
  DateReference reference_;
  Engine &engine_;
};

class CalendarDates : public ::testing::TestWithParam<const char *> {};

TEST_P(CalendarDates, DatesAndPeriodsAgreeWithAWalkDateByDate) {
  Engine engine(20260103);
  const LibcZone zone(GetParam());
  const std::vector<std::int64_t> changes = zone.changes_s();
  const std::int64_t margin_s = (DateReference::kMostDays + 70) * kDayS;
  for (int i = 0; i < (long_campaign() ? 500 : 10); ++i) {
    std::int64_t middle_s = std::uniform_int_distribution<std::int64_t>(margin_s, kLastS - margin_s)(engine);
    if (!changes.empty() && i % 4 != 0) {
      middle_s = changes[std::uniform_int_distribution<std::size_t>(0, std::min<std::size_t>(changes.size(), 80) - 1)(engine)];
      middle_s = std::clamp(middle_s, margin_s, kLastS - margin_s);
    }
    const std::int32_t step_s = i % 2 == 0 ? 1 : 3600;
    const CalendarDefinition definition = RandomCalendar(engine, step_s, middle_s / kDayS - 8).draw(GetParam());
    Comparison comparison(definition, zone, engine);
    for (int k = 0; k < 20; ++k) {
      std::int64_t at_s = middle_s + std::uniform_int_distribution<std::int64_t>(-3 * kDayS, 3 * kDayS)(engine);
      if (k % 4 == 1) at_s = middle_s + k - 11;  // within seconds of the change
      comparison.ask(k % 4 == 2 ? comparison.edge_near(at_s) : at_s);
      if (HasFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Zones, CalendarDates, ::testing::ValuesIn(kZones), zone_test_name);

}  // namespace
}  // namespace entente::test
