#include "base/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace {

using entente::nearest_word;
using entente::one_of;
using entente::shortened;

TEST(Words, ShortenedKeepsWhatFits) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdefg", 6), "abc...");
  EXPECT_EQ(shortened("ab\u20acdefg", 6), "ab...") << "the three bytes of the sign stay together";
}

TEST(Words, OneOfListsFewAndCountsMany) {
  EXPECT_EQ(one_of({}), "nothing: there is none");
  EXPECT_EQ(one_of({"a"}), "\"a\"");
  EXPECT_EQ(one_of({"a", "b\n"}), "one of \"a\", \"b\\n\"");
  const std::string many = one_of(std::vector<std::string_view>(1000, "x"));
  EXPECT_TRUE(many.ends_with(", ... (1000 in all)"));
  EXPECT_LT(many.size(), 200U);
  EXPECT_LT(one_of(std::vector<std::string_view>(10'000, std::string_view(many).substr(0, 100))).size(), 2100U);
}

TEST(Words, NearestWordForgivesTypingMistakesOnly) {
  const std::vector<std::string_view> keys = {"duration", "calendar", "when", "id"};
  EXPECT_EQ(nearest_word("durration", keys), "duration");
  EXPECT_EQ(nearest_word("calender", keys), "calendar");
  EXPECT_EQ(nearest_word("wen", keys), "when");
  EXPECT_EQ(nearest_word("wehn", keys), "when") << "neighbours swapped";
  EXPECT_EQ(nearest_word("weh", keys), "") << "two mistakes in three letters";
  EXPECT_EQ(nearest_word("ids", keys), "id");
  EXPECT_EQ(nearest_word("priority", keys), "");
  EXPECT_EQ(nearest_word("", keys), "");
  EXPECT_EQ(nearest_word(std::string(100'000, 'x'), keys), "");
}

/// The least number of edits, by trying the three or four ends of an alignment.
std::size_t edits(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const std::string_view a1 = a.substr(1), b1 = b.substr(1);
  std::size_t least = edits(a1, b1) + (a.front() == b.front() ? 0 : 1);
  least = std::min({least, edits(a1, b) + 1, edits(a, b1) + 1});
  if (!a1.empty() && !b1.empty() && a[0] == b[1] && a[1] == b[0]) {
    least = std::min(least, edits(a.substr(2), b.substr(2)) + 1);
  }
  return least;
}

TEST(Words, NearestWordIsTheFirstOfThoseWithTheFewestEdits) {
  std::mt19937 random(1);
  const auto word = [&] {
    std::string text;
    for (auto size = random() % 7; size > 0; --size) text += static_cast<char>('a' + random() % 3);
    return text;
  };
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string meant = word();
    std::vector<std::string> texts(4);
    for (std::string &text : texts) text = word();
    std::string_view expected;
    std::size_t fewest = std::max<std::size_t>(1, meant.size() / 3) + 1;
    for (const std::string &text : texts) {
      const std::size_t count = edits(meant, text);
      if (count >= fewest || count >= text.size()) continue;
      fewest = count;
      expected = text;
    }
    found += expected.empty() ? 0 : 1;
    ASSERT_EQ(nearest_word(meant, {texts.begin(), texts.end()}), expected) << meant;
  }
  EXPECT_GT(found, 50U);
}

TEST(Words, NearestWordIsSoughtAmongAHundredWordsAtMost) {
  std::vector<std::string_view> words(99, "calendar");
  words.push_back("duration");
  EXPECT_EQ(nearest_word("durration", words), "duration");
  words.push_back("other");
  EXPECT_EQ(nearest_word("durration", words), "");
}

}  // namespace
