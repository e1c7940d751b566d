#include "entente/analysis/pagerank.hpp"

#include <cmath>
#include <string>

#include "arc_strengths.hpp"
#include "entente/base/error.hpp"
#include "index.hpp"
#include "strong_order.hpp"

namespace entente {
namespace {

using analysis::index;

void check(const Graph &graph, const PagerankOptions &options) {
  if (!(options.damping >= 0 && options.damping < 1)) throw Error(ErrorCode::invalid, "the damping is not in [0, 1)");
  if (!(options.tolerance > 0)) throw Error(ErrorCode::invalid, "the tolerance is not above 0");
  if (options.max_sweeps < 1) throw Error(ErrorCode::invalid, "max_sweeps is below 1");
  if (!options.restart.empty() && options.restart.size() != index(graph.vertices())) {
    throw Error(ErrorCode::invalid, "the restart has not one value a vertex");
  }
}

/// t, of sum 1.
std::vector<double> restart_of(const Graph &graph, const PagerankOptions &options) {
  const std::size_t n = index(graph.vertices());
  if (options.restart.empty()) return std::vector<double>(n, 1.0 / static_cast<double>(n));
  double sum = 0;
  for (std::size_t v = 0; v < n; ++v) {
    if (!(options.restart[v] >= 0) || !std::isfinite(options.restart[v])) {
      throw Error(ErrorCode::range, "vertex " + std::to_string(v) + ": the restart is negative or not finite");
    }
    sum += options.restart[v];
  }
  if (!(sum > 0) || !std::isfinite(sum)) throw Error(ErrorCode::range, "the restart sums to 0 or beyond double");
  std::vector<double> t(options.restart.begin(), options.restart.end());
  for (double &value : t) value /= sum;
  return t;
}

/// d P^T by rows, in the order of the sweeps: row v sums factor x share over the arcs into v, where share[u] = y[u] /
/// (what goes out of u).
class Walk {
 public:
  Walk(const Graph &graph, const PagerankOptions &options)
      : damping_(options.damping), order_(analysis::strong_order(graph, options.view)), out_(order_.vertex.size(), 0.0) {
    if (options.weighted) weigh(graph, options.view);
    for (std::size_t place = 0; place < out_.size(); ++place) {
      if (options.weighted) {
        for (std::uint32_t arc = order_.out.offsets[place]; arc < order_.out.offsets[place + 1]; ++arc) {
          out_[place] += out_strength_[arc];
        }
      } else {
        out_[place] = order_.out.degree(static_cast<std::int32_t>(place));
      }
    }
  }

  [[nodiscard]] const analysis::StrongOrder &order() const noexcept { return order_; }
  [[nodiscard]] bool dangling(std::size_t place) const noexcept { return out_[place] == 0; }
  /// What y sends along each arc out, a unit of strength.
  [[nodiscard]] double share(std::size_t place, double y) const noexcept {
    return out_[place] == 0 ? 0.0 : y / out_[place];
  }

  [[nodiscard]] double arriving(std::size_t place, const std::vector<double> &share) const noexcept {
    const std::int32_t *const row = order_.in.neighbours.data();
    const std::uint32_t begin = order_.in.offsets[place];
    const std::uint32_t end = order_.in.offsets[place + 1];
    double sum[2] = {0, 0};
    std::uint32_t arc = begin;
    if (strength_.empty()) {
      for (; arc + 1 < end; arc += 2) {
        sum[0] += share[index(row[arc])];
        sum[1] += share[index(row[arc + 1])];
      }
      if (arc < end) sum[0] += share[index(row[arc])];
    } else {
      for (; arc < end; ++arc) sum[0] += strength_[arc] * share[index(row[arc])];
    }
    return damping_ * (sum[0] + sum[1]);
  }

 private:
  /// Strengths in the order of the rows out and in.
  void weigh(const Graph &graph, View view) {
    const std::vector<double> given = analysis::arc_strengths(graph, view);
    const Adjacency &adjacency = graph.adjacency(view);
    std::vector<std::int32_t> place(order_.vertex.size());
    for (std::size_t i = 0; i < place.size(); ++i) place[index(order_.vertex[i])] = static_cast<std::int32_t>(i);
    std::vector<double> by_vertex(place.size(), 0.0);
    out_strength_.resize(given.size());
    strength_.resize(given.size());
    std::vector<std::uint32_t> next(order_.in.offsets.begin(), order_.in.offsets.end() - 1);
    for (std::size_t i = 0; i < place.size(); ++i) {
      const std::int32_t v = order_.vertex[i];
      std::uint32_t entry = adjacency.offsets[index(v)];
      for (const std::int32_t w : adjacency[v]) by_vertex[index(place[index(w)])] = given[entry++];
      for (std::uint32_t arc = order_.out.offsets[i]; arc < order_.out.offsets[i + 1]; ++arc) {
        const std::size_t target = index(order_.out.neighbours[arc]);
        out_strength_[arc] = by_vertex[target];
        strength_[next[target]++] = by_vertex[target];
      }
    }
  }

  double damping_;
  analysis::StrongOrder order_;
  std::vector<double> out_;           ///< degree or strength of each vertex
  std::vector<double> out_strength_;  ///< by entry of order_.out; empty: 1 each
  std::vector<double> strength_;      ///< by entry of order_.in; empty: 1 each
};

/// Sweeps over the places from begin to end until the change is small against `mass`, a bound from below of all that
/// there is. Returns the number of sweeps.
std::int32_t solve(const Walk &walk, const std::vector<double> &t, std::size_t begin, std::size_t end, double limit,
                   std::int32_t max_sweeps, std::vector<double> &y, std::vector<double> &share) {
  for (std::int32_t sweep = 1;; ++sweep) {
    double change = 0;
    for (std::size_t place = begin; place < end; ++place) {
      const double value = t[place] + walk.arriving(place, share);
      change += std::abs(value - y[place]);
      y[place] = value;
      share[place] = walk.share(place, value);
    }
    if (change <= limit || end - begin == 1 || sweep == max_sweeps) return sweep;
  }
}

double residual(const Walk &walk, const std::vector<double> &t, double damping, const std::vector<double> &x) {
  double dangling = 0;
  std::vector<double> share(x.size());
  for (std::size_t place = 0; place < x.size(); ++place) {
    share[place] = walk.share(place, x[place]);
    if (walk.dangling(place)) dangling += x[place];
  }
  double sum = 0;
  for (std::size_t place = 0; place < x.size(); ++place) {
    const double due = walk.arriving(place, share) + (damping * dangling + 1 - damping) * t[place];
    sum += std::abs(x[place] - due);
  }
  return sum;
}

}  // namespace

Pagerank pagerank(const Graph &graph, const PagerankOptions &options) {
  check(graph, options);
  const std::size_t n = index(graph.vertices());
  if (n == 0) return {};
  const std::vector<double> restart = restart_of(graph, options);
  const Walk walk(graph, options);
  const std::vector<std::int32_t> &vertex = walk.order().vertex;
  std::vector<double> t(n);
  for (std::size_t place = 0; place < n; ++place) t[place] = restart[index(vertex[place])];
  std::vector<double> y(n, 0.0);
  std::vector<double> share(n, 0.0);
  Pagerank result;
  const std::vector<std::int32_t> &bounds = walk.order().component_begin;
  for (std::size_t c = 0; c + 1 < bounds.size(); ++c) {
    const std::size_t begin = index(bounds[c]);
    const std::size_t end = index(bounds[c + 1]);
    // y sums to at least 1, that of t; each component may change by its part of the tolerance.
    const double limit = options.tolerance * static_cast<double>(end - begin) / static_cast<double>(n);
    result.sweeps = std::max(result.sweeps, solve(walk, t, begin, end, limit, options.max_sweeps, y, share));
  }
  double sum = 0;
  for (const double value : y) sum += value;
  for (double &value : y) value /= sum;
  result.residual = residual(walk, t, options.damping, y);
  result.value.resize(n);
  for (std::size_t place = 0; place < n; ++place) result.value[index(vertex[place])] = y[place];
  return result;
}

}  // namespace entente
