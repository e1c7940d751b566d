#include "entente/sla/explain.hpp"

#include <algorithm>
#include <string>

#include "entente/base/error.hpp"
#include "sla/ticket_clocks.hpp"
#include "sla/timeline.hpp"
#include "sla/trace.hpp"
#include "sla/walk.hpp"

namespace entente {
namespace {

/// Keeps the stretches of one cycle out of all that a ticket's clocks give out.
struct Catch {
  std::int32_t target;
  std::int32_t number;
  bool found = false;
  LaneState lane{};
  std::vector<Trace::Stretch> stretches{};

  void stops(const LaneState &) noexcept {}
  void cycle(const Plan &, const Lane<Trace> &ended, Ending) {
    if (ended.target != target || number-- != 0) return;
    found = true;
    lane = ended;
    stretches = ended.account.stretches;
  }
};

std::vector<std::int32_t> codes_of(const EventLog &log, std::size_t ticket) {
  std::vector<std::int32_t> codes(log.contract().attributes.size() + 1);
  for (std::size_t i = 0; i + 1 < codes.size(); ++i) codes[i] = log.code(static_cast<std::int32_t>(i), ticket);
  return codes;
}

/// What state a ticket is in, and which event put it there.
struct InState {
  std::int64_t from_us;
  std::int32_t state;
  WaitsFor waits_for;
  std::int64_t event;
};

std::vector<InState> states_of(const EventLog &log, std::size_t ticket, std::int64_t as_of_us) {
  std::vector<InState> states{{log.opened_us(ticket), -1, WaitsFor::provider, -1}};
  const EventLog::Events events = log.events_of(ticket);
  for (std::size_t i = 0; i < events.at_us.size() && events.at_us[i] <= as_of_us; ++i) {
    const Alphabet::Symbol symbol = events.symbol[i];
    InState next{std::max(events.at_us[i], log.opened_us(ticket)), -1, WaitsFor::provider,
                 static_cast<std::int64_t>(log.source_row(log.first_event(ticket) + i))};
    if (log.alphabet().is_state(symbol)) {
      next.state = symbol;
      next.waits_for = log.contract().states[symbol].waits_for;
    } else if (symbol == log.alphabet().symbol(Happening::cancel)) {
      next.waits_for = WaitsFor::closing;
    } else if (symbol != log.alphabet().symbol(Happening::reopen)) {
      continue;
    }
    states.push_back(next);
  }
  return states;
}

/// Cuts stretches where the ticket's state or the calendar changes.
class Cutter {
 public:
  Cutter(const Plans &plans, const Plan &plan, const LaneState &lane, std::vector<InState> states)
      : plans_(plans), plan_(plan), lane_(lane), states_(std::move(states)) {}

  Explanation cut(const std::vector<Trace::Stretch> &stretches) {
    std::size_t first = 0;  // the state that holds where the stretch begins
    for (const Trace::Stretch &stretch : stretches) {
      while (first + 1 < states_.size() && states_[first + 1].from_us <= stretch.from_us) ++first;
      for (std::size_t i = first; i < states_.size() && (i == first || states_[i].from_us < stretch.to_us); ++i) {
        const std::int64_t from_us = i == first ? stretch.from_us : states_[i].from_us;
        const std::int64_t next_us = i + 1 < states_.size() ? states_[i + 1].from_us : stretch.to_us;
        cut_by_hours(stretch, from_us, std::min(next_us, stretch.to_us), states_[i]);
      }
    }
    return std::move(explanation_);
  }

 private:
  void cut_by_hours(const Trace::Stretch &stretch, std::int64_t from_us, std::int64_t to_us, const InState &in) {
    const bool is_wall = stretch.kind != SegmentKind::elapsed && plan_.target->pause_counts == PauseCounts::wall_time;
    if (is_wall) {
      add(stretch, from_us, to_us, stretch.kind, in);
      return;
    }
    const Calendar &calendar = *plans_.calendars[static_cast<std::size_t>(stretch.calendar)];
    if (plan_.target->outside_hours == OutsideHours::immediately) {
      const CalendarAnswer open = calendar.next_open(lane_.started_us);
      const std::int64_t at_once_us = open.status == CalendarStatus::ok ? open.value : kLastInstantUs;
      if (from_us < at_once_us) add(stretch, from_us, std::min(to_us, at_once_us), stretch.kind, in);
      from_us = std::max(from_us, std::min(to_us, at_once_us));
    }
    const OpenTime &hours = calendar.open_time();
    for (std::size_t i = hours.first_closing_after(from_us); i < hours.size() && from_us < to_us; ++i) {
      const OpenInterval open = hours.interval(i);
      add(stretch, from_us, std::min(open.open_us, to_us), SegmentKind::outside, in);
      add(stretch, std::max(from_us, open.open_us), std::min(open.close_us, to_us), stretch.kind, in);
      from_us = std::min(open.close_us, to_us);
    }
    add(stretch, from_us, to_us, SegmentKind::outside, in);
  }

  void add(const Trace::Stretch &stretch, std::int64_t from_us, std::int64_t to_us, SegmentKind kind, const InState &in) {
    if (from_us >= to_us) return;
    explanation_.from_us.push_back(from_us);
    explanation_.to_us.push_back(to_us);
    explanation_.kind.push_back(static_cast<std::int32_t>(kind));
    explanation_.state.push_back(in.state);
    explanation_.waits_for.push_back(static_cast<std::int32_t>(in.waits_for));
    explanation_.calendar.push_back(stretch.calendar);
    explanation_.event.push_back(in.event);
  }

  const Plans &plans_;
  const Plan &plan_;
  const LaneState &lane_;
  std::vector<InState> states_;
  Explanation explanation_;
};

}  // namespace

Explanation explain(const EventLog &log, std::size_t ticket, std::int32_t target, std::int32_t cycle,
                    std::int64_t as_of_us) {
  if (!is_supported_instant(as_of_us)) throw Error(ErrorCode::range, "as_of_us is not an instant in 1970-2100");
  const Plans plans(log.contract());
  const bool is_judged = ticket < log.tickets() && log.opened_us(ticket) != kNoValue && log.opened_us(ticket) <= as_of_us;
  Catch caught{target, cycle};
  if (is_judged && target >= 0 && static_cast<std::size_t>(target) < plans.targets.size() && cycle >= 0) {
    Timeline timeline(plans);
    timeline.fill(log, ticket, as_of_us);
    std::vector<Lane<Trace>> lanes(plans.targets.size());
    for (std::size_t i = 0; i < lanes.size(); ++i) lanes[i].target = static_cast<std::int16_t>(i);
    mark_balanced<Lane<Trace>>(plans, log.balances_of(ticket), lanes);
    std::vector<std::int32_t> codes = codes_of(log, ticket);
    TicketClocks<Lane<Trace>, Catch> clocks(plans, log.alphabet(), lanes, codes.data(), log.opened_us(ticket),
                                            timeline.may_change(), caught);
    walk(clocks, timeline, log.balances_of(ticket));
  }
  if (!caught.found) {
    throw Error(ErrorCode::not_found, "ticket " + std::to_string(ticket) + " has no cycle " + std::to_string(cycle) +
                                          " of target " + std::to_string(target));
  }
  return Cutter(plans, plans.targets[static_cast<std::size_t>(target)], caught.lane, states_of(log, ticket, as_of_us))
      .cut(caught.stretches);
}

}  // namespace entente
