#pragma once

#include <map>
#include <utility>
#include <vector>

#include "unit/sla/reference/history.hpp"

namespace entente::test {

/// A cycle as moments of its ticket.
struct ReferenceCycle {
  enum class End { open, stopped, cancelled, superseded };

  std::size_t start = 0;
  std::size_t counts_from = 0;  ///< the start, or later: when its target came to apply
  std::int64_t brought_us = 0;
  bool from_balance = false;
  std::vector<std::pair<std::size_t, std::size_t>> undone;  ///< stops that a reopening undid: from, to
  End how = End::open;
  std::size_t end = 0;
};

/// What became of one target on one ticket, up to some moment.
struct ReferenceLife {
  enum class Phase {
    absent,    ///< does not apply
    deferred,  ///< came to apply to a stopped ticket
    idle,      ///< applies and waits for what starts it
    wanted,    ///< its start came on a stopped ticket
    open,
    stopped,  ///< provisionally
    over,     ///< never starts again while it applies
  };
  Phase phase = Phase::absent;
  std::vector<ReferenceCycle> cycles;
  bool answered = false;  ///< a cycle of it ended for good
  bool again = false;     ///< stopped or deferred: its start came again
  std::int64_t wanted_brought = 0;
  bool wanted_balance = false;
};

/// Whether a target starts by what happens or comes to hold, not by the opening.
[[nodiscard]] inline bool waits_for_a_start(const Target &target) {
  return target.metric == Metric::next_response || target.start_on != 0 || !target.start_when.empty();
}

/// The lives of all targets on one ticket: for each moment asked for, told anew from the beginning.
class ReferenceLives {
 public:
  explicit ReferenceLives(const ReferenceHistory &history) : history_(history) {}

  /// Of a target (index into Contract::targets), after a moment.
  [[nodiscard]] const ReferenceLife &of(std::size_t target, std::size_t moment);

 private:
  using Life = ReferenceLife;
  using Phase = ReferenceLife::Phase;

  [[nodiscard]] Life tell(std::size_t target, std::size_t moment, bool always_applied);
  void open(Life &life, const Target &target, std::size_t moment, std::int64_t brought_us,
            bool balance) const;
  void end_for_good(Life &life, const Target &target, std::size_t moment) const;
  void live(Life &life, const Target &target, std::size_t moment, bool applies);
  void stay_stopped(Life &life, const Target &target, std::size_t moment) const;
  static void cease(Life &life, std::size_t moment);
  void reopen(Life &life, const Target &target, std::size_t moment) const;
  void come_to_apply(Life &life, std::size_t target, std::size_t moment);
  void stand_since_creation(Life &life, std::size_t target, std::size_t moment);
  [[nodiscard]] bool series_answered(const Life &own, std::size_t target, std::size_t moment);
  /// Brought forward from the predecessor, and whether that was open.
  struct Heritage {
    std::int64_t brought_us = 0;
    bool was_open = false;
  };
  [[nodiscard]] Heritage inherit(std::size_t target, std::size_t moment);

  const ReferenceHistory &history_;
  std::map<std::pair<std::size_t, std::size_t>, Life> told_;
};

}  // namespace entente::test
