#pragma once

#include <algorithm>
#include <tuple>
#include <utility>

#include "entente/base/limits.hpp"
#include "entente/base/problem.hpp"

namespace entente {

/// Collects the problems of one document, at most limits::kProblems of them, and puts them in document order.
class ProblemList {
 public:
  void add(Problem problem) {
    if (!full()) problems_.push_back(std::move(problem));
  }
  /// Leaves only this problem, for those after which nothing else that was found can be trusted.
  void replace_all(Problem problem) {
    problems_.clear();
    problems_.push_back(std::move(problem));
  }
  [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }
  [[nodiscard]] bool full() const noexcept { return problems_.size() >= limits::kProblems; }

  /// Hands out what was collected: by place in the text, then in the order in which it was added.
  [[nodiscard]] Problems take() {
    std::vector<std::tuple<std::int64_t, std::int64_t, std::size_t>> order;
    for (std::size_t i = 0; i < problems_.size(); ++i) {
      order.emplace_back(problems_[i].position.line, problems_[i].position.column, i);
    }
    std::sort(order.begin(), order.end());
    Problems sorted;
    sorted.reserve(order.size());
    for (const auto &[line, column, i] : order) sorted.push_back(std::move(problems_[i]));
    problems_.clear();
    return sorted;
  }

 private:
  Problems problems_;
};

}  // namespace entente
