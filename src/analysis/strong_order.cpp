#include "strong_order.hpp"

#include "index.hpp"
#include "renumbering.hpp"

namespace entente::analysis {

StrongOrder strong_order(const Graph &graph, View view) {
  StrongOrder result;
  if (view == View::und) {
    SearchOrder order = search_order(graph);
    result.vertex = std::move(order.vertex);
    result.component_begin = std::move(order.component_begin);
  } else {
    const ClosingOrder closing = closing_order(graph.adjacency(View::dir));
    std::vector<std::int32_t> &begin = result.component_begin;
    begin.assign(index(closing.count) + 1, 0);
    // The label that was closed last comes first.
    const auto rank = [&](std::size_t v) { return index(closing.count - 1 - closing.label[v]); };
    for (std::size_t v = 0; v < closing.label.size(); ++v) ++begin[rank(v) + 1];
    for (std::size_t c = 1; c < begin.size(); ++c) begin[c] += begin[c - 1];
    std::vector<std::int32_t> next(begin.begin(), begin.end() - 1);
    result.vertex.resize(closing.label.size());
    for (std::size_t v = 0; v < closing.label.size(); ++v) {
      result.vertex[index(next[rank(v)]++)] = static_cast<std::int32_t>(v);
    }
  }
  result.out = renumber(graph.adjacency(view), result.vertex);
  result.in = transpose(result.out);
  return result;
}

}  // namespace entente::analysis
