#include "base/json_writer.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"

namespace {

using entente::ProblemList;
using entente::json::Writer;

TEST(JsonWriter, HasOneLayout) {
  Writer writer;
  writer.begin_object();
  writer.member("a", std::int64_t{-5});
  writer.key("b");
  writer.begin_array();
  writer.boolean(true);
  writer.begin_object();
  writer.end_object();
  writer.end_array();
  writer.member("c", "text");
  writer.key("d");
  writer.begin_array();
  writer.end_array();
  writer.end_object();
  EXPECT_EQ(writer.values(), 7U);
  EXPECT_EQ(writer.take(),
            "{\n  \"a\": -5,\n  \"b\": [\n    true,\n    {}\n  ],\n  \"c\": \"text\",\n  \"d\": []\n}\n");
}

TEST(JsonWriter, WritesEveryTextSoThatItReadsBackAsItself) {
  std::string text;
  for (int c = 1; c < 128; ++c) text += static_cast<char>(c);
  text += "\u00e9\u20ac\U0001F600\u2028";
  Writer writer;
  writer.begin_array();
  writer.text(text);
  writer.text("");
  writer.end_array();
  const std::string json = writer.take();
  ProblemList list;
  const auto document = entente::json::parse(json, list);
  ASSERT_TRUE(document) << json;
  EXPECT_EQ((*document->root().begin()).text(), text);
}

}  // namespace
