#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// Why a dialogue is called broken; added up.
enum DialogueBreak : std::int32_t {
  kDialogueFaded = 1,     ///< strength below half of its greatest value of the 180 days before
  kDialogueOneSided = 2,  ///< reciprocity below 0.2 in this period and the one before
};

/// Whether the dialogue of two sides is broken, at the end of each period. at_us: ends of periods, ascending; strength: of the
/// relation at each (see RelationStrengths), finite and >= 0; there, back: what was sent each way in the period, >= 0.
/// Reciprocity is 2 min(there, back) / (there + back); a period without a word has none and is not one-sided.
/// One value a period: 0, or DialogueBreak values added up. The 180 days end with the period itself.
/// Throws Error: invalid (columns of different length, instants that do not ascend), range (an instant, a value: the message
/// names the row). O(periods).
[[nodiscard]] std::vector<std::int32_t> dialogue_breaks(std::span<const std::int64_t> at_us, std::span<const double> strength,
                                                        std::span<const double> there, std::span<const double> back);

/// One-sided CUSUM (Page, Biometrika 41, 1954) for a fall below what is usual: C_i = max(0, C_(i-1) + expected - slack - x_i),
/// C_0 = 0; the alarm is at the first i with C_i > limit.
struct Cusum {
  std::vector<double> statistic;  ///< C of each count
  std::int64_t alarm = -1;        ///< place of the first alarm, -1: none
};

/// count: finite, one value a period (weekly, as a rule); expected: finite; slack, limit: finite, >= 0. Throws Error: range.
[[nodiscard]] Cusum cusum(std::span<const double> count, double expected, double slack, double limit);

}  // namespace entente
