// Four rows at a time answer as one at a time, on every kind of calendar and row.
#include "calendar/wide_rows.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "calendar/calendar_rows.hpp"
#include "french_office.hpp"
#include "unit/calendar/instants.hpp"
#include "unit/calendar/random_calendar.hpp"
#include "unit/calendar/zones.hpp"

namespace entente::test {
namespace {

using Columns = std::vector<std::int64_t>;
using Engine = std::mt19937_64;

/// Instants of a few years, some at the very ends, some beyond them; every group of four may have any of these.
std::int64_t draw_instant(Engine &engine, int odd) {
  const auto number = [&](std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(engine);
  };
  if (number(0, 999) >= odd) return number(kFirstInstantUs, kLastInstantUs);
  switch (number(0, 3)) {
    case 0: return number(0, 1) == 0 ? kFirstInstantUs : kLastInstantUs;
    case 1: return number(0, 1) == 0 ? kFirstInstantUs - 1 : kLastInstantUs + 1;
    case 2: return kNoValue;
    default: return number(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
  }
}

std::int64_t draw_amount(Engine &engine, int odd) {
  const std::int64_t most = std::int64_t{1} << std::uniform_int_distribution<int>(1, 50)(engine);
  const std::int64_t amount = std::uniform_int_distribution<std::int64_t>(-most / 4, most)(engine);
  const int kind = std::uniform_int_distribution<int>(0, 999)(engine);
  return kind >= odd ? amount : kind % 2 == 0 ? 0 : draw_instant(engine, 1000);
}

void compare(const Calendar &calendar, std::size_t n, int odd, Engine &engine) {
  Columns at(n), to(n), amount(n), out(n, 1);
  std::vector<std::int32_t> status(n, -1);
  for (std::size_t i = 0; i < n; ++i) {
    at[i] = draw_instant(engine, odd);
    to[i] = draw_instant(engine, odd);
    amount[i] = draw_amount(engine, odd);
  }
  const OpenTime &open = calendar.open_time();
  for (std::size_t i = 0; i < n && open.size() > 0; i += 3) {  // lands on a close or, backwards, on an opening
    const OpenInterval interval = open.interval(std::uniform_int_distribution<std::size_t>(0, open.size() - 1)(engine));
    const bool backwards = is_supported_instant(at[i]) && interval.open_us < at[i];
    const CalendarAnswer exact = calendar.between(at[i], backwards ? interval.open_us : interval.close_us);
    if (exact.status == CalendarStatus::ok) amount[i] = exact.value;
  }
  const auto same = [&](std::size_t done, auto row) {
    EXPECT_EQ(done, n - n % 4);
    for (std::size_t i = 0; i < done; ++i) {
      const CalendarAnswer expected = row(i);
      ASSERT_EQ(out[i], expected.value) << at[i] << ' ' << to[i] << ' ' << amount[i];
      ASSERT_EQ(status[i], static_cast<std::int32_t>(expected.status));
    }
  };
  same(calendar_rows::wide_between(open, at, to, out, status),
       [&](std::size_t i) { return calendar_rows::between(open, at[i], to[i], Convention::none); });
  same(calendar_rows::wide_add(open, at, amount, out, status),
       [&](std::size_t i) { return calendar_rows::add(open, at[i], amount[i], Convention::none); });
  Columns in_place = at;
  calendar_rows::wide_add(open, in_place, amount, in_place, {});
  for (std::size_t i = 0; i < n - n % 4; ++i) ASSERT_EQ(in_place[i], out[i]);
}

TEST(WideRows, AnswerAsSingleRowsDoOnRandomCalendars) {
  if (!calendar_rows::has_wide_rows()) GTEST_SKIP() << "this processor has no AVX2";
  Engine engine(20260104);
  for (int i = 0; i < 150 && !HasFailure(); ++i) {
    const char *zone = kZones[static_cast<std::size_t>(i) % std::size(kZones)];
    const Calendar calendar(RandomCalendar(engine, 1, 20'000).draw(zone));
    compare(calendar, 400, 0, engine);
    compare(calendar, 403, 20, engine);
    compare(calendar, 41, 500, engine);
  }
}

TEST(WideRows, AnswerAsSingleRowsDoAtTheExtremes) {
  if (!calendar_rows::has_wide_rows()) GTEST_SKIP() << "this processor has no AVX2";
  Engine engine(20260105);
  CalendarDefinition never;
  never.zone = "Etc/UTC";
  CalendarDefinition crumbs = every_day("Etc/UTC", {});
  for (std::int32_t minute = 0; minute < 48; ++minute) {
    for (auto &hours : crumbs.weekly) hours.push_back({minute * 60, minute * 60 + 1});  // buckets that must be searched
  }
  for (const CalendarDefinition &definition : {never, crumbs, every_day("Etc/UTC", {hours(0, 24)}), bench::french_office()}) {
    const Calendar calendar(definition);
    compare(calendar, 20'000, 0, engine);
    compare(calendar, 4'000, 100, engine);
    for (const std::size_t n : {0u, 1u, 3u, 4u, 5u}) compare(calendar, n, 300, engine);
  }
}

}  // namespace
}  // namespace entente::test
