#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/philox.hpp"

namespace entente::analysis {

/// What random numbers are for: draws for different ends never meet.
enum class DrawPurpose : std::uint32_t { label_deal = 0x100, community_order = 0x101, sampled_path = 0x102 };

/// The random numbers of one sample: they depend on (seed, purpose, sample) and on how many were drawn before.
class RandomDraws {
 public:
  RandomDraws(std::int64_t seed, DrawPurpose purpose, std::uint64_t sample) noexcept
      : key_{static_cast<std::uint32_t>(static_cast<std::uint64_t>(seed)),
             static_cast<std::uint32_t>(static_cast<std::uint64_t>(seed) >> 32)},
        counter_{0, static_cast<std::uint32_t>(purpose), static_cast<std::uint32_t>(sample),
                 static_cast<std::uint32_t>(sample >> 32)} {}

  [[nodiscard]] std::uint64_t next() noexcept {
    if (half_) {
      half_ = false;
      return kept_;
    }
    const auto r = philox(counter_, key_);
    ++counter_[0];
    half_ = true;
    kept_ = std::uint64_t{r[3]} << 32 | r[2];
    return std::uint64_t{r[1]} << 32 | r[0];
  }

  /// A number in [0, bound), bound > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) noexcept { return entente::below(next(), bound); }

  /// A number in [0, 1) of 53 bits.
  [[nodiscard]] double unit() noexcept { return static_cast<double>(next() >> 11) * 0x1p-53; }

  template <class Value>
  void shuffle(std::vector<Value> &values) noexcept {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::uint64_t kept_ = 0;
  bool half_ = false;
};

}  // namespace entente::analysis
