#include "entente/base/problem.hpp"

namespace entente {
namespace {

/// The text on one line: control characters, which keys may contain, as \u00XX.
std::string on_one_line(const std::string &text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    if (const auto byte = static_cast<unsigned char>(c); byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    } else {
      out += c;
    }
  }
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
