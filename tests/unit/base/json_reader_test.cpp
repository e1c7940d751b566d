#include "base/json_reader.hpp"

#include <gtest/gtest.h>

namespace {

using entente::ProblemList;
using entente::Problems;
using entente::json::Document;
using entente::json::ObjectReader;
using entente::json::Value;

/// A text, its tree, and what is said of it.
struct Read {
  explicit Read(std::string json) : text(std::move(json)), document(entente::json::parse(text, list)) {}
  [[nodiscard]] Value root() const { return document->root(); }
  std::vector<std::string> messages() {
    std::vector<std::string> result;
    for (const auto &problem : list.take()) result.push_back(to_string(problem));
    return result;
  }

  std::string text;
  ProblemList list;
  std::optional<Document> document;
};

std::string in_quotes(const std::string &text) {
  std::string json(1, '"');
  json += text;
  json += '"';
  return json;
}

using Messages = std::vector<std::string>;

TEST(ObjectReader, ReportsMissingAndUnknownKeysWithASuggestion) {
  Read read("{\n  \"nmae\": 1, \"zone\": 2}");
  ObjectReader object(read.root(), read.list);
  EXPECT_FALSE(object.required("name"));
  EXPECT_TRUE(object.optional("zone"));
  EXPECT_FALSE(object.optional("note"));
  object.finish();
  EXPECT_EQ(
      read.messages(),
      (Messages{
          "1:1: (document): missing_key: expected the key \"name\", got an object without it",
          "2:3: /nmae: unknown_key: expected one of \"name\", \"zone\", \"note\" (did you mean \"name\"?), "
          "got \"nmae\""}));
}

TEST(ObjectReader, OfSomethingElseReportsOnlyThat) {
  Read read("[1]");
  ObjectReader object(read.root(), read.list);
  EXPECT_FALSE(object.is_object());
  EXPECT_FALSE(object.required("name"));
  object.finish();
  EXPECT_EQ(read.messages(), Messages{"1:1: (document): wrong_type: expected an object, got an array"});
}

TEST(ObjectReader, NeverNamesAForbiddenKeyAsKnown) {
  Read read(R"({"here": 1, "there": 2})");
  ObjectReader object(read.root(), read.list);
  object.forbidden("here", "for this kind");
  object.finish();
  EXPECT_EQ(read.messages(),
            (Messages{"1:2: /here: forbidden_key: expected no such key for this kind, got \"here\"",
                      "1:13: /there: unknown_key: expected nothing: there is none, got \"there\""}));
}

TEST(ReadInteger, TakesPlainDigitsWithinItsRange) {
  Read read("[0, -0, 7, 8, -1, 1.0, 1e0, 99999999999999999999, \"1\", -9223372036854775809]");
  std::vector<std::optional<std::int64_t>> got;
  for (const Value value : read.root()) got.push_back(entente::json::read_integer(value, 0, 7, read.list));
  const auto none = std::nullopt;
  EXPECT_EQ(got,
            (std::vector<std::optional<std::int64_t>>{0, 0, 7, none, none, none, none, none, none, none}));
  std::vector<std::string> codes;
  for (const auto &problem : read.list.take()) codes.push_back(problem.code);
  EXPECT_EQ(codes, (Messages{"out_of_range", "out_of_range", "not_an_integer", "not_an_integer",
                             "out_of_range", "wrong_type", "out_of_range"}));
}

TEST(ReadInteger, ReachesTheEndsOfInt64) {
  Read read("[9223372036854775807, -9223372036854775808]");
  std::vector<std::int64_t> got;
  for (const Value value : read.root()) {
    got.push_back(entente::json::read_integer(value, INT64_MIN, INT64_MAX, read.list).value());
  }
  EXPECT_EQ(got, (std::vector<std::int64_t>{INT64_MAX, INT64_MIN}));
}

TEST(ReadTexts, LeavesOutWhatIsWrongAndKeepsTheOrder) {
  Read read(R"(["b", "a", 1, "b", ""])");
  EXPECT_EQ(entente::json::read_texts(read.root(), 1, read.list),
            (std::vector<std::string_view>{"b", "a", ""}));
  EXPECT_EQ(read.messages(), (Messages{"1:12: /2: wrong_type: expected a text, got 1",
                                       "1:15: /3: duplicate_value: expected each text once, got \"b\""}));
}

TEST(ReadName, HoldsItsLengthInBytes) {
  for (const std::size_t bytes : {255U, 256U, 257U}) {
    Read read(in_quotes(std::string(bytes, 'n')));
    EXPECT_EQ(entente::json::read_name(read.root(), read.list).has_value(), bytes <= 256);
    EXPECT_EQ(read.list.empty(), bytes <= 256);
  }
}

TEST(ReadWord, NamesTheWords) {
  static constexpr std::array<std::string_view, 2> kWords = {"run", "stop"};
  Read read("\"go\"");
  EXPECT_FALSE(entente::json::read_word(read.root(), kWords, read.list));
  EXPECT_EQ(read.messages(),
            Messages{"1:1: (document): bad_value: expected one of \"run\", \"stop\", got \"go\""});
}

TEST(Problems, QuoteAtMost80BytesAndNoHalfCharacter) {
  for (std::size_t size = 70; size < 90; ++size) {
    std::string text(size, 'x');
    for (int i = 0; i < 10; ++i) text += "\u20ac";
    Read read(in_quotes(text));
    EXPECT_FALSE(entente::json::read_boolean(read.root(), read.list));
    const Problems problems = read.list.take();
    const std::string &got = problems.front().got;
    EXPECT_LE(got.size(), 80U);
    EXPECT_TRUE(got.ends_with("..."));
    Read again(in_quotes(got.substr(1)));
    EXPECT_TRUE(again.document) << "valid UTF-8";
  }
}

}  // namespace
