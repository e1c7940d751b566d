#pragma once

#include <string>
#include <vector>

#include "entente/base/error.hpp"

namespace entente {

/// One thing that is wrong in a document: where it stands, what was expected there and what was found.
struct Problem {
  std::string code;      ///< stable, machine-readable: `unknown_key`, `duplicate_key`, `wrong_type`, ...
  std::string pointer;   ///< JSON Pointer (RFC 6901); "" is the whole document
  Position position;     ///< 1-based line and column (bytes) of the offending token
  std::string expected;  ///< what would have been right, in words
  std::string got;       ///< what stood there, shortened to 80 bytes
};

/// All problems of one document, in document order.
using Problems = std::vector<Problem>;

/// `line:column: pointer: code: expected ..., got ...`, one line without a line end.
[[nodiscard]] std::string to_string(const Problem &problem);

}  // namespace entente
