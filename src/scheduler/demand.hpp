#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/scheduler/lateness.hpp"

namespace entente {

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

/// Lines of equal S and T.
struct DemandLine {
  std::int64_t start_within_us;
  std::int64_t spacing_us;
  std::int64_t count;
};

/// n(t) and h(t) of a book. The floor is a line like any other, with S = 0.
class Demand {
 public:
  /// The last instant not after x at which n grows, and n there; at_us = -1 where there is none.
  struct Jump {
    std::int64_t at_us;
    Wide demand;
  };

  /// Throws as latenesses().
  Demand(std::span<const PaceLine> book, const ServerPool &team);

  [[nodiscard]] std::span<const DemandLine> lines() const noexcept { return lines_; }  ///< ascending S
  [[nodiscard]] std::int64_t servers() const noexcept { return servers_; }
  [[nodiscard]] std::int64_t visit_us() const noexcept { return visit_us_; }
  [[nodiscard]] bool has_zero_spacing() const noexcept { return has_zero_spacing_; }
  [[nodiscard]] std::int64_t last_start_us() const noexcept {
    return lines_.empty() ? 0 : lines_.back().start_within_us;
  }

  /// O(lines with S <= x).
  [[nodiscard]] Jump last_jump(std::int64_t x_us) const noexcept;
  /// h for a demand. With load at most 1, t up to 2^60: below 2^61.
  [[nodiscard]] std::int64_t started_by_us(Wide demand) const noexcept;

 private:
  std::vector<DemandLine> lines_;
  std::int64_t servers_;
  std::int64_t visit_us_;
  bool has_zero_spacing_ = false;
};

/// Whether lateness(book, team, at_least_us[i]) is at most tolerances_us[i] >= 0 for every i, without finding
/// it; false, too, where the work was used up. Throws as latenesses().
[[nodiscard]] bool is_within(std::span<const PaceLine> book, const ServerPool &team,
                             std::span<const std::int64_t> at_least_us,
                             std::span<const std::int64_t> tolerances_us, std::int64_t work);

/// Sign of C sum(1/T)/m - 1, exact. `unknown` only where it lies within 2^-kLoadBits of 0 and was not settled
/// by then.
enum class LoadSign : std::int8_t { below = -1, equal = 0, above = 1, unknown = 2 };
[[nodiscard]] LoadSign load_sign(const Demand &demand);

/// A period after which, from the last S on, h(t) - t has not grown: a common multiple of all T, and of C or
/// of steps of whole rounds, whichever is shorter; 0 where it is above 2^60.
[[nodiscard]] std::int64_t common_period_us(const Demand &demand);

/// The safe line over h(t) - t, for a load of at most 1.
class SafeBound {
 public:
  /// Computes the bound at each query (ascending): the greatest value over t >= query.
  SafeBound(const Demand &demand, std::span<const std::int64_t> ascending_us);

  /// Not below h(t) - t for any t >= query i; rounded down, as that is an integer.
  [[nodiscard]] std::int64_t at_query(std::size_t i) const noexcept { return at_query_[i]; }
  /// From the last S and the last query on: an instant from which on h(t) - t is at most best_us; 2^60 where
  /// there is none before.
  [[nodiscard]] std::int64_t limit_us(std::int64_t best_us) const noexcept;

 private:
  std::vector<std::int64_t> at_query_;
  std::int64_t last_us_ = 0;     ///< the later of the last S and the last query
  std::int64_t last_value_ = 0;  ///< the bound there, rounded up
  std::int64_t servers_;
  Wide gap_ = 0;  ///< m (1 - load), a lower bound in units of 2^-kGapBits
};

}  // namespace entente
