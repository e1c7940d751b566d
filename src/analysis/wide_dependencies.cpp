// Dependencies::add_wide(): the textbook form with numbers of paths as mantissa and exponent.
#include <algorithm>
#include <cmath>

#include "dependencies.hpp"
#include "index.hpp"
#include "scaled_number.hpp"

namespace entente::analysis {

/// Here sum_ holds mantissas by vertex, frontier_ distances plus 1 by vertex (0: not reached), path_count_ deltas by
/// vertex. A ratio of numbers of paths along an arc is at most 1; where it is below 2^-1074 it counts as 0.
void Dependencies::add_wide(std::int32_t source, double *sum) noexcept {
  std::fill(path_count_.begin() + begin_, path_count_.begin() + end_, 0.0);
  std::fill(exponent_.begin() + begin_, exponent_.begin() + end_, 0);
  queue_[0] = source;
  frontier_[index(source)] = 1;
  add_scaled(sum_[index(source)], exponent_[index(source)], 1.0, 0);
  std::size_t tail = 1;
  for (std::size_t head = 0; head < tail; ++head) {
    const std::size_t v = index(queue_[head]);
    for (const std::int32_t w : graph_.successors[queue_[head]]) {
      if (frontier_[index(w)] == 0) {
        frontier_[index(w)] = frontier_[v] + 1;
        queue_[tail++] = w;
      }
      if (frontier_[index(w)] != frontier_[v] + 1) continue;
      add_scaled(sum_[index(w)], exponent_[index(w)], sum_[v], exponent_[v]);
    }
  }
  for (std::size_t i = tail - 1; i >= 1; --i) {
    const std::size_t v = index(queue_[i]);
    double delta = 0;
    for (const std::int32_t successor : graph_.successors[queue_[i]]) {
      const std::size_t w = index(successor);
      if (frontier_[w] != frontier_[v] + 1) continue;
      delta += std::ldexp(sum_[v] / sum_[w], exponent_[v] - exponent_[w]) * (graph_.mass[w] + path_count_[w]);
    }
    path_count_[v] = delta;
    sum[v] += graph_.mass[index(source)] * delta;
  }
  std::fill(frontier_.begin() + begin_, frontier_.begin() + end_, 0.0);
  std::fill(sum_.begin() + begin_, sum_.begin() + end_, 0.0);
}

}  // namespace entente::analysis
