#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace entente::analysis {

/// mantissa * 2^exponent += other * 2^other_exponent; the mantissa stays in [1/2, 1).
inline void add_scaled(double &mantissa, std::int32_t &exponent, double other, std::int32_t other_exponent) noexcept {
  const std::int32_t common = std::max(exponent, other_exponent);
  int shift = 0;
  mantissa = std::frexp(std::ldexp(mantissa, exponent - common) + std::ldexp(other, other_exponent - common), &shift);
  exponent = common + shift;
}

}  // namespace entente::analysis
