#include "seed_estimate.hpp"

#include <algorithm>
#include <limits>

#include "parallel_blocks.hpp"

namespace entente::analysis {
namespace {

constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::max();

}  // namespace

SeedEstimate::SeedEstimate(std::int32_t vertices, std::vector<std::vector<std::int32_t>> choices)
    : choices_(std::move(choices)) {
  const auto n = static_cast<std::size_t>(vertices);
  chosen_.assign(n, 0);
  rank_.assign(n * choices_.size(), kNone);
  std::size_t end = 0;
  for (std::size_t c = 0; c < choices_.size(); ++c) {
    begin_.push_back(end);
    end += 2 * choices_[c].size();
    for (std::size_t i = 0; i < choices_[c].size(); ++i) {
      const auto v = static_cast<std::size_t>(choices_[c][i]);
      chosen_[v] = 1;
      rank_[v * choices_.size() + c] = static_cast<std::int32_t>(i);
    }
  }
  tally_.assign(end, 0);
}

void SeedEstimate::count_set(std::span<const std::int32_t> set, std::int64_t *tally) const noexcept {
  constexpr std::size_t kMostChoices = 3;
  std::int32_t least[kMostChoices] = {kNone, kNone, kNone};
  std::int32_t seeds[kMostChoices] = {};
  bool any = false;
  for (const std::int32_t vertex : set) {
    const auto v = static_cast<std::size_t>(vertex);
    if (chosen_[v] == 0) continue;
    any = true;
    for (std::size_t c = 0; c < choices_.size(); ++c) {
      const std::int32_t rank = rank_[v * choices_.size() + c];
      if (rank == kNone) continue;
      least[c] = std::min(least[c], rank);
      ++seeds[c];
    }
  }
  if (!any) return;
  for (std::size_t c = 0; c < choices_.size(); ++c) {
    if (seeds[c] == 0) continue;
    std::int64_t *const counts = tally + begin_[c] + 2 * static_cast<std::size_t>(least[c]);
    ++counts[0];
    if (seeds[c] == 1) ++counts[1];
  }
}

void SeedEstimate::extend(const ReverseSampler &sampler, std::vector<ReverseSampler::Worker> &workers, std::uint64_t seed,
                          std::int64_t blocks) {
  std::vector<std::vector<std::int64_t>> tallies(workers.size(), std::vector<std::int64_t>(tally_.size(), 0));
  run_blocks(static_cast<std::int32_t>(workers.size()), blocks, [&](std::size_t worker, std::int64_t block) {
    sampler.sample(seed, Purpose::estimate, static_cast<std::uint64_t>(count_ + block * kBlock), kBlock, workers[worker],
                   [&](std::span<const std::int32_t> set) { count_set(set, tallies[worker].data()); });
  });
  for (const auto &tally : tallies) {
    for (std::size_t i = 0; i < tally_.size(); ++i) tally_[i] += tally[i];
  }
  count_ += blocks * kBlock;
}

std::int64_t SeedEstimate::covered(std::size_t choice) const noexcept {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < choices_[choice].size(); ++i) sum += first(choice, i);
  return sum;
}

}  // namespace entente::analysis
