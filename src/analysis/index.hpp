#pragma once

#include <cstddef>
#include <cstdint>

namespace entente::analysis {

[[nodiscard]] constexpr std::size_t index(std::int32_t vertex) noexcept { return static_cast<std::size_t>(vertex); }

}  // namespace entente::analysis
