#pragma once

#include <cstddef>
#include <string_view>

#include "entente/base/utf8.hpp"
#include "guard.hpp"

/// Checked views of the texts that cross the boundary.
namespace entente::capi {

/// The text of `size` bytes; NULL only where size is 0. Throws ErrorCode::invalid, ErrorCode::parse (not UTF-8).
inline std::string_view read_text(const char *text, std::size_t size, const char *name) {
  if (text == nullptr && size != 0) throw Error(ErrorCode::invalid, std::string(name) + " is NULL with a size above 0");
  const std::string_view view = size == 0 ? std::string_view() : std::string_view(text, size);
  for (std::size_t at = 0; at < view.size();) {
    const std::size_t length = utf8_length(view, at);
    if (length == 0) throw Error(ErrorCode::parse, std::string(name) + " is not UTF-8");
    at += length;
  }
  return view;
}

}  // namespace entente::capi
