#include "entente/base/problem.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Problem, IsOneLineWithPlaceCodeExpectedAndGot) {
  const entente::Problem problem{
      "wrong_type", "/targets/0/duration", {12, 7}, "a duration such as \"8h\"", "8"};
  EXPECT_EQ(entente::to_string(problem),
            "12:7: /targets/0/duration: wrong_type: expected a duration such as \"8h\", got 8");
}

TEST(Problem, OfTheWholeDocumentSaysSo) {
  const entente::Problem problem{"wrong_type", "", {1, 1}, "an object", "a number"};
  EXPECT_EQ(entente::to_string(problem), "1:1: (document): wrong_type: expected an object, got a number");
}

TEST(Problem, StaysOnOneLineWhateverTheKeys) {
  const entente::Problem problem{"unknown_key", "/a\n\tb", {1, 2}, "x", "y"};
  EXPECT_EQ(entente::to_string(problem), "1:2: /a\\u000a\\u0009b: unknown_key: expected x, got y");
}

}  // namespace
