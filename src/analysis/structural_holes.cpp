#include "entente/analysis/structural_holes.hpp"

#include <limits>

#include "arc_strengths.hpp"
#include "triangles.hpp"

namespace entente {
namespace {

using analysis::index;
using analysis::Orientation;

/// Calls visit(u, edge) for each edge, by number, with its source.
template <class Visit>
void visit_edges(const Orientation &edges, Visit &&visit) {
  for (std::size_t u = 0; u + 1 < edges.offsets.size(); ++u) {
    for (std::uint32_t edge = edges.offsets[u]; edge < edges.offsets[u + 1]; ++edge) visit(u, edge);
  }
}

/// 1, or the strength of each edge, and what they sum to at each vertex.
struct Strengths {
  std::vector<double> edge;
  std::vector<double> vertex;
};

Strengths strengths_of(const Graph &graph, const Orientation &edges, bool weighted) {
  Strengths result{std::vector<double>(edges.target.size(), 1.0), std::vector<double>(edges.offsets.size() - 1, 0.0)};
  if (weighted) {
    const std::vector<double> entries = analysis::arc_strengths(graph, View::und);
    for (std::size_t edge = 0; edge < result.edge.size(); ++edge) result.edge[edge] = entries[edges.entry[edge]];
  }
  visit_edges(edges, [&](std::size_t u, std::uint32_t edge) {
    result.vertex[u] += result.edge[edge];
    result.vertex[index(edges.target[edge])] += result.edge[edge];
  });
  return result;
}

/// p_ij + sum_q p_iq p_qj = (a_ij + S_ij) / s_i, where S_ij = sum over common neighbours q of a_iq a_qj / s_q is the same
/// from both ends, and s_q is what is due to q in all.
/// Counts the ties among the neighbours of each vertex on the way.
std::vector<double> constraint(const Graph &graph, const Orientation &edges, bool weighted,
                               std::vector<std::int64_t> &ties) {
  const Strengths strength = strengths_of(graph, edges, weighted);
  std::vector<double> through(strength.edge);
  analysis::visit_triangles(edges, [&](std::size_t u, std::size_t v, std::size_t w, std::uint32_t uv, std::uint32_t uw,
                                       std::uint32_t vw) {
    through[uv] += strength.edge[uw] * (strength.edge[vw] / strength.vertex[w]);
    through[uw] += strength.edge[uv] * (strength.edge[vw] / strength.vertex[v]);
    through[vw] += strength.edge[uv] * (strength.edge[uw] / strength.vertex[u]);
    ++ties[u];
    ++ties[v];
    ++ties[w];
  });
  std::vector<double> result(strength.vertex.size(), 0.0);
  const auto add = [&](std::size_t i, double sum) { result[i] += (sum / strength.vertex[i]) * (sum / strength.vertex[i]); };
  visit_edges(edges, [&](std::size_t u, std::uint32_t edge) {
    add(u, through[edge]);
    add(index(edges.target[edge]), through[edge]);
  });
  return result;
}

}  // namespace

StructuralHoles structural_holes(const Graph &graph, bool weighted) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  const Adjacency &neighbours = graph.adjacency(View::und);
  const Orientation edges = analysis::orient(neighbours);
  const std::size_t n = index(graph.vertices());
  std::vector<std::int64_t> ties(n, 0);
  StructuralHoles result{constraint(graph, edges, weighted, ties), std::vector<double>(n, kNan),
                         std::vector<double>(n, kNan)};
  for (std::size_t v = 0; v < n; ++v) {
    const double degree = neighbours.degree(static_cast<std::int32_t>(v));
    if (degree == 0) {
      result.constraint[v] = kNan;
      continue;
    }
    result.effective_size[v] = degree - 2.0 * static_cast<double>(ties[v]) / degree;
    result.efficiency[v] = result.effective_size[v] / degree;
  }
  return result;
}

}  // namespace entente
