// Calendars through the C API: scalar and column forms, and every kind of wrong argument.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "entente.h"

namespace {

constexpr std::int64_t kHourUs = std::int64_t{3600} * 1'000'000;
constexpr std::int64_t kDayUs = 24 * kHourUs;
constexpr std::int64_t kFriday = 20'777 * kDayUs;  // 2026-11-20T00:00:00Z
constexpr std::int64_t kNoValue = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kUntouched = 4711;

const char *const kOffice = R"({"zone": "Etc/UTC", "weekly": {
  "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]],
  "fri": [["09:00", "12:00"], ["13:00", "17:00"]]}})";

using Handle = std::unique_ptr<entente_calendar, decltype(&entente_calendar_destroy)>;

Handle create(const char *json) {
  entente_calendar *calendar = nullptr;
  entente_error *error = nullptr;
  EXPECT_EQ(entente_calendar_create(json, std::strlen(json), nullptr, 0, &calendar, nullptr, &error), ENTENTE_OK)
      << entente_error_message(error);
  entente_error_destroy(error);
  return {calendar, entente_calendar_destroy};
}

/// The three functions that take two int64 and give one, in both forms.
struct Pair {
  decltype(&entente_calendar_add) scalar;
  decltype(&entente_calendar_add_column) column;
};
constexpr Pair kPairs[] = {{entente_calendar_add, entente_calendar_add_column},
                           {entente_calendar_subtract, entente_calendar_subtract_column},
                           {entente_calendar_between, entente_calendar_between_column}};

/// Those that take one instant and give one.
struct Moment {
  decltype(&entente_calendar_next_open) scalar;
  decltype(&entente_calendar_next_open_column) column;
};
constexpr Moment kMoments[] = {{entente_calendar_next_open, entente_calendar_next_open_column},
                               {entente_calendar_previous_open, entente_calendar_previous_open_column}};

const std::vector<std::int64_t> kInstants = {kNoValue, -1, 0, 1, kFriday, kFriday + 12 * kHourUs, kFriday + 17 * kHourUs,
                                             std::int64_t{4'102'444'800} * 1'000'000, std::int64_t{4'102'444'800'000'001},
                                             std::numeric_limits<std::int64_t>::max()};

TEST(CalendarApi, AnswersOfTheOffice) {
  const Handle office = create(kOffice);
  std::int64_t out = 0;
  std::int32_t open = -1;
  ASSERT_EQ(entente_calendar_add(office.get(), kFriday, 7 * kHourUs, 0, &out, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, kFriday + 17 * kHourUs);
  ASSERT_EQ(entente_calendar_add(office.get(), kFriday, 7 * kHourUs, ENTENTE_CLOSE_LANDS_ON_NEXT_OPEN, &out, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(out, kFriday + 3 * kDayUs + 9 * kHourUs);
  ASSERT_EQ(entente_calendar_subtract(office.get(), kFriday + 14 * kHourUs, 2 * kHourUs, 0, &out, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, kFriday + 11 * kHourUs);
  ASSERT_EQ(entente_calendar_between(office.get(), kFriday + kDayUs, kFriday, 0, &out, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, -7 * kHourUs);
  ASSERT_EQ(entente_calendar_is_open(office.get(), kFriday + 12 * kHourUs, 0, &open, nullptr), ENTENTE_OK);
  EXPECT_EQ(open, 0);
  ASSERT_EQ(entente_calendar_is_open(office.get(), kFriday + 12 * kHourUs, ENTENTE_END_INCLUSIVE, &open, nullptr), ENTENTE_OK);
  EXPECT_EQ(open, 1);
  ASSERT_EQ(entente_calendar_next_open(office.get(), kFriday + 12 * kHourUs, 0, &out, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, kFriday + 13 * kHourUs);
  ASSERT_EQ(entente_calendar_previous_open(office.get(), kFriday + 13 * kHourUs, 0, &out, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, kFriday + 12 * kHourUs);
}

TEST(CalendarApi, TheStatusOfAFailureIsThatOfItsErrorAndNothingIsWritten) {
  const Handle office = create(kOffice);
  const Handle never = create(R"({"zone": "Etc/UTC", "weekly": {}})");
  std::int64_t out = kUntouched;
  entente_error *error = nullptr;
  EXPECT_EQ(entente_calendar_add(office.get(), -1, 1, 0, &out, &error), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_error_status(error), ENTENTE_E_RANGE);
  EXPECT_STRNE(entente_error_message(error), "");
  entente_error_destroy(error);
  EXPECT_EQ(entente_calendar_add(never.get(), kFriday, 1, 0, &out, &error), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_error_status(error), ENTENTE_E_NOT_FOUND);
  entente_error_destroy(error);
  EXPECT_EQ(out, kUntouched);
}

TEST(CalendarApi, ColumnsAnswerAsScalarsDoRowByRow) {
  const Handle office = create(kOffice);
  std::vector<std::int64_t> first, second;
  for (const std::int64_t a : kInstants) {
    for (const std::int64_t b : kInstants) {
      first.push_back(a);
      second.push_back(b);
    }
  }
  std::vector<std::int64_t> out(first.size());
  std::vector<std::int32_t> status(first.size());
  for (const Pair &pair : kPairs) {
    ASSERT_EQ(pair.column(office.get(), first.size(), first.data(), second.data(), 0, out.data(), status.data(), nullptr),
              ENTENTE_OK);
    for (std::size_t i = 0; i < first.size(); ++i) {
      std::int64_t expected = kNoValue;
      EXPECT_EQ(status[i], pair.scalar(office.get(), first[i], second[i], 0, &expected, nullptr));
      EXPECT_EQ(out[i], expected) << first[i] << ' ' << second[i];
    }
  }
  for (const Moment &moment : kMoments) {
    ASSERT_EQ(moment.column(office.get(), first.size(), first.data(), 0, out.data(), status.data(), nullptr), ENTENTE_OK);
    for (std::size_t i = 0; i < first.size(); ++i) {
      std::int64_t expected = kNoValue;
      EXPECT_EQ(status[i], moment.scalar(office.get(), first[i], 0, &expected, nullptr));
      EXPECT_EQ(out[i], expected) << first[i];
    }
  }
  std::vector<std::int32_t> open(first.size());
  ASSERT_EQ(entente_calendar_is_open_column(office.get(), first.size(), first.data(), 0, open.data(), status.data(), nullptr),
            ENTENTE_OK);
  for (std::size_t i = 0; i < first.size(); ++i) {
    std::int32_t expected = std::numeric_limits<std::int32_t>::min();
    EXPECT_EQ(status[i], entente_calendar_is_open(office.get(), first[i], 0, &expected, nullptr));
    EXPECT_EQ(open[i], expected);
  }
}

TEST(CalendarApi, NullAndUnknownArgumentsAreInvalid) {
  const Handle office = create(kOffice);
  std::int64_t in = kFriday, out = kUntouched;
  std::int32_t open = 4711;
  for (const Pair &pair : kPairs) {
    EXPECT_EQ(pair.scalar(nullptr, kFriday, 0, 0, &out, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(pair.scalar(office.get(), kFriday, 0, 0, nullptr, nullptr), ENTENTE_E_INVALID);
    for (const std::int32_t unknown : {128, -1, std::numeric_limits<std::int32_t>::min()}) {
      EXPECT_EQ(pair.scalar(office.get(), kFriday, 0, unknown, &out, nullptr), ENTENTE_E_INVALID);
      EXPECT_EQ(pair.column(office.get(), 1, &in, &in, unknown, &out, nullptr, nullptr), ENTENTE_E_INVALID);
    }
    EXPECT_EQ(pair.column(nullptr, 1, &in, &in, 0, &out, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(pair.column(office.get(), 1, nullptr, &in, 0, &out, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(pair.column(office.get(), 1, &in, nullptr, 0, &out, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(pair.column(office.get(), 1, &in, &in, 0, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(pair.column(office.get(), 0, nullptr, nullptr, 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  }
  for (const Moment &moment : kMoments) {
    EXPECT_EQ(moment.scalar(nullptr, kFriday, 0, &out, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(moment.scalar(office.get(), kFriday, 0, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(moment.scalar(office.get(), kFriday, 128, &out, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(moment.column(office.get(), 1, nullptr, 0, &out, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(moment.column(office.get(), 1, &in, 0, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(moment.column(office.get(), 0, nullptr, 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  }
  EXPECT_EQ(entente_calendar_is_open(nullptr, kFriday, 0, &open, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_is_open(office.get(), kFriday, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_is_open_column(office.get(), 1, &in, 0, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_is_open_column(office.get(), 0, nullptr, 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, kUntouched);
  EXPECT_EQ(open, 4711);
  entente_calendar_destroy(nullptr);
}

TEST(CalendarApi, CreateRefusesWhatIsNoCalendarAndGivesNoHandle) {
  const auto refused = [](const std::string &json, const char *zoneinfo) {
    entente_calendar *calendar = nullptr;
    const std::size_t size = zoneinfo == nullptr ? 0 : std::strlen(zoneinfo);
    const std::int32_t status =
        entente_calendar_create(json.data(), json.size(), zoneinfo, size, &calendar, nullptr, nullptr);
    EXPECT_EQ(calendar, nullptr) << json;
    return status;
  };
  EXPECT_EQ(refused("", nullptr), ENTENTE_E_PARSE);
  EXPECT_EQ(refused("{", nullptr), ENTENTE_E_PARSE);
  EXPECT_EQ(refused("{}", nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(refused(R"({"zone": "Etc/UTC", "weekly": {"mon": [["17:00", "25:00"]]}})", nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(refused(R"({"zone": "../passwd", "weekly": {}})", nullptr), ENTENTE_E_INVALID);
  EXPECT_NE(refused(R"({"zone": "Mars/Olympus", "weekly": {}})", nullptr), ENTENTE_OK);
  EXPECT_NE(refused(R"({"zone": "Etc/UTC", "weekly": {}})", "/nowhere"), ENTENTE_OK);
  EXPECT_EQ(entente_calendar_create("{}", 2, nullptr, 0, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
}

}  // namespace
