#include "entente/graph/builder.hpp"

#include <cmath>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

[[noreturn]] void refuse_row(std::size_t row, const std::string &what) {
  throw Error(ErrorCode::range, "row " + std::to_string(row) + ": " + what);
}

void check(const EdgeRows &rows) {
  const std::size_t m = rows.source.size();
  if (rows.vertices < 0) throw Error(ErrorCode::range, "the number of vertices is negative");
  if (rows.vertices > limits::kRows || m > static_cast<std::size_t>(limits::kRows)) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " vertices or rows");
  }
  if (rows.target.size() != m || (!rows.strength.empty() && rows.strength.size() != m)) {
    throw Error(ErrorCode::invalid, "the columns of edge rows have different lengths");
  }
  const auto known = [&](std::int32_t id) { return id >= 0 && id < rows.vertices; };
  const std::string bound = " is not in [0, " + std::to_string(rows.vertices) + ")";
  for (std::size_t i = 0; i < m; ++i) {
    if (!known(rows.source[i])) refuse_row(i, "source " + std::to_string(rows.source[i]) + bound);
    if (!known(rows.target[i])) refuse_row(i, "target " + std::to_string(rows.target[i]) + bound);
  }
  for (std::size_t i = 0; i < rows.strength.size(); ++i) {
    const double strength = rows.strength[i];
    if (!(strength > 0) || !std::isfinite(strength)) refuse_row(i, "the strength is not finite and above 0");
  }
}

/// Rows in buckets: row r of bucket b is entry offsets[b] + r.
struct Buckets {
  std::vector<std::uint32_t> offsets;
  std::vector<std::int32_t> other;  ///< the other end
  std::vector<double> strength;     ///< or empty
};

/// Turns counts (offsets[b + 1] = size of bucket b) into offsets.
void accumulate(std::vector<std::uint32_t> &offsets) {
  for (std::size_t b = 1; b < offsets.size(); ++b) offsets[b] += offsets[b - 1];
}

Buckets by_target(const EdgeRows &rows) {
  Buckets sorted;
  sorted.offsets.assign(static_cast<std::size_t>(rows.vertices) + 1, 0);
  for (std::size_t i = 0; i < rows.source.size(); ++i) {
    if (rows.source[i] != rows.target[i]) ++sorted.offsets[static_cast<std::size_t>(rows.target[i]) + 1];
  }
  accumulate(sorted.offsets);
  sorted.other.resize(sorted.offsets.back());
  sorted.strength.resize(rows.strength.empty() ? 0 : sorted.offsets.back());
  std::vector<std::uint32_t> next(sorted.offsets.begin(), sorted.offsets.end() - 1);
  for (std::size_t i = 0; i < rows.source.size(); ++i) {
    if (rows.source[i] == rows.target[i]) continue;
    const std::uint32_t at = next[static_cast<std::size_t>(rows.target[i])]++;
    sorted.other[at] = rows.source[i];
    if (!sorted.strength.empty()) sorted.strength[at] = rows.strength[i];
  }
  return sorted;
}

/// From buckets by target to buckets by source, each in the order of (target, row): the sort is stable.
Buckets by_source(const Buckets &by_target) {
  const std::size_t n = by_target.offsets.size() - 1;
  Buckets sorted;
  sorted.offsets.assign(n + 1, 0);
  for (const std::int32_t source : by_target.other) ++sorted.offsets[static_cast<std::size_t>(source) + 1];
  accumulate(sorted.offsets);
  sorted.other.resize(by_target.other.size());
  sorted.strength.resize(by_target.strength.size());
  std::vector<std::uint32_t> next(sorted.offsets.begin(), sorted.offsets.end() - 1);
  for (std::size_t target = 0; target < n; ++target) {
    for (std::uint32_t from = by_target.offsets[target]; from < by_target.offsets[target + 1]; ++from) {
      const std::uint32_t at = next[static_cast<std::size_t>(by_target.other[from])]++;
      sorted.other[at] = static_cast<std::int32_t>(target);
      if (!sorted.strength.empty()) sorted.strength[at] = by_target.strength[from];
    }
  }
  return sorted;
}

std::size_t repeated(const Buckets &rows) {
  std::size_t count = 0;
  for (std::size_t v = 0; v + 1 < rows.offsets.size(); ++v) {
    for (std::uint32_t i = rows.offsets[v] + 1; i < rows.offsets[v + 1]; ++i) {
      if (rows.other[i] == rows.other[i - 1]) ++count;
    }
  }
  return count;
}

/// Merges equal neighbours of one bucket in place and sums their strengths in row order.
void merge(Buckets &rows) {
  if (rows.strength.empty()) rows.strength.assign(rows.other.size(), 1.0);
  std::uint32_t out = 0;
  std::uint32_t begin = 0;
  for (std::size_t v = 0; v + 1 < rows.offsets.size(); ++v) {
    const std::uint32_t end = rows.offsets[v + 1];
    const std::uint32_t first_out = out;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (out > first_out && rows.other[out - 1] == rows.other[i]) {
        rows.strength[out - 1] += rows.strength[i];
      } else {
        rows.other[out] = rows.other[i];
        rows.strength[out++] = rows.strength[i];
      }
    }
    begin = end;
    rows.offsets[v + 1] = out;
  }
  rows.other.resize(out);
  rows.strength.resize(out);
  rows.other.shrink_to_fit();
  rows.strength.shrink_to_fit();
}

void check_sums(const Buckets &rows) {
  for (std::size_t v = 0; v + 1 < rows.offsets.size(); ++v) {
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) {
      if (std::isfinite(rows.strength[i])) continue;
      throw Error(ErrorCode::range, "arc " + std::to_string(v) + " -> " + std::to_string(rows.other[i]) +
                                        ": the summed strength is beyond the range of double");
    }
  }
}

/// Calls visit(w) for each w in a or b, ascending, once.
template <class Visit>
void visit_union(std::span<const std::int32_t> a, std::span<const std::int32_t> b, Visit &&visit) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const bool from_a = j == b.size() || (i < a.size() && a[i] <= b[j]);
    const std::int32_t next = from_a ? a[i] : b[j];
    if (i < a.size() && a[i] == next) ++i;
    if (j < b.size() && b[j] == next) ++j;
    visit(next);
  }
}

Adjacency undirected(const Adjacency &successors) {
  const Adjacency predecessors = transpose(successors);
  const auto n = static_cast<std::int32_t>(successors.offsets.size() - 1);
  Adjacency both;
  both.offsets.assign(successors.offsets.size(), 0);
  for (std::int32_t v = 0; v < n; ++v) {
    std::uint32_t &count = both.offsets[static_cast<std::size_t>(v) + 1];
    visit_union(successors[v], predecessors[v], [&](std::int32_t) { ++count; });
  }
  accumulate(both.offsets);
  both.neighbours.resize(both.offsets.back());
  std::size_t at = 0;
  for (std::int32_t v = 0; v < n; ++v) {
    visit_union(successors[v], predecessors[v], [&](std::int32_t w) { both.neighbours[at++] = w; });
  }
  return both;
}

}  // namespace

Graph build_graph(const EdgeRows &rows) {
  check(rows);
  Buckets arcs = by_source(by_target(rows));
  Graph graph;
  graph.loops_dropped_ = static_cast<std::int64_t>(rows.source.size() - arcs.other.size());
  graph.rows_merged_ = static_cast<std::int64_t>(repeated(arcs));
  if (graph.rows_merged_ > 0) {
    merge(arcs);
    check_sums(arcs);
  }
  graph.successors_ = {std::move(arcs.offsets), std::move(arcs.other)};
  graph.strengths_ = std::move(arcs.strength);
  graph.neighbours_ = undirected(graph.successors_);
  return graph;
}

}  // namespace entente
