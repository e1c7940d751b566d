#pragma once

#include <cstdint>
#include <limits>

namespace entente {

/// Instants are int64 microseconds since 1970-01-01T00:00:00Z (UTC, leap seconds smeared away as POSIX does);
/// durations are int64 microseconds of elapsed UTC time. Names of both end in `_us`.
inline constexpr std::int64_t kSecondUs = 1'000'000;
inline constexpr std::int64_t kMinuteUs = 60 * kSecondUs;
inline constexpr std::int64_t kHourUs = 60 * kMinuteUs;
inline constexpr std::int64_t kDayUs = 24 * kHourUs;

/// Supported instants: [1970-01-01T00:00:00Z, 2100-01-01T00:00:00Z], both ends included.
inline constexpr std::int64_t kFirstInstantUs = 0;
inline constexpr std::int64_t kLastInstantUs = 4'102'444'800 * kSecondUs;

/// "No value" in a column of instants or durations.
inline constexpr std::int64_t kNoValue = std::numeric_limits<std::int64_t>::min();

[[nodiscard]] constexpr bool is_supported_instant(std::int64_t at_us) noexcept {
  return at_us >= kFirstInstantUs && at_us <= kLastInstantUs;
}

}  // namespace entente
