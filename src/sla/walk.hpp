#pragma once

#include <span>

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

}  // namespace entente
