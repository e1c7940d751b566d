#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/problem_list.hpp"

namespace entente::json {

/// Reports that this value is wrong: its pointer and place, what was expected, and the value as what was got.
void report(ProblemList &problems, const char *code, Value at, std::string expected);
/// The same for the key of a member.
void report_key(ProblemList &problems, const char *code, Value at, std::string expected);

/// True if the value is of this kind; otherwise `wrong_type` is reported.
bool is_kind(Value value, Kind kind, ProblemList &problems);

/// A text, or nothing after `wrong_type`.
[[nodiscard]] std::optional<std::string_view> read_text(Value value, ProblemList &problems);

/// A text of 1 to limits::kNameBytes bytes, or nothing after `wrong_type`, `bad_value` (empty) or `too_long`.
[[nodiscard]] std::optional<std::string_view> read_name(Value value, ProblemList &problems);

/// The same for a key.
bool is_name_key(Value member, ProblemList &problems);

/// Distinct texts of at most limits::kNameBytes bytes; what is no such text, or stands there already
/// (`duplicate_value`), is reported and left out. At least `least` elements, else `bad_value`.
[[nodiscard]] std::vector<std::string_view> read_texts(Value value, std::size_t least, ProblemList &problems);

/// An integer of [least, most], or nothing after `wrong_type`, `not_an_integer` (a fraction or an exponent)
/// or `out_of_range`.
[[nodiscard]] std::optional<std::int64_t> read_integer(Value value, std::int64_t least, std::int64_t most,
                                                       ProblemList &problems);

/// `true` or `false`, or nothing after `wrong_type`.
[[nodiscard]] std::optional<bool> read_boolean(Value value, ProblemList &problems);

/// The index of the text among these words, or nothing after `wrong_type` or `bad_value`.
[[nodiscard]] std::optional<std::size_t> read_word(Value value, std::span<const std::string_view> words,
                                                   ProblemList &problems);

/// Takes the members of an object one by one and then says which were not expected.
class ObjectReader {
 public:
  /// Reports `wrong_type` where the value is no object; every member is then absent, and none is missing.
  ObjectReader(Value value, ProblemList &problems);

  [[nodiscard]] bool is_object() const noexcept { return is_object_; }
  /// The member of this key, or nothing.
  [[nodiscard]] std::optional<Value> optional(std::string_view key);
  /// The member of this key, or nothing after `missing_key`.
  [[nodiscard]] std::optional<Value> required(std::string_view key);
  /// Reports `forbidden_key` for a member that would be known elsewhere; `why` completes "no such key".
  void forbidden(std::string_view key, std::string_view why);
  /// Reports `unknown_key` for each member that was not asked for. Call it last.
  void finish();

 private:
  Value value_;
  ProblemList &problems_;
  bool is_object_;
  std::vector<std::string_view> known_;
  std::vector<std::string_view> forbidden_;
};

}  // namespace entente::json
