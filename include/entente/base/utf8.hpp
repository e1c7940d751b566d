#pragma once

#include <cstddef>
#include <string_view>

namespace entente {

/// Bytes of the UTF-8 sequence that starts at `at`, 0 where there is none (Unicode 15.0, table 3-7).
[[nodiscard]] inline std::size_t utf8_length(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned first = byte(at);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF ? 2 : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4                                     ? 4
                                                                                                  : 0;
  if (length == 0) return 0;
  const unsigned second = byte(at + 1);
  const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (second < least || second > most) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((byte(at + i) & 0xC0u) != 0x80u) return 0;
  return length;
}

}  // namespace entente
