#include "entente/analysis/ei_index.hpp"

#include <algorithm>
#include <limits>

#include "entente/base/error.hpp"
#include "group_check.hpp"
#include "index.hpp"
#include "random_draws.hpp"

namespace entente {
namespace {

using analysis::index;

double ei_of(std::int64_t internal, std::int64_t external) noexcept {
  if (internal + external == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(external - internal) / static_cast<double>(external + internal);
}

/// Calls visit(v, w) for each tie once.
template <class Visit>
void visit_ties(const Adjacency &adjacency, View view, Visit &&visit) {
  for (std::size_t v = 0; v + 1 < adjacency.offsets.size(); ++v) {
    for (const std::int32_t w : adjacency[static_cast<std::int32_t>(v)]) {
      if (view == View::dir || index(w) > v) visit(v, index(w));
    }
  }
}

TieBalance empty_balance(std::size_t n) {
  return {std::vector<std::int64_t>(n, 0), std::vector<std::int64_t>(n, 0), std::vector<double>(n)};
}

void settle(TieBalance &balance) {
  for (std::size_t i = 0; i < balance.ei.size(); ++i) balance.ei[i] = ei_of(balance.internal[i], balance.external[i]);
}

class DealJob final : public Job {
 public:
  DealJob(const Graph &graph, View view, const VertexGroups &groups, std::int32_t permutations, std::int64_t seed)
      : adjacency_(graph.adjacency(view)), view_(view), seed_(seed), label_(groups.group.begin(), groups.group.end()),
        dealt_(label_.size()), values_(index(permutations)) {}

  Progress step(std::int64_t work) override {
    const std::int64_t left = progress().total - done_;
    for (std::int64_t i = work <= 0 ? left : std::min(work, left); i > 0; --i) {
      values_[static_cast<std::size_t>(done_)] = deal();
      ++done_;
    }
    return progress();
  }

  [[nodiscard]] Progress progress() const noexcept override { return {done_, static_cast<std::int64_t>(values_.size())}; }

  [[nodiscard]] std::span<const double> values() const override {
    if (!progress().finished()) throw Error(ErrorCode::state, "the job is not finished");
    return values_;
  }

 private:
  double deal() {
    std::copy(label_.begin(), label_.end(), dealt_.begin());
    analysis::RandomDraws draws(seed_, analysis::DrawPurpose::label_deal, static_cast<std::uint64_t>(done_));
    draws.shuffle(dealt_);
    std::int64_t internal = 0;
    std::int64_t ties = 0;
    visit_ties(adjacency_, view_, [&](std::size_t v, std::size_t w) {
      internal += static_cast<std::int64_t>(dealt_[v] == dealt_[w]);
      ++ties;
    });
    return ei_of(internal, ties - internal);
  }

  const Adjacency adjacency_;
  View view_;
  std::int64_t seed_;
  std::vector<std::int32_t> label_;
  std::vector<std::int32_t> dealt_;
  std::vector<double> values_;
  std::int64_t done_ = 0;
};

double expected_ei(const std::vector<std::int64_t> &size, std::size_t vertices) {
  const auto n = static_cast<double>(vertices);
  double together = 0;
  for (const std::int64_t s : size) together += static_cast<double>(s) * (static_cast<double>(s) - 1);
  return 1 - 2 * together / (n * (n - 1));
}

}  // namespace

EiIndex ei_index(const Graph &graph, View view, const VertexGroups &groups) {
  analysis::check_groups(graph, groups);
  EiIndex result;
  result.of_group = empty_balance(index(groups.count));
  result.of_vertex = empty_balance(groups.group.size());
  const auto add = [](TieBalance &balance, std::size_t a, std::size_t b, bool inside) {
    std::vector<std::int64_t> &count = inside ? balance.internal : balance.external;
    ++count[a];
    if (a != b) ++count[b];
  };
  visit_ties(graph.adjacency(view), view, [&](std::size_t v, std::size_t w) {
    const bool inside = groups.group[v] == groups.group[w];
    ++(inside ? result.internal : result.external);
    add(result.of_group, index(groups.group[v]), index(groups.group[w]), inside);
    add(result.of_vertex, v, w, inside);
  });
  settle(result.of_group);
  settle(result.of_vertex);
  result.ei = ei_of(result.internal, result.external);
  std::vector<std::int64_t> size(index(groups.count), 0);
  for (const std::int32_t group : groups.group) ++size[index(group)];
  result.expected_ei = result.internal + result.external == 0 ? result.ei : expected_ei(size, groups.group.size());
  return result;
}

std::unique_ptr<Job> ei_permutations_job(const Graph &graph, View view, const VertexGroups &groups,
                                         std::int32_t permutations, std::int64_t seed) {
  analysis::check_groups(graph, groups);
  if (permutations < 0) throw Error(ErrorCode::invalid, "the number of permutations is negative");
  return std::make_unique<DealJob>(graph, view, groups, permutations, seed);
}

}  // namespace entente
