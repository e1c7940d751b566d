#pragma once

#include "entente/graph/graph.hpp"

namespace entente::bench {

/// Boost.Graph on the same edges in its own compressed form, both arcs of each edge (it has no undirected one).
class BoostPeer {
 public:
  explicit BoostPeer(const Graph &graph);
  ~BoostPeer();
  BoostPeer(const BoostPeer &) = delete;
  BoostPeer &operator=(const BoostPeer &) = delete;

  /// Sum of core numbers.
  [[nodiscard]] std::size_t cores() const;
  /// Number of articulation points, found with their biconnected components' edges, from which bridges follow.
  [[nodiscard]] std::size_t articulation() const;

 private:
  struct Form;
  Form *form_;
};

}  // namespace entente::bench
