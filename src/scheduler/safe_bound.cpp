#include <algorithm>
#include <bit>

#include "scheduler/demand.hpp"

namespace entente {
namespace {

constexpr int kGapBits = 104;
constexpr int kValueBits = 20;  ///< values of the bound are kept in units of 2^-20 microseconds, rounded up
constexpr int kSumBits = 40;

int bits_of(Wide value) noexcept {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  return static_cast<int>(high != 0 ? 64 + std::bit_width(high)
                                    : std::bit_width(static_cast<std::uint64_t>(value)));
}

Wide divide_up(Wide dividend, Wide divisor) noexcept {
  return (dividend + divisor - 1) / divisor;
}

/// Walks t upwards: sum over S <= t of (1 + (t - S)/T), rounded up, in units of 2^-bits.
class RisingSum {
 public:
  RisingSum(const Demand &demand, std::int64_t last_us) : lines_(demand.lines()) {
    Wide count = 1;
    for (const DemandLine &line : lines_) count += line.count;
    const Wide visit = std::max<std::int64_t>(demand.visit_us(), 1);
    const Wide most = count + divide_up(static_cast<Wide>(last_us + 1) * demand.servers(), visit) + 1;
    bits_ = std::min(100, 124 - bits_of(most));
  }

  /// t must not go back.
  void move_to(std::int64_t t_us) noexcept {
    while (next_ < lines_.size() && lines_[next_].start_within_us <= t_us) {
      const DemandLine &line = lines_[next_++];
      rise(line.start_within_us);
      sum_ += static_cast<Wide>(line.count) << bits_;
      rate_ += divide_up(static_cast<Wide>(line.count) << bits_, line.spacing_us);
    }
    rise(t_us);
  }
  /// In units of 2^-kSumBits, rounded up.
  [[nodiscard]] Wide sum() const noexcept {
    return bits_ >= kSumBits ? divide_up(sum_, Wide{1} << (bits_ - kSumBits)) : sum_ << (kSumBits - bits_);
  }

 private:
  void rise(std::int64_t t_us) noexcept {
    sum_ += rate_ * (t_us - at_us_);
    at_us_ = t_us;
  }
  std::span<const DemandLine> lines_;
  std::size_t next_ = 0;
  std::int64_t at_us_ = 0;
  int bits_;
  Wide sum_ = 0;
  Wide rate_ = 0;
};

}  // namespace

SafeBound::SafeBound(const Demand &demand, std::span<const std::int64_t> ascending_us)
    : at_query_(ascending_us.size()), servers_(demand.servers()) {
  last_us_ = std::max(demand.last_start_us(), ascending_us.empty() ? 0 : ascending_us.back());
  std::vector<std::int64_t> places(ascending_us.begin(), ascending_us.end());
  for (const DemandLine &line : demand.lines()) places.push_back(line.start_within_us);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  RisingSum rising(demand, last_us_);
  const Wide visit = demand.visit_us();
  std::vector<Wide> values(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    rising.move_to(places[i]);
    const Wide sum = rising.sum();
    const Wide work = sum == 0 ? 0 : visit * ((static_cast<Wide>(servers_ - 1) << kSumBits) + sum);
    values[i] = divide_up(work, static_cast<Wide>(servers_) << (kSumBits - kValueBits)) -
                (static_cast<Wide>(places[i]) << kValueBits);
  }
  if (!values.empty())
    last_value_ = static_cast<std::int64_t>((values.back() + (1 << kValueBits) - 1) >> kValueBits);
  for (std::size_t i = values.size(); i-- > 1;) values[i - 1] = std::max(values[i - 1], values[i]);
  for (std::size_t i = 0; i < ascending_us.size(); ++i) {
    const auto place = std::lower_bound(places.begin(), places.end(), ascending_us[i]) - places.begin();
    at_query_[i] = static_cast<std::int64_t>(values[static_cast<std::size_t>(place)] >> kValueBits);
  }
  Wide rate = 0;
  for (const DemandLine &line : demand.lines())
    rate += divide_up(static_cast<Wide>(line.count) << kGapBits, line.spacing_us);
  gap_ = std::max<Wide>((static_cast<Wide>(servers_) << kGapBits) - visit * rate, 0);
}

std::int64_t SafeBound::limit_us(std::int64_t best_us) const noexcept {
  constexpr std::int64_t kFar = std::int64_t{1} << 60;
  if (last_value_ <= best_us) return last_us_;
  const Wide fall = static_cast<Wide>(last_value_ - best_us) * servers_;
  const int shift = std::min(kGapBits, 126 - bits_of(fall));
  const Wide gap = gap_ >> (kGapBits - shift);
  if (gap == 0) return kFar;
  const Wide limit = last_us_ + (fall << shift) / gap + 1;
  return static_cast<std::int64_t>(std::min<Wide>(limit, kFar));
}

}  // namespace entente
