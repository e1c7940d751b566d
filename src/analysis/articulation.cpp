#include "entente/analysis/articulation.hpp"

#include <algorithm>
#include <utility>

#include "index.hpp"

namespace entente {
namespace {

using analysis::index;

constexpr std::int32_t kNone = -1;

class Search {
 public:
  explicit Search(const Graph &graph)
      : neighbours_(graph.adjacency(View::und)),
        reached_(index(graph.vertices()), 0),
        low_(index(graph.vertices())),
        parent_(index(graph.vertices()), kNone),
        next_(neighbours_.offsets.begin(), neighbours_.offsets.end() - 1),
        cuts_(index(graph.vertices()), 0) {}

  Articulation run() {
    for (std::size_t v = 0; v < reached_.size(); ++v) {
      if (reached_[v] == 0) from(static_cast<std::int32_t>(v));
    }
    Articulation result;
    for (std::size_t v = 0; v < cuts_.size(); ++v) {
      if (cuts_[v] != 0) result.points.push_back(static_cast<std::int32_t>(v));
    }
    std::sort(bridges_.begin(), bridges_.end());
    for (const auto &[source, target] : bridges_) {
      result.bridge_source.push_back(source);
      result.bridge_target.push_back(target);
    }
    return result;
  }

 private:
  void enter(std::int32_t v) { reached_[index(v)] = low_[index(v)] = ++clock_; }

  void from(std::int32_t root) {
    std::int32_t children = 0;
    enter(root);
    std::int32_t v = root;
    while (v != kNone) {
      const std::int32_t next = advance(v);
      if (next != kNone) {
        parent_[index(next)] = v;
        enter(next);
        v = next;
        continue;
      }
      const std::int32_t parent = parent_[index(v)];
      if (parent == root) ++children;
      if (parent != kNone) leave(v, parent, root);
      v = parent;
    }
    if (children > 1) cuts_[index(root)] = 1;
  }

  /// The next neighbour of v that was not reached before; what was, lowers v's mark. The tree edge back is no other way
  /// back, and there is just one, as rows do not repeat.
  std::int32_t advance(std::int32_t v) noexcept {
    const std::uint32_t end = neighbours_.offsets[index(v) + 1];
    std::int32_t low = low_[index(v)];
    std::int32_t found = kNone;
    while (next_[index(v)] < end && found == kNone) {
      const std::int32_t w = neighbours_.neighbours[next_[index(v)]++];
      if (reached_[index(w)] == 0) {
        found = w;
      } else if (w != parent_[index(v)]) {
        low = std::min(low, reached_[index(w)]);
      }
    }
    low_[index(v)] = low;
    return found;
  }

  void leave(std::int32_t v, std::int32_t parent, std::int32_t root) {
    low_[index(parent)] = std::min(low_[index(parent)], low_[index(v)]);
    if (low_[index(v)] > reached_[index(parent)]) bridges_.push_back(std::minmax(v, parent));
    if (parent != root && low_[index(v)] >= reached_[index(parent)]) cuts_[index(parent)] = 1;
  }

  const Adjacency &neighbours_;
  std::int32_t clock_ = 0;
  std::vector<std::int32_t> reached_;  ///< when each vertex was reached, from 1; 0: not yet
  std::vector<std::int32_t> low_;      ///< the earliest that its subtree reaches without the edge to its parent
  std::vector<std::int32_t> parent_;
  std::vector<std::uint32_t> next_;
  std::vector<char> cuts_;
  std::vector<std::pair<std::int32_t, std::int32_t>> bridges_;
};

}  // namespace

Articulation articulation(const Graph &graph) { return Search(graph).run(); }

}  // namespace entente
