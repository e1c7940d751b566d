#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entente::json {

/// Writes JSON in one fixed layout: two spaces a level, one member or element a line, empty arrays and
/// objects as `[]` and `{}`. The caller sees to it that begins and ends match.
class Writer {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  /// The key of the member that is written next.
  void key(std::string_view key);
  void text(std::string_view text);
  void integer(std::int64_t number);
  void boolean(bool value);

  void member(std::string_view name, std::string_view value) { key(name), text(value); }
  void member(std::string_view name, const char *value) { key(name), text(value); }
  void member(std::string_view name, std::int64_t value) { key(name), integer(value); }
  void member(std::string_view name, bool value) { key(name), boolean(value); }

  /// Values written so far, containers included.
  [[nodiscard]] std::size_t values() const noexcept { return values_; }
  /// The whole document with a final line end.
  [[nodiscard]] std::string take();

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();

  std::string out_;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  bool is_first_ = true;  ///< nothing stands in the innermost container yet
  bool after_key_ = false;
};

}  // namespace entente::json
