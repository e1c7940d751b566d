#include "sla/timeline.hpp"

#include <algorithm>

#include "entente/calendar/calendar.hpp"

namespace entente {

Timeline::Timeline(const Contract &contract) : contract_(contract), positions_(contract.calendars.size()) {}

void Timeline::fill(const EventLog &log, std::size_t ticket, std::int64_t as_of_us) {
  const std::int64_t opened_us = log.opened_us(ticket);
  const EventLog::Events events = log.events_of(ticket);
  at_us_.assign(1, opened_us);
  state_.assign(1, kNoState);
  for (std::size_t i = 0; i < events.at_us.size() && events.at_us[i] <= as_of_us; ++i) {
    if (events.state[i] == state_.back()) continue;
    at_us_.push_back(std::max(events.at_us[i], opened_us));
    state_.push_back(events.state[i]);
  }
  at_us_.push_back(as_of_us);
  for (Positions &positions : positions_) positions.current = false;
}

const std::vector<std::int64_t> &Timeline::open_before(std::int32_t calendar) {
  Positions &positions = positions_[static_cast<std::size_t>(calendar)];
  if (!positions.current) {
    const OpenTime &hours = contract_.calendars[static_cast<std::size_t>(calendar)].calendar->open_time();
    positions.open_us.resize(at_us_.size());
    std::transform(at_us_.begin(), at_us_.end(), positions.open_us.begin(),
                   [&](std::int64_t at_us) { return hours.before_us(at_us); });
    positions.current = true;
  }
  return positions.open_us;
}

}  // namespace entente
