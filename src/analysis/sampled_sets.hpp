#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reverse_sampler.hpp"

namespace entente::analysis {

/// The first collection. Sets of one vertex are only counted: they are covered when that vertex is chosen and by nothing
/// else, and they are most of all sets where probabilities are small.
class SampledSets {
 public:
  /// About `most_members` vertices are kept; what would exceed it is not added.
  SampledSets(std::int32_t vertices, std::size_t most_members)
      : single_(static_cast<std::size_t>(vertices), 0), most_members_(most_members) {}

  static constexpr std::int64_t kBlock = 1024;  ///< sets are drawn in blocks of so many

  /// Draws up to `blocks` further blocks (some, at least). False, and nothing further is ever drawn, once members had to be
  /// left out: what is kept then depends on the sizes of the sets. Throws before anything has changed, or not at all.
  bool extend(const ReverseSampler &sampler, std::vector<ReverseSampler::Worker> &workers, std::uint64_t seed,
              std::int64_t blocks);

  [[nodiscard]] std::int64_t count() const noexcept { return count_; }
  [[nodiscard]] bool full() const noexcept { return full_; }
  /// Sets that are vertex v alone.
  [[nodiscard]] const std::vector<std::int64_t> &single() const noexcept { return single_; }
  /// Sets of two and more.
  [[nodiscard]] std::size_t kept() const noexcept { return ends_.size(); }
  [[nodiscard]] std::span<const std::int32_t> operator[](std::size_t set) const noexcept {
    const std::size_t begin = set == 0 ? 0 : ends_[set - 1];
    return {members_.data() + begin, ends_[set] - begin};
  }
  [[nodiscard]] const std::vector<std::int32_t> &members() const noexcept { return members_; }

 private:
  std::vector<std::int64_t> single_;
  std::vector<std::int32_t> members_;
  std::vector<std::size_t> ends_;
  std::size_t most_members_;
  std::int64_t count_ = 0;
  bool full_ = false;
};

}  // namespace entente::analysis
