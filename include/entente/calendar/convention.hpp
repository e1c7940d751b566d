#pragma once

#include <cstdint>

namespace entente {

/// Endpoint conventions of other systems, to be combined with `|`; `none` is Entente's own: half-open intervals, the
/// earliest instant by which an amount is consumed, a negated value for reversed arguments. The numbers are those of
/// `entente_convention` in the C API and never change.
enum class Convention : std::int32_t {
  none = 0,
  close_lands_on_next_open = 1,     ///< add: a result on a close moves to the next opening
  end_inclusive = 2,                ///< is_open, next_open: the closing instant is open
  counts_the_end_second = 4,        ///< between: one second more if the later end is open
  reversed_range_gives_zero = 8,    ///< between: 0 where `to` is before `from`
  rounds_to_whole_seconds = 16,     ///< between: rounded to seconds, half away from zero, after all else
  exact_open_not_rolled_back = 32,  ///< previous_open: an opening instant is its own answer
  zero_length_segment_emitted = 64,  ///< periods_after, periods_before: [at, at] first where a period ends (begins) there
};

/// Sum of all conventions: any other bit is unknown.
inline constexpr std::int32_t kAllConventions = 127;

[[nodiscard]] constexpr Convention operator|(Convention left, Convention right) noexcept {
  return static_cast<Convention>(static_cast<std::int32_t>(left) | static_cast<std::int32_t>(right));
}

/// Whether `conventions` contains `one`.
[[nodiscard]] constexpr bool has(Convention conventions, Convention one) noexcept {
  return (static_cast<std::int32_t>(conventions) & static_cast<std::int32_t>(one)) != 0;
}

}  // namespace entente
