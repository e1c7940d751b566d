#include "block_sums.hpp"

#include <algorithm>

#include "thread_team.hpp"

namespace entente::analysis {

BlockSums::BlockSums(const ReducedGraph &graph, std::int32_t threads, const Make &make) : graph_(graph) {
  const std::int32_t blocks = graph.size() / kBlock + (graph.size() % kBlock != 0 ? 1 : 0);
  const auto workers = static_cast<std::size_t>(std::clamp(threads, 1, std::max(blocks, 1)));
  workers_.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) workers_.push_back(make());
  total_.assign(graph.vertex.size(), 0.0);
  slots_.assign(workers == 1 ? 1 : 2 * workers, std::vector<double>(graph.vertex.size(), 0.0));
  ready_.assign(slots_.size(), 0);
}

void BlockSums::run(std::int32_t end) {
  if (end <= done_) return;
  const std::int32_t first = done_ / kBlock;
  const std::int32_t blocks = (end - 1) / kBlock - first + 1;
  end_ = end;
  next_block_ = committed_ = first;
  const std::size_t workers = std::min(workers_.size(), static_cast<std::size_t>(blocks));
  run_team(workers, [this](std::size_t worker) { work(worker); });
  done_ = end;
}

void BlockSums::work(std::size_t worker) noexcept {
  const std::int32_t blocks_end = (end_ - 1) / kBlock + 1;
  const auto slots = static_cast<std::int32_t>(slots_.size());
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return next_block_ == blocks_end || next_block_ < committed_ + slots; });
    if (next_block_ == blocks_end) return;
    const std::int32_t block = next_block_++;
    lock.unlock();
    add_block(block, *workers_[worker]);
    lock.lock();
    ready_[static_cast<std::size_t>(block) % slots_.size()] = 1;
    commit();
    changed_.notify_all();
  }
}

std::int32_t BlockSums::block_end(std::int32_t block) const noexcept {
  return std::min(graph_.size() - block * kBlock, kBlock) + block * kBlock;
}

std::vector<double> &BlockSums::slot(std::int32_t block) noexcept {
  return slots_[static_cast<std::size_t>(block) % slots_.size()];
}

/// Adds what this run wants of one block to its slot. Only the components of its sources are touched.
void BlockSums::add_block(std::int32_t block, SourceDependencies &dependencies) noexcept {
  const std::int32_t first = std::max(block * kBlock, done_);
  const std::int32_t last = std::min(block_end(block), end_);
  double *const sum = slot(block).data();
  for (std::int32_t source = first; source < last; ++source) dependencies.add(source, sum);
}

/// Adds to the total, in order, the blocks that are finished and ready, and empties their slots.
void BlockSums::commit() noexcept {
  while (committed_ < next_block_ && ready_[static_cast<std::size_t>(committed_) % slots_.size()] != 0) {
    const std::int32_t last = block_end(committed_);
    ready_[static_cast<std::size_t>(committed_) % slots_.size()] = 0;
    if (last > end_) return;  // the run ends inside this block
    std::vector<double> &sum = slot(committed_);
    const auto component = [&](std::int32_t source) {
      return static_cast<std::size_t>(graph_.component[static_cast<std::size_t>(source)]);
    };
    const auto begin = static_cast<std::size_t>(graph_.component_begin[component(committed_ * kBlock)]);
    const auto end = static_cast<std::size_t>(graph_.component_begin[component(last - 1) + 1]);
    for (std::size_t v = begin; v < end; ++v) {
      total_[v] += sum[v];
      sum[v] = 0;
    }
    ++committed_;
  }
}

}  // namespace entente::analysis
