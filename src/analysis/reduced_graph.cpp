#include "reduced_graph.hpp"

#include <algorithm>
#include <numeric>

#include "entente/analysis/components.hpp"
#include "index.hpp"
#include "renumbering.hpp"

namespace entente::analysis {
namespace {

/// Trees folded into what they hang on, in the graph's own numbering.
struct Folding {
  std::vector<double> mass;
  std::vector<double> settled;
  std::vector<std::uint32_t> degree;  ///< neighbours that are kept
  std::vector<char> kept;
};

Folding unfolded(const Graph &graph, View view) {
  const std::size_t n = index(graph.vertices());
  Folding folding{std::vector<double>(n, 1.0), std::vector<double>(n, 0.0), std::vector<std::uint32_t>(n),
                  std::vector<char>(n, 1)};
  for (std::int32_t v = 0; v < graph.vertices(); ++v) folding.degree[index(v)] = graph.adjacency(view).degree(v);
  return folding;
}

/// Folds vertices of one kept neighbour until none is left. Pairs of which one lies in the tree folded at p and the
/// other in a tree that was folded at p before go through p; pairs that leave the tree below v go through v.
void fold_trees(const Graph &graph, const std::vector<double> &component_size, Folding &folding) {
  const Adjacency &neighbours = graph.adjacency(View::und);
  std::vector<std::int32_t> leaves;
  for (std::int32_t v = 0; v < graph.vertices(); ++v) {
    if (folding.degree[index(v)] == 1) leaves.push_back(v);
  }
  while (!leaves.empty()) {
    const std::int32_t leaf = leaves.back();
    leaves.pop_back();
    if (folding.degree[index(leaf)] == 0) continue;  // the last vertex of a tree stays
    const auto row = neighbours[leaf];
    const std::int32_t parent =
        *std::find_if(row.begin(), row.end(), [&](std::int32_t w) { return folding.kept[index(w)] != 0; });
    folding.kept[index(leaf)] = 0;
    folding.settled[index(parent)] += folding.mass[index(leaf)] * (folding.mass[index(parent)] - 1);
    folding.mass[index(parent)] += folding.mass[index(leaf)];
    if (--folding.degree[index(parent)] == 1) leaves.push_back(parent);
  }
  for (std::size_t v = 0; v < folding.mass.size(); ++v) {
    folding.settled[v] += (folding.mass[v] - 1) * (component_size[v] - folding.mass[v]);
  }
}

std::vector<double> component_sizes(const Partition &partition) {
  std::vector<double> size(index(partition.count), 0.0);
  for (const std::int32_t label : partition.label) ++size[index(label)];
  std::vector<double> of_vertex(partition.label.size());
  for (std::size_t v = 0; v < of_vertex.size(); ++v) of_vertex[v] = size[index(partition.label[v])];
  return of_vertex;
}

/// Kept vertices by component, then by kept degree descending, then by number.
std::vector<std::int32_t> order_kept(const Folding &folding, const std::vector<std::int32_t> &label) {
  std::vector<std::int32_t> order;
  for (std::size_t v = 0; v < label.size(); ++v) {
    if (folding.kept[v] != 0) order.push_back(static_cast<std::int32_t>(v));
  }
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    if (label[index(a)] != label[index(b)]) return label[index(a)] < label[index(b)];
    if (folding.degree[index(a)] != folding.degree[index(b)]) {
      return folding.degree[index(a)] > folding.degree[index(b)];
    }
    return a < b;
  });
  return order;
}

}  // namespace

ReducedGraph reduce(const Graph &graph, View view) {
  const Partition partition = components(graph);
  Folding folding = unfolded(graph, view);
  if (view == View::und) fold_trees(graph, component_sizes(partition), folding);
  ReducedGraph reduced;
  reduced.directed = view == View::dir;
  reduced.vertex = order_kept(folding, partition.label);
  reduced.successors = renumber(graph.adjacency(view), reduced.vertex);
  if (reduced.directed) reduced.predecessors = transpose(reduced.successors);
  reduced.component_begin.assign(index(partition.count) + 1, 0);
  for (const std::int32_t v : reduced.vertex) {
    reduced.mass.push_back(folding.mass[index(v)]);
    reduced.component.push_back(partition.label[index(v)]);
    ++reduced.component_begin[index(partition.label[index(v)]) + 1];
  }
  std::partial_sum(reduced.component_begin.begin(), reduced.component_begin.end(), reduced.component_begin.begin());
  reduced.settled = std::move(folding.settled);
  return reduced;
}

}  // namespace entente::analysis
