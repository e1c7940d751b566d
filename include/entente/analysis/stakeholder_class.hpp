#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// Stakeholder salience: Mitchell, Agle, Wood (Academy of Management Review 22, 1997). Which of power, legitimacy and urgency
/// a person has. The numbers are those of `entente_stakeholder_class` in the C API.
enum class StakeholderClass : std::int32_t {
  none = 0,
  dormant = 1,        ///< power
  discretionary = 2,  ///< legitimacy
  demanding = 3,      ///< urgency
  dominant = 4,       ///< power, legitimacy
  dangerous = 5,      ///< power, urgency
  dependent = 6,      ///< legitimacy, urgency
  definitive = 7,     ///< all three
};

/// Quadrants of power and interest: Mendelow (ICIS 1981).
enum class InterestQuadrant : std::int32_t {
  monitor = 0,
  keep_informed = 1,   ///< interest
  keep_satisfied = 2,  ///< power
  manage_closely = 3,  ///< both
};

/// One class a row. Scores are stated by people, in [0, 1]; a score has what it names from the threshold on. A row with a
/// score that is NaN has no class: INT32_MIN. Throws Error: range (a score or the threshold outside [0, 1]; the message names
/// the row), invalid (columns of different length).
[[nodiscard]] std::vector<std::int32_t> stakeholder_classes(std::span<const double> power, std::span<const double> legitimacy,
                                                            std::span<const double> urgency, double threshold = 0.5);

/// One quadrant a row, from power and interest by the same rules.
[[nodiscard]] std::vector<std::int32_t> interest_quadrants(std::span<const double> power, std::span<const double> interest,
                                                           double threshold = 0.5);

}  // namespace entente
