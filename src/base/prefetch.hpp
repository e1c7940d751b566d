#pragma once

namespace entente {

/// Asks memory for what will be looked at soon. No effect on any result.
inline void prefetch(const void *at) noexcept { __builtin_prefetch(at); }

}  // namespace entente
