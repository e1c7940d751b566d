#include "path_sampler.hpp"

#include <limits>

#include "index.hpp"

namespace entente::analysis {
namespace {

constexpr std::int32_t kFar = std::numeric_limits<std::int32_t>::max();

/// Numbers of paths of a level are scaled down where one is above this, so that a product of two stays in double.
constexpr double kLargest = 0x1p400;

/// Draws one of `items` with chances in proportion to weight(item), whose sum is `sum`.
template <class Items, class Weight>
std::int32_t draw_one(const Items &items, double sum, Weight weight, RandomDraws &draws) noexcept {
  double left = draws.unit() * sum;
  std::int32_t last = 0;
  for (const std::int32_t item : items) {
    const double own = weight(item);
    if (own == 0) continue;
    last = item;
    left -= own;
    if (left < 0) break;
  }
  return last;  // rounding may leave a little: then the last
}

}  // namespace

PathSampler::PathSampler(const Adjacency &out, const Adjacency &in) : count_(out.offsets.size() - 1, 0) {
  for (Side &side : side_) {
    side.along = &side == side_ ? &out : &in;
    side.against = &side == side_ ? &in : &out;
    side.distance.assign(count_.size(), kFar);
    side.paths.assign(count_.size(), 0.0);
    side.queue.reserve(count_.size());
  }
}

void PathSampler::start(Side &side, std::int32_t end) noexcept {
  side.distance[index(end)] = 0;
  side.paths[index(end)] = 1;
  side.queue.push_back(end);
  side.level_begin = 0;
}

void PathSampler::clear(Side &side) noexcept {
  for (const std::int32_t v : side.queue) side.distance[index(v)] = kFar;
  side.queue.clear();
}

std::uint64_t PathSampler::cost(const Side &side) noexcept {
  std::uint64_t arcs = 0;
  for (std::size_t i = side.level_begin; i < side.queue.size(); ++i) arcs += side.along->degree(side.queue[i]);
  return arcs;
}

/// Adds the next level.
void PathSampler::advance(Side &side) noexcept {
  const std::size_t end = side.queue.size();
  double largest = 0;
  for (std::size_t i = side.level_begin; i < end; ++i) {
    const std::size_t v = index(side.queue[i]);
    for (const std::int32_t w : (*side.along)[side.queue[i]]) {
      if (side.distance[index(w)] == kFar) {
        side.distance[index(w)] = side.distance[v] + 1;
        side.paths[index(w)] = 0;
        side.queue.push_back(w);
      }
      if (side.distance[index(w)] != side.distance[v] + 1) continue;
      side.paths[index(w)] += side.paths[v];
      largest = std::max(largest, side.paths[index(w)]);
    }
  }
  side.level_begin = end;
  if (largest <= kLargest) return;
  for (std::size_t i = end; i < side.queue.size(); ++i) side.paths[index(side.queue[i])] *= 1 / kLargest;
}

/// Counts the vertices from `from` back to the end of a side, without the end.
void PathSampler::walk_back(const Side &side, std::int32_t from, RandomDraws &draws) noexcept {
  for (std::int32_t v = from; side.distance[index(v)] > 1;) {
    const std::int32_t level = side.distance[index(v)] - 1;
    const auto weight = [&](std::int32_t u) { return side.distance[index(u)] == level ? side.paths[index(u)] : 0.0; };
    double sum = 0;
    for (const std::int32_t u : (*side.against)[v]) sum += weight(u);
    v = draw_one((*side.against)[v], sum, weight, draws);
    ++count_[index(v)];
  }
}

void PathSampler::sample(std::int32_t s, std::int32_t t, RandomDraws &draws) noexcept {
  start(side_[0], s);
  start(side_[1], t);
  for (;;) {
    Side &side = cost(side_[0]) <= cost(side_[1]) ? side_[0] : side_[1];
    const Side &other = &side == side_ ? side_[1] : side_[0];
    advance(side);
    if (side.level_begin == side.queue.size()) break;  // no way
    // Until now no vertex was reached from both ends, so those that are now lie on the last level of both.
    const auto weight = [&](std::int32_t v) {
      return other.distance[index(v)] == kFar ? 0.0 : side.paths[index(v)] * other.paths[index(v)];
    };
    const std::span<const std::int32_t> level(side.queue.data() + side.level_begin, side.queue.size() - side.level_begin);
    double sum = 0;
    for (const std::int32_t v : level) sum += weight(v);
    if (sum == 0) continue;
    const std::int32_t middle = draw_one(level, sum, weight, draws);
    if (middle != s && middle != t) ++count_[index(middle)];
    walk_back(side_[0], middle, draws);
    walk_back(side_[1], middle, draws);
    break;
  }
  clear(side_[0]);
  clear(side_[1]);
}

}  // namespace entente::analysis
