#include "entente/simulation/estimate.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

#include "entente/base/instant.hpp"

namespace entente {
namespace {

__extension__ using Wide = __int128;
__extension__ using WideUnsigned = unsigned __int128;

constexpr double kStudent[] = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
                               2.2010,  2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
                               2.0796,  2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423};

}  // namespace

/// Above the table in whole numbers, in units of 10^-9: no rounding depends on how a compiler joins operations.
double student_t(std::int64_t degrees) noexcept {
  if (degrees <= static_cast<std::int64_t>(std::size(kStudent))) return kStudent[degrees - 1];
  const std::int64_t n = degrees;
  const std::int64_t billionths = 1'959'963'985 + 2'372'271'230 / n + 2'822'498'616 / n / n + 2'555'849'680 / n / n / n;
  return static_cast<double>(billionths) / 1e9;
}

/// The variance of the mean is sum (x - first)^2 / n - (sum (x - first))^2 / n^2, over n - 1; shifted by the first value,
/// so that the squares are those of differences.
Estimate estimate(std::span<const std::int64_t> values) noexcept {
  Estimate result;
  Wide sum = 0;
  WideUnsigned squares = 0;
  std::int64_t first = 0;
  for (const std::int64_t value : values) {
    if (value == kNoValue) continue;
    if (result.runs++ == 0) first = value;
    const Wide difference = static_cast<Wide>(value) - first;
    sum += difference;
    squares += static_cast<WideUnsigned>(difference * difference);
  }
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (result.runs == 0) return {0, none, none};
  const auto n = static_cast<double>(result.runs);
  const double shift = static_cast<double>(sum) / n;
  result.mean = static_cast<double>(first) + shift;
  if (result.runs == 1) {
    result.half_width = none;
    return result;
  }
  const WideUnsigned part = static_cast<WideUnsigned>(sum < 0 ? -sum : sum);
  const WideUnsigned whole = part / static_cast<WideUnsigned>(result.runs);
  const WideUnsigned rest = part % static_cast<WideUnsigned>(result.runs);
  // sum^2 / n = whole * sum + rest * sum / n, so that nothing exceeds 128 digits.
  const WideUnsigned explained = whole * part + rest * part / static_cast<WideUnsigned>(result.runs);
  const double variance = static_cast<double>(squares - explained) / static_cast<double>(result.runs - 1);
  result.half_width = student_t(result.runs - 1) * std::sqrt(variance / n);
  return result;
}

}  // namespace entente
