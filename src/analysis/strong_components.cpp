#include "entente/analysis/strong_components.hpp"

#include <algorithm>

#include "labels.hpp"
#include "strong_order.hpp"

namespace entente {
namespace {

constexpr std::int32_t kUnseen = -1;

/// Tarjan's search. low_[v] is the least visiting number known to be reachable from v inside its component.
class Search {
 public:
  explicit Search(const Adjacency &successors)
      : successors_(successors),
        label_(successors.offsets.size() - 1, kUnseen),
        visit_(label_.size(), kUnseen),
        low_(label_.size(), 0),
        next_arc_(successors.offsets) {}

  analysis::ClosingOrder run() && {
    const auto n = static_cast<std::int32_t>(label_.size());
    for (std::int32_t root = 0; root < n; ++root) {
      if (visit_[index(root)] == kUnseen) explore(root);
    }
    return {std::move(label_), count_};
  }

 private:
  static std::size_t index(std::int32_t vertex) noexcept { return static_cast<std::size_t>(vertex); }

  void enter(std::int32_t v) {
    visit_[index(v)] = low_[index(v)] = visits_++;
    path_.push_back(v);
    open_.push_back(v);
  }

  void explore(std::int32_t root) {
    enter(root);
    while (!path_.empty()) {
      const std::int32_t v = path_.back();
      if (next_arc_[index(v)] == successors_.offsets[index(v) + 1]) {
        leave(v);
        continue;
      }
      const std::int32_t w = successors_.neighbours[next_arc_[index(v)]++];
      if (visit_[index(w)] == kUnseen) {
        enter(w);
      } else if (label_[index(w)] == kUnseen) {
        low_[index(v)] = std::min(low_[index(v)], visit_[index(w)]);
      }
    }
  }

  void leave(std::int32_t v) {
    path_.pop_back();
    if (!path_.empty()) {
      std::int32_t &parent_low = low_[index(path_.back())];
      parent_low = std::min(parent_low, low_[index(v)]);
    }
    if (low_[index(v)] != visit_[index(v)]) return;
    std::int32_t member;
    do {
      member = open_.back();
      open_.pop_back();
      label_[index(member)] = count_;
    } while (member != v);
    ++count_;
  }

  const Adjacency &successors_;
  std::vector<std::int32_t> label_;
  std::vector<std::int32_t> visit_;
  std::vector<std::int32_t> low_;
  std::vector<std::uint32_t> next_arc_;
  std::vector<std::int32_t> path_;  ///< from the root to where the search stands
  std::vector<std::int32_t> open_;  ///< visited vertices whose component is not complete
  std::int32_t visits_ = 0;
  std::int32_t count_ = 0;
};

}  // namespace

analysis::ClosingOrder analysis::closing_order(const Adjacency &successors) { return Search(successors).run(); }

Partition strong_components(const Graph &graph) {
  analysis::ClosingOrder order = analysis::closing_order(graph.adjacency(View::dir));
  return analysis::order_labels(std::move(order.label), order.count);
}

}  // namespace entente
