#pragma once

#include <span>

#include "sla/ticket_clocks.hpp"
#include "sla/timeline.hpp"

namespace entente {

/// Puts new lanes in place: for the targets that apply at the opening or, where that may change, for all. `codes`: the
/// ticket's value codes at its opening. There is room for as many lanes as targets; returns how many are in use.
template <class LaneType>
std::size_t choose_lanes(const Plans &plans, const Timeline &timeline, std::int64_t opened_us, const std::int32_t *codes,
                         std::span<const Balance> balances, std::span<LaneType> lanes) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < plans.targets.size(); ++i) {
    const Plan &plan = plans.targets[i];
    const bool applies = plan.applies_to_terms(opened_us, opened_us) &&
                         plan.applies_to([&](std::int32_t attribute) { return codes[attribute]; });
    if (!applies && !timeline.may_change()) continue;
    LaneType &lane = lanes[count++];
    static_cast<LaneState &>(lane) = LaneState{};
    lane.target = static_cast<std::int16_t>(i);
  }
  mark_balanced<LaneType>(plans, balances, lanes.first(count));
  return count;
}

/// Takes the clocks of a ticket through its timeline, from the opening to the end. `before` is told each event's symbol
/// before the clocks are.
template <class Clocks, class Before>
void walk(Clocks &clocks, Timeline &timeline, std::span<const Balance> balances, Before &&before) {
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

template <class Clocks>
void walk(Clocks &clocks, Timeline &timeline, std::span<const Balance> balances) {
  walk(clocks, timeline, balances, [](Alphabet::Symbol, Timeline::Point &) {});
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
