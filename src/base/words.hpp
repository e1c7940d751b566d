#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// The text as it stands, or its beginning and "..." so that the whole has at most `bytes` bytes (>= 3) and
/// no UTF-8 sequence is cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t bytes = 80);

/// `one of "a", "b", "c"`; long lists end in `... (n in all)`; `nothing: there is none` for an empty one.
[[nodiscard]] std::string one_of(const std::vector<std::string_view> &words);

/// The word with the fewest single-character edits from `word`, if they are at most a third of its length
/// (and at least one edit is always allowed); else empty. The first of several equally near. Empty also for a
/// word of more than 64 bytes and for more than 100 words, whose comparison would cost more than it tells.
[[nodiscard]] std::string_view nearest_word(std::string_view word,
                                            const std::vector<std::string_view> &words);

/// The text as a JSON string, quotes included: short escapes where they exist, \u00XX for other control
/// characters, everything else as it is.
[[nodiscard]] std::string json_quoted(std::string_view text);

/// Appends a control character (below 0x20) as \u00XX, any other byte as it is.
void append_printable(std::string &out, char c);

}  // namespace entente
