#include "sla/timeline.hpp"

#include <algorithm>

#include "entente/calendar/calendar.hpp"

namespace entente {

/// Before what happens at the same instant.
void Timeline::insert(std::int64_t at_us, std::uint32_t symbol) {
  const auto place = std::lower_bound(at_us_.begin() + 1, at_us_.end(), at_us) - at_us_.begin();
  at_us_.insert(at_us_.begin() + place, at_us);
  symbol_.insert(symbol_.begin() + (place - 1), symbol);
}

void Timeline::fill(const EventLog &log, std::size_t ticket, std::int64_t as_of_us) {
  const std::int64_t opened_us = log.opened_us(ticket);
  const EventLog::Events events = log.events_of(ticket);
  const std::size_t count = events.at_us.size();
  at_us_.resize(count + 2);
  symbol_.resize(count);
  at_us_[0] = opened_us;
  may_change_ = false;
  const Alphabet &alphabet = log.alphabet();
  constexpr std::uint32_t kNone = 0x1FFFF;
  std::uint32_t state = kNone;  // the state that holds, as far as a repetition would say nothing
  std::size_t size = 0;
  for (std::size_t i = 0; i < count && events.at_us[i] <= as_of_us; ++i) {
    const Alphabet::Symbol symbol = events.symbol[i];
    if (alphabet.is_state(symbol)) [[likely]] {
      if (symbol == state) continue;
      state = symbol;
    } else {
      if (i > 0 && events.at_us[i] == events.at_us[i - 1] && symbol == events.symbol[i - 1]) continue;  // told twice
      if (alphabet.is_happening(symbol)) {
        const Happening happening = alphabet.happening(symbol);
        if (happening == Happening::reopen || happening == Happening::cancel) state = kNone;
      } else {
        may_change_ = true;
      }
    }
    symbol_[size] = symbol;
    at_us_[++size] = std::max(events.at_us[i], opened_us);
  }
  symbol_.resize(size);
  at_us_.resize(size + 1);
  const std::span<const Balance> balances = log.balances_of(ticket);
  for (std::size_t i = balances.size(); i-- > 0;) {
    if (balances[i].as_of_us <= as_of_us) {
      insert(std::max(balances[i].as_of_us, opened_us), kBalance + static_cast<std::uint32_t>(i));
    }
  }
  for (const std::int64_t change_us : plans_.changes_us) {
    if (change_us <= opened_us || change_us > as_of_us) continue;
    insert(change_us, kAmendment);
    may_change_ = true;
  }
  at_us_.resize((at_us_.size() + 4) & ~std::size_t{3}, as_of_us);  // the end, and more of it up to a multiple of four
  for (Positions &positions : positions_) positions.current = false;
}

void Timeline::look_up(std::int32_t calendar, Positions &positions) const {
  const OpenTime &hours = plans_.calendars[static_cast<std::size_t>(calendar)]->open_time();
  positions.open_us.resize(at_us_.size());
  hours.before_column(at_us_, positions.open_us);
  positions.current = true;
}

}  // namespace entente
