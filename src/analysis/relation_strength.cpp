#include "entente/analysis/relation_strength.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

[[noreturn]] void refuse_row(std::size_t row, const std::string &what) {
  throw Error(ErrorCode::range, "row " + std::to_string(row) + ": " + what);
}

double faded(double strength, std::int64_t us, std::int64_t half_life_us) noexcept {
  return strength * std::exp2(-static_cast<double>(us) / static_cast<double>(half_life_us));
}

}  // namespace

RelationStrengths::RelationStrengths(std::int32_t relations, std::span<const std::int64_t> half_life_us, double threshold)
    : relations_(relations), half_life_us_(half_life_us.begin(), half_life_us.end()), threshold_(threshold) {
  if (half_life_us.empty()) throw Error(ErrorCode::invalid, "there is no channel");
  if (relations < 0) throw Error(ErrorCode::range, "the number of relations is negative");
  if (!(threshold > 0) || !std::isfinite(threshold)) throw Error(ErrorCode::range, "the threshold is not finite and above 0");
  for (const std::int64_t one : half_life_us) {
    if (one < 1) throw Error(ErrorCode::range, "a half-life is below one microsecond");
  }
  const auto size = static_cast<std::size_t>(relations);
  if (size > static_cast<std::size_t>(limits::kRows) / half_life_us.size()) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " relations times channels");
  }
  traces_.resize(size * half_life_us.size());
  queue_.reserve(size);
}

void RelationStrengths::check(const ContactRows &rows) const {
  const std::size_t m = rows.relation.size();
  if (rows.at_us.size() != m || (!rows.channel.empty() && rows.channel.size() != m) ||
      (!rows.weight.empty() && rows.weight.size() != m)) {
    throw Error(ErrorCode::invalid, "the columns of contacts have different lengths");
  }
  const auto channels = static_cast<std::int32_t>(half_life_us_.size());
  for (std::size_t i = 0; i < m; ++i) {
    if (rows.relation[i] < 0 || rows.relation[i] >= relations_) {
      refuse_row(i, "relation " + std::to_string(rows.relation[i]) + " is not in [0, " + std::to_string(relations_) + ")");
    }
    if (!rows.channel.empty() && (rows.channel[i] < 0 || rows.channel[i] >= channels)) {
      refuse_row(i, "channel " + std::to_string(rows.channel[i]) + " is not in [0, " + std::to_string(channels) + ")");
    }
    if (!is_supported_instant(rows.at_us[i])) refuse_row(i, "the instant is out of range");
    if (!rows.weight.empty() && (!(rows.weight[i] > 0) || !std::isfinite(rows.weight[i]))) {
      refuse_row(i, "the weight is not finite and above 0");
    }
  }
}

void RelationStrengths::add(const ContactRows &rows) {
  check(rows);
  for (std::size_t i = 0; i < rows.relation.size(); ++i) {
    const std::size_t channel = rows.channel.empty() ? 0 : static_cast<std::size_t>(rows.channel[i]);
    const auto first = static_cast<std::size_t>(rows.relation[i]) * half_life_us_.size();
    const double weight = rows.weight.empty() ? 1.0 : rows.weight[i];
    const std::int64_t at_us = rows.at_us[i];
    Trace &trace = traces_[first + channel];
    if (at_us >= trace.at_us) {
      trace.strength = faded(trace.strength, at_us - trace.at_us, half_life_us_[channel]) + weight;
      trace.at_us = at_us;
    } else {
      trace.strength += faded(weight, trace.at_us - at_us, half_life_us_[channel]);
    }
    const std::int64_t expiry = expiry_of({traces_.data() + first, half_life_us_.size()});
    expiry == kNoValue ? queue_.erase(rows.relation[i]) : queue_.set(rows.relation[i], expiry);
  }
}

std::span<const RelationStrengths::Trace> RelationStrengths::traces(std::int32_t relation) const {
  if (relation < 0 || relation >= relations_) {
    throw Error(ErrorCode::range, "relation " + std::to_string(relation) + " is not in [0, " + std::to_string(relations_) + ")");
  }
  return {traces_.data() + static_cast<std::size_t>(relation) * half_life_us_.size(), half_life_us_.size()};
}

/// Channels in their order.
double RelationStrengths::sum_at(std::span<const Trace> traces, std::int64_t at_us) const noexcept {
  double sum = 0;
  for (std::size_t k = 0; k < traces.size(); ++k) {
    if (traces[k].strength > 0) sum += faded(traces[k].strength, at_us - traces[k].at_us, half_life_us_[k]);
  }
  return sum;
}

double RelationStrengths::strength(std::int32_t relation, std::int64_t now_us) const {
  if (!is_supported_instant(now_us)) throw Error(ErrorCode::range, "the instant is out of range");
  const auto of_relation = traces(relation);
  for (const Trace &trace : of_relation) {
    if (trace.strength > 0 && trace.at_us > now_us) {
      throw Error(ErrorCode::range, "relation " + std::to_string(relation) + " had a contact after that instant");
    }
  }
  return sum_at(of_relation, now_us);
}

std::int64_t RelationStrengths::expiry_of(std::span<const Trace> traces) const noexcept {
  std::int64_t last_us = kNoValue;
  std::size_t channels = 0;
  std::size_t channel = 0;
  for (std::size_t k = 0; k < traces.size(); ++k) {
    if (!(traces[k].strength > 0)) continue;
    last_us = std::max(last_us, traces[k].at_us);
    ++channels;
    channel = k;
  }
  if (channels == 0 || sum_at(traces, last_us) < threshold_) return kNoValue;
  if (channels == 1) {
    const double left = static_cast<double>(half_life_us_[channel]) * std::log2(traces[channel].strength / threshold_);
    if (left >= static_cast<double>(kLastInstantUs - last_us)) return kLastInstantUs;
    return last_us + static_cast<std::int64_t>(std::floor(left));
  }
  if (sum_at(traces, kLastInstantUs) >= threshold_) return kLastInstantUs;
  std::int64_t known = last_us;
  std::int64_t lost = kLastInstantUs;
  while (lost - known > 1) {
    const std::int64_t middle = known + (lost - known) / 2;
    sum_at(traces, middle) >= threshold_ ? known = middle : lost = middle;
  }
  return known;
}

std::int64_t RelationStrengths::expiry_us(std::int32_t relation) const { return expiry_of(traces(relation)); }

std::vector<std::int32_t> RelationStrengths::take_lost(std::int64_t until_us, std::size_t most) {
  std::vector<std::int32_t> lost;
  lost.reserve(std::min(most, static_cast<std::size_t>(relations_)));
  while (lost.size() < most && !queue_.empty() && queue_.front_at() < until_us) {
    lost.push_back(queue_.front_id());
    queue_.erase(lost.back());
  }
  return lost;
}

}  // namespace entente
