#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "sla/timeline.hpp"

namespace entente {

/// Puts new lanes in place: for the targets that apply at the opening or, where that may change, for all. There is room
/// for as many as there are targets; returns how many are in use.
template <class LaneType>
std::size_t choose_lanes(const EventLog &log, const Plans &plans, const Timeline &timeline, std::size_t ticket,
                         std::span<LaneType> lanes) {
  const std::int64_t opened_us = log.opened_us(ticket);
  const std::span<const Balance> balances = log.balances_of(ticket);
  std::size_t count = 0;
  for (std::size_t i = 0; i < plans.targets.size(); ++i) {
    const Plan &plan = plans.targets[i];
    if (!timeline.may_change() &&
        !(plan.applies_to_terms(opened_us, opened_us) && log.holds(plan.target->when, ticket))) {
      continue;
    }
    LaneType &lane = lanes[count++];
    static_cast<LaneState &>(lane) = LaneState{};
    lane.target = static_cast<std::int16_t>(i);
    lane.balanced = std::any_of(balances.begin(), balances.end(), [&](const Balance &balance) {
      return balance.commitment == plan.target->commitment;
    });
  }
  return count;
}

/// Leads a ticket's clocks along its timeline. `before` is told each event's symbol before the clocks are.
template <class Clocks, class Before>
void walk(Timeline &timeline, std::span<const Balance> balances, Clocks &clocks, Before &&before) {
  Timeline::Point now(timeline);
  clocks.open(now);
  for (std::size_t i = 0; i < timeline.size(); ++i) {
    now.move_to(i + 1);
    const std::uint32_t symbol = timeline.symbol(i);
    if (symbol < Timeline::kAmendment) [[likely]] {
      before(static_cast<Alphabet::Symbol>(symbol), now);
      clocks.apply(static_cast<Alphabet::Symbol>(symbol), now);
    } else if (symbol == Timeline::kAmendment) {
      clocks.amend(now);
    } else {
      const Balance &balance = balances[symbol - Timeline::kBalance];
      clocks.balance(balance.commitment, balance.consumed_us, now);
    }
  }
  now.move_to(timeline.size() + 1);
  clocks.finish(now);
}

}  // namespace entente
