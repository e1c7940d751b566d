#include "seed_rule.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "entente/base/error.hpp"

namespace entente::analysis {
namespace {

void check_columns(const InfluenceOptions &options, std::size_t n) {
  if (options.k < 0) throw Error(ErrorCode::invalid, "k is negative");
  if (!options.group.empty() && options.group.size() != n) {
    throw Error(ErrorCode::invalid, "the column of groups has not one value a vertex");
  }
  if (!options.cost.empty() && options.cost.size() != n) {
    throw Error(ErrorCode::invalid, "the column of costs has not one value a vertex");
  }
  if (!options.quota.empty() && options.group.empty() && n > 0) {
    throw Error(ErrorCode::invalid, "quotas without groups");
  }
  if (!options.cost.empty() && options.budget < 0) throw Error(ErrorCode::range, "the budget is negative");
  for (const std::int32_t quota : options.quota) {
    if (quota < 0) throw Error(ErrorCode::invalid, "a quota is negative");
  }
}

void check_values(const InfluenceOptions &options) {
  const std::int64_t groups = options.quota.empty() ? std::int64_t{INT32_MAX} + 1 : std::ssize(options.quota);
  for (std::size_t v = 0; v < options.group.size(); ++v) {
    if (options.group[v] >= -1 && options.group[v] < groups) continue;
    throw Error(ErrorCode::not_found, "vertex " + std::to_string(v) + ": there is no group " + std::to_string(options.group[v]));
  }
  std::int64_t sum = 0;
  for (std::size_t v = 0; v < options.cost.size(); ++v) {
    if (options.cost[v] < 1) throw Error(ErrorCode::range, "vertex " + std::to_string(v) + ": the cost is below 1");
    if (__builtin_add_overflow(sum, options.cost[v], &sum)) {
      throw Error(ErrorCode::invalid, "the costs add up beyond int64");
    }
  }
}

}  // namespace

SeedRule::SeedRule(const InfluenceOptions &options, std::int32_t vertices) : vertices_(vertices) {
  check_columns(options, static_cast<std::size_t>(vertices));
  check_values(options);
  group_.assign(options.group.begin(), options.group.end());
  quota_.assign(options.quota.begin(), options.quota.end());
  cost_.assign(options.cost.begin(), options.cost.end());
  budget_ = options.budget;
  count_most_seeds(options.k);
}

void SeedRule::count_most_seeds(std::int32_t k) {
  std::vector<std::int32_t> left = quota_;
  std::vector<std::int64_t> costs;
  std::int32_t allowed = 0;
  for (std::int32_t v = 0; v < vertices_; ++v) {
    if (!allows(v)) continue;
    if (!left.empty() && left[static_cast<std::size_t>(group_[static_cast<std::size_t>(v)])]-- <= 0) continue;
    ++allowed;
  }
  if (has_costs()) {  // quotas left aside: no more than the cheapest that fit together
    for (std::int32_t v = 0; v < vertices_; ++v) {
      if (allows(v)) costs.push_back(cost(v));
    }
    std::sort(costs.begin(), costs.end());
    std::int32_t fitting = 0;
    for (std::int64_t sum = 0; fitting < std::ssize(costs); ++fitting) {
      sum += costs[static_cast<std::size_t>(fitting)];
      if (sum > budget_) break;
    }
    allowed = std::min(allowed, fitting);
  }
  most_seeds_ = std::min(k, allowed);
}

double SeedRule::guarantee() const noexcept {
  if (has_costs()) return has_quotas() ? 0 : 1 - std::exp(-0.5);
  return has_quotas() ? 0.5 : 1 - std::exp(-1.0);
}

double SeedRule::most_gain(const std::vector<std::int64_t> &gain, std::vector<std::int32_t> &scratch) const {
  scratch.clear();
  for (std::int32_t v = 0; v < vertices_; ++v) {
    if (gain[static_cast<std::size_t>(v)] > 0 && allows(v)) scratch.push_back(v);
  }
  std::sort(scratch.begin(), scratch.end(), [&](std::int32_t a, std::int32_t b) {
    return gain[static_cast<std::size_t>(a)] > gain[static_cast<std::size_t>(b)];
  });
  std::vector<std::int32_t> left = quota_;
  std::int64_t by_count = 0;
  std::int32_t seeds = 0;
  for (const std::int32_t v : scratch) {
    if (seeds == most_seeds_) break;
    if (!left.empty() && left[static_cast<std::size_t>(group_[static_cast<std::size_t>(v)])]-- <= 0) continue;
    by_count += gain[static_cast<std::size_t>(v)];
    ++seeds;
  }
  if (!has_costs()) return static_cast<double>(by_count);
  std::sort(scratch.begin(), scratch.end(), [&](std::int32_t a, std::int32_t b) {
    return better(gain[static_cast<std::size_t>(a)], a, gain[static_cast<std::size_t>(b)], b);
  });
  double by_cost = 0;
  std::int64_t budget = budget_;
  for (const std::int32_t v : scratch) {
    const auto whole = static_cast<double>(gain[static_cast<std::size_t>(v)]);
    if (cost(v) > budget) {
      by_cost += whole * static_cast<double>(budget) / static_cast<double>(cost(v));
      break;
    }
    by_cost += whole;
    budget -= cost(v);
  }
  return std::min(static_cast<double>(by_count), by_cost);
}

std::vector<std::int32_t> SeedRule::by_degree(const Graph &graph) const {
  const Adjacency &arcs = graph.adjacency(View::dir);
  std::vector<std::int32_t> order;
  for (std::int32_t v = 0; v < vertices_; ++v) {
    if (allows(v)) order.push_back(v);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int32_t a, std::int32_t b) { return arcs.degree(a) > arcs.degree(b); });
  Room room(*this);
  std::vector<std::int32_t> seeds;
  for (const std::int32_t v : order) {
    if (!room.fits(v)) continue;
    room.take(v);
    seeds.push_back(v);
  }
  return seeds;
}

}  // namespace entente::analysis
