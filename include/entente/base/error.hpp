#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace entente {

/// What kind of failure an Error is. The numbers are those of `entente_status` in the C API and never change.
enum class ErrorCode : std::int32_t {
  invalid = 1,      ///< an argument or a document has the wrong shape or content
  parse = 2,        ///< a text is not in the language it claims to be in (JSON, ISO 8601, UTF-8)
  range = 3,        ///< a number or an instant lies outside the documented range
  buffer = 4,       ///< the caller's buffer is too small; the needed size was stored
  not_found = 5,    ///< a name, an id or an open instant that does not exist
  state = 6,        ///< the object is not in a state that allows this call
  refused = 7,      ///< asked for something that the rules (privacy, for instance) do not allow
  infeasible = 8,   ///< no solution exists
  limit = 9,        ///< a documented limit on size, depth or count is exceeded
  cancelled = 10,   ///< the caller stopped a long computation
  no_memory = 11,   ///< memory ran out; nothing has changed
  version = 12,     ///< a record or document of a version that this library does not read
  internal = 13,    ///< a defect of this library
};

/// Where in a text something stands: 1-based line and column, column counted in bytes. 0 means unknown.
struct Position {
  std::int64_t line = 0;
  std::int64_t column = 0;
};

/// The one exception that Entente throws for wrong input and broken limits. Ordinary outcomes (a refused
/// operation, a row that has no answer) are return values; `std::bad_alloc` passes through unchanged.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string &message, Position position = {}, std::string pointer = {})
      : std::runtime_error(message), code_(code), position_(position), pointer_(std::move(pointer)) {}

  [[nodiscard]] ErrorCode code() const noexcept { return code_; }
  /// Place in the text that was read, or {0, 0}.
  [[nodiscard]] Position position() const noexcept { return position_; }
  /// JSON Pointer (RFC 6901) into the document that was read, or empty.
  [[nodiscard]] const std::string &pointer() const noexcept { return pointer_; }

 private:
  ErrorCode code_;
  Position position_;
  std::string pointer_;
};

}  // namespace entente
