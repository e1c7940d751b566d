#include "base/words.hpp"

#include <gtest/gtest.h>

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

}  // namespace
