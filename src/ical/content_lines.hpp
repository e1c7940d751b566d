#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::ical {

/// One content line of a feed, unfolded.
struct ContentLine {
  std::int64_t number = 0;  ///< of its first physical line, from 1
  std::string name;         ///< in capitals
  std::string text;         ///< all of it
};

/// One VEVENT: its own lines, without those of what is nested in it.
struct EventLines {
  std::int64_t number = 0;  ///< of its BEGIN
  std::vector<ContentLine> lines;
};

/// The events of a feed (RFC 5545, section 3.4: one or more VCALENDARs). Line ends are CRLF or LF; a byte order mark and
/// blank lines are passed over. Throws Error with the line: parse (not UTF-8, a control character, a line that is none,
/// components that do not match, a feed that ends too early), limit (size, nesting). O(bytes).
[[nodiscard]] std::vector<EventLines> read_events(std::string_view feed);

}  // namespace entente::ical
