#pragma once

#include <cstdint>

namespace entente {

/// a * b / c without overflow in between, rounded towards 0; the result must fit, c must not be 0.
[[nodiscard]] constexpr std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c) noexcept {
  __extension__ using Wide = __int128;
  return static_cast<std::int64_t>(static_cast<Wide>(a) * b / c);
}

}  // namespace entente
