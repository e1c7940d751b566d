#include "sampled_sets.hpp"

#include <algorithm>

#include "parallel_blocks.hpp"

namespace entente::analysis {
namespace {

constexpr std::size_t kBlockMembers = std::size_t{1} << 22;  ///< a block ends early once it has more

struct Block {
  std::vector<std::int32_t> members;
  std::vector<std::uint32_t> sizes;
  std::vector<std::int32_t> singles;

  [[nodiscard]] bool cut() const noexcept { return members.size() > kBlockMembers; }
  [[nodiscard]] std::int64_t sets() const noexcept { return static_cast<std::int64_t>(sizes.size() + singles.size()); }
};

template <class Value>
void reserve_for(std::vector<Value> &values, std::size_t more) {
  const std::size_t needed = values.size() + more;
  if (needed > values.capacity()) values.reserve(std::max(needed, 2 * values.capacity()));
}

void fill(Block &block, const ReverseSampler &sampler, ReverseSampler::Worker &worker, std::uint64_t seed,
          std::uint64_t first) {
  block.singles.reserve(SampledSets::kBlock);
  block.sizes.reserve(SampledSets::kBlock);
  sampler.sample(seed, Purpose::choose, first, SampledSets::kBlock, worker, [&](std::span<const std::int32_t> set) {
    if (block.cut()) return;
    if (set.size() == 1) {
      block.singles.push_back(set[0]);
    } else {
      block.members.insert(block.members.end(), set.begin(), set.end());
      block.sizes.push_back(static_cast<std::uint32_t>(set.size()));
    }
  });
}

}  // namespace

bool SampledSets::extend(const ReverseSampler &sampler, std::vector<ReverseSampler::Worker> &workers, std::uint64_t seed,
                         std::int64_t blocks) {
  if (full_) return false;
  constexpr std::int64_t kAtOnce = 16;  // bounds what is held twice
  blocks = std::min(blocks, kAtOnce);
  std::vector<Block> drawn(static_cast<std::size_t>(blocks));
  run_blocks(static_cast<std::int32_t>(workers.size()), blocks, [&](std::size_t worker, std::int64_t block) {
    fill(drawn[static_cast<std::size_t>(block)], sampler, workers[worker], seed,
         static_cast<std::uint64_t>(count_ + block * kBlock));
  });
  std::size_t members = 0;
  std::size_t sets = 0;
  for (const Block &block : drawn) {
    members += block.members.size();
    sets += block.sizes.size();
  }
  reserve_for(members_, members);
  reserve_for(ends_, sets);
  for (const Block &block : drawn) {
    full_ = members_.size() + block.members.size() > most_members_;
    if (full_ && count_ > 0) return false;
    for (const std::int32_t vertex : block.singles) ++single_[static_cast<std::size_t>(vertex)];
    std::size_t end = members_.size();
    members_.insert(members_.end(), block.members.begin(), block.members.end());
    for (const std::uint32_t size : block.sizes) ends_.push_back(end += size);
    count_ += block.sets();
    full_ = full_ || block.cut();
    if (full_) return false;
  }
  return true;
}

}  // namespace entente::analysis
