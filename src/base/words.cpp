#include "base/words.hpp"

#include <algorithm>
#include <numeric>

namespace entente {
namespace {

constexpr std::size_t kListedWords = 24;
constexpr std::size_t kLongestGuess = 64;  // longer words are not typing mistakes of a key
constexpr std::size_t kMostGuesses = 100;  // among more, the one with the fewest edits is no longer the one meant

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (optimal
/// string alignment).
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::string shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  std::size_t end = bytes - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::string one_of(const std::vector<std::string_view> &words) {
  if (words.empty()) return "nothing: there is none";
  std::string text = words.size() == 1 ? "" : "one of ";
  for (std::size_t i = 0; i < words.size() && i < kListedWords; ++i) {
    if (i > 0) text += ", ";
    text += shortened(json_quoted(words[i]));
  }
  if (words.size() > kListedWords) text += ", ... (" + std::to_string(words.size()) + " in all)";
  return text;
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view> &words) {
  if (word.size() > kLongestGuess || words.size() > kMostGuesses) return {};
  std::string_view nearest;
  std::size_t fewest = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : words) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    if (candidate.size() > kLongestGuess || longer - std::min(word.size(), candidate.size()) >= fewest) continue;
    const std::size_t count = edits(word, candidate);
    if (count < fewest && count < candidate.size()) {
      fewest = count;
      nearest = candidate;
    }
  }
  return nearest;
}

void append_printable(std::string &out, char c) {
  static constexpr char kHex[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20) {
    out += c;
    return;
  }
  out += "\\u00";
  out += kHex[byte >> 4U];
  out += kHex[byte & 0xFU];
}

std::string json_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        append_printable(out, c);
    }
  }
  out += '"';
  return out;
}

}  // namespace entente
