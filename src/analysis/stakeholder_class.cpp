#include "entente/analysis/stakeholder_class.hpp"

#include <cmath>
#include <initializer_list>
#include <limits>
#include <string>

#include "entente/base/error.hpp"

namespace entente {
namespace {

using Scores = std::span<const double>;

/// For each row: bit i set where column i reaches the threshold; -1 where a score is NaN.
std::vector<std::int32_t> bits_of(std::initializer_list<Scores> columns, double threshold) {
  if (!(threshold >= 0 && threshold <= 1)) throw Error(ErrorCode::range, "the threshold is not in [0, 1]");
  const std::size_t rows = columns.begin()->size();
  for (const Scores column : columns) {
    if (column.size() != rows) throw Error(ErrorCode::invalid, "the columns of scores have different lengths");
  }
  std::vector<std::int32_t> result(rows, 0);
  for (std::size_t i = 0; i < rows; ++i) {
    std::int32_t bit = 1;
    for (const Scores column : columns) {
      if (column[i] < 0 || column[i] > 1) throw Error(ErrorCode::range, "row " + std::to_string(i) + ": a score is not in [0, 1]");
      if (std::isnan(column[i])) result[i] = -1;
      if (column[i] >= threshold && result[i] >= 0) result[i] |= bit;
      bit *= 2;
    }
  }
  return result;
}

template <class Class>
std::vector<std::int32_t> named(std::vector<std::int32_t> bits, std::initializer_list<Class> by_bits) {
  for (std::int32_t &row : bits) {
    row = row < 0 ? std::numeric_limits<std::int32_t>::min() : static_cast<std::int32_t>(by_bits.begin()[row]);
  }
  return bits;
}

}  // namespace

std::vector<std::int32_t> stakeholder_classes(Scores power, Scores legitimacy, Scores urgency, double threshold) {
  using enum StakeholderClass;
  return named(bits_of({power, legitimacy, urgency}, threshold),
               {none, dormant, discretionary, dominant, demanding, dangerous, dependent, definitive});
}

std::vector<std::int32_t> interest_quadrants(Scores power, Scores interest, double threshold) {
  using enum InterestQuadrant;
  return named(bits_of({power, interest}, threshold), {monitor, keep_satisfied, keep_informed, manage_closely});
}

}  // namespace entente
