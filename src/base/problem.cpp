#include "entente/base/problem.hpp"

#include "base/words.hpp"

namespace entente {
namespace {

/// The text on one line: control characters, which keys may contain, as \u00XX.
std::string on_one_line(const std::string &text) {
  std::string out;
  for (const char c : text) append_printable(out, c);
  return out;
}

}  // namespace

std::string to_string(const Problem &problem) {
  std::string text =
      std::to_string(problem.position.line) + ":" + std::to_string(problem.position.column) + ": ";
  text += problem.pointer.empty() ? "(document)" : on_one_line(problem.pointer);
  text += ": " + problem.code + ": expected " + problem.expected + ", got " + problem.got;
  return text;
}

}  // namespace entente
