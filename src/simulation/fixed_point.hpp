#pragma once

#include <cstdint>

#include "entente/simulation/service_time.hpp"
#include "simulation/draw.hpp"

/// Logarithm, sine and exponential in whole numbers, so that a seed gives the same bytes whatever the C library, the
/// compiler and the processor. "q32" means: in units of 2^-32.
namespace entente::simulation {

inline constexpr std::int64_t kOneQ32 = std::int64_t{1} << 32;

/// floor(sqrt(value)).
[[nodiscard]] std::uint64_t square_root(std::uint64_t high, std::uint64_t low) noexcept;

/// -ln(random / 2^64), where 0 counts as 1: a unit exponential from a uniform 64-bit number. Error below 2^-31.
[[nodiscard]] std::int64_t minus_log_q32(std::uint64_t random) noexcept;

/// sin(turn * 2 pi / 2^64). Error below 2^-30.
[[nodiscard]] std::int64_t sine_q32(std::uint64_t turn) noexcept;

/// exp(x) for x of -64 to 21 (below: 0). Relative error below 2^-30 or one unit, whichever is more.
[[nodiscard]] std::int64_t exponential_q32(std::int64_t x_q32) noexcept;

/// A standard normal by Box and Muller (1958).
[[nodiscard]] std::int64_t normal_q32(Draw draw) noexcept;

/// One service time, at least 1.
[[nodiscard]] std::int64_t service_us(const ServiceTime &service, Draw draw) noexcept;

}  // namespace entente::simulation
