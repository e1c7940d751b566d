#include "base/json_reader.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/words.hpp"

namespace entente::json {
namespace {

const char *name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "true or false";
    case Kind::number:
      return "a number";
    case Kind::text:
      return "a text";
    case Kind::array:
      return "an array";
    case Kind::object:
      return "an object";
  }
  return "";
}

bool is_short(std::string_view name) {
  return name.size() <= limits::kNameBytes;
}

std::string at_most_bytes() {
  return "at most " + std::to_string(limits::kNameBytes) + " bytes";
}

}  // namespace

void report(ProblemList &problems, const char *code, Value at, std::string expected) {
  if (problems.full()) return;
  problems.add({code, at.pointer(), at.position(), std::move(expected), at.description()});
}

void report_key(ProblemList &problems, const char *code, Value at, std::string expected) {
  if (problems.full()) return;
  problems.add(
      {code, at.pointer(), at.key_position(), std::move(expected), shortened(json_quoted(at.key()))});
}

bool is_kind(Value value, Kind kind, ProblemList &problems) {
  if (value.kind() == kind) return true;
  report(problems, "wrong_type", value, name_of(kind));
  return false;
}

std::optional<std::string_view> read_text(Value value, ProblemList &problems) {
  if (!is_kind(value, Kind::text, problems)) return std::nullopt;
  return value.text();
}

std::optional<std::string_view> read_name(Value value, ProblemList &problems) {
  const std::optional<std::string_view> name = read_text(value, problems);
  if (!name) return std::nullopt;
  if (name->empty()) {
    report(problems, "bad_value", value, "a text that is not empty");
    return std::nullopt;
  }
  if (!is_short(*name)) {
    report(problems, "too_long", value, at_most_bytes());
    return std::nullopt;
  }
  return name;
}

bool is_name_key(Value member, ProblemList &problems) {
  if (!member.key().empty()) return true;  // its length is checked for every key of a document
  report_key(problems, "bad_value", member, "a key that is not empty");
  return false;
}

std::vector<std::string_view> read_texts(Value value, std::size_t least, ProblemList &problems) {
  std::vector<std::string_view> texts;
  if (!is_kind(value, Kind::array, problems)) return texts;
  if (value.size() < least)
    report(problems, "bad_value", value, "at least " + std::to_string(least) + " element");
  std::set<std::string_view> seen;
  for (const Value element : value) {
    const std::optional<std::string_view> text = read_text(element, problems);
    if (!text) continue;
    if (!is_short(*text)) {
      report(problems, "too_long", element, at_most_bytes());
    } else if (!seen.insert(*text).second) {
      report(problems, "duplicate_value", element, "each text once");
    } else {
      texts.push_back(*text);
    }
  }
  return texts;
}

std::optional<std::int64_t> read_integer(Value value, std::int64_t least, std::int64_t most,
                                         ProblemList &problems) {
  const auto expected = [&] {
    return "an integer from " + std::to_string(least) + " to " + std::to_string(most);
  };
  if (value.kind() != Kind::number) {
    report(problems, "wrong_type", value, expected());
    return std::nullopt;
  }
  const std::string_view digits = value.text();
  if (digits.find_first_of(".eE") != std::string_view::npos) {
    report(problems, "not_an_integer", value, expected() + " in plain digits");
    return std::nullopt;
  }
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || number < least || number > most) {
    report(problems, "out_of_range", value, expected());
    return std::nullopt;
  }
  return number;
}

std::optional<bool> read_boolean(Value value, ProblemList &problems) {
  if (!is_kind(value, Kind::boolean, problems)) return std::nullopt;
  return value.text() == "true";
}

std::optional<std::size_t> read_word(Value value, std::span<const std::string_view> words,
                                     ProblemList &problems) {
  const std::optional<std::string_view> text = read_text(value, problems);
  if (!text) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  report(problems, "bad_value", value, one_of({words.begin(), words.end()}));
  return std::nullopt;
}

ObjectReader::ObjectReader(Value value, ProblemList &problems)
    : value_(value), problems_(problems), is_object_(is_kind(value, Kind::object, problems)) {}

std::optional<Value> ObjectReader::optional(std::string_view key) {
  known_.push_back(key);
  return value_.member(key);
}

std::optional<Value> ObjectReader::required(std::string_view key) {
  const std::optional<Value> member = optional(key);
  if (!member && is_object_) {
    problems_.add({"missing_key", value_.pointer(), value_.position(), "the key " + json_quoted(key),
                   "an object without it"});
  }
  return member;
}

void ObjectReader::forbidden(std::string_view key, std::string_view why) {
  const std::optional<Value> member = optional(key);
  known_.pop_back();
  if (!member) return;
  report_key(problems_, "forbidden_key", *member, "no such key " + std::string(why));
  forbidden_.push_back(key);
}

void ObjectReader::finish() {
  if (!is_object_) return;
  for (const Value member : value_) {
    if (problems_.full()) return;
    const std::string_view key = member.key();
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    if (std::find(forbidden_.begin(), forbidden_.end(), key) != forbidden_.end()) continue;
    std::string expected = one_of(known_);
    const std::string_view nearest = nearest_word(key, known_);
    if (!nearest.empty()) expected += " (did you mean " + json_quoted(nearest) + "?)";
    report_key(problems_, "unknown_key", member, std::move(expected));
  }
}

}  // namespace entente::json
