#include "base/json.hpp"

#include <gtest/gtest.h>

#include <random>

#include "entente/base/limits.hpp"

namespace {

using entente::Position;
using entente::Problem;
using entente::ProblemList;
using entente::Problems;
using entente::json::Document;
using entente::json::Kind;
using entente::json::Value;

/// The one problem of a text that is refused.
Problem refusal(std::string_view text) {
  ProblemList list;
  EXPECT_FALSE(entente::json::parse(text, list)) << text;
  Problems problems = list.take();
  EXPECT_EQ(problems.size(), 1U) << text;
  return problems.empty() ? Problem{} : problems.front();
}

void expect_refused(std::string_view text, const char *code, std::int64_t line, std::int64_t column) {
  const Problem problem = refusal(text);
  EXPECT_EQ(problem.code, code) << text;
  EXPECT_EQ(problem.position.line, line) << text;
  EXPECT_EQ(problem.position.column, column) << text;
}

TEST(Json, RefusesWhatIsNoJsonAtItsPlace) {
  expect_refused("", "syntax", 1, 1);
  expect_refused(" \n ", "syntax", 2, 2);
  expect_refused("[1,]", "syntax", 1, 4);
  expect_refused("[,1]", "syntax", 1, 2);
  expect_refused("[1 2]", "syntax", 1, 4);
  expect_refused("[01]", "syntax", 1, 3);
  expect_refused("{\"a\" 1}", "syntax", 1, 6);
  expect_refused("{\"a\":1,}", "syntax", 1, 8);
  expect_refused("{\"a\":\n\n  tru}", "syntax", 3, 6);
  expect_refused("[\"a\\x\"]", "syntax", 1, 5);
  expect_refused("[\"a\nb\"]", "syntax", 1, 4);
  expect_refused("[1] 2", "syntax", 1, 5);
  expect_refused("[\"a", "syntax", 1, 4);
  expect_refused("// no\n[]", "syntax", 1, 1);
  expect_refused("[\"unexpected ; expected \" x]", "syntax", 1, 27);
}

TEST(Json, RefusesNulBytesAndByteOrderMarks) {
  expect_refused(std::string_view("[1]\n\0", 5), "syntax", 2, 1);
  expect_refused(std::string_view("[\"a\0\"]", 6), "syntax", 1, 4);
  expect_refused("\xEF\xBB\xBF[]", "byte_order_mark", 1, 1);
}

TEST(Json, RefusesInvalidUtf8) {
  for (const char *bytes :
       {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\x80", "\xC3("}) {
    EXPECT_EQ(refusal("[\"" + std::string(bytes) + "\"]").code, "not_utf8");
    EXPECT_EQ(refusal("{\"" + std::string(bytes) + "\": 1}").code, "not_utf8");
  }
}

TEST(Json, SaysWhatItExpected) {
  const Problem problem = refusal("{\"targets\": [{\"id\" \"x\"}]}");
  EXPECT_EQ(problem.pointer, "/targets/0");
  EXPECT_EQ(problem.expected, "':'");
  EXPECT_EQ(problem.got, "a string");
  EXPECT_EQ(refusal("[1,").got, "the end of the text");
  EXPECT_EQ(refusal("[\"\x01\"]").got, "byte 0x01");
}

TEST(Json, KeepsTheDigitsOfNumbers) {
  ProblemList list;
  const auto document = entente::json::parse("[18446744073709551616,-0, 1.50E+2 ,9007199254740993]", list);
  ASSERT_TRUE(document);
  std::vector<std::string_view> digits;
  for (const Value value : document->root()) digits.push_back(value.text());
  EXPECT_EQ(digits,
            (std::vector<std::string_view>{"18446744073709551616", "-0", "1.50E+2", "9007199254740993"}));
  expect_refused("[1e999]", "out_of_range", 1, 2);
}

TEST(Json, ReportsEachDuplicateKeyAndGoesOn) {
  ProblemList list;
  const auto document =
      entente::json::parse("{\"a\":{\"b\":1,\"c\":2,\n\"b\":3, \"b\":4},\n \"\\u0061\":5}", list);
  ASSERT_TRUE(document);
  const Problems problems = list.take();
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(to_string(problems[0]), "2:1: /a/b: duplicate_key: expected each key once, got \"b\" again");
  EXPECT_EQ(to_string(problems[1]), "2:8: /a/b: duplicate_key: expected each key once, got \"b\" again");
  EXPECT_EQ(to_string(problems[2]), "3:2: /a: duplicate_key: expected each key once, got \"a\" again");
  EXPECT_EQ(document->root().member("a")->kind(), Kind::object) << "the first one counts";
}

TEST(Json, ReportsTheFirstThousandMistakesAndReadsOn) {
  const std::string long_key(entente::limits::kNameBytes + 1, 'k');
  for (const std::string member : {"\"a\":\"b\"", "\"a\":\"\\u0000\"", "\"a\\u0000\":1"}) {
    std::string text = "{" + member;
    for (std::size_t i = 0; i < 3 * entente::limits::kProblems; ++i) text += "," + member;
    text += ",\"" + long_key + "\":1,\"last\":1}";
    ProblemList list;
    const auto document = entente::json::parse(text, list);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root().size(), 3 * entente::limits::kProblems + 3);
    EXPECT_TRUE(document->root().member("last"));
    for (const Value value : document->root()) EXPECT_LE(value.key().size(), entente::limits::kNameBytes);
    EXPECT_EQ(list.take().size(), entente::limits::kProblems);
  }
}

TEST(Json, RefusesTheCharacterNulAndLongKeysButGoesOn) {
  ProblemList list;
  const std::string most(entente::limits::kNameBytes, 'k');
  const auto document =
      entente::json::parse("{\"" + most + "\":1, \"" + most + "k\":\n{\"a\\u0000b\":\"\\u0000\"}}", list);
  ASSERT_TRUE(document);
  const Problems problems = list.take();
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].code, "too_long");
  EXPECT_EQ(problems[1].code, "nul_character");
  EXPECT_EQ(problems[1].position.line, 2);
  EXPECT_EQ(problems[1].position.column, 2);
  EXPECT_EQ(problems[2].code, "nul_character");
  for (const Problem &problem : problems) {
    EXPECT_EQ(problem.pointer.find('\0'), std::string::npos);
    EXPECT_LT(problem.pointer.size(), 200U) << "pointers through a key that is too long stay short";
  }
}

TEST(Json, HoldsItsLimits) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  ProblemList list;
  EXPECT_TRUE(entente::json::parse(nested(entente::limits::kDocumentDepth), list));
  EXPECT_EQ(refusal(nested(entente::limits::kDocumentDepth + 1)).code, "limit");
  EXPECT_EQ(refusal(nested(entente::limits::kDocumentDepth + 1)).position.column, 33);

  std::string text(entente::limits::kDocumentBytes, ' ');
  text.front() = '1';
  EXPECT_TRUE(entente::json::parse(text, list));
  EXPECT_EQ(refusal(text + " ").code, "limit");

  std::string many = "[0";
  for (std::size_t i = 2; i < entente::limits::kDocumentValues; ++i) many += ",0";
  EXPECT_TRUE(entente::json::parse(many + "]", list));
  EXPECT_EQ(refusal(many + ",0]").code, "limit");
}

TEST(Json, ReportsNoMoreThanTheLimitOfProblems) {
  std::string text = "{\"a\":0";
  for (std::size_t i = 0; i < 2 * entente::limits::kProblems; ++i) text += ",\"a\":0";
  ProblemList list;
  EXPECT_TRUE(entente::json::parse(text + "}", list));
  EXPECT_EQ(list.take().size(), entente::limits::kProblems);
}

TEST(Json, PointersEscapeTildeAndSlash) {
  ProblemList list;
  const auto document = entente::json::parse("{\"a/b\":[0,{\"~\":{\"\":1}}]}", list);
  const Value array = *document->root().member("a/b");
  auto element = array.begin();
  ++element;
  EXPECT_EQ((*element).member("~")->member("")->pointer(), "/a~1b/1/~0/");
  EXPECT_EQ(document->root().pointer(), "");
}

/// Writes random JSON and notes where it put each value, in the order in which a reader meets them.
class Scribe {
 public:
  explicit Scribe(std::uint32_t seed) : random_(seed) { value(0); }

  struct Noted {
    Kind kind;
    std::string text;
    std::int64_t line;
    std::int64_t column;
    std::string pointer;
  };
  std::string text;
  std::vector<Noted> noted;

 private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  void space() {
    static constexpr const char *kSpaces[] = {"", "", " ", "\n", "\r\n", "\t", " \n  "};
    text += kSpaces[below(7)];
  }
  void note(Kind kind, std::string value) {
    const auto at = static_cast<std::int64_t>(text.size());
    const std::size_t line_end = text.rfind('\n');
    const std::int64_t before = line_end == std::string::npos ? 0 : static_cast<std::int64_t>(line_end) + 1;
    noted.push_back(
        {kind, std::move(value), std::count(text.begin(), text.end(), '\n') + 1, at - before + 1, pointer_});
  }
  void scalar() {
    static const std::pair<const char *, const char *> kTexts[] = {{"", ""},
                                                                   {"plain", "plain"},
                                                                   {"\\\"q\\\\", "\"q\\"},
                                                                   {"a,b:c]}", "a,b:c]}"},
                                                                   {"\\u00e9", "\u00e9"},
                                                                   {"\u00e9", "\u00e9"},
                                                                   {"\\ud83d\\ude00", "\U0001F600"},
                                                                   {"\\n\\/", "\n/"}};
    static constexpr const char *kNumbers[] = {"0", "-1", "12.5e-3", "99999999999999999999", "1E5", "-0"};
    switch (below(4)) {
      case 0: {
        const auto &[spelling, value] = kTexts[below(8)];
        note(Kind::text, value);
        text += '"' + std::string(spelling) + '"';
        return;
      }
      case 1: {
        const char *digits = kNumbers[below(6)];
        note(Kind::number, digits);
        text += digits;
        return;
      }
      case 2:
        note(Kind::null, "null"), text += "null";
        return;
      default: {
        const char *word = below(2) == 0 ? "true" : "false";
        note(Kind::boolean, word);
        text += word;
      }
    }
  }
  void value(int depth) {
    space();
    const std::uint32_t shape = depth == 5 ? 0 : below(3);
    if (shape == 0) {
      scalar();
    } else {
      note(shape == 1 ? Kind::array : Kind::object, "");
      text += shape == 1 ? '[' : '{';
      const std::uint32_t children = below(4);
      for (std::uint32_t i = 0; i < children; ++i) {
        if (i > 0) text += ',';
        const std::string before = pointer_;
        pointer_ += '/' + std::to_string(i);
        if (shape == 2) {
          space();
          text += '"' + std::to_string(i) + '"';
          space();
          text += ':';
        }
        value(depth + 1);
        pointer_ = before;
      }
      space();
      text += shape == 1 ? ']' : '}';
    }
    space();
  }

  std::mt19937 random_;
  std::string pointer_;
};

void compare(Value value, const std::vector<Scribe::Noted> &noted, std::size_t &next) {
  ASSERT_LT(next, noted.size());
  const Scribe::Noted &expected = noted[next++];
  EXPECT_EQ(value.kind(), expected.kind);
  EXPECT_EQ(value.text(), expected.text);
  EXPECT_EQ(value.position().line, expected.line);
  EXPECT_EQ(value.position().column, expected.column);
  EXPECT_EQ(value.pointer(), expected.pointer);
  std::uint32_t children = 0;
  for (const Value child : value) {
    compare(child, noted, next);
    ++children;
  }
  EXPECT_EQ(value.size(), children);
}

TEST(Json, FindsEveryValueWhereItWasWritten) {
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    const Scribe scribe(seed);
    ProblemList list;
    const auto document = entente::json::parse(scribe.text, list);
    ASSERT_TRUE(document) << scribe.text;
    std::size_t next = 0;
    compare(document->root(), scribe.noted, next);
    ASSERT_EQ(next, scribe.noted.size());
    if (HasFailure()) FAIL() << "seed " << seed << ":\n" << scribe.text;
  }
}

}  // namespace
