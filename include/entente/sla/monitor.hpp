#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "entente/contract/contract.hpp"
#include "entente/sla/cycles.hpp"

namespace entente {

/// How an operation on a Monitor ended. The numbers are those of `entente_monitor_outcome`.
enum class MonitorOutcome : std::int32_t {
  accepted = 0,
  time_backwards = 1,   ///< before the monitor's time
  unknown_ticket = 2,
  unknown_event = 3,    ///< the contract knows no such kind, state, happening or value
  out_of_range = 4,     ///< an instant outside 1970-2100, an amount below 0
  fixed_attributes = 5, ///< the monitor was made for tickets whose attributes do not change
};

/// What a Monitor tells: a promise was broken, or an escalation was reached.
struct Notice {
  std::int64_t at_us = 0;       ///< the due date that was passed, or the instant of the escalation
  std::int32_t ticket = 0;
  std::int32_t target = 0;
  std::int32_t escalation = -1; ///< number within the target; -1: the breach
};

/// One clock as it stands at the monitor's time.
struct ClockReading {
  CycleState state = CycleState::running;
  std::int64_t started_us = 0;
  std::int64_t due_us = 0;      ///< as in Cycles
  std::int64_t stopped_us = 0;  ///< kNoValue while it has not stopped
  std::int64_t elapsed_us = 0;
  std::int64_t paused_us = 0;
  std::int64_t brought_us = 0;
  std::int64_t put_off_us = 0;
};

/// The clocks of open tickets, event by event: the same answers as evaluate() gives over the same events, whatever the
/// interleaving of advance(). Its time never goes back; everything happens at or after it. One thread at a time.
///
/// A breach or an escalation is told as soon as the monitor's time is beyond its instant: told by the log and the clock,
/// never by when somebody asked. Notices come in order of the time at which they become known, then (instant, ticket,
/// target, escalation). Combinations and incomplete histories are for evaluate().
///
/// An event costs O(clocks of its ticket), each one calendar look-up and, where its next instant moves, one insertion of
/// O(1); a notice O(log of the clocks due within the same 72 minutes). advance() never looks at a clock that has nothing
/// to tell, except when it passes an amendment of terms in force, which concerns every ticket. Memory: 88 bytes a clock,
/// 8 bytes a ticket, and 4 bytes a ticket and attribute where attributes may change.
class Monitor {
 public:
  /// `attributes_may_change`: false spares the clocks of targets that do not apply when a ticket opens (without
  /// amendments in force). start_us: the monitor's time. Throws Error: range.
  Monitor(std::shared_ptr<const Contract> contract, std::int64_t start_us, bool attributes_may_change);
  ~Monitor();
  Monitor(Monitor &&) noexcept;
  Monitor &operator=(Monitor &&) noexcept;

  [[nodiscard]] std::int64_t now_us() const noexcept;
  [[nodiscard]] std::size_t tickets() const noexcept;
  /// Clocks that are kept, and those among them that run or pause and count.
  [[nodiscard]] std::size_t clocks() const noexcept;
  [[nodiscard]] std::size_t open_clocks() const noexcept;
  /// Memory held, in bytes.
  [[nodiscard]] std::size_t bytes() const noexcept;

  /// A ticket opens: at opened_us, or at the monitor's time where that is later (its clocks start at opened_us all the
  /// same). codes: its value codes, one an attribute. `ticket` becomes the number by which it is called; a number that was
  /// forgotten is used again. Throws Error: invalid (number of codes), limit (tickets, clocks).
  MonitorOutcome open(std::int64_t opened_us, std::span<const std::int32_t> codes, std::int32_t &ticket);
  /// What a clock had consumed before as_of_us, in place of its opening: not after the monitor's time, and to be told
  /// before any event of the ticket.
  MonitorOutcome balance(std::int32_t ticket, std::int32_t commitment, std::int64_t consumed_us, std::int64_t as_of_us);
  /// An event of a ticket: kind and value as in an event log.
  MonitorOutcome apply(std::int32_t ticket, std::int64_t at_us, std::int32_t kind, std::int32_t value);
  /// Events in order of time, each with its outcome (a number of MonitorOutcome); kind empty: all are states. The same as
  /// one call each, but memory is asked for ahead. Throws Error: invalid (columns of different lengths) before anything;
  /// on bad_alloc `done` events have been applied.
  void apply_column(std::span<const std::int32_t> ticket, std::span<const std::int64_t> at_us,
                    std::span<const std::int32_t> kind, std::span<const std::int32_t> value,
                    std::span<std::int32_t> outcome, std::size_t &done);
  /// Nothing more is wanted of a ticket.
  MonitorOutcome forget(std::int32_t ticket);
  /// Time passes.
  MonitorOutcome advance(std::int64_t now_us);

  /// What has become known and was not taken yet.
  [[nodiscard]] const std::vector<Notice> &notices() const noexcept;
  void clear_notices() noexcept;
  /// The first `count` of them are taken.
  void drop_notices(std::size_t count) noexcept;

  /// The latest cycle of a target on a ticket; false where there is none.
  [[nodiscard]] bool read(std::int32_t ticket, std::int32_t target, ClockReading &reading) const;
  /// Running clocks that are due before an instant, if nothing happens: (due, ticket, target), in this order. A paused
  /// clock has no due date until it runs again. O(clocks with an instant before it, log of their number each).
  struct Due {
    std::int64_t due_us;
    std::int32_t ticket;
    std::int32_t target;
  };
  [[nodiscard]] std::vector<Due> due_before(std::int64_t before_us) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente
