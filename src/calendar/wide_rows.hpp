#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "entente/calendar/open_time.hpp"

/// Columns of `add` and `between` without conventions, four rows at a time where the processor has AVX2. The answers are
/// those of the single rows.
namespace entente::calendar_rows {

/// Whether this processor runs the functions below.
[[nodiscard]] bool has_wide_rows() noexcept;

/// Answers rows from the first on and gives how many: a multiple of four, all but the last three at most. Columns have the
/// same length; status may be empty. Only where has_wide_rows().
std::size_t wide_between(const OpenTime &open, std::span<const std::int64_t> from_us, std::span<const std::int64_t> to_us,
                         std::span<std::int64_t> out_us, std::span<std::int32_t> status) noexcept;
std::size_t wide_add(const OpenTime &open, std::span<const std::int64_t> at_us, std::span<const std::int64_t> amount_us,
                     std::span<std::int64_t> out_us, std::span<std::int32_t> status) noexcept;

/// Open time before each of a column of supported instants; a multiple of four as above.
std::size_t wide_before(const OpenTime &open, std::span<const std::int64_t> at_us, std::int64_t *out_us) noexcept;

}  // namespace entente::calendar_rows
