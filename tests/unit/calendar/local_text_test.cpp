#include "calendar/local_text.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <ctime>

namespace {

using entente::date_text;
using entente::DateText;
using entente::LocalDate;
using entente::parse_date;
using entente::parse_time;

TEST(LocalText, KnowsExactlyTheDatesOfTheCLibrary) {
  char text[16];
  for (int year = 1968; year <= 2101; ++year) {
    for (int month = 0; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day) {
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        std::tm date{};
        date.tm_year = year - 1900;
        date.tm_mon = month - 1;
        date.tm_mday = day;
        const bool exists = timegm(&date) != -1 && date.tm_mon == month - 1 && date.tm_mday == day;
        const bool in_shape =
            year >= 1970 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        LocalDate read;
        ASSERT_EQ(parse_date(text, read), !in_shape ? DateText::malformed
                                          : exists  ? DateText::date
                                                    : DateText::no_such_date)
            << text;
        if (in_shape && exists) {
          ASSERT_EQ(read, (LocalDate{year, month, day}));
          ASSERT_EQ(date_text(read), text);
        }
      }
    }
  }
}

TEST(LocalText, RefusesOtherSpellingsOfDates) {
  LocalDate read{2000, 1, 1};
  for (const char *text : {"", "2026-1-01", "2026-01-1", "2026/01/01", "20260101", "2026-01-01 ",
                           " 2026-01-01", "2026-01-0a", "-026-01-01", "+026-01-01", "2026-01-01T00"}) {
    EXPECT_EQ(parse_date(text, read), DateText::malformed) << text;
  }
  EXPECT_EQ(read, (LocalDate{2000, 1, 1})) << "untouched";
}

TEST(LocalText, ReadsItsOwnSpellingOfEverySecondOfTheDay) {
  for (std::int32_t second = 0; second < 86'400; ++second) {
    const std::string text = entente::time_text(second);
    ASSERT_EQ(text.size(), second % 60 == 0 ? 5U : 8U);
    ASSERT_EQ(parse_time(text, false), second) << text;
  }
  EXPECT_EQ(entente::time_text(86'400), "24:00");
  EXPECT_EQ(parse_time("24:00", true), 86'400);
  EXPECT_EQ(parse_time("09:30:00", false), 34'200);
}

TEST(LocalText, RefusesOtherSpellingsOfTimes) {
  for (const char *text : {"", "9:00", "09:0", "09:60", "24:01", "24:00:00", "25:00", "09-00", "09:00:60",
                           "09:00:0", "09:00 ", "0900", "09:00:00:00", "-9:00", "09:00:0a", "09:00.00"}) {
    EXPECT_FALSE(parse_time(text, true)) << text;
  }
  EXPECT_FALSE(parse_time("24:00", false));
}

}  // namespace
