#include "community_level.hpp"

#include <numeric>

#include "index.hpp"

namespace entente::analysis {
namespace {

/// Weights from one vertex to classes of its neighbours, by class; emptied after each vertex.
class WeightByClass {
 public:
  explicit WeightByClass(std::size_t classes) : weight_(classes, 0.0), seen_(classes, 0) { touched_.reserve(classes); }

  void add(std::int32_t of_class, double weight) {
    if (seen_[index(of_class)] == 0) {
      seen_[index(of_class)] = 1;
      touched_.push_back(of_class);
    }
    weight_[index(of_class)] += weight;
  }
  [[nodiscard]] const std::vector<std::int32_t> &touched() const noexcept { return touched_; }
  [[nodiscard]] double operator[](std::int32_t of_class) const noexcept { return weight_[index(of_class)]; }
  void clear() noexcept {
    for (const std::int32_t of_class : touched_) {
      weight_[index(of_class)] = 0;
      seen_[index(of_class)] = 0;
    }
    touched_.clear();
  }

 private:
  std::vector<double> weight_;
  std::vector<char> seen_;
  std::vector<std::int32_t> touched_;
};

std::vector<std::int32_t> random_order(std::int32_t n, RandomDraws &draws) {
  std::vector<std::int32_t> order(index(n));
  std::iota(order.begin(), order.end(), 0);
  draws.shuffle(order);
  return order;
}

/// Renumbers labels by first use; those that are not used go.
void compact(Division &division, std::size_t labels) {
  std::vector<std::int32_t> number(labels, -1);
  division.count = 0;
  for (std::int32_t &label : division.label) {
    std::int32_t &own = number[index(label)];
    if (own < 0) own = division.count++;
    label = own;
  }
}

/// A move must gain more than rounding can feign.
constexpr double kRounding = 1e-12;

class Mover {
 public:
  Mover(const CommunityLevel &level, double price, Division &division)
      : level_(level), price_(price), label_(division.label), mass_(index(level.size()), 0.0),
        members_(index(level.size()), 0), to_(index(level.size())) {
    for (std::int32_t v = 0; v < level.size(); ++v) {
      mass_[index(label_[index(v)])] += level.mass[index(v)];
      ++members_[index(label_[index(v)])];
    }
    for (std::int32_t c = level.size() - 1; c >= 0; --c) {
      if (members_[index(c)] == 0) empty_.push_back(c);
    }
  }

  void run(std::vector<std::int32_t> queue) {
    std::vector<char> queued(queue.size(), 1);
    std::size_t head = 0;
    for (std::size_t waiting = queue.size(); waiting > 0; --waiting) {
      const std::int32_t v = queue[head];
      queued[index(v)] = 0;
      const std::int32_t to = best(v);
      std::size_t tail = head + waiting;  // the queue is a ring with room for every vertex
      head = head + 1 == queue.size() ? 0 : head + 1;
      if (to == label_[index(v)]) continue;
      move(v, to);
      for (std::uint32_t i = level_.offsets[index(v)]; i < level_.offsets[index(v) + 1]; ++i) {
        const std::int32_t w = level_.neighbours[i];
        if (queued[index(w)] != 0 || label_[index(w)] == to) continue;
        queued[index(w)] = 1;
        queue[tail < queue.size() ? tail : tail - queue.size()] = w;
        ++tail;
        ++waiting;
      }
    }
  }

 private:
  /// The community that gains most from v; its own where none gains more.
  std::int32_t best(std::int32_t v) {
    const std::int32_t own = label_[index(v)];
    const double price = price_ * level_.mass[index(v)];
    double strength = 0;
    for (std::uint32_t i = level_.offsets[index(v)]; i < level_.offsets[index(v) + 1]; ++i) {
      to_.add(label_[index(level_.neighbours[i])], level_.weight[i]);
      strength += level_.weight[i];
    }
    const double of_own = to_[own] - price * (mass_[index(own)] - level_.mass[index(v)]);
    double most = of_own + kRounding * (strength + price * mass_[index(own)]);
    std::int32_t found = own;
    for (const std::int32_t c : to_.touched()) {
      const double gain = to_[c] - price * mass_[index(c)];
      if (c == own || gain <= most) continue;
      most = gain;
      found = c;
    }
    if (most < 0 && members_[index(own)] > 1) found = empty_.back();
    to_.clear();
    return found;
  }

  void move(std::int32_t v, std::int32_t to) {
    const std::int32_t from = label_[index(v)];
    mass_[index(from)] -= level_.mass[index(v)];
    if (--members_[index(from)] == 0) {
      mass_[index(from)] = 0;
      empty_.push_back(from);
    }
    if (members_[index(to)]++ == 0) empty_.pop_back();
    mass_[index(to)] += level_.mass[index(v)];
    label_[index(v)] = to;
  }

  const CommunityLevel &level_;
  double price_;
  std::vector<std::int32_t> &label_;
  std::vector<double> mass_;           ///< by community
  std::vector<std::int32_t> members_;  ///< by community
  std::vector<std::int32_t> empty_;    ///< communities without members; the last is the next to be used
  WeightByClass to_;
};

}  // namespace

void move_vertices(const CommunityLevel &level, double price, RandomDraws &draws, Division &division) {
  Mover(level, price, division).run(random_order(level.size(), draws));
  compact(division, index(level.size()));
}

Division refine(const CommunityLevel &level, double price, const Division &division, RandomDraws &draws) {
  const std::size_t n = index(level.size());
  std::vector<double> community_mass(index(division.count), 0.0);
  std::vector<double> inside(n, 0.0);  // of each vertex, to the rest of its community
  for (std::size_t v = 0; v < n; ++v) {
    community_mass[index(division.label[v])] += level.mass[v];
    for (std::uint32_t i = level.offsets[v]; i < level.offsets[v + 1]; ++i) {
      if (division.label[index(level.neighbours[i])] == division.label[v]) inside[v] += level.weight[i];
    }
  }
  Division refined{std::vector<std::int32_t>(n), level.size()};
  std::iota(refined.label.begin(), refined.label.end(), 0);
  std::vector<double> part_mass(level.mass);
  std::vector<double> part_inside(inside);  // of each part, to the rest of its community
  std::vector<char> alone(n, 1);
  WeightByClass to(n);
  for (const std::int32_t vertex : random_order(level.size(), draws)) {
    const std::size_t v = index(vertex);
    const double all = community_mass[index(division.label[v])];
    const double price_of_v = price * level.mass[v];
    if (alone[v] == 0 || inside[v] < price_of_v * (all - level.mass[v])) continue;
    for (std::uint32_t i = level.offsets[v]; i < level.offsets[v + 1]; ++i) {
      const std::size_t w = index(level.neighbours[i]);
      if (division.label[w] == division.label[v]) to.add(refined.label[w], level.weight[i]);
    }
    double most = 0;
    std::int32_t found = vertex;
    for (const std::int32_t part : to.touched()) {
      if (part_inside[index(part)] < price * part_mass[index(part)] * (all - part_mass[index(part)])) continue;
      const double gain = to[part] - price_of_v * part_mass[index(part)];
      if (gain <= most) continue;
      most = gain;
      found = part;
    }
    if (found != vertex) {
      refined.label[v] = found;
      part_mass[index(found)] += level.mass[v];
      part_inside[index(found)] += inside[v] - 2 * to[found];
      alone[v] = alone[index(found)] = 0;
    }
    to.clear();
  }
  compact(refined, n);
  return refined;
}

CommunityLevel aggregate(const CommunityLevel &level, const Division &division) {
  const std::size_t n = index(level.size());
  std::vector<std::size_t> begin(index(division.count) + 1, 0);
  for (const std::int32_t label : division.label) ++begin[index(label) + 1];
  for (std::size_t c = 1; c < begin.size(); ++c) begin[c] += begin[c - 1];
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  std::vector<std::size_t> member(n);
  for (std::size_t v = 0; v < n; ++v) member[next[index(division.label[v])]++] = v;
  CommunityLevel result;
  result.offsets.reserve(begin.size());
  result.mass.assign(index(division.count), 0.0);
  WeightByClass to(index(division.count));
  for (std::int32_t c = 0; c < division.count; ++c) {
    for (std::size_t i = begin[index(c)]; i < begin[index(c) + 1]; ++i) {
      const std::size_t v = member[i];
      result.mass[index(c)] += level.mass[v];
      for (std::uint32_t entry = level.offsets[v]; entry < level.offsets[v + 1]; ++entry) {
        const std::int32_t other = division.label[index(level.neighbours[entry])];
        if (other != c) to.add(other, level.weight[entry]);
      }
    }
    for (const std::int32_t other : to.touched()) {
      result.neighbours.push_back(other);
      result.weight.push_back(to[other]);
    }
    to.clear();
    result.offsets.push_back(static_cast<std::uint32_t>(result.neighbours.size()));
  }
  return result;
}

}  // namespace entente::analysis
