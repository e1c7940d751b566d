#pragma once

#include <span>

#include "sla/ticket_clocks.hpp"
#include "sla/timeline.hpp"

namespace entente {

/// Takes the clocks of a ticket through its timeline, from the opening to the end.
template <class Clocks>
void walk(Clocks &clocks, Timeline &timeline, std::span<const Balance> balances) {
  Timeline::Point now(timeline);
  clocks.open(now);
  for (std::size_t i = 0; i < timeline.size(); ++i) {
    now.move_to(i + 1);
    const std::uint32_t symbol = timeline.symbol(i);
    if (symbol < Timeline::kAmendment) [[likely]] {
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

/// The same for one clock whose target applies all the time, without an opening balance: what says nothing to it is passed
/// over quickly.
template <class LaneType, class Sink>
void walk_alone(const Plans &plans, const Alphabet &alphabet, LaneType &lane, const std::int32_t *codes,
                Timeline &timeline, Sink &sink) {
  Timeline::Point now(timeline);
  Step<LaneType, Timeline::Point, Sink> step(plans, lane, now, sink);
  const StateEffect *const effects = step.plan().states.data();
  step.appear_at_opening(codes);
  for (std::size_t i = 0; i < timeline.size() && lane.phase != Phase::done; ++i) {
    const auto symbol = static_cast<Alphabet::Symbol>(timeline.symbol(i));
    if (alphabet.is_state(symbol)) [[likely]] {
      const StateEffect effect = effects[symbol];
      if (says_nothing(effect, lane)) continue;
      now.move_to(i + 1);
      step.enter(effect);
    } else {
      now.move_to(i + 1);
      step.happen(alphabet.happening(symbol));
    }
  }
  now.move_to(timeline.size() + 1);
  step.finish();
}

}  // namespace entente
