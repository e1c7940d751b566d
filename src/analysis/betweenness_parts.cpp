#include "entente/analysis/betweenness_parts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "group_check.hpp"
#include "index.hpp"
#include "path_counts.hpp"

namespace entente {
namespace {

using analysis::index;
using analysis::PathCounts;

struct ServedPair {
  std::int64_t rank = 0;  ///< the share rounded to 2^-40
  std::int32_t source = 0;
  std::int32_t target = 0;
  double share = 0;

  /// Whether a is to be told before b.
  friend bool operator<(const ServedPair &a, const ServedPair &b) noexcept {
    if (a.rank != b.rank) return a.rank > b.rank;
    return a.source != b.source ? a.source < b.source : a.target < b.target;
  }
};

class PartsJob final : public Job {
 public:
  PartsJob(const Graph &graph, View view, std::int32_t vertex, const VertexGroups &groups, std::int32_t top)
      : successors_(graph.adjacency(view)),
        und_(view == View::und),
        vertex_(vertex),
        group_(groups.group.begin(), groups.group.end()),
        groups_(index(groups.count)),
        values_(groups_ * groups_, 0.0),
        from_vertex_(successors_),
        from_source_(successors_) {
    const auto n = static_cast<std::size_t>(graph.vertices());
    top_ = std::min(index(top), n * n);  // n * n is below 2^62
    pairs_.reserve(top_ + n);            // a step allocates nothing
    values_.reserve(values_.size() + top_);
    integers_.reserve(2 * top_);
    from_vertex_.search(vertex);
  }

  Progress step(std::int64_t work) override {
    const std::int64_t before = done_;
    const std::int64_t total = progress().total;
    const std::int64_t goal = done_ + (work <= 0 ? total - done_ : std::min(work, total - done_));
    while (done_ < goal) {
      add_source(static_cast<std::int32_t>(done_));
      ++done_;
    }
    if (done_ == total && before < total) finish();
    return progress();
  }

  [[nodiscard]] Progress progress() const noexcept override { return {done_, static_cast<std::int64_t>(group_.size())}; }

  [[nodiscard]] std::span<const double> values() const override {
    require_finished();
    return values_;
  }

  [[nodiscard]] std::span<const std::int32_t> integers() const override {
    require_finished();
    return integers_;
  }

 private:
  void require_finished() const {
    if (!progress().finished()) throw Error(ErrorCode::state, "the job is not finished");
  }

  /// The shares of all pairs from one source.
  void add_source(std::int32_t s) noexcept {
    if (s == vertex_) return;
    from_source_.search(s);
    const std::int32_t to_vertex = from_source_.distance(vertex_);
    if (to_vertex == PathCounts::kFar) return;
    for (std::size_t i = 1; i < from_vertex_.reached().size(); ++i) {
      const std::int32_t t = from_vertex_.reached()[i];
      if (t == s || from_source_.distance(t) != to_vertex + from_vertex_.distance(t)) continue;
      const double paths = from_source_.mantissa(t);
      if (paths == 0) continue;
      const double share = std::ldexp(from_source_.mantissa(vertex_) * from_vertex_.mantissa(t) / paths,
                                      from_source_.exponent(vertex_) + from_vertex_.exponent(t) - from_source_.exponent(t));
      values_[index(group_[index(s)]) * groups_ + index(group_[index(t)])] += und_ ? share / 2 : share;
      if (!und_ || s < t) pairs_.push_back({std::llround(share * 0x1p40), s, t, share});
    }
    keep_best();
  }

  void keep_best() noexcept {
    if (pairs_.size() <= top_) return;
    std::nth_element(pairs_.begin(), pairs_.begin() + static_cast<std::ptrdiff_t>(top_), pairs_.end());
    pairs_.resize(top_);
  }

  void finish() noexcept {
    std::sort(pairs_.begin(), pairs_.end());
    for (const ServedPair &pair : pairs_) {
      values_.push_back(pair.share);
      integers_.push_back(pair.source);
    }
    for (const ServedPair &pair : pairs_) integers_.push_back(pair.target);
    pairs_.clear();
  }

  const Adjacency successors_;
  bool und_;
  std::int32_t vertex_;
  std::vector<std::int32_t> group_;
  std::size_t groups_;
  std::size_t top_ = 0;
  std::vector<double> values_;
  std::vector<std::int32_t> integers_;
  PathCounts from_vertex_;
  PathCounts from_source_;
  std::vector<ServedPair> pairs_;  ///< the best so far
  std::int64_t done_ = 0;
};

}  // namespace

std::unique_ptr<Job> betweenness_parts_job(const Graph &graph, View view, std::int32_t vertex,
                                           const VertexGroups &groups, std::int32_t top) {
  analysis::check_groups(graph, groups);
  if (vertex < 0 || vertex >= graph.vertices()) {
    throw Error(ErrorCode::range, "vertex " + std::to_string(vertex) + " is not in [0, " +
                                      std::to_string(graph.vertices()) + ")");
  }
  if (top < 0) throw Error(ErrorCode::invalid, "top is negative");
  if (top > limits::kServedPairs) throw Error(ErrorCode::limit, "top is above " + std::to_string(limits::kServedPairs));
  if (std::int64_t{groups.count} * groups.count > limits::kRows) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " pairs of groups");
  }
  return std::make_unique<PartsJob>(graph, view, vertex, groups, top);
}

BetweennessParts betweenness_parts(const Graph &graph, View view, std::int32_t vertex, const VertexGroups &groups,
                                   std::int32_t top) {
  const std::unique_ptr<Job> job = betweenness_parts_job(graph, view, vertex, groups, top);
  job->step(0);
  const auto values = job->values();
  const auto pairs = job->integers();
  const auto cells = values.begin() + static_cast<std::ptrdiff_t>(index(groups.count) * index(groups.count));
  const auto targets = pairs.begin() + static_cast<std::ptrdiff_t>(pairs.size() / 2);
  BetweennessParts result{0, {values.begin(), cells}, {pairs.begin(), targets}, {targets, pairs.end()}, {cells, values.end()}};
  for (const double part : result.of_groups) result.score += part;
  return result;
}

}  // namespace entente
