#pragma once

#include <cstdint>
#include <vector>

#include "reverse_sampler.hpp"

namespace entente::analysis {

/// The second collection: what several choices of seeds cover of it. Nothing of it is kept but counts.
class SeedEstimate {
 public:
  static constexpr std::int64_t kBlock = 1024;  ///< sets are drawn in blocks of so many

  SeedEstimate() = default;
  SeedEstimate(std::int32_t vertices, std::vector<std::vector<std::int32_t>> choices);

  /// Draws the sets of further blocks. Throws before anything has changed, or not at all.
  void extend(const ReverseSampler &sampler, std::vector<ReverseSampler::Worker> &workers, std::uint64_t seed,
              std::int64_t blocks);

  [[nodiscard]] std::int64_t count() const noexcept { return count_; }
  [[nodiscard]] const std::vector<std::vector<std::int32_t>> &choices() const noexcept { return choices_; }
  [[nodiscard]] std::int64_t covered(std::size_t choice) const noexcept;
  /// Sets that seed i of a choice covers and none before it does.
  [[nodiscard]] std::int64_t first(std::size_t choice, std::size_t i) const noexcept { return tally_[begin_[choice] + 2 * i]; }
  /// Sets that seed i of a choice alone covers.
  [[nodiscard]] std::int64_t sole(std::size_t choice, std::size_t i) const noexcept { return tally_[begin_[choice] + 2 * i + 1]; }

 private:
  void count_set(std::span<const std::int32_t> set, std::int64_t *tally) const noexcept;

  std::vector<std::vector<std::int32_t>> choices_;
  std::vector<std::size_t> begin_;    ///< of each choice's counts
  std::vector<char> chosen_;          ///< by vertex: in some choice
  std::vector<std::int32_t> rank_;    ///< by vertex and choice: its place, or none
  std::vector<std::int64_t> tally_;
  std::int64_t count_ = 0;
};

}  // namespace entente::analysis
