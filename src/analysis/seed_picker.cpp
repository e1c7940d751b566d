#include "seed_picker.hpp"

#include <algorithm>
#include <functional>

namespace entente::analysis {

SeedPicker::SeedPicker(const SampledSets &sets, const SeedRule &rule)
    : sets_(sets), rule_(rule), room_(rule), most_covered_(static_cast<double>(sets.count())) {
  chosen_.assign(static_cast<std::size_t>(rule.vertices()), 0);
  covered_.assign(sets.kept(), 0);
  build_index();
  build_order();
  seeds_.reserve(static_cast<std::size_t>(rule.most_seeds()));
  heap_.reserve(static_cast<std::size_t>(rule.most_seeds()));
  scratch_.reserve(order_.size());
}

void SeedPicker::build_index() {
  const auto n = static_cast<std::size_t>(rule_.vertices());
  index_begin_.assign(n + 1, 0);
  for (const std::int32_t vertex : sets_.members()) ++index_begin_[static_cast<std::size_t>(vertex) + 1];
  gain_ = sets_.single();
  for (std::size_t v = 0; v < n; ++v) {
    gain_[v] += static_cast<std::int64_t>(index_begin_[v + 1]);
    index_begin_[v + 1] += index_begin_[v];
  }
  first_gain_ = gain_;
  index_.resize(sets_.members().size());
  std::vector<std::size_t> next(index_begin_.begin(), index_begin_.end() - 1);
  for (std::size_t set = 0; set < sets_.kept(); ++set) {
    for (const std::int32_t vertex : sets_[set]) index_[next[static_cast<std::size_t>(vertex)]++] = static_cast<std::uint32_t>(set);
  }
}

void SeedPicker::build_order() {
  for (std::int32_t v = 0; v < rule_.vertices(); ++v) {
    if (!rule_.allows(v)) continue;
    order_.push_back(v);
    if (best_single_ < 0 || gain_[static_cast<std::size_t>(v)] > gain_[static_cast<std::size_t>(best_single_)]) best_single_ = v;
  }
  std::sort(order_.begin(), order_.end(), [&](std::int32_t a, std::int32_t b) {
    const std::int64_t gain_a = gain_[static_cast<std::size_t>(a)];
    const std::int64_t gain_b = gain_[static_cast<std::size_t>(b)];
    if (rule_.better(gain_a, a, gain_b, b)) return true;
    return !rule_.better(gain_b, b, gain_a, a) && a < b;
  });
}

/// U1 is looked at before each choice and after the last; with quotas or costs, where that takes a sort, some 16 times.
void SeedPicker::bound() {
  const bool plain = !rule_.has_quotas() && !rule_.has_costs();
  const std::size_t every = plain ? 1 : std::max<std::size_t>(1, static_cast<std::size_t>(rule_.most_seeds()) / 16);
  const bool last = seeds_.size() == static_cast<std::size_t>(rule_.most_seeds());
  if (!last && seeds_.size() % every != 0) return;
  const double more = plain ? largest_gains() : rule_.most_gain(gain_, scratch_);
  most_covered_ = std::min(most_covered_, static_cast<double>(covered_count_) + more);
}

/// The sum of the k largest gains.
double SeedPicker::largest_gains() {
  const auto k = static_cast<std::size_t>(rule_.most_seeds());
  heap_.clear();
  for (const std::int32_t v : order_) {
    const auto at = static_cast<std::size_t>(v);
    if (heap_.size() < k) {
      heap_.push_back(gain_[at]);
      std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
      continue;
    }
    if (k == 0 || first_gain_[at] <= heap_.front()) break;
    if (gain_[at] <= heap_.front()) continue;
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    heap_.back() = gain_[at];
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
  }
  std::int64_t sum = 0;
  for (const std::int64_t gain : heap_) sum += gain;
  return static_cast<double>(sum);
}

std::int32_t SeedPicker::best() const noexcept {
  std::int32_t best = -1;
  for (const std::int32_t v : order_) {
    const auto at = static_cast<std::size_t>(v);
    if (best >= 0) {
      const std::int64_t most = gain_[static_cast<std::size_t>(best)];
      if (!rule_.better(first_gain_[at], v, most, best) &&
          (v > best || rule_.better(most, best, first_gain_[at], v))) break;
    }
    if (chosen_[at] != 0 || !room_.fits(v)) continue;
    if (best < 0) {
      best = v;
      continue;
    }
    const std::int64_t most = gain_[static_cast<std::size_t>(best)];
    if (rule_.better(gain_[at], v, most, best) || (v < best && !rule_.better(most, best, gain_[at], v))) best = v;
  }
  return best;
}

bool SeedPicker::pick() {
  bound();
  const std::int32_t vertex = best();
  if (vertex < 0) return false;
  cover(vertex);
  return true;
}

void SeedPicker::cover(std::int32_t vertex) noexcept {
  const auto at = static_cast<std::size_t>(vertex);
  chosen_[at] = 1;
  room_.take(vertex);
  seeds_.push_back(vertex);  // reserved
  covered_count_ += gain_[at];
  gain_[at] -= sets_.single()[at];
  for (std::size_t i = index_begin_[at]; i < index_begin_[at + 1]; ++i) {
    const std::uint32_t set = index_[i];
    if (covered_[set] != 0) continue;
    covered_[set] = 1;
    for (const std::int32_t member : sets_[set]) --gain_[static_cast<std::size_t>(member)];
  }
}

}  // namespace entente::analysis
