#include "path_counts.hpp"

#include <algorithm>

#include "index.hpp"

namespace entente::analysis {
namespace {

constexpr std::int32_t kScale = 400;  ///< a level whose greatest number exceeds 2^kScale is divided by that

}  // namespace

PathCounts::PathCounts(const Adjacency &successors)
    : successors_(successors),
      distance_(successors.offsets.size() - 1, kFar),
      paths_(distance_.size(), 0.0),
      level_exponent_(distance_.size() + 1, 0) {
  queue_.reserve(distance_.size());
}

std::int32_t PathCounts::distance(std::int32_t vertex) const noexcept { return distance_[index(vertex)]; }
double PathCounts::mantissa(std::int32_t vertex) const noexcept { return paths_[index(vertex)]; }
std::int32_t PathCounts::exponent(std::int32_t vertex) const noexcept {
  return level_exponent_[index(distance_[index(vertex)])];
}

void PathCounts::search(std::int32_t source) noexcept {
  for (const std::int32_t v : queue_) distance_[index(v)] = kFar;
  queue_.clear();
  queue_.push_back(source);
  distance_[index(source)] = 0;
  paths_[index(source)] = 1;
  level_exponent_[0] = 0;
  for (std::size_t begin = 0; begin < queue_.size();) {
    const std::size_t end = queue_.size();
    const std::int32_t next = distance_[index(queue_[begin])] + 1;
    double largest = 0;
    for (; begin < end; ++begin) {
      const double paths = paths_[index(queue_[begin])];
      for (const std::int32_t w : successors_[queue_[begin]]) {
        if (distance_[index(w)] == kFar) {
          distance_[index(w)] = next;
          paths_[index(w)] = 0;
          queue_.push_back(w);
        }
        if (distance_[index(w)] != next) continue;
        paths_[index(w)] += paths;
        largest = std::max(largest, paths_[index(w)]);
      }
    }
    std::int32_t &exponent = level_exponent_[index(next)] = level_exponent_[index(next - 1)];
    if (largest <= 0x1p400) continue;
    exponent += kScale;
    for (std::size_t i = end; i < queue_.size(); ++i) paths_[index(queue_[i])] *= 0x1p-400;
  }
}

}  // namespace entente::analysis
