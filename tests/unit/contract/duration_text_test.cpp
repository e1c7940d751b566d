#include "contract/duration_text.hpp"

#include <gtest/gtest.h>

#include <random>
#include <regex>

namespace {

using entente::DurationText;
using entente::parse_duration;

TEST(DurationText, ReadsItsOwnSpellingOfAnyDuration) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const auto bits = static_cast<int>(random() % 52);
    const std::int64_t duration_us =
        static_cast<std::int64_t>(random() >> (63 - bits)) % entente::kLongestDurationUs;
    std::int64_t read = -1;
    ASSERT_EQ(parse_duration(entente::duration_text(duration_us), read), DurationText::duration);
    ASSERT_EQ(read, duration_us);
  }
  EXPECT_EQ(entente::duration_text(0), "0us");
  EXPECT_EQ(entente::duration_text((55 * 60 + 3) * entente::kMinuteUs), "55h3m");
  EXPECT_EQ(entente::duration_text(90 * entente::kSecondUs + 1), "1m30s1us");
}

/// The language by its grammar and plain decimal arithmetic, against the reader.
TEST(DurationText, AgreesWithItsGrammarOnRandomTexts) {
  const std::regex grammar("(?:([0-9]{1,7})h)?(?:([0-9]{1,8})m)?(?:([0-9]{1,10})s)?(?:([0-9]{1,16})us)?");
  static constexpr std::int64_t kUnitUs[] = {3'600'000'000, 60'000'000, 1'000'000, 1};
  static constexpr const char *kPieces[] = {"0", "1",  "9", "12345", "00", "h", "m",
                                            "s", "us", "u", "-",     " ",  "."};
  std::mt19937 random(8);
  int durations = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    for (auto pieces = random() % 8; pieces > 0; --pieces) text += kPieces[random() % 13];
    std::smatch match;
    DurationText expected = DurationText::malformed;
    std::int64_t sum_us = 0;
    if (!text.empty() && std::regex_match(text, match, grammar)) {
      for (std::size_t unit = 0; unit < 4; ++unit) {
        if (match[unit + 1].matched) sum_us += std::stoll(match[unit + 1].str()) * kUnitUs[unit];
      }
      expected = sum_us > entente::kLongestDurationUs ? DurationText::too_long : DurationText::duration;
    }
    std::int64_t read = -1;
    ASSERT_EQ(parse_duration(text, read), expected) << text;
    ASSERT_EQ(read, expected == DurationText::duration ? sum_us : -1) << text;
    durations += expected == DurationText::duration ? 1 : 0;
  }
  EXPECT_GT(durations, 1000);
}

TEST(DurationText, EndsAt130Years) {
  std::int64_t read = -1;
  EXPECT_EQ(parse_duration("1139568h", read), DurationText::duration);
  EXPECT_EQ(read, entente::kLongestDurationUs);
  EXPECT_EQ(parse_duration("1139568h1us", read), DurationText::too_long);
  EXPECT_EQ(parse_duration("9999999h99999999m9999999999s9999999999999999us", read), DurationText::too_long);
  EXPECT_EQ(parse_duration("99999999999999999999us", read), DurationText::malformed);
}

}  // namespace
