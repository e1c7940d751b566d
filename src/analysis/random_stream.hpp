#pragma once

#include <array>
#include <cstdint>

#include "base/philox.hpp"

namespace entente::analysis {

/// What numbers are drawn for; part of the counter, so no two purposes share a draw.
enum class Purpose : std::uint32_t { choose = 1, estimate = 2, spread = 3, impact = 4 };

/// The numbers of one sample: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) from a key that Philox gives, so the j-th number
/// depends on (seed, purpose, sample, j) alone.
class RandomStream {
 public:
  explicit constexpr RandomStream(std::uint64_t key) noexcept : state_(key) {}

  constexpr std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    return mixed(state_);
  }

  [[nodiscard]] static constexpr std::uint64_t mixed(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

/// The keys of samples 2 pair and 2 pair + 1.
[[nodiscard]] constexpr std::array<std::uint64_t, 2> sample_keys(std::uint64_t seed, Purpose purpose,
                                                                 std::uint64_t pair) noexcept {
  const auto r = philox({static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(pair >> 32),
                         static_cast<std::uint32_t>(purpose), 0x67726170U},
                        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return {std::uint64_t{r[1]} << 32 | r[0], std::uint64_t{r[3]} << 32 | r[2]};
}

}  // namespace entente::analysis
