#pragma once

#include <memory>
#include <span>
#include <vector>

#include "entente/sla/monitor.hpp"
#include "sla/lane_store.hpp"
#include "sla/ticket_clocks.hpp"

namespace entente {

/// Where a watched clock has its next instant to tell of.
struct Marks {
  std::int64_t next_us = kNoValue;  ///< the earliest; kNoValue: none
  bool breach = false;              ///< what comes at it
  std::uint32_t escalations = 0;
};

struct Monitor::State {
  struct Ticket {
    std::int64_t opened_us = kNoValue;  ///< kNoValue: forgotten
    std::int32_t first_lane = 0;
    std::int32_t lane_count = 0;
  };

  State(std::shared_ptr<const Contract> terms, std::int64_t start_us, bool may_change);

  [[nodiscard]] bool knows(std::int32_t ticket) const noexcept;
  [[nodiscard]] std::span<WatchedLane> lanes_of(const Ticket &ticket) const noexcept {
    return ticket.lane_count == 0 ? std::span<WatchedLane>()
                                  : lanes.block(ticket.first_lane, static_cast<std::size_t>(ticket.lane_count));
  }
  [[nodiscard]] std::size_t bytes() const noexcept;

  std::int32_t open(std::int64_t opened_us, std::span<const std::int32_t> codes);
  void apply(std::int32_t ticket, Alphabet::Symbol symbol);
  void balance(std::int32_t ticket, std::int32_t commitment, std::int64_t consumed_us, std::int64_t as_of_us);
  void forget(std::int32_t ticket);
  /// Tells all that lies before an instant, which becomes the monitor's time; terms that change at or before it do.
  void drain(std::int64_t until_us);
  [[nodiscard]] bool read(std::int32_t ticket, std::int32_t target, ClockReading &reading) const;

  [[nodiscard]] CalendarAnswer due_of(const LaneState &lane) const noexcept;
  [[nodiscard]] Marks marks_of(const LaneState &lane) const noexcept;

  // What the wheel asks of its items.
  [[nodiscard]] MarkLink &link(std::int32_t id) const noexcept { return lanes[id].link; }
  [[nodiscard]] std::int64_t instant_us(std::int32_t id) const noexcept { return marks_of(lanes[id]).next_us; }

  /// Called by a ticket's clocks: a clock that came to count and stopped at one instant may be late all the same.
  void stops(WatchedLane &lane) {
    if (!lane.visible || lane.told || !lane.due_known || lane.due_status != 0 || lane.due_us >= lane.since_us) return;
    lane.told = true;
    notices.push_back({lane.due_us, lane.ticket, lane.target, -1});  // there is room: see step()
  }
  /// Cycles that end are not kept: see Step.
  void cycle(const Plan &, const LaneState &, Ending) noexcept {}

  std::shared_ptr<const Contract> contract;
  Plans plans;
  Alphabet alphabet;
  bool attributes_may_change;
  bool targets_may_change;  ///< by attributes or amendments
  std::int64_t now_us;
  std::size_t next_change = 0;  ///< of plans.changes_us
  LaneStore lanes;
  std::size_t lane_count = 0;
  std::vector<Ticket> tickets;
  std::vector<std::int32_t> free_tickets;
  std::vector<std::int32_t> codes;  ///< of each ticket, one after the other; only where attributes may change
  std::vector<std::int32_t> scratch_codes;
  MarkWheel<State> wheel;
  std::vector<Notice> notices;

 private:
  [[nodiscard]] std::int32_t *codes_of(std::int32_t ticket) noexcept;
  void tell(std::int32_t id, std::int64_t at_us);
  void tell_before(std::int64_t limit_us);
  void amend(std::int64_t at_us);
  /// Carries out a step on all clocks of a ticket and puts their next instants in the wheel.
  template <class Do>
  void step(std::int32_t ticket, std::int64_t at_us, Do &&act);
};

}  // namespace entente
