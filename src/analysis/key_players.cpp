#include "entente/analysis/key_players.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "distance_sums.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "index.hpp"

namespace entente {
namespace {

using analysis::DistanceSum;
using analysis::DistanceSums;
using analysis::index;
using Fixed = DistanceSum::Fixed;

constexpr Fixed kOne = Fixed{1} << DistanceSum::kFraction;
constexpr std::int32_t kFar = std::numeric_limits<std::int32_t>::max();

/// 1 / max(1, distance); 0 for what is not reached.
Fixed nearness(std::int32_t distance) noexcept {
  return distance == kFar ? Fixed{0} : kOne / static_cast<Fixed>(std::max(distance, 1));
}

struct Candidate {
  std::uint64_t gain = 0;  ///< at least what it adds now, in units of 2^-32
  std::int32_t vertex = 0;
  std::size_t members = 0;  ///< when it was computed

  /// The order of a heap: the greatest gain, then the lowest vertex, on top.
  friend bool operator<(const Candidate &a, const Candidate &b) noexcept {
    return a.gain != b.gain ? a.gain < b.gain : a.vertex > b.vertex;
  }
};

std::uint64_t rounded(Fixed gain) noexcept { return static_cast<std::uint64_t>((gain + (Fixed{1} << 63)) >> 64); }

class KeyPlayersJob final : public Job {
 public:
  KeyPlayersJob(const Graph &graph, View view, std::int32_t k, std::int32_t threads)
      : adjacency_(graph.adjacency(view)),
        sums_(graph, view, threads),
        chosen_(index(std::min(k, graph.vertices()))),
        distance_(index(graph.vertices()), kFar),
        found_(index(graph.vertices()), kFar),
        heap_(index(graph.vertices())),
        total_(index(graph.vertices())) {
    queue_.reserve(index(graph.vertices()));
    member_.reserve(chosen_);
    reach_.reserve(chosen_);
  }

  Progress step(std::int64_t work) override {
    const Progress before = progress();
    const std::int64_t left = before.total - before.done;
    const std::int64_t goal = before.done + (work <= 0 ? left : std::min(work, left));
    if (sums_.done() < sums_.size()) {
      sums_.run(static_cast<std::int32_t>(std::min<std::int64_t>(goal, sums_.size())));
      if (sums_.done() == sums_.size()) fill();
    }
    while (progress().done < goal) choose();
    return progress();
  }

  [[nodiscard]] Progress progress() const noexcept override {
    if (chosen_ == 0) return {};
    return {sums_.done() + static_cast<std::int64_t>(member_.size()), sums_.size() + static_cast<std::int64_t>(chosen_)};
  }

  [[nodiscard]] std::span<const double> values() const override {
    require_finished();
    return reach_;
  }

  [[nodiscard]] std::span<const std::int32_t> integers() const override {
    require_finished();
    return member_;
  }

 private:
  void require_finished() const {
    if (!progress().finished()) throw Error(ErrorCode::state, "the job is not finished");
  }

  void fill() noexcept {
    sums_.write_total(total_);
    for (std::size_t v = 0; v < total_.size(); ++v) {
      heap_[v] = {rounded(total_[v].harmonic + kOne), static_cast<std::int32_t>(v), 0};
    }
    std::make_heap(heap_.begin(), heap_.end());
  }

  /// Gains never grow, so the top of the heap is the best once it is up to date. Allocates nothing.
  void choose() noexcept {
    while (heap_.front().members != member_.size()) {
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.back().gain = rounded(search(heap_.back().vertex, false));
      heap_.back().members = member_.size();
      std::push_heap(heap_.begin(), heap_.end());
    }
    std::pop_heap(heap_.begin(), heap_.end());
    const std::int32_t vertex = heap_.back().vertex;
    heap_.pop_back();
    sum_ += search(vertex, true);
    member_.push_back(vertex);
    reach_.push_back(std::ldexp(static_cast<double>(sum_), -DistanceSum::kFraction) / static_cast<double>(distance_.size()));
  }

  /// What a vertex would add; joining, it does. The search turns back where a member is as near: beyond such a vertex
  /// that member is as near as well.
  Fixed search(std::int32_t source, bool join) noexcept {
    Fixed gain = 0;
    queue_.push_back(source);
    found_[index(source)] = 0;
    for (std::size_t head = 0; head < queue_.size(); ++head) {
      const std::int32_t v = queue_[head];
      const std::int32_t distance = found_[index(v)];
      gain += nearness(distance) - nearness(distance_[index(v)]);
      for (const std::int32_t w : adjacency_[v]) {
        if (found_[index(w)] != kFar || distance + 1 >= distance_[index(w)]) continue;
        found_[index(w)] = distance + 1;
        queue_.push_back(w);
      }
    }
    for (const std::int32_t v : queue_) {
      if (join) distance_[index(v)] = found_[index(v)];
      found_[index(v)] = kFar;
    }
    queue_.clear();
    return gain;
  }

  const Adjacency adjacency_;
  DistanceSums sums_;
  std::size_t chosen_;                  ///< how many there will be
  std::vector<std::int32_t> distance_;  ///< from the members
  std::vector<std::int32_t> found_;     ///< from the vertex looked at; all kFar between searches
  std::vector<std::int32_t> queue_;
  std::vector<Candidate> heap_;
  std::vector<DistanceSum> total_;
  Fixed sum_ = 0;
  std::vector<std::int32_t> member_;
  std::vector<double> reach_;
};

}  // namespace

std::unique_ptr<Job> key_players_job(const Graph &graph, View view, std::int32_t k, std::int32_t threads) {
  if (k < 0) throw Error(ErrorCode::invalid, "k is negative");
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
  return std::make_unique<KeyPlayersJob>(graph, view, k, std::min(threads, limits::kThreads));
}

KeyPlayers key_players(const Graph &graph, View view, std::int32_t k, std::int32_t threads) {
  const std::unique_ptr<Job> job = key_players_job(graph, view, k, threads);
  job->step(0);
  const auto members = job->integers();
  const auto reach = job->values();
  return {{members.begin(), members.end()}, {reach.begin(), reach.end()}};
}

}  // namespace entente
