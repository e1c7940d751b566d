#include "entente/analysis/dialogue.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"

namespace entente {
namespace {

constexpr std::int64_t kTrailingUs = 180 * kDayUs;
constexpr double kFadedRatio = 0.5;
constexpr double kOneSidedReciprocity = 0.2;

void check(std::span<const std::int64_t> at_us, std::span<const double> strength, std::span<const double> there,
           std::span<const double> back) {
  if (strength.size() != at_us.size() || there.size() != at_us.size() || back.size() != at_us.size()) {
    throw Error(ErrorCode::invalid, "the columns of periods have different lengths");
  }
  for (std::size_t i = 0; i < at_us.size(); ++i) {
    const std::string row = "row " + std::to_string(i) + ": ";
    if (!is_supported_instant(at_us[i])) throw Error(ErrorCode::range, row + "the instant is out of range");
    if (i > 0 && at_us[i] <= at_us[i - 1]) throw Error(ErrorCode::invalid, row + "the instants do not ascend");
    for (const double value : {strength[i], there[i], back[i]}) {
      if (!(value >= 0) || !std::isfinite(value)) throw Error(ErrorCode::range, row + "a value is not finite and >= 0");
    }
  }
}

}  // namespace

std::vector<std::int32_t> dialogue_breaks(std::span<const std::int64_t> at_us, std::span<const double> strength,
                                          std::span<const double> there, std::span<const double> back) {
  check(at_us, strength, there, back);
  std::vector<std::int32_t> breaks(at_us.size(), 0);
  std::deque<std::size_t> greatest;  // candidates for the maximum of the last 180 days, strengths descending
  bool was_one_sided = false;
  for (std::size_t i = 0; i < at_us.size(); ++i) {
    while (!greatest.empty() && strength[greatest.back()] <= strength[i]) greatest.pop_back();
    greatest.push_back(i);
    while (at_us[greatest.front()] < at_us[i] - kTrailingUs) greatest.pop_front();
    if (strength[i] < kFadedRatio * strength[greatest.front()]) breaks[i] |= kDialogueFaded;
    const double sum = there[i] + back[i];
    const bool one_sided = sum > 0 && 2 * std::min(there[i], back[i]) / sum < kOneSidedReciprocity;
    if (one_sided && was_one_sided) breaks[i] |= kDialogueOneSided;
    was_one_sided = one_sided;
  }
  return breaks;
}

Cusum cusum(std::span<const double> count, double expected, double slack, double limit) {
  if (!std::isfinite(expected)) throw Error(ErrorCode::range, "what is expected is not finite");
  if (!(slack >= 0) || !std::isfinite(slack) || !(limit >= 0) || !std::isfinite(limit)) {
    throw Error(ErrorCode::range, "the slack or the limit is not finite and >= 0");
  }
  Cusum result;
  double sum = 0;
  for (std::size_t i = 0; i < count.size(); ++i) {
    if (!std::isfinite(count[i])) throw Error(ErrorCode::range, "row " + std::to_string(i) + ": the count is not finite");
    sum = std::max(0.0, sum + (expected - slack - count[i]));
    result.statistic.push_back(sum);
    if (result.alarm < 0 && sum > limit) result.alarm = static_cast<std::int64_t>(i);
  }
  return result;
}

}  // namespace entente
