#include <Eigen/IterativeLinearSolvers>
#include <Eigen/SparseCore>
#include <algorithm>

#include "impact_bounds.hpp"

namespace entente::analysis {
namespace {

using Matrix = Eigen::SparseMatrix<double, Eigen::RowMajor, std::int64_t>;
using Vector = Eigen::VectorXd;

constexpr double kMargin = 1e-9;  ///< far above what rounding leaves, far below what anybody asks

/// The vertices that can be reached, numbered 0 ...; sources first, in their order.
struct Reachable {
  std::vector<std::int32_t> number;  ///< by vertex, or -1
  std::vector<std::int32_t> vertex;
  std::size_t sources = 0;
};

Reachable reachable(const ImpactArcs &arcs, std::span<const std::int32_t> sources) {
  Reachable found;
  found.number.assign(arcs.arcs.offsets.size() - 1, -1);
  const auto enter = [&](std::int32_t v) {
    std::int32_t &number = found.number[static_cast<std::size_t>(v)];
    if (number >= 0) return;
    number = static_cast<std::int32_t>(found.vertex.size());
    found.vertex.push_back(v);
  };
  for (const std::int32_t source : sources) enter(source);
  found.sources = found.vertex.size();
  for (std::size_t head = 0; head < found.vertex.size(); ++head) {
    for (const std::int32_t v : arcs.arcs[found.vertex[head]]) enter(v);
  }
  return found;
}

/// P transposed, without the rows of the sources: they are not come back to.
Matrix transposed(const ImpactArcs &arcs, const Reachable &found) {
  std::vector<Eigen::Triplet<double, std::int64_t>> entries;
  for (std::size_t i = 0; i < found.vertex.size(); ++i) {
    const auto u = static_cast<std::size_t>(found.vertex[i]);
    for (std::size_t arc = arcs.arcs.offsets[u]; arc < arcs.arcs.offsets[u + 1]; ++arc) {
      const std::int32_t to = found.number[static_cast<std::size_t>(arcs.arcs.neighbours[arc])];
      if (static_cast<std::size_t>(to) < found.sources) continue;
      entries.emplace_back(to, static_cast<std::int64_t>(i), arcs.at(arc));
    }
  }
  const auto n = static_cast<std::int64_t>(found.vertex.size());
  Matrix matrix(n, n);
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

/// A vector >= s + P^T x is, by induction over the length of walks, no less than their sum.
bool holds(const Matrix &matrix, const Vector &start, const Vector &x) {
  return x.allFinite() && (x.array() >= 0).all() && ((start + matrix * x).array() <= x.array()).all();
}

/// Solves for a start that is larger by a margin everywhere, so that a residual smaller than the margin cannot matter.
bool solve(const Matrix &matrix, const Vector &start, Vector &x) {
  Matrix system(matrix.rows(), matrix.cols());
  system.setIdentity();
  system -= matrix;
  Eigen::BiCGSTAB<Matrix, Eigen::DiagonalPreconditioner<double>> solver;
  solver.setTolerance(1e-12);
  solver.setMaxIterations(2000);
  solver.compute(system);
  x = solver.solve(Vector((start.array() + kMargin).matrix()));
  return holds(matrix, start, x);
}

void iterate(const Matrix &matrix, const Vector &start, Vector &y) {
  constexpr int kRounds = 1000;
  y = Vector::Ones(start.size());
  for (int round = 0; round < kRounds; ++round) {
    const Vector next = (start + matrix * y).cwiseMin(1.0);
    const double change = (y - next).cwiseAbs().maxCoeff();
    y = next;
    if (change < 1e-13) return;
  }
}

}  // namespace

WalkBound bound_by_walks(const ImpactArcs &arcs, std::span<const std::int32_t> sources) {
  WalkBound bound;
  bound.upper.assign(arcs.arcs.offsets.size() - 1, 0);
  const Reachable found = reachable(arcs, sources);
  if (found.vertex.empty()) return bound;
  const Matrix matrix = transposed(arcs, found);
  Vector start = Vector::Zero(static_cast<std::int64_t>(found.vertex.size()));
  for (std::size_t i = 0; i < found.sources; ++i) start[static_cast<std::int64_t>(i)] = 1;
  Vector x;
  bound.converges = solve(matrix, start, x);
  if (!bound.converges) iterate(matrix, start, x);
  for (std::size_t i = 0; i < found.vertex.size(); ++i) {
    bound.upper[static_cast<std::size_t>(found.vertex[i])] = std::min(1.0, x[static_cast<std::int64_t>(i)]);
  }
  return bound;
}

}  // namespace entente::analysis
