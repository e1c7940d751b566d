#include "entente/sla/event_log.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

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
  if (columns.at_us.size() != events || columns.value.size() != events ||
      (!columns.kind.empty() && columns.kind.size() != events) ||
      (!columns.sequence.empty() && columns.sequence.size() != events)) {
    throw Error(ErrorCode::invalid, "the event columns ticket, at_us, value, kind and sequence differ in length");
  }
  const BalanceColumns &balances = columns.balances;
  for (const std::size_t size : {balances.commitment.size(), balances.consumed_us.size(), balances.paused_us.size(),
                                 balances.as_of_us.size()}) {
    if (size != balances.ticket.size()) throw Error(ErrorCode::invalid, "the balance columns differ in length");
  }
}

/// What the event in this row says, or why it is refused.
struct Judged {
  RowStatus status = RowStatus::ok;
  Alphabet::Symbol symbol = 0;
};

Judged judge_event(const EventLogColumns &columns, const Alphabet &alphabet, std::size_t event) noexcept {
  const std::int32_t ticket = columns.ticket[event];
  if (ticket < 0 || static_cast<std::size_t>(ticket) >= columns.opened_us.size()) return {RowStatus::unknown_ticket};
  if (!is_supported_instant(columns.at_us[event])) return {RowStatus::out_of_range};
  const auto symbol = alphabet.symbol(columns.kind.empty() ? kStateEvent : columns.kind[event], columns.value[event]);
  if (!symbol) return {RowStatus::unknown_event};
  return {RowStatus::ok, *symbol};
}

}  // namespace

EventLog::EventLog(std::shared_ptr<const Contract> contract, const EventLogColumns &columns,
                   std::span<std::int32_t> ticket_status, std::span<std::int32_t> event_status,
                   std::span<std::int32_t> balance_status)
    : contract_(std::move(contract)), alphabet_(*contract_) {
  check_lengths(*contract_, columns);
  copy_tickets(columns);
  group_events(columns);
  order_events(columns.sequence);
  count_events_before_opening();
  copy_balances(columns.balances, balance_status);
  for (std::size_t i = 0; i < ticket_status.size(); ++i) {
    ticket_status[i] = static_cast<std::int32_t>(opened_us_[i] == kNoValue ? RowStatus::out_of_range : RowStatus::ok);
  }
  for (std::size_t i = 0; i < event_status.size(); ++i) {
    event_status[i] = static_cast<std::int32_t>(judge_event(columns, alphabet_, i).status);
  }
}

void EventLog::copy_tickets(const EventLogColumns &columns) {
  opened_us_.assign(columns.opened_us.begin(), columns.opened_us.end());
  attributes_.assign(columns.attributes.begin(), columns.attributes.end());
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    const std::size_t values = contract_->attributes[i / tickets()].values.size();
    if (attributes_[i] < 0 || static_cast<std::size_t>(attributes_[i]) > values) attributes_[i] = 0;
  }
  for (std::int64_t &opened : opened_us_) {
    if (is_supported_instant(opened)) continue;
    opened = kNoValue;
    ++tickets_refused_;
  }
}

/// Counting sort by ticket; within a ticket the rows keep their order.
void EventLog::group_events(const EventLogColumns &columns) {
  const std::size_t events = columns.ticket.size();
  first_.assign(tickets() + 1, 0);
  bool is_grouped = true;
  for (std::size_t i = 0; i < events; ++i) {
    if (judge_event(columns, alphabet_, i).status == RowStatus::ok) {
      ++first_[static_cast<std::size_t>(columns.ticket[i]) + 1];
      if (i > 0 && columns.ticket[i] < columns.ticket[i - 1]) is_grouped = false;
    } else {
      ++events_refused_;
      is_grouped = false;
    }
  }
  for (std::size_t i = 0; i < tickets(); ++i) first_[i + 1] += first_[i];
  at_us_.resize(first_.back());
  symbol_.resize(first_.back());
  if (!is_grouped) source_row_.resize(first_.back());
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t i = 0; i < events; ++i) {
    const Judged judged = judge_event(columns, alphabet_, i);
    if (judged.status != RowStatus::ok) continue;
    const std::size_t place = next[static_cast<std::size_t>(columns.ticket[i])]++;
    at_us_[place] = columns.at_us[i];
    symbol_[place] = judged.symbol;
    if (!is_grouped) source_row_[place] = static_cast<std::int32_t>(i);
  }
}

/// Sorts, by (time, sequence, row), the events of those tickets that are not in order already.
void EventLog::order_events(std::span<const std::int64_t> sequence) {
  struct Event {
    std::int64_t at_us, sequence;
    std::size_t row;
    Alphabet::Symbol symbol;

    [[nodiscard]] auto key() const noexcept { return std::tie(at_us, sequence, row); }
    bool operator<(const Event &other) const noexcept { return key() < other.key(); }
  };
  std::vector<Event> events;
  for (std::size_t ticket = 0; ticket < tickets(); ++ticket) {
    const std::size_t begin = first_[ticket];
    const std::size_t end = first_[ticket + 1];
    bool in_order = true;
    for (std::size_t i = begin + 1; i < end && in_order; ++i) {
      in_order = at_us_[i - 1] < at_us_[i] || (at_us_[i - 1] == at_us_[i] &&
                 (sequence.empty() || sequence[source_row(i - 1)] <= sequence[source_row(i)]));
    }
    if (in_order) continue;
    if (source_row_.empty()) {
      source_row_.resize(at_us_.size());
      std::iota(source_row_.begin(), source_row_.end(), 0);
    }
    events.clear();
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t row = source_row(i);
      events.push_back({at_us_[i], sequence.empty() ? 0 : sequence[row], row, symbol_[i]});
    }
    std::sort(events.begin(), events.end());
    for (std::size_t i = begin; i < end; ++i) {
      at_us_[i] = events[i - begin].at_us;
      symbol_[i] = events[i - begin].symbol;
      source_row_[i] = static_cast<std::int32_t>(events[i - begin].row);
    }
  }
}

void EventLog::copy_balances(const BalanceColumns &columns, std::span<std::int32_t> status) {
  std::vector<std::int32_t> statuses(columns.ticket.size());
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    const Balance balance{columns.ticket[i], columns.commitment[i], columns.consumed_us[i], columns.paused_us[i],
                          columns.as_of_us[i]};
    RowStatus judged = RowStatus::ok;
    if (balance.ticket < 0 || static_cast<std::size_t>(balance.ticket) >= tickets()) {
      judged = RowStatus::unknown_ticket;
    } else if (!is_supported_instant(balance.as_of_us)) {
      judged = RowStatus::out_of_range;
    } else if (balance.commitment < 0 ||
               static_cast<std::size_t>(balance.commitment) >= contract_->commitments.size() ||
               balance.consumed_us < 0 || balance.consumed_us > kLastInstantUs || balance.paused_us < 0 ||
               balance.paused_us > kLastInstantUs) {
      judged = RowStatus::unknown_event;
    } else {
      balances_.push_back(balance);
    }
    statuses[i] = static_cast<std::int32_t>(judged);
  }
  const auto by_clock = [](const Balance &a, const Balance &b) {
    return a.ticket != b.ticket ? a.ticket < b.ticket : a.commitment < b.commitment;
  };
  std::stable_sort(balances_.begin(), balances_.end(), by_clock);
  balances_.erase(std::unique(balances_.begin(), balances_.end(),
                              [&](const Balance &a, const Balance &b) { return !by_clock(a, b) && !by_clock(b, a); }),
                  balances_.end());
  std::copy(statuses.begin(), statuses.begin() + static_cast<std::ptrdiff_t>(std::min(status.size(), statuses.size())),
            status.begin());
}

std::span<const Balance> EventLog::balances_of(std::size_t ticket) const noexcept {
  if (balances_.empty()) return {};
  const auto less = [](const Balance &balance, std::size_t of) { return static_cast<std::size_t>(balance.ticket) < of; };
  const auto begin = std::lower_bound(balances_.begin(), balances_.end(), ticket, less);
  return {begin, std::lower_bound(begin, balances_.end(), ticket + 1, less)};
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
  return {std::span(at_us_).subspan(begin, count), std::span(symbol_).subspan(begin, count)};
}

bool EventLog::holds(const Conditions &conditions, std::size_t ticket) const noexcept {
  return entente::holds(conditions, [&](std::int32_t attribute) { return code(attribute, ticket); });
}

bool EventLog::has_whole_history(std::size_t ticket) const noexcept {
  const std::vector<std::int32_t> &begins_in = contract_->history.begins_in;
  if (begins_in.empty()) return true;
  for (const Alphabet::Symbol symbol : events_of(ticket).symbol) {
    if (alphabet_.is_state(symbol)) return std::binary_search(begins_in.begin(), begins_in.end(), std::int32_t{symbol});
  }
  return false;
}

std::int32_t EventLog::reopens_of(std::size_t ticket) const noexcept {
  std::int32_t count = 0;
  bool stopped = false;
  for (const Alphabet::Symbol symbol : events_of(ticket).symbol) {
    bool stops = stopped;
    if (alphabet_.is_state(symbol)) {
      stops = contract_->states[symbol].clock >= Clock::stop;
    } else if (symbol == alphabet_.symbol(Happening::reopen) || symbol == alphabet_.symbol(Happening::cancel)) {
      stops = symbol == alphabet_.symbol(Happening::cancel);
    }
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
    StateTime *current = nullptr;
    std::int64_t since_us = 0;
    for (std::size_t i = 0; i < events.symbol.size(); ++i) {
      if (!alphabet_.is_state(events.symbol[i])) continue;
      if (current != nullptr) {
        ++current->intervals;
        if (current->total_us != kNoValue &&
            __builtin_add_overflow(current->total_us, events.at_us[i] - since_us, &current->total_us)) {
          current->total_us = kNoValue;
        }
      }
      current = &times[events.symbol[i]];
      ++current->entries;
      since_us = events.at_us[i];
    }
  }
  return times;
}

}  // namespace entente
