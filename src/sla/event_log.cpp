#include "entente/sla/event_log.hpp"

#include <algorithm>
#include <limits>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

void check_lengths(const Contract &contract, const EventLogColumns &columns) {
  const std::size_t tickets = columns.opened_us.size();
  const std::size_t events = columns.ticket.size();
  if (tickets > limits::kRows || events > limits::kRows) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " rows in an event log");
  }
  if (columns.attributes.size() != contract.attributes.size() * tickets) {
    throw Error(ErrorCode::invalid, "expected " + std::to_string(contract.attributes.size()) +
                                        " attribute columns of one value a ticket (" +
                                        std::to_string(contract.attributes.size() * tickets) + " values), got " +
                                        std::to_string(columns.attributes.size()));
  }
  if (columns.at_us.size() != events || columns.state.size() != events) {
    throw Error(ErrorCode::invalid, "the event columns ticket, at_us and state differ in length");
  }
  if (contract.states.size() > std::numeric_limits<std::uint16_t>::max()) {
    throw Error(ErrorCode::limit, "more than 65535 states in the clock map");
  }
}

RowStatus judge_event(const EventLogColumns &columns, std::size_t states, std::size_t event) noexcept {
  const std::int32_t ticket = columns.ticket[event];
  if (ticket < 0 || static_cast<std::size_t>(ticket) >= columns.opened_us.size()) return RowStatus::unknown_ticket;
  if (!is_supported_instant(columns.at_us[event])) return RowStatus::out_of_range;
  const std::int32_t state = columns.state[event];
  if (state < 0 || static_cast<std::size_t>(state) >= states) return RowStatus::unknown_state;
  return RowStatus::ok;
}

}  // namespace

EventLog::EventLog(std::shared_ptr<const Contract> contract, const EventLogColumns &columns,
                   std::span<std::int32_t> ticket_status, std::span<std::int32_t> event_status)
    : contract_(std::move(contract)) {
  check_lengths(*contract_, columns);
  copy_tickets(columns);
  group_events(columns);
  order_events();
  count_events_before_opening();
  for (std::size_t i = 0; i < ticket_status.size(); ++i) {
    ticket_status[i] = static_cast<std::int32_t>(opened_us_[i] == kNoValue ? RowStatus::out_of_range : RowStatus::ok);
  }
  for (std::size_t i = 0; i < event_status.size(); ++i) {
    event_status[i] = static_cast<std::int32_t>(judge_event(columns, contract_->states.size(), i));
  }
}

void EventLog::copy_tickets(const EventLogColumns &columns) {
  opened_us_.assign(columns.opened_us.begin(), columns.opened_us.end());
  attributes_.assign(columns.attributes.begin(), columns.attributes.end());
  for (std::int64_t &opened : opened_us_) {
    if (is_supported_instant(opened)) continue;
    opened = kNoValue;
    ++tickets_refused_;
  }
}

/// Counting sort by ticket; within a ticket the rows keep their order.
void EventLog::group_events(const EventLogColumns &columns) {
  const std::size_t states = contract_->states.size();
  const std::size_t events = columns.ticket.size();
  first_.assign(tickets() + 1, 0);
  for (std::size_t i = 0; i < events; ++i) {
    if (judge_event(columns, states, i) == RowStatus::ok) {
      ++first_[static_cast<std::size_t>(columns.ticket[i]) + 1];
    } else {
      ++events_refused_;
    }
  }
  for (std::size_t i = 0; i < tickets(); ++i) first_[i + 1] += first_[i];
  at_us_.resize(first_.back());
  state_.resize(first_.back());
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t i = 0; i < events; ++i) {
    if (judge_event(columns, states, i) != RowStatus::ok) continue;
    const std::size_t place = next[static_cast<std::size_t>(columns.ticket[i])]++;
    at_us_[place] = columns.at_us[i];
    state_[place] = static_cast<std::uint16_t>(columns.state[i]);
  }
}

/// Sorts, by (time, row), the events of those tickets that are not in order already.
void EventLog::order_events() {
  struct Event {
    std::int64_t at_us;
    std::size_t row;
    std::uint16_t state;
  };
  std::vector<Event> events;
  for (std::size_t ticket = 0; ticket < tickets(); ++ticket) {
    const std::size_t begin = first_[ticket];
    const std::size_t end = first_[ticket + 1];
    if (std::is_sorted(at_us_.begin() + static_cast<std::ptrdiff_t>(begin),
                       at_us_.begin() + static_cast<std::ptrdiff_t>(end))) {
      continue;
    }
    events.clear();
    for (std::size_t i = begin; i < end; ++i) events.push_back({at_us_[i], i, state_[i]});
    std::sort(events.begin(), events.end(), [](const Event &a, const Event &b) {
      return a.at_us != b.at_us ? a.at_us < b.at_us : a.row < b.row;
    });
    for (std::size_t i = begin; i < end; ++i) {
      at_us_[i] = events[i - begin].at_us;
      state_[i] = events[i - begin].state;
    }
  }
}

void EventLog::count_events_before_opening() noexcept {
  for (std::size_t ticket = 0; ticket < tickets(); ++ticket) {
    for (std::size_t i = first_[ticket]; i < first_[ticket + 1] && at_us_[i] < opened_us_[ticket]; ++i) {
      ++events_before_opening_;
    }
  }
}

EventLog::Events EventLog::events_of(std::size_t ticket) const noexcept {
  const std::size_t begin = first_[ticket];
  const std::size_t count = first_[ticket + 1] - begin;
  return {std::span(at_us_).subspan(begin, count), std::span(state_).subspan(begin, count)};
}

bool EventLog::holds(const Conditions &conditions, std::size_t ticket) const noexcept {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition &condition) {
    const std::int32_t code = attributes_[static_cast<std::size_t>(condition.attribute) * tickets() + ticket];
    return std::binary_search(condition.codes.begin(), condition.codes.end(), code);
  });
}

std::int32_t EventLog::reopens_of(std::size_t ticket) const noexcept {
  std::int32_t count = 0;
  bool stopped = false;
  for (const std::uint16_t state : events_of(ticket).state) {
    const bool stops = contract_->states[state].clock == Clock::stop;
    if (stopped && !stops) ++count;
    stopped = stops;
  }
  return count;
}

std::int64_t EventLog::reopens() const noexcept {
  std::int64_t count = 0;
  for (std::size_t ticket = 0; ticket < tickets(); ++ticket) count += reopens_of(ticket);
  return count;
}

std::vector<StateTime> EventLog::state_time() const {
  std::vector<StateTime> times(contract_->states.size());
  for (std::size_t ticket = 0; ticket < tickets(); ++ticket) {
    const Events events = events_of(ticket);
    for (std::size_t i = 0; i < events.state.size(); ++i) {
      StateTime &time = times[events.state[i]];
      ++time.entries;
      if (i + 1 == events.state.size()) continue;
      ++time.intervals;
      if (time.total_us == kNoValue) continue;
      if (__builtin_add_overflow(time.total_us, events.at_us[i + 1] - events.at_us[i], &time.total_us)) {
        time.total_us = kNoValue;
      }
    }
  }
  return times;
}

}  // namespace entente
