#include "dependencies.hpp"

#include <algorithm>
#include <span>

#include "index.hpp"

namespace entente::analysis {
namespace {

constexpr double kWide = 0x1p900;  ///< numbers of paths above this are counted by add_wide()

/// What an arc costs in each direction, relative to one another (measured, see bench/NOTES.md).
constexpr std::uint64_t kPushCost = 2;
constexpr std::uint64_t kPullCost = 1;

/// Four partial sums in a fixed order: the additions of one row need not wait for each other.
double sum_of(const double *values, std::span<const std::int32_t> row) noexcept {
  double sum[4] = {0, 0, 0, 0};
  const std::size_t whole = row.size() & ~std::size_t{3};
  for (std::size_t i = 0; i < whole; i += 4) {
    sum[0] += values[index(row[i])];
    sum[1] += values[index(row[i + 1])];
    sum[2] += values[index(row[i + 2])];
    sum[3] += values[index(row[i + 3])];
  }
  for (std::size_t i = whole; i < row.size(); ++i) sum[0] += values[index(row[i])];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

}  // namespace

Dependencies::Dependencies(const ReducedGraph &graph)
    : graph_(graph),
      queue_(graph.vertex.size() + 1),  // one more: push() writes before it knows whether a vertex is new
      path_count_(graph.vertex.size()),
      sum_(graph.vertex.size(), 0.0),
      frontier_(graph.vertex.size(), 0.0),
      bound_(graph.vertex.size() + 2),
      out_(graph.vertex.size() + 1),
      in_(graph.vertex.size() + 1),
      exponent_(graph.vertex.size()) {}

void Dependencies::add(std::int32_t source, double *sum) noexcept {
  const std::size_t component = index(graph_.component[index(source)]);
  begin_ = graph_.component_begin[component];
  end_ = graph_.component_begin[component + 1];
  const bool fits = count_paths(source);
  std::fill(sum_.begin() + begin_, sum_.begin() + end_, 0.0);
  if (!fits) return add_wide(source, sum);
  accumulate(graph_.mass[index(source)], sum);
  std::fill(sum_.begin() + begin_, sum_.begin() + end_, 0.0);
}

/// Breadth-first search with numbers of paths. False where one is too large for double.
bool Dependencies::count_paths(std::int32_t source) noexcept {
  const auto &offsets = graph_.incoming().offsets;
  unreached_in_ = offsets[index(end_)] - offsets[index(begin_)];
  levels_ = 0;
  bound_[0] = 0;
  queue_[0] = source;
  sum_[index(source)] = 1;
  std::int32_t tail = 1;
  while (tail != bound_[levels_]) {
    if (!settle_level(tail)) return false;
    const std::uint64_t pull_cost =
        kPullCost * unreached_in_ + static_cast<std::uint64_t>(end_ - begin_);
    tail = kPushCost * out_[levels_ - 1] <= pull_cost ? push(tail) : pull(tail);
  }
  return true;
}

/// Closes the level that ends at `tail`: takes its numbers of paths over from sum_.
bool Dependencies::settle_level(std::int32_t tail) noexcept {
  std::uint32_t out = 0;
  std::uint32_t in = 0;
  double largest = 0;
  for (std::int32_t i = bound_[levels_]; i < tail; ++i) {
    const std::int32_t v = queue_[index(i)];
    path_count_[index(i)] = sum_[index(v)];
    largest = std::max(largest, path_count_[index(i)]);
    out += graph_.successors.degree(v);
    in += graph_.incoming().degree(v);
  }
  out_[levels_] = out;
  in_[levels_] = in;
  unreached_in_ -= in;
  bound_[++levels_] = tail;
  return largest <= kWide;
}

/// Finds the next level along the arcs out of the last one. Vertices that were reached before are added to as well,
/// but what sum_ holds of them is read no more. Returns the new end of the queue.
std::int32_t Dependencies::push(std::int32_t tail) noexcept {
  const std::int32_t end = bound_[levels_];
  double *const sum = sum_.data();
  std::int32_t *const queue = queue_.data();
  for (std::int32_t i = bound_[levels_ - 1]; i < end; ++i) {
    const double count = path_count_[index(i)];
    for (const std::int32_t w : graph_.successors[queue[i]]) {
      const double before = sum[w];
      queue[tail] = w;
      tail += static_cast<std::int32_t>(before == 0);
      sum[w] = before + count;
    }
  }
  return tail;
}

/// Finds the next level along the arcs into the vertices not yet reached. Returns the new end of the queue.
std::int32_t Dependencies::pull(std::int32_t tail) noexcept {
  const std::int32_t begin = bound_[levels_ - 1];
  const std::int32_t end = bound_[levels_];
  for (std::int32_t i = begin; i < end; ++i) frontier_[index(queue_[index(i)])] = path_count_[index(i)];
  const Adjacency &incoming = graph_.incoming();
  for (std::int32_t w = begin_; w < end_; ++w) {
    if (sum_[index(w)] != 0) continue;
    const double count = sum_of(frontier_.data(), incoming[w]);
    queue_[index(tail)] = w;
    tail += static_cast<std::int32_t>(count != 0);
    sum_[index(w)] = count;
  }
  for (std::int32_t i = begin; i < end; ++i) frontier_[index(queue_[index(i)])] = 0;
  return tail;
}

/// sum_[v] of each v of the level = sum over its successors w in the next one of (mass + delta) / sigma of w.
void Dependencies::gather_level(std::size_t level) noexcept {
  for (std::int32_t i = bound_[level + 1]; i < bound_[level + 2]; ++i) {
    frontier_[index(queue_[index(i)])] = path_count_[index(i)];
  }
  for (std::int32_t i = bound_[level]; i < bound_[level + 1]; ++i) {
    const std::int32_t v = queue_[index(i)];
    sum_[index(v)] = sum_of(frontier_.data(), graph_.successors[v]);
  }
  for (std::int32_t i = bound_[level + 1]; i < bound_[level + 2]; ++i) frontier_[index(queue_[index(i)])] = 0;
}

/// The same along the arcs into the next level. Vertices of other levels are added to as well, but only after what
/// sum_ holds of them was read: an arc into a level comes from the level before it or from that level or a later one.
void Dependencies::scatter_level(std::size_t level) noexcept {
  const Adjacency &incoming = graph_.incoming();
  for (std::int32_t i = bound_[level + 1]; i < bound_[level + 2]; ++i) {
    const double value = path_count_[index(i)];
    for (const std::int32_t u : incoming[queue_[index(i)]]) sum_[index(u)] += value;
  }
}

void Dependencies::accumulate(double source_mass, double *sum) noexcept {
  for (std::size_t level = levels_ - 1; level >= 1; --level) {
    if (level + 1 < levels_) {
      kPullCost * out_[level] <= kPushCost * in_[level + 1] ? gather_level(level) : scatter_level(level);
    }
    for (std::int32_t i = bound_[level]; i < bound_[level + 1]; ++i) {
      const std::size_t v = index(queue_[index(i)]);
      const double along = sum_[v];
      sum[v] += source_mass * (path_count_[index(i)] * along);
      path_count_[index(i)] = graph_.mass[v] / path_count_[index(i)] + along;
    }
  }
}

}  // namespace entente::analysis
