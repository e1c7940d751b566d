#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "reduced_graph.hpp"
#include "source_dependencies.hpp"

namespace entente::analysis {

/// Sums over sources that are the same to the bit for any number of threads and any cut into runs: sources are added
/// up in blocks of kBlock, each from 0 and in order, and finished blocks are added to the total in their order.
class BlockSums {
 public:
  static constexpr std::int32_t kBlock = 16;

  using Make = std::function<std::unique_ptr<SourceDependencies>()>;

  /// make is called once for each thread.
  BlockSums(const ReducedGraph &graph, std::int32_t threads, const Make &make);

  /// Adds the sources up to `end` (exclusive). Throws before anything has changed, or not at all.
  void run(std::int32_t end);

  [[nodiscard]] std::int32_t done() const noexcept { return done_; }
  /// By kept vertex: sum over the sources of finished blocks, that is of all once done() is their number.
  [[nodiscard]] const std::vector<double> &total() const noexcept { return total_; }

 private:
  void work(std::size_t worker) noexcept;
  void add_block(std::int32_t block, SourceDependencies &dependencies) noexcept;
  void commit() noexcept;
  [[nodiscard]] std::int32_t block_end(std::int32_t block) const noexcept;
  [[nodiscard]] std::vector<double> &slot(std::int32_t block) noexcept;

  const ReducedGraph &graph_;
  std::vector<std::unique_ptr<SourceDependencies>> workers_;
  std::vector<double> total_;
  std::int32_t done_ = 0;

  // A ring of block sums: block b uses slot b % slots_.size(). The slot of an unfinished block keeps its sum from run
  // to run.
  std::vector<std::vector<double>> slots_;
  std::vector<char> ready_;  ///< by slot: all that this run wants of its block was added

  std::mutex mutex_;
  std::condition_variable changed_;
  std::int32_t end_ = 0;         ///< of this run
  std::int32_t next_block_ = 0;  ///< the next to be taken
  std::int32_t committed_ = 0;   ///< blocks that are in the total
};

}  // namespace entente::analysis
