#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// Which graph a figure is computed on. The numbers are those of `entente_view` in the C API.
enum class View : std::int32_t {
  dir = 0,  ///< the arcs as given
  und = 1,  ///< {u, v} is an edge when an arc exists in either direction
};

/// Compressed sparse rows with 32-bit entries: the neighbours of v are
/// neighbours[offsets[v]] .. neighbours[offsets[v + 1] - 1], ascending, without v itself and without repetition.
struct Adjacency {
  std::vector<std::uint32_t> offsets;    ///< one more than there are vertices; offsets[0] = 0
  std::vector<std::int32_t> neighbours;  ///< fewer than 2^32

  [[nodiscard]] std::span<const std::int32_t> operator[](std::int32_t vertex) const noexcept {
    const auto at = static_cast<std::size_t>(vertex);
    return {neighbours.data() + offsets[at], offsets[at + 1] - offsets[at]};
  }

  [[nodiscard]] std::uint32_t degree(std::int32_t vertex) const noexcept {
    const auto at = static_cast<std::size_t>(vertex);
    return offsets[at + 1] - offsets[at];
  }
};

}  // namespace entente
