#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace entente::analysis {

/// Calls body(worker, block) once for each block 0 .. blocks - 1, on at most `threads` threads, the calling one among them.
/// What body throws is thrown here, that of the lowest block; blocks that were not begun are then left out. Throws Error:
/// limit (the system starts no further thread), before any block is begun.
void run_blocks(std::int32_t threads, std::int64_t blocks,
                const std::function<void(std::size_t worker, std::int64_t block)> &body);

}  // namespace entente::analysis
