#include "entente/analysis/components.hpp"

#include "labels.hpp"

namespace entente {

Partition components(const Graph &graph) {
  constexpr std::int32_t kUnseen = -1;
  const Adjacency &neighbours = graph.adjacency(View::und);
  std::vector<std::int32_t> label(static_cast<std::size_t>(graph.vertices()), kUnseen);
  std::vector<std::int32_t> stack;
  std::int32_t count = 0;
  for (std::int32_t root = 0; root < graph.vertices(); ++root) {
    if (label[static_cast<std::size_t>(root)] != kUnseen) continue;
    label[static_cast<std::size_t>(root)] = count;
    stack.push_back(root);
    while (!stack.empty()) {
      const std::int32_t v = stack.back();
      stack.pop_back();
      for (const std::int32_t w : neighbours[v]) {
        if (label[static_cast<std::size_t>(w)] != kUnseen) continue;
        label[static_cast<std::size_t>(w)] = count;
        stack.push_back(w);
      }
    }
    ++count;
  }
  return analysis::order_labels(std::move(label), count);
}

}  // namespace entente
