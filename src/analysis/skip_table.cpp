#include "skip_table.hpp"

#include <algorithm>
#include <bit>

namespace entente::analysis {
namespace {

constexpr double kTwoTo64 = 18446744073709551616.0;

std::uint64_t scaled(double power) {
  return power >= 1.0 ? ~std::uint64_t{0} : static_cast<std::uint64_t>(power * kTwoTo64);
}

}  // namespace

SkipTable::SkipTable(double p, std::uint32_t longest) { add(p, longest); }

SkipTable::SkipTable(std::span<const std::uint32_t> lengths) {
  std::uint32_t longest = 0;
  for (const std::uint32_t length : lengths) longest = std::max(longest, length);
  std::vector<char> present(std::size_t{longest} + 1, 0);
  for (const std::uint32_t length : lengths) present[length] = 1;
  place_of_.assign(std::size_t{longest} + 1, 0);
  for (std::uint32_t length = 1; length <= longest; ++length) {
    if (present[length] == 0) continue;
    place_of_[length] = static_cast<std::uint32_t>(places_.size());
    add(1.0 / static_cast<double>(length), length);
  }
  if (places_.empty()) add(1.0, 0);
}

/// Powers by repeated multiplication: no library function, the same bits everywhere.
void SkipTable::add(double p, std::uint32_t length) {
  const int bits = std::max<int>(1, std::bit_width(length));
  const Place place{power_.size(), guide_.size(), 64 - bits};
  double power = 1.0;
  for (std::uint32_t j = 0; j <= length; ++j) {
    power_.push_back(scaled(power));
    power *= 1.0 - p;
  }
  power_.push_back(0);  // ends every search
  const std::uint64_t *const powers = power_.data() + place.power;
  const std::uint64_t buckets = std::uint64_t{1} << bits;
  std::uint32_t j = 0;
  guide_.resize(place.guide + buckets);
  for (std::uint64_t bucket = buckets; bucket-- > 0;) {
    const std::uint64_t greatest = (bucket << place.shift) | ((std::uint64_t{1} << place.shift) - 1);
    while (greatest < powers[j + 1]) ++j;
    guide_[place.guide + bucket] = j;
  }
  places_.push_back(place);
}

}  // namespace entente::analysis
