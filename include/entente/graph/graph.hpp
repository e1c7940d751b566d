#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/graph/view.hpp"

namespace entente {

struct EdgeRows;

/// A graph of vertices 0 .. n-1, isolates included, held as two adjacencies: successors (view dir) and neighbours
/// (view und). Loops are dropped and rows that repeat an arc are merged. Made by build_graph(); immutable, so any
/// number of threads may read it at once.
///
/// Memory: 4 bytes an arc of dir, 8 an edge of und, 8 a vertex, and 8 an arc where strengths were given or rows merged.
class Graph {
 public:
  [[nodiscard]] std::int32_t vertices() const noexcept {
    return static_cast<std::int32_t>(successors_.offsets.size() - 1);
  }
  /// Arcs of the view dir, after merging.
  [[nodiscard]] std::int64_t arcs() const noexcept {
    return static_cast<std::int64_t>(successors_.neighbours.size());
  }
  /// Edges {u, v} of the view und.
  [[nodiscard]] std::int64_t edges() const noexcept {
    return static_cast<std::int64_t>(neighbours_.neighbours.size() / 2);
  }
  /// Rows u -> u that were left out.
  [[nodiscard]] std::int64_t loops_dropped() const noexcept { return loops_dropped_; }
  /// Rows that repeated an earlier arc.
  [[nodiscard]] std::int64_t rows_merged() const noexcept { return rows_merged_; }

  /// Successors (dir) or neighbours (und) of every vertex.
  [[nodiscard]] const Adjacency &adjacency(View view) const noexcept {
    return view == View::dir ? successors_ : neighbours_;
  }

  /// Strength of each arc, in the order of adjacency(View::dir).neighbours: the sum, in row order, of the rows that
  /// gave it. Empty, for 1 each, where none were given and no row was merged. The edge {u, v} of und has strength
  /// w(u, v) + w(v, u).
  [[nodiscard]] std::span<const double> strengths() const noexcept { return strengths_; }

 private:
  friend Graph build_graph(const EdgeRows &rows);
  Graph() = default;

  Adjacency successors_;
  Adjacency neighbours_;
  std::vector<double> strengths_;
  std::int64_t loops_dropped_ = 0;
  std::int64_t rows_merged_ = 0;
};

/// The arcs turned round: row v holds the vertices whose row holds v, ascending. O(vertices + arcs).
[[nodiscard]] Adjacency transpose(const Adjacency &adjacency);

}  // namespace entente
