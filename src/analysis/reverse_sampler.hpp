#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/analysis/diffusion.hpp"
#include "entente/graph/graph.hpp"
#include "random_stream.hpp"
#include "skip_table.hpp"

namespace entente::analysis {

/// Throws Error: range (the probability of independent_cascade is not in (0, 1]).
void check_model(const DiffusionModel &model);

/// Random reverse-reachable sets: all who would reach a random vertex. The vertices of a set are distinct, the random one
/// comes first. Immutable: shared by the threads, each with a Worker of its own.
class ReverseSampler {
 public:
  class Worker {
   public:
    explicit Worker(std::int32_t vertices)
        : stamp_(static_cast<std::size_t>(vertices), 0), set_(static_cast<std::size_t>(vertices)) {}

   private:
    friend class ReverseSampler;
    [[nodiscard]] bool enter(std::int32_t vertex) noexcept {
      std::uint32_t &stamp = stamp_[static_cast<std::size_t>(vertex)];
      if (stamp == epoch_) return false;
      stamp = epoch_;
      return true;
    }
    void begin() noexcept;

    std::vector<std::uint32_t> stamp_;  ///< equal to epoch_: in the set
    std::uint32_t epoch_ = 0;
    std::vector<std::int32_t> set_;
  };

  /// The graph must have a vertex.
  ReverseSampler(const Graph &graph, const DiffusionModel &model);

  [[nodiscard]] std::int32_t vertices() const noexcept { return vertices_; }

  /// Calls visit(set) for the sets first .. first + count - 1 of a purpose, in order; `first` is even.
  template <class Visit>
  void sample(std::uint64_t seed, Purpose purpose, std::uint64_t first, std::uint64_t count, Worker &worker,
              Visit &&visit) const {
    for (std::uint64_t i = 0; i < count; i += 2) {
      const auto keys = sample_keys(seed, purpose, (first + i) / 2);
      visit(grow(keys[0], worker));
      if (i + 1 < count) visit(grow(keys[1], worker));
    }
  }

 private:
  [[nodiscard]] std::span<const std::int32_t> grow(std::uint64_t key, Worker &worker) const noexcept {
    worker.begin();
    const auto root = static_cast<std::int32_t>(below(key, static_cast<std::uint64_t>(vertices_)));
    RandomStream random(key);
    const std::size_t size = model_.diffusion == Diffusion::linear_threshold ? walk(root, random, worker)
                                                                            : cascade(root, random, worker);
    return {worker.set_.data(), size};
  }
  [[nodiscard]] std::size_t cascade(std::int32_t root, RandomStream &random, Worker &worker) const noexcept;
  [[nodiscard]] std::size_t walk(std::int32_t root, RandomStream &random, Worker &worker) const noexcept;

  DiffusionModel model_;
  std::int32_t vertices_;
  Adjacency predecessors_;
  SkipTable skips_;
};

}  // namespace entente::analysis
