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

  /// Hands out what was collected, by place in the text.
  [[nodiscard]] Problems take() {
    std::stable_sort(problems_.begin(), problems_.end(), [](const Problem &a, const Problem &b) {
      return std::tie(a.position.line, a.position.column) < std::tie(b.position.line, b.position.column);
    });
    return std::move(problems_);
  }

 private:
  Problems problems_;
};

}  // namespace entente
