#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "guard.hpp"

namespace entente::capi {

/// A text argument; throws ErrorCode::invalid for NULL with a size above 0.
inline std::string_view text_of(const char *text, std::size_t size, const char *message) {
  require(text != nullptr || size == 0, message);
  return size == 0 ? std::string_view() : std::string_view(text, size);
}

/// The directory of zone data that a caller names, or the usual one.
std::string zoneinfo_of(const char *zoneinfo, std::size_t size);

/// The Error for a document that was refused: parse, limit, version, not_found (all that is wrong is that
/// zones have no data) or invalid; it says how many problems there are and quotes the first, whose place and
/// pointer it bears.
Error error_of(const Problems &problems);

/// The owned list for a caller.
std::unique_ptr<entente_problems> owned(Problems &&problems);

/// Makes a handle from a document. read(Problems &) gives what the handle is made of, or null after problems;
/// make(object) gives an owning pointer to the handle. Writes the out parameters when nothing can fail any
/// more.
template <class Handle, class Read, class Make>
std::int32_t create_from_document(Handle **out, entente_problems **problems, entente_error **err, Read read,
                                  Make make) noexcept {
  if (out != nullptr) *out = nullptr;
  if (problems != nullptr) *problems = nullptr;
  std::unique_ptr<entente_problems> found;
  const std::int32_t status = guard(err, [&] {
    require(out != nullptr, "out is NULL");
    Problems list;
    auto object = read(list);
    if (object == nullptr) {
      const Error error = error_of(list);
      found = owned(std::move(list));
      throw error;
    }
    *out = make(std::move(object)).release();
  });
  if (problems != nullptr && status != ENTENTE_E_NOMEM) *problems = found.release();
  return status;
}

}  // namespace entente::capi
