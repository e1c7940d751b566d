#include "calendar/date_set.hpp"

#include <algorithm>

namespace entente {

std::int64_t DateSet::member(std::int64_t n) const noexcept {
  const auto above = std::upper_bound(ranks_.begin(), ranks_.end(), n);
  const auto word = static_cast<std::size_t>(above - ranks_.begin()) - 1;
  std::uint64_t bits = words_[word];
  for (std::int64_t left = n - ranks_[word]; left > 0; --left) bits &= bits - 1;
  return first_ + static_cast<std::int64_t>(word * 64) + std::countr_zero(bits);
}

}  // namespace entente
