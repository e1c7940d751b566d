#pragma once

#include <cstdint>
#include <vector>

#include "entente/analysis/influence.hpp"

namespace entente::analysis {

/// Which seeds may be chosen together: at most k, a quota for each group, a budget. A copy of the options' columns.
class SeedRule {
 public:
  /// Throws as InfluenceSearch does.
  SeedRule(const InfluenceOptions &options, std::int32_t vertices);

  [[nodiscard]] bool has_quotas() const noexcept { return !quota_.empty(); }
  [[nodiscard]] bool has_costs() const noexcept { return !cost_.empty(); }
  [[nodiscard]] std::int32_t vertices() const noexcept { return vertices_; }
  /// No choice has more seeds.
  [[nodiscard]] std::int32_t most_seeds() const noexcept { return most_seeds_; }
  /// What greedy is worth at least, as a share of the best.
  [[nodiscard]] double guarantee() const noexcept;

  /// v alone is allowed.
  [[nodiscard]] bool allows(std::int32_t v) const noexcept {
    const auto at = static_cast<std::size_t>(v);
    if (!cost_.empty() && cost_[at] > budget_) return false;
    return group_.empty() || (group_[at] >= 0 && (quota_.empty() || quota_[static_cast<std::size_t>(group_[at])] > 0));
  }
  [[nodiscard]] std::int64_t cost(std::int32_t v) const noexcept {
    return cost_.empty() ? 1 : cost_[static_cast<std::size_t>(v)];
  }
  /// gain_a / cost(a) > gain_b / cost(b), exactly.
  [[nodiscard]] bool better(std::int64_t gain_a, std::int32_t a, std::int64_t gain_b, std::int32_t b) const noexcept {
    __extension__ using Wide = __int128;
    return cost_.empty() ? gain_a > gain_b : Wide{gain_a} * cost(b) > Wide{gain_b} * cost(a);
  }

  /// The most that a choice can cover beyond what is covered: by the k largest gains, of each group no more than its quota,
  /// and with a budget by the fractional knapsack too. `order`: the vertices allowed, by ratio of gain to cost, best first.
  [[nodiscard]] double most_gain(const std::vector<std::int64_t> &gain, std::vector<std::int32_t> &scratch) const;

  /// What is left to choose from.
  class Room {
   public:
    explicit Room(const SeedRule &rule) : rule_(&rule), seeds_(rule.most_seeds_), budget_(rule.budget_), quota_(rule.quota_) {}
    [[nodiscard]] bool fits(std::int32_t v) const noexcept {
      if (seeds_ == 0 || !rule_->allows(v)) return false;
      const auto at = static_cast<std::size_t>(v);
      if (!rule_->cost_.empty() && rule_->cost_[at] > budget_) return false;
      return quota_.empty() || quota_[static_cast<std::size_t>(rule_->group_[at])] > 0;
    }
    void take(std::int32_t v) noexcept {
      --seeds_;
      if (!rule_->cost_.empty()) budget_ -= rule_->cost_[static_cast<std::size_t>(v)];
      if (!quota_.empty()) --quota_[static_cast<std::size_t>(rule_->group_[static_cast<std::size_t>(v)])];
    }

   private:
    const SeedRule *rule_;
    std::int32_t seeds_;
    std::int64_t budget_;
    std::vector<std::int32_t> quota_;
  };

  /// By out-degree descending, then id; those that do not fit are passed over.
  [[nodiscard]] std::vector<std::int32_t> by_degree(const Graph &graph) const;

 private:
  void count_most_seeds(std::int32_t k);

  std::int32_t vertices_;
  std::int32_t most_seeds_ = 0;
  std::vector<std::int32_t> group_, quota_;
  std::vector<std::int64_t> cost_;
  std::int64_t budget_ = 0;
};

}  // namespace entente::analysis
