// Dates, days and periods through the C API: scalar and column forms, and every kind of wrong argument.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <vector>

#include "entente.h"

namespace {

constexpr std::int64_t kHourUs = std::int64_t{3600} * 1'000'000;
constexpr std::int64_t kDayUs = 24 * kHourUs;
constexpr std::int64_t kFriday = 20'777 * kDayUs;  // 2026-11-20T00:00:00Z
constexpr std::int64_t kNoValue = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kUntouched = 4711;

const char *const kOffice = R"({"zone": "Etc/UTC", "weekly": {
  "mon": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "12:00"], ["13:00", "17:00"]],
  "sat": [["00:00", "24:00"]], "sun": [["00:00", "12:00"]]},
  "holidays": ["2026-11-23"], "breaks": {"2026-11-20": [["10:00", "11:00"]]}})";

class CalendarDatesApi : public ::testing::Test {
 protected:
  void SetUp() override {
    entente_calendar *calendar = nullptr;
    ASSERT_EQ(entente_calendar_create(kOffice, std::strlen(kOffice), nullptr, 0, &calendar, nullptr, nullptr), ENTENTE_OK);
    handle_.reset(calendar);
  }
  [[nodiscard]] const entente_calendar *office() const { return handle_.get(); }

 private:
  std::unique_ptr<entente_calendar, decltype(&entente_calendar_destroy)> handle_{nullptr, entente_calendar_destroy};
};

using Moment = decltype(&entente_calendar_next_close);
using MomentColumn = decltype(&entente_calendar_next_close_column);
using Bit = decltype(&entente_calendar_is_break);
using BitColumn = decltype(&entente_calendar_is_break_column);

constexpr std::pair<Moment, MomentColumn> kMoments[] = {
    {entente_calendar_next_close, entente_calendar_next_close_column},
    {entente_calendar_next_open_start, entente_calendar_next_open_start_column}};
constexpr std::pair<Bit, BitColumn> kBits[] = {{entente_calendar_is_workday, entente_calendar_is_workday_column},
                                               {entente_calendar_is_holiday, entente_calendar_is_holiday_column},
                                               {entente_calendar_is_break, entente_calendar_is_break_column}};

const std::vector<std::int64_t> kInstants = {kNoValue, -1, 0, kFriday, kFriday + 10 * kHourUs, kFriday + 3 * kDayUs,
                                             std::int64_t{4'102'444'800} * 1'000'000,
                                             std::numeric_limits<std::int64_t>::max()};

TEST_F(CalendarDatesApi, AnswersOfTheOffice) {
  std::int64_t out = 0;
  std::int32_t bit = -1;
  ASSERT_EQ(entente_calendar_next_close(office(), kFriday + 9 * kHourUs, &out, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, kFriday + 10 * kHourUs);
  ASSERT_EQ(entente_calendar_next_open_start(office(), kFriday + 9 * kHourUs, &out, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, kFriday + 11 * kHourUs);
  ASSERT_EQ(entente_calendar_is_break(office(), kFriday + 10 * kHourUs, &bit, nullptr), ENTENTE_OK);
  EXPECT_EQ(bit, 1);
  ASSERT_EQ(entente_calendar_is_holiday(office(), kFriday + 3 * kDayUs, &bit, nullptr), ENTENTE_OK);
  EXPECT_EQ(bit, 1);
  ASSERT_EQ(entente_calendar_is_workday(office(), kFriday + 3 * kDayUs, &bit, nullptr), ENTENTE_OK);
  EXPECT_EQ(bit, 0);
  ASSERT_EQ(entente_calendar_workdays_between(office(), kFriday, kFriday + 7 * kDayUs, &out, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, 4);  // Saturday, Sunday, Thursday, Friday
  const auto days = [&](std::int64_t n, std::int32_t meaning, std::int64_t length_us) {
    EXPECT_EQ(entente_calendar_add_days(office(), kFriday + 9 * kHourUs, n, meaning, length_us, 0, &out, nullptr), ENTENTE_OK);
    return out - kFriday;
  };
  EXPECT_EQ(days(3, ENTENTE_DAY_SAME_CLOCK_TIME, 0), 6 * kDayUs + 9 * kHourUs);
  EXPECT_EQ(days(3, ENTENTE_DAY_END_OF_DAY, 0), 6 * kDayUs + 17 * kHourUs);
  EXPECT_EQ(days(1, ENTENTE_DAY_HOURS_24, 0), kDayUs + 18 * kHourUs);
  EXPECT_EQ(days(1, ENTENTE_DAY_STATED_LENGTH, 6 * kHourUs), 17 * kHourUs);
}

TEST_F(CalendarDatesApi, ABufferOfThePeriodsIsFilledAndNotOverrun) {
  std::vector<std::int64_t> open(4, kUntouched), close(4, kUntouched);
  std::size_t count = 0;
  ASSERT_EQ(entente_calendar_periods(office(), kFriday, kFriday + 4 * kDayUs, 2, open.data(), close.data(), &count, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(count, 4u);  // 9-10, 11-12, 13-17, and Saturday with the morning of Sunday
  EXPECT_EQ(open, (std::vector<std::int64_t>{kFriday + 9 * kHourUs, kFriday + 11 * kHourUs, kUntouched, kUntouched}));
  EXPECT_EQ(close, (std::vector<std::int64_t>{kFriday + 10 * kHourUs, kFriday + 12 * kHourUs, kUntouched, kUntouched}));
  ASSERT_EQ(entente_calendar_periods(office(), kFriday, kFriday + 4 * kDayUs, 0, nullptr, nullptr, &count, nullptr), ENTENTE_OK);
  EXPECT_EQ(count, 4u);
  ASSERT_EQ(entente_calendar_periods_after(office(), kFriday + 17 * kHourUs, ENTENTE_ZERO_LENGTH_SEGMENT_EMITTED, 3,
                                           open.data(), close.data(), &count, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(count, 3u);
  EXPECT_EQ(open, (std::vector<std::int64_t>{kFriday + 17 * kHourUs, kFriday + kDayUs, kFriday + 2 * kDayUs, kUntouched}));
  EXPECT_EQ(close, (std::vector<std::int64_t>{kFriday + 17 * kHourUs, kFriday + 2 * kDayUs, kFriday + 60 * kHourUs, kUntouched}));
  ASSERT_EQ(entente_calendar_periods_before(office(), kFriday + 16 * kHourUs, 0, 1, open.data(), close.data(), &count, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(count, 1u);
  EXPECT_EQ(open[0], kFriday + 13 * kHourUs);
  EXPECT_EQ(close[0], kFriday + 16 * kHourUs);
}

TEST_F(CalendarDatesApi, ColumnsAnswerAsScalarsDoRowByRow) {
  const std::size_t n = kInstants.size();
  std::vector<std::int64_t> out(n), other(kInstants.rbegin(), kInstants.rend());
  std::vector<std::int32_t> status(n), bits(n);
  for (const auto &[scalar, column] : kMoments) {
    ASSERT_EQ(column(office(), n, kInstants.data(), out.data(), status.data(), nullptr), ENTENTE_OK);
    for (std::size_t i = 0; i < n; ++i) {
      std::int64_t expected = kNoValue;
      EXPECT_EQ(status[i], scalar(office(), kInstants[i], &expected, nullptr));
      EXPECT_EQ(out[i], expected) << kInstants[i];
    }
  }
  for (const auto &[scalar, column] : kBits) {
    ASSERT_EQ(column(office(), n, kInstants.data(), bits.data(), status.data(), nullptr), ENTENTE_OK);
    for (std::size_t i = 0; i < n; ++i) {
      std::int32_t expected = std::numeric_limits<std::int32_t>::min();
      EXPECT_EQ(status[i], scalar(office(), kInstants[i], &expected, nullptr));
      EXPECT_EQ(bits[i], expected) << kInstants[i];
    }
  }
  ASSERT_EQ(entente_calendar_workdays_between_column(office(), n, kInstants.data(), other.data(), out.data(), status.data(),
                                                     nullptr),
            ENTENTE_OK);
  for (std::size_t i = 0; i < n; ++i) {
    std::int64_t expected = kNoValue;
    EXPECT_EQ(status[i], entente_calendar_workdays_between(office(), kInstants[i], other[i], &expected, nullptr));
    EXPECT_EQ(out[i], expected);
  }
  const std::vector<std::int64_t> days = {0, 1, kNoValue, -3, 5, -1, 1, 9};
  for (std::int32_t meaning = ENTENTE_DAY_SAME_CLOCK_TIME; meaning <= ENTENTE_DAY_STATED_LENGTH; ++meaning) {
    const std::int64_t length_us = meaning == ENTENTE_DAY_STATED_LENGTH ? kHourUs : 0;
    ASSERT_EQ(entente_calendar_add_days_column(office(), n, kInstants.data(), days.data(), meaning, length_us, 1, out.data(),
                                               status.data(), nullptr),
              ENTENTE_OK);
    for (std::size_t i = 0; i < n; ++i) {
      std::int64_t expected = kNoValue;
      EXPECT_EQ(status[i], entente_calendar_add_days(office(), kInstants[i], days[i], meaning, length_us, 1, &expected, nullptr));
      EXPECT_EQ(out[i], expected) << kInstants[i] << ' ' << meaning;
    }
  }
}

TEST_F(CalendarDatesApi, MeaningsOfADayAndTheirLengthsMustFit) {
  std::int64_t in = kFriday, out = kUntouched;
  const auto scalar = [&](std::int32_t meaning, std::int64_t length_us, std::int32_t conventions) {
    return entente_calendar_add_days(office(), kFriday, 1, meaning, length_us, conventions, &out, nullptr);
  };
  for (const std::int32_t unknown : {0, 5, -1, std::numeric_limits<std::int32_t>::max()}) {
    EXPECT_EQ(scalar(unknown, 0, 0), ENTENTE_E_INVALID);
    EXPECT_EQ(scalar(unknown, kHourUs, 0), ENTENTE_E_INVALID);
    EXPECT_EQ(entente_calendar_add_days_column(office(), 1, &in, &in, unknown, 0, 0, &out, nullptr, nullptr), ENTENTE_E_INVALID);
  }
  for (const std::int32_t meaning : {ENTENTE_DAY_SAME_CLOCK_TIME, ENTENTE_DAY_END_OF_DAY, ENTENTE_DAY_HOURS_24}) {
    EXPECT_EQ(scalar(meaning, kHourUs, 0), ENTENTE_E_INVALID);
    EXPECT_EQ(scalar(meaning, 0, 128), ENTENTE_E_INVALID);
  }
  for (const std::int64_t length_us : {std::int64_t{0}, std::int64_t{-1}, kNoValue}) {
    EXPECT_EQ(scalar(ENTENTE_DAY_STATED_LENGTH, length_us, 0), ENTENTE_E_INVALID);
  }
  EXPECT_EQ(out, kUntouched);
}

TEST_F(CalendarDatesApi, NullArgumentsAreInvalidAndNothingIsWritten) {
  std::int64_t in = kFriday, out = kUntouched, open = kUntouched, close = kUntouched;
  std::int32_t bit = 4711;
  std::size_t count = 4711;
  for (const auto &[scalar, column] : kMoments) {
    EXPECT_EQ(scalar(nullptr, kFriday, &out, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(scalar(office(), kFriday, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(scalar(office(), -1, &out, nullptr), ENTENTE_E_RANGE);
    EXPECT_EQ(column(nullptr, 1, &in, &out, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(column(office(), 1, nullptr, &out, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(column(office(), 1, &in, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(column(office(), 0, nullptr, nullptr, nullptr, nullptr), ENTENTE_OK);
  }
  for (const auto &[scalar, column] : kBits) {
    EXPECT_EQ(scalar(nullptr, kFriday, &bit, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(scalar(office(), kFriday, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(scalar(office(), -1, &bit, nullptr), ENTENTE_E_RANGE);
    EXPECT_EQ(column(nullptr, 1, &in, &bit, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(column(office(), 1, nullptr, &bit, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(column(office(), 1, &in, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(column(office(), 0, nullptr, nullptr, nullptr, nullptr), ENTENTE_OK);
  }
  EXPECT_EQ(entente_calendar_workdays_between(nullptr, kFriday, kFriday, &out, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_workdays_between(office(), kFriday, kFriday, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_workdays_between_column(office(), 1, &in, nullptr, &out, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_add_days(nullptr, kFriday, 1, 1, 0, 0, &out, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_add_days(office(), kFriday, 1, 1, 0, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_add_days_column(office(), 1, &in, nullptr, 1, 0, 0, &out, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_periods(nullptr, 0, 1, 1, &open, &close, &count, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_periods(office(), 0, 1, 1, &open, nullptr, &count, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_periods(office(), 0, 1, 1, &open, &close, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_calendar_periods(office(), -1, 1, 1, &open, &close, &count, nullptr), ENTENTE_E_RANGE);
  for (const auto periods : {entente_calendar_periods_after, entente_calendar_periods_before}) {
    EXPECT_EQ(periods(nullptr, 1, 0, 1, &open, &close, &count, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(periods(office(), 1, 0, 1, nullptr, &close, &count, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(periods(office(), 1, 0, 1, &open, &close, nullptr, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(periods(office(), 1, 128, 1, &open, &close, &count, nullptr), ENTENTE_E_INVALID);
    EXPECT_EQ(periods(office(), -1, 0, 1, &open, &close, &count, nullptr), ENTENTE_E_RANGE);
  }
  EXPECT_EQ(out, kUntouched);
  EXPECT_EQ(open, kUntouched);
  EXPECT_EQ(close, kUntouched);
  EXPECT_EQ(bit, 4711);
  EXPECT_EQ(count, 4711u);
}

}  // namespace
