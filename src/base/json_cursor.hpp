#pragma once

#include <string_view>

#include "base/json.hpp"

namespace entente::json {

/// Walks a JSON text token by token and knows the line and column of each. Only for tokens that a parser has
/// already accepted: it finds where they stand, it does not judge them.
class Cursor {
 public:
  explicit Cursor(std::string_view text) noexcept : text_(text) {}

  /// Goes to the start of the next token that is neither ':' nor ','.
  void skip_separators() noexcept {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      } else if (c != ' ' && c != '\t' && c != '\r' && c != ':' && c != ',') {
        return;
      }
      ++at_;
    }
  }
  /// Goes to a byte that lies ahead (at most the end of the text).
  void go_to(std::size_t byte) noexcept {
    for (; at_ < byte && at_ < text_.size(); ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_start_ = at_ + 1;
    }
  }
  [[nodiscard]] Place place() const noexcept {
    return {line_, static_cast<std::uint32_t>(at_ - line_start_ + 1)};
  }
  [[nodiscard]] std::string_view rest() const noexcept { return text_.substr(at_); }

  /// Takes n characters.
  std::string_view take(std::size_t n) noexcept {
    const std::string_view token = text_.substr(at_, n);
    at_ += token.size();
    return token;
  }
  /// Takes a string and gives what stands between its quotes.
  std::string_view take_string() noexcept {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    const std::string_view token = take(end + 1 - at_);
    return token.substr(1, token.size() - 2);
  }
  /// Takes a number and gives its characters.
  std::string_view take_number() noexcept {
    std::size_t end = at_;
    const auto skip_digits = [&] {
      while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    };
    const auto skip_any_of = [&](std::string_view characters) {
      const bool found = end < text_.size() && characters.find(text_[end]) != std::string_view::npos;
      end += found ? 1 : 0;
      return found;
    };
    skip_any_of("-");
    if (!skip_any_of("0")) skip_digits();
    if (skip_any_of(".")) skip_digits();
    if (skip_any_of("eE")) {
      skip_any_of("+-");
      skip_digits();
    }
    return take(end - at_);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace entente::json
