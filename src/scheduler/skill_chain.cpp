#include "entente/scheduler/skill_chain.hpp"

#include <algorithm>

#include "entente/base/error.hpp"

namespace entente {
namespace {

/// Strongly connected components (Tarjan, 1972), without recursion.
class Components {
 public:
  Components(std::int32_t pools, std::span<const Skill> skills)
      : first_(static_cast<std::size_t>(pools) + 1),
        heads_(skills.size()),
        order_(first_.size() - 1, -1),
        low_(order_.size()),
        next_(order_.size()),
        of_(order_.size(), -1) {
    for (const Skill &skill : skills) ++first_[static_cast<std::size_t>(skill.from) + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    std::vector<std::size_t> fill(first_.begin(), first_.end() - 1);
    for (const Skill &skill : skills) heads_[fill[static_cast<std::size_t>(skill.from)]++] = skill.to;
    for (std::size_t root = 0; root < order_.size(); ++root)
      if (order_[root] < 0) visit(root);
  }
  [[nodiscard]] std::int32_t count() const noexcept { return count_; }
  [[nodiscard]] std::int32_t of(std::int32_t pool) const noexcept {
    return of_[static_cast<std::size_t>(pool)];
  }

 private:
  void enter(std::size_t pool) {
    order_[pool] = low_[pool] = entered_++;
    next_[pool] = first_[pool];
    path_.push_back(pool);
    open_.push_back(pool);
  }
  void visit(std::size_t root) {
    enter(root);
    while (!path_.empty()) {
      const std::size_t pool = path_.back();
      if (next_[pool] < first_[pool + 1]) {
        const auto head = static_cast<std::size_t>(heads_[next_[pool]++]);
        if (order_[head] < 0)
          enter(head);
        else if (of_[head] < 0)
          low_[pool] = std::min(low_[pool], order_[head]);
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) low_[path_.back()] = std::min(low_[path_.back()], low_[pool]);
      if (low_[pool] == order_[pool]) close(pool);
    }
  }
  void close(std::size_t root) {
    for (std::size_t pool = root + 1; pool != root;) {
      pool = open_.back();
      open_.pop_back();
      of_[pool] = count_;
    }
    ++count_;
  }

  std::vector<std::size_t> first_;
  std::vector<std::int32_t> heads_, order_, low_;
  std::vector<std::size_t> next_, path_, open_;
  std::vector<std::int32_t> of_;
  std::int32_t entered_ = 0, count_ = 0;
};

}  // namespace

SkillChain skill_chain(std::int32_t pools, std::span<const Skill> skills) {
  if (pools < 0) throw Error(ErrorCode::range, "a number of pools cannot be below 0");
  for (const Skill &skill : skills)
    if (skill.from < 0 || skill.from >= pools || skill.to < 0 || skill.to >= pools)
      throw Error(ErrorCode::not_found, "a skill names no pool");
  const Components components(pools, skills);
  SkillChain chain;
  chain.is_closed = components.count() <= 1;
  if (chain.is_closed) return chain;
  std::vector<char> helps(static_cast<std::size_t>(components.count())), helped(helps.size());
  for (const Skill &skill : skills) {
    if (components.of(skill.from) == components.of(skill.to)) continue;
    helps[static_cast<std::size_t>(components.of(skill.from))] = 1;
    helped[static_cast<std::size_t>(components.of(skill.to))] = 1;
  }
  // A closed chain enters every source and leaves every sink; a component without arcs is both.
  std::int32_t sources = 0, sinks = 0;
  for (std::size_t i = 0; i < helps.size(); ++i) {
    sources += helped[i] ? 0 : 1;
    sinks += helps[i] ? 0 : 1;
  }
  chain.missing = std::max(sources, sinks);
  if (chain.missing > 1) return chain;
  for (std::int32_t pool = 0; pool < pools; ++pool) {
    if (!helps[static_cast<std::size_t>(components.of(pool))]) chain.from.push_back(pool);
    if (!helped[static_cast<std::size_t>(components.of(pool))]) chain.to.push_back(pool);
  }
  return chain;
}

}  // namespace entente
