#pragma once

#include <cstdint>
#include <vector>

#include "entente/sla/event_log.hpp"
#include "sla/cycle_buffer.hpp"
#include "sla/ticket_clocks.hpp"
#include "sla/timeline.hpp"

namespace entente {

/// Evaluates one ticket after the other into columns. Holds the scratch space of one thread.
class TicketEvaluator {
 public:
  TicketEvaluator(const EventLog &log, const Plans &plans, std::int64_t as_of_us, Cycles &cycles);

  /// Appends the cycles of the tickets [begin, end).
  void evaluate(std::size_t begin, std::size_t end);
  /// Appends those of one ticket; finish() after the last.
  void evaluate(std::size_t ticket) {
    judge(ticket);
    if (buffer_.is_full()) buffer_.flush();
  }
  void finish() { buffer_.flush(); }

  /// Called by the ticket's clocks: an open clock stops; a cycle has ended.
  void stops(const LaneState &) noexcept {}
  void cycle(const Plan &plan, const Lane<Tally> &lane, Ending ending);

 private:
  /// Tickets and events of a range.
  [[nodiscard]] std::size_t size_of(std::size_t begin, std::size_t end) const noexcept {
    return end - begin + log_.first_event(end) - log_.first_event(begin);
  }
  void judge(std::size_t ticket);
  void walk_lanes(std::size_t ticket);
  void put_in_order();
  void combine();

  const EventLog &log_;
  const Plans &plans_;
  std::int64_t as_of_us_;
  Timeline timeline_;
  std::vector<Lane<Tally>> lanes_;  ///< one for each target; the first lane_count_ are in use
  std::size_t lane_count_ = 0;
  std::vector<std::int32_t> codes_;
  CycleBuffer buffer_;
  std::vector<CycleRow> &rows_;  ///< the buffer's; the ticket's own from first_row_ on
  std::size_t first_row_ = 0;
  std::vector<EscalationRow> escalations_;
  std::size_t ticket_ = 0;
  std::int64_t opened_us_ = 0;
  bool is_whole_ = true;
};

}  // namespace entente
