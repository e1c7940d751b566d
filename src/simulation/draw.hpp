#pragma once

#include <cstdint>

#include "base/philox.hpp"

namespace entente::simulation {

/// What a draw is for.
enum class Purpose : std::uint32_t { gap = 0, urgency = 1, service = 2, unknown_work = 3 };

/// Two 64-bit numbers.
struct Draw {
  std::uint64_t first;
  std::uint64_t second;
};

/// The draw for one purpose, stream (a department) and index (a request) under a seed.
[[nodiscard]] constexpr Draw draw(std::uint64_t seed, Purpose purpose, std::uint32_t stream, std::uint64_t index) noexcept {
  const auto r = philox({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), stream,
                         static_cast<std::uint32_t>(purpose)},
                        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return {std::uint64_t{r[1]} << 32 | r[0], std::uint64_t{r[3]} << 32 | r[2]};
}

}  // namespace entente::simulation
