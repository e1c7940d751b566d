// Calendars made of calendars, and the names of holidays, through the C API.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

#include "entente.h"

namespace {

constexpr std::int64_t kHourUs = std::int64_t{3600} * 1'000'000;
constexpr std::int64_t kMonday = 20'780 * 24 * kHourUs;  // 2026-11-23T00:00:00Z

using Handle = std::unique_ptr<entente_calendar, decltype(&entente_calendar_destroy)>;

Handle create(const std::string &json) {
  entente_calendar *calendar = nullptr;
  EXPECT_EQ(entente_calendar_create(json.data(), json.size(), nullptr, 0, &calendar, nullptr, nullptr), ENTENTE_OK);
  return {calendar, entente_calendar_destroy};
}

Handle combine(const Handle &first, const Handle &second, std::int32_t combination) {
  entente_calendar *calendar = nullptr;
  EXPECT_EQ(entente_calendar_combine(first.get(), second.get(), combination, &calendar, nullptr), ENTENTE_OK);
  return {calendar, entente_calendar_destroy};
}

std::int64_t hours_of_monday(const Handle &calendar) {
  std::int64_t out = -1;
  EXPECT_EQ(entente_calendar_between(calendar.get(), kMonday, kMonday + 24 * kHourUs, 0, &out, nullptr), ENTENTE_OK);
  return out / kHourUs;
}

TEST(CalendarSetsApi, CombineAndOutliveTheirOperands) {
  Handle early = create(R"({"zone": "Etc/UTC", "weekly": {"mon": [["06:00", "14:00"]]}})");
  Handle late = create(R"({"zone": "Europe/Paris", "weekly": {"mon": [["13:00", "23:00"]]}})");  // 12:00 to 22:00 UTC
  const Handle either = combine(early, late, ENTENTE_UNION);
  const Handle both = combine(early, late, ENTENTE_INTERSECTION);
  const Handle only = combine(early, late, ENTENTE_DIFFERENCE);
  early.reset();
  late.reset();
  EXPECT_EQ(hours_of_monday(either), 16);
  EXPECT_EQ(hours_of_monday(both), 2);
  EXPECT_EQ(hours_of_monday(only), 6);
}

TEST(CalendarSetsApi, RefuseWhatIsNoCombination) {
  const Handle always = create(R"({"zone": "Etc/UTC", "weekly": "24x7"})");
  EXPECT_EQ(hours_of_monday(always), 24);
  for (const std::int32_t combination : {-1, 3, INT32_MAX, INT32_MIN}) {
    auto *out = reinterpret_cast<entente_calendar *>(1);
    entente_error *error = nullptr;
    EXPECT_EQ(entente_calendar_combine(always.get(), always.get(), combination, &out, &error), ENTENTE_E_INVALID);
    EXPECT_EQ(out, nullptr);
    EXPECT_EQ(entente_error_status(error), ENTENTE_E_INVALID);
    entente_error_destroy(error);
  }
  entente_calendar *out = nullptr;
  EXPECT_EQ(entente_calendar_combine(nullptr, always.get(), 0, &out, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_combine(always.get(), nullptr, 0, &out, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_combine(always.get(), always.get(), 0, nullptr, nullptr), ENTENTE_E_INVALID);
}

TEST(CalendarSetsApi, HolidaysHaveTheirNames) {
  const Handle france = create(R"({"zone": "Europe/Paris", "holidays": [
    "2026-05-15", {"yearly": "07-14", "name": "Bastille Day"}, {"easter": 39, "name": "Ascension"}]})");
  EXPECT_STREQ(entente_calendar_holiday_name(france.get(), 2026, 7, 14), "Bastille Day");
  EXPECT_STREQ(entente_calendar_holiday_name(france.get(), 2026, 5, 14), "Ascension");
  EXPECT_STREQ(entente_calendar_holiday_name(france.get(), 2026, 5, 15), "");
  EXPECT_EQ(entente_calendar_holiday_name(france.get(), 2026, 5, 16), nullptr);
  EXPECT_EQ(entente_calendar_holiday_name(france.get(), 2026, 2, 30), nullptr);
  EXPECT_EQ(entente_calendar_holiday_name(france.get(), INT32_MAX, INT32_MIN, 0), nullptr);
  EXPECT_EQ(entente_calendar_holiday_name(nullptr, 2026, 7, 14), nullptr);
}

TEST(ErrorApi, ErrorsOfCompanionLibrariesAreLikeOurs) {
  entente_error *error = nullptr;
  EXPECT_EQ(entente_error_create(ENTENTE_E_PARSE, "no calendar, said at length", 11, 7, 2, &error), ENTENTE_E_PARSE);
  EXPECT_EQ(entente_error_status(error), ENTENTE_E_PARSE);
  EXPECT_STREQ(entente_error_message(error), "no calendar");
  EXPECT_STREQ(entente_error_pointer(error), "");
  EXPECT_EQ(entente_error_line(error), 7);
  EXPECT_EQ(entente_error_column(error), 2);
  entente_error_destroy(error);
  error = nullptr;
  EXPECT_EQ(entente_error_create(ENTENTE_E_NOMEM, nullptr, 0, 0, 0, &error), ENTENTE_E_NOMEM);
  EXPECT_STREQ(entente_error_message(error), "out of memory");
  entente_error_destroy(error);
  error = nullptr;
  for (const std::int32_t status : {-1, 0, 14}) {
    EXPECT_EQ(entente_error_create(status, "x", 1, 0, 0, &error), ENTENTE_E_INVALID);
  }
  EXPECT_EQ(entente_error_create(ENTENTE_E_RANGE, nullptr, 1, 0, 0, &error), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_error_create(ENTENTE_E_RANGE, "x", 1, 0, 0, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(error, nullptr);
}

}  // namespace
