#pragma once

#include <cstddef>
#include <cstdint>

/// Snapshot: magic (8 bytes), version (4), the ledger, the scheduler, the FNV-1a hash of all before (8).
namespace entente::snapshot_format {

inline constexpr std::uint64_t kMagic = 0x4D4E534554544E45u;  // "ENTTESNM"
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::size_t kFrameBytes = 20;

}  // namespace entente::snapshot_format
