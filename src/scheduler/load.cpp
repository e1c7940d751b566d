#include <algorithm>
#include <numeric>

#include "scheduler/demand.hpp"

namespace entente {
namespace {

constexpr int kDigitBits = 60;
constexpr std::int64_t kMostDigitWork = 100'000'000;  ///< lines looked at before the sign is given up

/// Upper bound for the bits of the least common multiple of all spacings.
std::int64_t multiple_bits(std::span<const DemandLine> lines) {
  std::int64_t common = 0;
  for (const DemandLine &line : lines) common = std::gcd(common, line.spacing_us);
  std::int64_t bits = 64;  // the divisor itself
  UnsignedWide multiple = 1;
  for (const DemandLine &line : lines) {
    const auto part = static_cast<std::uint64_t>(line.spacing_us / common);
    const auto shared = std::gcd(static_cast<std::uint64_t>(multiple % part), part);
    const std::uint64_t factor = part / (shared == 0 ? part : shared);
    if (multiple >> 60 != 0) {  // the factors so far are put aside: the product of parts is a multiple, too
      bits += 124;
      multiple = 1;
    }
    multiple *= factor;
  }
  return bits + 124;
}

}  // namespace

// Digits of sum(C count / T) - m by long division, all fractions at once: a sum of remainders/T in [0, n) is
// still to be added to `excess`. A sum that is not m differs from it by at least 1 / lcm(T).
LoadSign load_sign(const Demand &demand) {
  const std::span<const DemandLine> lines = demand.lines();
  std::vector<std::uint64_t> remainders(lines.size());
  const auto n = static_cast<Wide>(lines.size());
  Wide excess = -static_cast<Wide>(demand.servers());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto spacing = static_cast<UnsignedWide>(lines[i].spacing_us);
    const UnsignedWide work =
        static_cast<UnsignedWide>(demand.visit_us()) * static_cast<UnsignedWide>(lines[i].count);
    excess += static_cast<Wide>(work / spacing);
    remainders[i] = static_cast<std::uint64_t>(work % spacing);
  }
  const std::int64_t digits = (multiple_bits(lines) + 64) / kDigitBits + 2;
  for (std::int64_t digit = 0;; ++digit) {
    bool whole = true;
    for (const std::uint64_t remainder : remainders) whole = whole && remainder == 0;
    if (whole) return excess > 0 ? LoadSign::above : excess < 0 ? LoadSign::below : LoadSign::equal;
    if (excess >= 0) return LoadSign::above;
    if (excess <= -n) return LoadSign::below;
    if (digit >= digits) return LoadSign::equal;
    if (digit * static_cast<std::int64_t>(n) > kMostDigitWork) return LoadSign::unknown;
    excess *= Wide{1} << kDigitBits;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const UnsignedWide next = static_cast<UnsignedWide>(remainders[i]) << kDigitBits;
      excess += static_cast<Wide>(next / static_cast<UnsignedWide>(lines[i].spacing_us));
      remainders[i] = static_cast<std::uint64_t>(next % static_cast<UnsignedWide>(lines[i].spacing_us));
    }
  }
}

// Over the common multiple P of all T, n grows by N. Over m / gcd(N, m) of these, ceil(n/m) grows by N /
// gcd(N, m), and so it does over a common multiple of P and C: then h grows by the load times the period.
std::int64_t common_period_us(const Demand &demand) {
  constexpr Wide kMost = Wide{1} << 60;
  Wide period = 1;
  for (const DemandLine &line : demand.lines()) {
    period *= line.spacing_us / std::gcd(static_cast<std::int64_t>(period), line.spacing_us);
    if (period > kMost) return 0;
  }
  const auto once = static_cast<std::int64_t>(period);
  std::int64_t growth = 0;  // modulo m
  for (const DemandLine &line : demand.lines())
    growth = static_cast<std::int64_t>((growth + static_cast<Wide>(line.count) * (once / line.spacing_us)) %
                                       demand.servers());
  const Wide whole = period * (demand.servers() / std::gcd(growth, demand.servers()));
  const std::int64_t visit_us = demand.visit_us() == 0 ? 1 : demand.visit_us();
  const Wide best = std::min(whole, period * (visit_us / std::gcd(once, visit_us)));
  return best > kMost ? 0 : static_cast<std::int64_t>(best);
}

}  // namespace entente
