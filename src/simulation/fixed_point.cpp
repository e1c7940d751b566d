#include "simulation/fixed_point.hpp"

#include <algorithm>
#include <bit>

#include "base/multiply_divide.hpp"

namespace entente::simulation {
namespace {

__extension__ using Wide = __int128;
__extension__ using WideUnsigned = unsigned __int128;

constexpr int kQ = 62;  // binary digits behind the point, inside
constexpr std::uint64_t kOne = std::uint64_t{1} << kQ;
constexpr std::uint64_t kLog2 = 3196577161300663915;       // ln 2
constexpr std::int64_t kLog2Inverse = 6653256548922161246;  // 1 / ln 2
constexpr std::uint64_t kHalfPi = 7244019458077122842;      // pi / 2

constexpr std::uint64_t times(std::uint64_t a, std::uint64_t b) noexcept {
  return static_cast<std::uint64_t>(static_cast<WideUnsigned>(a) * b >> kQ);
}

/// sin(fraction * pi / 2) of a fraction in [0, 1], by the Taylor series.
std::uint64_t sine_of_quarter(std::uint64_t fraction) noexcept {
  const std::uint64_t angle = times(fraction, kHalfPi);
  const std::uint64_t square = times(angle, angle);
  std::uint64_t term = angle;
  std::uint64_t sum = angle;
  for (std::uint64_t k = 2; term > 0; k += 2) {
    term = times(term, square) / (k * (k + 1));
    sum = k % 4 == 2 ? sum - term : sum + term;
  }
  return std::min(sum, kOne);
}

}  // namespace

std::uint64_t square_root(std::uint64_t high, std::uint64_t low) noexcept {
  const WideUnsigned value = static_cast<WideUnsigned>(high) << 64 | low;
  std::uint64_t root = 0;
  const int bits = high != 0 ? 128 - std::countl_zero(high) : 64 - std::countl_zero(low);
  for (int bit = (bits + 1) / 2 - 1; bit >= 0; --bit) {
    const std::uint64_t candidate = root | std::uint64_t{1} << bit;
    if (static_cast<WideUnsigned>(candidate) * candidate <= value) root = candidate;
  }
  return root;
}

/// With random = m 2^-n and m in [2^63, 2^64): -ln = (n + 1) ln 2 - ln(m / 2^63), and the latter is
/// 2 artanh(z) = 2 (z + z^3 / 3 + z^5 / 5 + ...) of z = (m - 2^63) / (m + 2^63) < 1/3.
std::int64_t minus_log_q32(std::uint64_t random) noexcept {
  random = std::max<std::uint64_t>(random, 1);
  const int zeros = std::countl_zero(random);
  const std::uint64_t mantissa = random << zeros;
  constexpr std::uint64_t half = std::uint64_t{1} << 63;
  const auto z = static_cast<std::uint64_t>((static_cast<WideUnsigned>(mantissa - half) << kQ) /
                                            (static_cast<WideUnsigned>(mantissa) + half));
  const std::uint64_t square = times(z, z);
  std::uint64_t power = z;
  std::uint64_t sum = 0;
  for (std::uint64_t k = 1; power > 0; k += 2) {
    sum += power / k;
    power = times(power, square);
  }
  const WideUnsigned log = static_cast<WideUnsigned>(zeros + 1) * kLog2 - 2 * static_cast<WideUnsigned>(sum);
  return static_cast<std::int64_t>(log >> (kQ - 32));
}

std::int64_t sine_q32(std::uint64_t turn) noexcept {
  const std::uint64_t fraction = turn & (kOne - 1);
  const auto quarter = static_cast<int>(turn >> kQ);
  const std::uint64_t sine = sine_of_quarter(quarter % 2 == 0 ? fraction : kOne - fraction);
  const auto result = static_cast<std::int64_t>(sine >> (kQ - 32));
  return quarter < 2 ? result : -result;
}

/// 2^y = 2^floor(y) exp((y - floor(y)) ln 2), the latter by the Taylor series.
std::int64_t exponential_q32(std::int64_t x_q32) noexcept {
  const Wide y = static_cast<Wide>(x_q32) * kLog2Inverse >> 32;
  const auto whole = static_cast<int>(y >> kQ);
  const std::uint64_t x = times(static_cast<std::uint64_t>(y & static_cast<Wide>(kOne - 1)), kLog2);
  std::uint64_t term = kOne;
  std::uint64_t sum = 0;
  for (std::uint64_t k = 1; term > 0; ++k) {
    sum += term;
    term = times(term, x) / k;
  }
  const int shift = kQ - 32 - whole;
  if (shift >= 64) return 0;
  return static_cast<std::int64_t>(shift >= 0 ? sum >> shift : sum << -shift);
}

std::int64_t normal_q32(Draw draw) noexcept {
  const auto twice = static_cast<WideUnsigned>(2 * minus_log_q32(draw.first)) << 32;
  const std::uint64_t radius = square_root(static_cast<std::uint64_t>(twice >> 64), static_cast<std::uint64_t>(twice));
  return static_cast<std::int64_t>(static_cast<Wide>(radius) * sine_q32(draw.second) >> 32);
}

/// A lognormal of mean 1 and variation c is exp(s N - s^2 / 2) with s^2 = ln(1 + c^2).
std::int64_t service_us(const ServiceTime &service, Draw draw) noexcept {
  std::int64_t factor_q32 = kOneQ32;
  if (service.kind == ServiceKind::exponential) {
    factor_q32 = minus_log_q32(draw.first);
  } else if (service.kind == ServiceKind::lognormal && service.variation_ppm > 0) {
    constexpr WideUnsigned one = 1'000'000'000'000;
    const auto square = static_cast<WideUnsigned>(service.variation_ppm) * static_cast<WideUnsigned>(service.variation_ppm);
    const std::int64_t variance = minus_log_q32(static_cast<std::uint64_t>((one << 64) / (one + square)));
    const auto wide = static_cast<std::uint64_t>(variance);
    const auto spread = static_cast<std::int64_t>(square_root(wide >> 32, wide << 32));
    factor_q32 = exponential_q32(static_cast<std::int64_t>(static_cast<Wide>(spread) * normal_q32(draw) >> 32) - variance / 2);
  }
  return std::max<std::int64_t>(1, multiply_divide(service.mean_us, factor_q32, kOneQ32));
}

}  // namespace entente::simulation
