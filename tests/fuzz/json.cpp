#include "base/json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using entente::json::Document;
using entente::json::Kind;
using entente::json::Value;

/// Counts the values below one and checks that each stands where its first byte says what it is.
void check(Value value, const std::vector<std::string_view> &lines) {
  const auto line = static_cast<std::size_t>(value.position().line);
  const auto column = static_cast<std::size_t>(value.position().column);
  if (line < 1 || line > lines.size() || column < 1 || column > lines[line - 1].size()) std::abort();
  const std::string_view at = lines[line - 1].substr(column - 1);
  switch (value.kind()) {
    case Kind::null:
    case Kind::boolean:
    case Kind::number:
      if (!at.starts_with(value.text())) std::abort();
      break;
    case Kind::text:
      if (at.front() != '"') std::abort();
      break;
    case Kind::array:
      if (at.front() != '[') std::abort();
      break;
    case Kind::object:
      if (at.front() != '{') std::abort();
      break;
  }
  for (const Value child : value) check(child, lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char *>(data), size);
  entente::ProblemList list;
  const auto document = entente::json::parse(text, list);
  if (!document) {
    if (list.take().size() != 1) std::abort();
    return 0;
  }
  std::vector<std::string_view> lines;
  for (std::string_view rest = text;;) {
    const std::size_t end = rest.find('\n');
    lines.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  check(document->root(), lines);
  return 0;
}
