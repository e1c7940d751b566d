#include "ical/feed_options.hpp"

#include <algorithm>
#include <array>

#include "base/json_reader.hpp"
#include "entente/base/error.hpp"

namespace entente::ical {
namespace {

constexpr std::array<std::string_view, 2> kTransparent = {"keep", "drop"};
constexpr std::array<std::string_view, 2> kMultiDay = {"each_date", "first_date"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(char a, char b) { return lower(a) == lower(b); }

bool contains(const std::string &text, const std::string &part) {
  return part.empty() || std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool equals(const std::string &a, const std::string &b) { return std::equal(a.begin(), a.end(), b.begin(), b.end(), same); }

bool has_part(const std::string &text, const std::vector<std::string> &parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string &part) { return contains(text, part); });
}

bool has_category(const Event &event, const std::vector<std::string> &categories) {
  return std::any_of(event.categories.begin(), event.categories.end(), [&](const std::string &category) {
    return std::any_of(categories.begin(), categories.end(),
                       [&](const std::string &wanted) { return equals(category, wanted); });
  });
}

std::optional<std::vector<std::string>> read_list(json::ObjectReader &object, std::string_view key, ProblemList &problems) {
  const auto member = object.optional(key);
  if (!member) return std::nullopt;
  std::vector<std::string> texts;
  for (const std::string_view text : json::read_texts(*member, 1, problems)) texts.emplace_back(text);
  return texts;
}

Texts read_filter(std::optional<json::Value> value, ProblemList &problems) {
  Texts texts;
  if (!value) return texts;
  json::ObjectReader object(*value, problems);
  texts.summary = read_list(object, "summary", problems);
  texts.description = read_list(object, "description", problems);
  texts.categories = read_list(object, "categories", problems);
  object.finish();
  return texts;
}

void read_members(json::Value value, FeedOptions &options, ProblemList &problems) {
  json::ObjectReader object(value, problems);
  options.keep = read_filter(object.optional("keep"), problems);
  options.drop = read_filter(object.optional("drop"), problems);
  if (const auto member = object.optional("transparent")) {
    options.drop_transparent = json::read_word(*member, kTransparent, problems) == 1;
  }
  if (const auto member = object.optional("multi_day")) {
    options.first_date_only = json::read_word(*member, kMultiDay, problems) == 1;
  }
  const auto year = [&](std::string_view key, std::int32_t otherwise) {
    const auto member = object.optional(key);
    return member ? static_cast<std::int32_t>(json::read_integer(*member, 1970, 2099, problems).value_or(otherwise))
                  : otherwise;
  };
  options.from = year("from", options.from);
  options.until = year("until", options.until);
  object.finish();
}

}  // namespace

bool FeedOptions::is_day_off(const Event &event) const {
  if (drop_transparent && event.is_transparent) return false;
  if (keep.summary && !has_part(event.summary, *keep.summary)) return false;
  if (keep.description && !has_part(event.description, *keep.description)) return false;
  if (keep.categories && !has_category(event, *keep.categories)) return false;
  return !(drop.summary && has_part(event.summary, *drop.summary)) &&
         !(drop.description && has_part(event.description, *drop.description)) &&
         !(drop.categories && has_category(event, *drop.categories));
}

FeedOptions read_feed_options(std::string_view json) {
  FeedOptions options;
  if (json.empty()) return options;
  ProblemList problems;
  const auto document = json::parse(json, problems);
  if (document) read_members(document->root(), options, problems);
  if (problems.empty()) return options;
  const Problem first = problems.take().front();
  const ErrorCode code = !document && first.code != "limit" ? ErrorCode::parse
                         : first.code == "limit"            ? ErrorCode::limit
                                                            : ErrorCode::invalid;
  throw Error(code, "options: " + to_string(first), first.position, first.pointer);
}

}  // namespace entente::ical
