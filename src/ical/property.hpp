#pragma once

#include <libical/ical.h>

#include <functional>

#include "ical/content_lines.hpp"

namespace entente::ical {

/// Hands every property that libical reads in a content line (a list of values gives several) to `take`. Throws
/// Error(parse) with the line where it cannot read it, and std::bad_alloc.
void for_each_property(const ContentLine &line, const std::function<void(icalproperty *)> &take);

/// Throws Error(parse) at a line.
[[noreturn]] void fail_at(std::int64_t line, const std::string &what);

}  // namespace entente::ical
