#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/base/deadline_heap.hpp"

namespace entente {

/// Contacts as columns: row i happened between the two sides of relation[i] at at_us[i].
struct ContactRows {
  std::span<const std::int32_t> relation;
  std::span<const std::int64_t> at_us;    ///< as long as relation
  std::span<const std::int32_t> channel;  ///< as long as relation, or empty: channel 0
  std::span<const double> weight;         ///< as long as relation, or empty: 1 each; finite and above 0
};

/// Strength of relations that fade: S(T) = sum over contacts of weight 2^(-(T - t) / H), with a half-life H for each channel
/// (a visit is remembered longer than a message). A relation is *known* while S >= threshold; without further contact it is
/// lost after its expiry, t* = T + H log2(S / threshold), which does not depend on when one looks.
///
/// Kept as one number and one instant a relation and channel: a contact costs O(1) and a step in the queue, O(log relations).
/// One thread at a time.
class RelationStrengths {
 public:
  /// Relations 0 .. relations - 1, channels 0 .. half_life_us.size() - 1.
  /// Throws Error: range (relations < 0; a half-life below 1; a threshold that is not finite and above 0), invalid (no
  /// channel), limit (more than limits::kRows relations, relations x channels).
  RelationStrengths(std::int32_t relations, std::span<const std::int64_t> half_life_us, double threshold);

  /// Contacts in any order; those of one call are taken in order of rows. Throws before anything has changed: range (an id,
  /// an instant or a weight: the message names the row), invalid (columns of different length).
  void add(const ContactRows &rows);

  [[nodiscard]] std::int32_t relations() const noexcept { return relations_; }

  /// S at an instant not before the relation's last contact; 0 where there was none. Throws Error: range.
  [[nodiscard]] double strength(std::int32_t relation, std::int64_t now_us) const;

  /// The last instant at which the relation is known, at most kLastInstantUs; kNoValue where it is not known even at its
  /// last contact, or has none. Closed form for one channel; several channels by bisection. Throws Error: range (relation).
  [[nodiscard]] std::int64_t expiry_us(std::int32_t relation) const;

  /// Relations whose expiry lies before `until_us` and that were not taken yet, soonest first, then by id, `most` at most; takes
  /// them from the queue. A further contact puts a relation back.
  [[nodiscard]] std::vector<std::int32_t> take_lost(std::int64_t until_us, std::size_t most = SIZE_MAX);

 private:
  struct Trace {
    double strength = 0;
    std::int64_t at_us = 0;
  };

  void check(const ContactRows &rows) const;
  [[nodiscard]] std::span<const Trace> traces(std::int32_t relation) const;
  [[nodiscard]] double sum_at(std::span<const Trace> traces, std::int64_t at_us) const noexcept;
  [[nodiscard]] std::int64_t expiry_of(std::span<const Trace> traces) const noexcept;

  std::int32_t relations_;
  std::vector<std::int64_t> half_life_us_;
  double threshold_;
  std::vector<Trace> traces_;  ///< by relation, then channel
  DeadlineHeap queue_;         ///< by expiry
};

}  // namespace entente
