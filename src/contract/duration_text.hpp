#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json_reader.hpp"
#include "entente/base/instant.hpp"

namespace entente {

/// The longest duration that a document may state: all supported time, 130 years.
inline constexpr std::int64_t kLongestDurationUs = kLastInstantUs - kFirstInstantUs;

enum class DurationText : std::uint8_t { duration, malformed, too_long };

/// Reads hours, minutes, seconds and microseconds in this order, each at most once and as many as 7, 8, 10
/// and 16 digits: "8h", "55h3m", "90s", "0us". Leaves duration_us alone unless the answer is
/// DurationText::duration.
[[nodiscard]] DurationText parse_duration(std::string_view text, std::int64_t &duration_us) noexcept;

/// The one spelling with minutes and seconds below 60 and microseconds below a million; "0us" for 0.
[[nodiscard]] std::string duration_text(std::int64_t duration_us);

/// A duration of a document, at least `least_us` (0 or 1), or nothing after `wrong_type`, `bad_value` or
/// `out_of_range`.
[[nodiscard]] std::optional<std::int64_t> read_duration(json::Value value, std::int64_t least_us,
                                                        ProblemList &problems);

}  // namespace entente
