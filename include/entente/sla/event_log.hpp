#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "entente/contract/contract.hpp"
#include "entente/sla/alphabet.hpp"

namespace entente {

/// Why a row of an event log was left out. The numbers are those of `entente_status`.
enum class RowStatus : std::int32_t {
  ok = 0,
  unknown_event = 1,    ///< E_INVALID: the contract knows no such kind, state, happening or value; a balance below 0
  out_of_range = 3,     ///< E_RANGE: an instant is missing or outside 1970-2100
  unknown_ticket = 5,   ///< E_NOT_FOUND: an event's ticket is no row of the ticket columns
};

/// What a clock had consumed before the log begins: for a cut-over from another system, or a purged history.
struct BalanceColumns {
  std::span<const std::int32_t> ticket;       ///< one a balance: the row number of its ticket
  std::span<const std::int32_t> commitment;   ///< the target's commitment; each at most once a ticket
  std::span<const std::int64_t> consumed_us;  ///< calendar time consumed, >= 0
  std::span<const std::int64_t> paused_us;    ///< calendar time paused, >= 0
  std::span<const std::int64_t> as_of_us;     ///< from here on the log is counted
};

/// Tickets and events as the host has them: one array a column. Only read during EventLog's construction.
struct EventLogColumns {
  std::span<const std::int64_t> opened_us;   ///< one a ticket
  std::span<const std::int32_t> attributes;  ///< value codes at the opening, attribute by attribute: [a * tickets + ticket];
                                             ///< any number that is no code counts as 0
  std::span<const std::int32_t> ticket;      ///< one an event: the row number of its ticket
  std::span<const std::int64_t> at_us;       ///< one an event
  std::span<const std::int32_t> value;       ///< one an event: the state that holds from then on, or as `kind` says
  std::span<const std::int32_t> kind{};      ///< one an event (EventKind); empty: all are states
  std::span<const std::int64_t> sequence{};  ///< one an event: orders those of one instant; empty: their rows do
  BalanceColumns balances{};
};

/// An opening balance of a log.
struct Balance {
  std::int32_t ticket = 0;
  std::int32_t commitment = 0;
  std::int64_t consumed_us = 0;
  std::int64_t paused_us = 0;
  std::int64_t as_of_us = 0;
};

/// Wall time in one state, summed over all tickets: a state holds from its event to the ticket's next event.
struct StateTime {
  std::int64_t entries = 0;    ///< events that name the state
  std::int64_t intervals = 0;  ///< those that a later event of the ticket follows
  std::int64_t total_us = 0;   ///< of those intervals; kNoValue where the sum does not fit in 64 bits (292,000 years)
};

/// An event log, checked, grouped by ticket and ordered by (time, sequence, row). Immutable; may be read from any thread.
/// Memory: 10 bytes an event (14 where the columns were not grouped and ordered) and 16 bytes + 4 an attribute a ticket.
class EventLog {
 public:
  /// The events of one ticket, in order.
  struct Events {
    std::span<const std::int64_t> at_us;
    std::span<const Alphabet::Symbol> symbol;
  };

  /// Copies and orders the columns. A ticket whose opening is out of range keeps its row and has no cycle; an event
  /// that names no ticket, nothing that the contract knows, or no supported instant is left out. An event before its
  /// ticket's opening is kept. The same for a balance; of two for one clock the first is kept.
  /// `ticket_status`, `event_status`, `balance_status` (RowStatus numbers) may be empty or have one element a row; they
  /// are written last.
  /// Throws Error: invalid (columns of different lengths), limit (rows, states). O(events); a ticket whose k events
  /// are out of order costs O(k log k).
  EventLog(std::shared_ptr<const Contract> contract, const EventLogColumns &columns,
           std::span<std::int32_t> ticket_status = {}, std::span<std::int32_t> event_status = {},
           std::span<std::int32_t> balance_status = {});

  [[nodiscard]] const Contract &contract() const noexcept { return *contract_; }
  [[nodiscard]] std::size_t tickets() const noexcept { return opened_us_.size(); }
  [[nodiscard]] std::size_t events() const noexcept { return at_us_.size(); }
  [[nodiscard]] std::int64_t tickets_refused() const noexcept { return tickets_refused_; }
  [[nodiscard]] std::int64_t events_refused() const noexcept { return events_refused_; }
  [[nodiscard]] std::int64_t events_before_opening() const noexcept { return events_before_opening_; }

  /// When a ticket was opened; kNoValue for a refused ticket.
  [[nodiscard]] std::int64_t opened_us(std::size_t ticket) const noexcept { return opened_us_[ticket]; }
  [[nodiscard]] Events events_of(std::size_t ticket) const noexcept;
  [[nodiscard]] const Alphabet &alphabet() const noexcept { return alphabet_; }
  /// The row of the event columns that became event k of the log (events_of() of ticket 0, then 1, ...).
  [[nodiscard]] std::size_t source_row(std::size_t event) const noexcept { return source_row_.empty() ? event : static_cast<std::size_t>(source_row_[event]); }
  /// Number of the first event of a ticket; of tickets(): the number of events.
  [[nodiscard]] std::size_t first_event(std::size_t ticket) const noexcept { return first_[ticket]; }
  /// The opening balances of a ticket, by commitment. O(log balances).
  [[nodiscard]] std::span<const Balance> balances_of(std::size_t ticket) const noexcept;
  /// A ticket's value code of an attribute at its opening.
  [[nodiscard]] std::int32_t code(std::int32_t attribute, std::size_t ticket) const noexcept {
    return attributes_[static_cast<std::size_t>(attribute) * tickets() + ticket];
  }
  /// False where the contract says in which states a whole history begins and this ticket's begins in another, or has
  /// no event at all.
  [[nodiscard]] bool has_whole_history(std::size_t ticket) const noexcept;
  /// Whether all conditions hold for a ticket's attributes at its opening.
  [[nodiscard]] bool holds(const Conditions &conditions, std::size_t ticket) const noexcept;

  /// Steps of a ticket from a stop state to one that is none, by the contract's clock map. O(its events).
  [[nodiscard]] std::int32_t reopens_of(std::size_t ticket) const noexcept;
  /// The same, summed over all tickets. O(events).
  [[nodiscard]] std::int64_t reopens() const noexcept;
  /// One row for each state of the contract.
  [[nodiscard]] std::vector<StateTime> state_time() const;

 private:
  void copy_tickets(const EventLogColumns &columns);
  void group_events(const EventLogColumns &columns);
  void order_events(std::span<const std::int64_t> sequence);
  void copy_balances(const BalanceColumns &columns, std::span<std::int32_t> status);
  void count_events_before_opening() noexcept;

  std::shared_ptr<const Contract> contract_;
  Alphabet alphabet_;
  std::vector<std::int64_t> opened_us_;
  std::vector<std::int32_t> attributes_;
  std::vector<std::size_t> first_;  ///< events of ticket i are [first_[i], first_[i + 1])
  std::vector<std::int64_t> at_us_;
  std::vector<Alphabet::Symbol> symbol_;
  std::vector<std::int32_t> source_row_;  ///< empty where the log has the order of its columns
  std::vector<Balance> balances_;         ///< by (ticket, commitment)
  std::int64_t tickets_refused_ = 0;
  std::int64_t events_refused_ = 0;
  std::int64_t events_before_opening_ = 0;
};

}  // namespace entente
