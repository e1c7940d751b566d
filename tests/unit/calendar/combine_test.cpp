#include <gtest/gtest.h>

#include <random>

#include "entente/base/error.hpp"
#include "entente/calendar/calendar.hpp"
#include "unit/calendar/instants.hpp"
#include "unit/calendar/random_calendar.hpp"
#include "unit/calendar/reference_walker.hpp"

namespace entente::test {
namespace {

constexpr SetOperation kAll[] = {SetOperation::union_of, SetOperation::intersection, SetOperation::difference};
const std::vector<std::string> kZones = {"Europe/Paris", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata"};

/// Calendars of 130 years and random instants among them. Few rounds suffice: each compares tens of thousands of intervals.
class CombinedCalendars : public testing::Test {
 protected:
  static constexpr int kRounds = 15;
  CalendarDefinition any_definition() {
    return RandomCalendar(engine_, 1, static_cast<int>(engine_() % 47000)).draw(kZones[engine_() % kZones.size()]);
  }
  std::int64_t any_instant() {
    return std::uniform_int_distribution<std::int64_t>(kFirstInstantUs, kLastInstantUs)(engine_);
  }

 private:
  RandomCalendar::Engine engine_{20260320};
};

std::vector<OpenInterval> intervals(const Calendar &calendar) {
  std::vector<OpenInterval> result;
  for (std::size_t i = 0; i < calendar.open_time().size(); ++i) result.push_back(calendar.open_time().interval(i));
  return result;
}

std::int64_t before(const Calendar &calendar, std::int64_t at_us) { return calendar.open_time().before_us(at_us); }

TEST_F(CombinedCalendars, KeepTheLawsOfSets) {
  for (int round = 0; round < kRounds; ++round) {
    const Calendar a(any_definition()), b(any_definition());
    const Calendar either = combine(a, b, SetOperation::union_of);
    const Calendar both = combine(a, b, SetOperation::intersection);
    const Calendar only_a = combine(a, b, SetOperation::difference);
    for (int i = 0; i < 500; ++i) {
      const std::int64_t at = any_instant();
      ASSERT_EQ(before(either, at) + before(both, at), before(a, at) + before(b, at)) << "round " << round;
      ASSERT_EQ(before(only_a, at) + before(both, at), before(a, at)) << "round " << round;
    }
    ASSERT_EQ(intervals(combine(b, a, SetOperation::union_of)), intervals(either));
    ASSERT_EQ(intervals(combine(b, a, SetOperation::intersection)), intervals(both));
    ASSERT_EQ(intervals(combine(a, a, SetOperation::union_of)), intervals(a));
    ASSERT_EQ(intervals(combine(a, a, SetOperation::intersection)), intervals(a));
    ASSERT_TRUE(intervals(combine(a, a, SetOperation::difference)).empty());
    ASSERT_EQ(intervals(combine(only_a, both, SetOperation::union_of)), intervals(a));
    ASSERT_EQ(intervals(combine(either, b, SetOperation::difference)), intervals(only_a));
  }
}

TEST_F(CombinedCalendars, DistributeAndAssociate) {
  const auto unite = [](const Calendar &x, const Calendar &y) { return combine(x, y, SetOperation::union_of); };
  const auto meet = [](const Calendar &x, const Calendar &y) { return combine(x, y, SetOperation::intersection); };
  for (int round = 0; round < kRounds; ++round) {
    const Calendar a(any_definition()), b(any_definition()), c(any_definition());
    ASSERT_EQ(intervals(unite(unite(a, b), c)), intervals(unite(a, unite(b, c))));
    ASSERT_EQ(intervals(meet(meet(a, b), c)), intervals(meet(a, meet(b, c))));
    ASSERT_EQ(intervals(meet(a, unite(b, c))), intervals(unite(meet(a, b), meet(a, c))));
    for (const OpenInterval &interval : intervals(unite(a, b))) ASSERT_LT(interval.open_us, interval.close_us);
  }
}

TEST_F(CombinedCalendars, AreOpenWhereAWalkSaysSo) {
  constexpr std::int64_t kStepS = 900;
  constexpr std::size_t kSteps = 40 * 96;
  const std::int64_t start_s = utc(2026, 3, 20) / kSecondUs;  // two changes of the clocks in Europe and one in Chile
  RandomCalendar::Engine engine(2026);
  for (int round = 0; round < 12; ++round) {
    RandomCalendar random(engine, kStepS, start_s / 86400);
    const CalendarDefinition first = random.draw(kZones[static_cast<std::size_t>(round) % 4]);
    const CalendarDefinition second = random.draw(kZones[static_cast<std::size_t>(round / 4 + 1) % 4]);
    const LibcZone first_zone(first.zone);
    const Walker a(first, first_zone, start_s, kStepS, kSteps);
    const LibcZone second_zone(second.zone);
    const Walker b(second, second_zone, start_s, kStepS, kSteps);
    const Calendar compiled_a(first), compiled_b(second);
    for (const SetOperation combination : kAll) {
      const Calendar combined = combine(compiled_a, compiled_b, combination);
      for (std::size_t i = 0; i < kSteps; ++i) {
        const bool expected = combination == SetOperation::union_of       ? a.open(i) || b.open(i)
                              : combination == SetOperation::intersection ? a.open(i) && b.open(i)
                                                                         : a.open(i) && !b.open(i);
        ASSERT_EQ(combined.is_open(a.instant_us(i)).value, expected ? 1 : 0)
            << "round " << round << ", combination " << static_cast<int>(combination) << ", step " << i;
      }
    }
  }
}

TEST_F(CombinedCalendars, AnswerForDatesAsTheFirst) {
  CalendarDefinition paris = office("Europe/Paris", {hours(9, 17)});
  paris.holiday_rules = {{YearlyDate{7, 14}, 1, 9999, Observed::none, "Fete nationale"}};
  CalendarDefinition tokyo = office("Asia/Tokyo", {hours(9, 17)});
  tokyo.holidays = {{2026, 5, 4}};
  const Calendar either = combine(Calendar(paris), Calendar(tokyo), SetOperation::union_of);
  EXPECT_EQ(either.zone(), "Europe/Paris");
  EXPECT_EQ(*either.holidays().name(LocalDate{2026, 7, 14}), "Fete nationale");
  EXPECT_FALSE(either.holidays().contains(LocalDate{2026, 5, 4}));
  EXPECT_EQ(either.is_open(utc(2026, 7, 14, 9)).value, 0) << "closed in Paris, evening in Tokyo";
  EXPECT_EQ(either.is_open(utc(2026, 7, 14, 2)).value, 1) << "open in Tokyo";
}

TEST_F(CombinedCalendars, TouchingHoursBecomeOne) {
  const Calendar morning(every_day("UTC", {hours(0, 12)})), afternoon(every_day("UTC", {hours(12, 24)}));
  const Calendar always = combine(morning, afternoon, SetOperation::union_of);
  EXPECT_EQ(always.open_time().size(), 1U);
  EXPECT_EQ(combine(morning, afternoon, SetOperation::intersection).open_time().size(), 0U);
  EXPECT_EQ(intervals(combine(always, morning, SetOperation::difference)).at(3),
            intervals(afternoon).at(3));
  EXPECT_THROW((void)combine(morning, afternoon, static_cast<SetOperation>(3)), Error);
}

TEST(AlwaysOpen, CountsEveryMicrosecondInEveryZone) {
  for (const char *zone : {"UTC", "Europe/Paris", "America/Sao_Paulo", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Cairo",
                           "Asia/Beirut", "America/St_Johns", "Pacific/Kwajalein"}) {
    const Calendar always(every_day(zone, {hours(0, 24)}));
    EXPECT_EQ(always.open_time().size(), 1U) << zone;
    EXPECT_EQ(always.between(kFirstInstantUs, kLastInstantUs).value, kLastInstantUs - kFirstInstantUs) << zone;
  }
}

}  // namespace
}  // namespace entente::test
