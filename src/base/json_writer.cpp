#include "base/json_writer.hpp"

#include "base/words.hpp"

namespace entente::json {

void Writer::separate() {
  ++values_;
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!is_first_) out_ += ',';
  is_first_ = false;
  if (depth_ > 0) {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }
}

void Writer::begin(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  is_first_ = true;
}

void Writer::end(char bracket) {
  --depth_;
  if (!is_first_) {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }
  out_ += bracket;
  is_first_ = false;
}

void Writer::key(std::string_view key) {
  separate();
  --values_;
  out_ += json_quoted(key);
  out_ += ": ";
  after_key_ = true;
}

void Writer::text(std::string_view text) {
  separate();
  out_ += json_quoted(text);
}

void Writer::integer(std::int64_t number) {
  separate();
  out_ += std::to_string(number);
}

void Writer::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

std::string Writer::take() {
  out_ += '\n';
  return std::move(out_);
}

}  // namespace entente::json
