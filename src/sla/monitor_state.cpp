#include "sla/monitor_state.hpp"

#include <algorithm>
#include <tuple>

namespace entente {
namespace {

/// A point in time for Step, which looks each calendar up once.
class Moment {
 public:
  Moment(const Plans &plans, std::int64_t at_us) : plans_(plans), at_us_(at_us) {}
  [[nodiscard]] std::int64_t at_us() const noexcept { return at_us_; }
  [[nodiscard]] std::int64_t open_us(std::int32_t calendar) noexcept {
    if (calendar != calendar_) {
      calendar_ = calendar;
      open_us_ = plans_.calendars[static_cast<std::size_t>(calendar)]->open_time().before_us(at_us_);
    }
    return open_us_;
  }

 private:
  const Plans &plans_;
  std::int64_t at_us_;
  std::int64_t open_us_ = 0;
  std::int32_t calendar_ = -1;
};

constexpr std::size_t kMostNotices = 1 + limits::kTargetEscalations;  ///< of one clock at one instant

bool is_same(const LaneState &a, const LaneState &b) noexcept {
  return a.phase == b.phase && a.since_us == b.since_us && a.started_us == b.started_us && a.visible == b.visible &&
         a.calendar == b.calendar;
}

}  // namespace

Monitor::State::State(std::shared_ptr<const Contract> terms, std::int64_t start_us, bool may_change)
    : contract(std::move(terms)), plans(*contract), alphabet(*contract), attributes_may_change(may_change),
      targets_may_change(may_change || !plans.changes_us.empty()), now_us(start_us),
      scratch_codes(contract->attributes.size() + 1), wheel(*this, start_us) {
  while (next_change < plans.changes_us.size() && plans.changes_us[next_change] <= now_us) ++next_change;
}

bool Monitor::State::knows(std::int32_t ticket) const noexcept {
  return ticket >= 0 && static_cast<std::size_t>(ticket) < tickets.size() &&
         tickets[static_cast<std::size_t>(ticket)].opened_us != kNoValue;
}

std::size_t Monitor::State::bytes() const noexcept {
  return sizeof *this + lanes.bytes() + tickets.capacity() * sizeof(Ticket) +
         (free_tickets.capacity() + codes.capacity()) * sizeof(std::int32_t) + notices.capacity() * sizeof(Notice) +
         wheel.bytes() - sizeof wheel;
}

std::int32_t *Monitor::State::codes_of(std::int32_t ticket) noexcept {
  if (!attributes_may_change || contract->attributes.empty()) return scratch_codes.data();
  return codes.data() + static_cast<std::size_t>(ticket) * contract->attributes.size();
}

template <class Do>
void Monitor::State::step(std::int32_t ticket, std::int64_t at_us, Do &&act) {
  const Ticket &row = tickets[static_cast<std::size_t>(ticket)];
  const std::span<WatchedLane> all = lanes_of(row);
  wheel.make_room(all.size());
  if (notices.capacity() - notices.size() < all.size()) notices.reserve(2 * notices.capacity() + all.size());
  Moment now(plans, at_us);
  TicketClocks<WatchedLane, State> clocks(plans, alphabet, all, codes_of(ticket), row.opened_us, targets_may_change,
                                          *this);
  constexpr std::size_t kKept = 8;  // lanes that are compared, to leave alone what did not move
  std::array<LaneState, kKept> before;
  for (std::size_t i = 0; i < std::min(all.size(), kKept); ++i) before[i] = all[i];
  act(clocks, now);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i < kKept && is_same(before[i], all[i])) continue;
    const auto id = static_cast<std::int32_t>(row.first_lane + static_cast<std::int32_t>(i));
    wheel.erase(id);
    const std::int64_t next_us = marks_of(all[i]).next_us;
    if (next_us != kNoValue) wheel.insert(id, next_us);
  }
}

std::int32_t Monitor::State::open(std::int64_t opened_us, std::span<const std::int32_t> values) {
  std::vector<std::int16_t> targets;
  const auto applies = [&](const Plan &plan) {
    return plan.applies_to_terms(opened_us, opened_us) &&
           holds(plan.target->when, [&](std::int32_t attribute) { return values[static_cast<std::size_t>(attribute)]; });
  };
  for (std::size_t i = 0; i < plans.targets.size(); ++i) {
    if (targets_may_change || applies(plans.targets[i])) targets.push_back(static_cast<std::int16_t>(i));
  }
  if (free_tickets.empty()) {
    if (tickets.size() >= static_cast<std::size_t>(limits::kRows)) throw Error(ErrorCode::limit, "too many tickets");
    free_tickets.reserve(1);
    codes.resize(attributes_may_change ? (tickets.size() + 1) * contract->attributes.size() : 0);
    tickets.emplace_back();
    free_tickets.push_back(static_cast<std::int32_t>(tickets.size() - 1));
  }
  const std::int32_t first = targets.empty() ? 0 : lanes.take(targets.size());
  const std::int32_t ticket = free_tickets.back();
  free_tickets.pop_back();
  tickets[static_cast<std::size_t>(ticket)] = {opened_us, first, static_cast<std::int32_t>(targets.size())};
  std::copy(values.begin(), values.end(), codes_of(ticket));
  for (std::size_t i = 0; i < targets.size(); ++i) {
    WatchedLane &lane = lanes[first + static_cast<std::int32_t>(i)];
    lane = WatchedLane{};
    lane.target = targets[i];
    lane.ticket = ticket;
  }
  lane_count += targets.size();
  step(ticket, opened_us, [](auto &clocks, Moment &now) { clocks.open(now); });
  if (next_change > 0 && opened_us < plans.changes_us[next_change - 1]) {
    for (std::size_t i = 0; i < next_change; ++i) {
      if (plans.changes_us[i] <= opened_us) continue;
      step(ticket, plans.changes_us[i], [](auto &clocks, Moment &now) { clocks.amend(now); });
    }
  }
  return ticket;
}

void Monitor::State::apply(std::int32_t ticket, Alphabet::Symbol symbol) {
  step(ticket, now_us, [&](auto &clocks, Moment &now) { clocks.apply(symbol, now); });
}

void Monitor::State::balance(std::int32_t ticket, std::int32_t commitment, std::int64_t consumed_us,
                             std::int64_t as_of_us) {
  const Ticket &row = tickets[static_cast<std::size_t>(ticket)];
  for (WatchedLane &lane : lanes_of(row)) {
    if (plans.targets[static_cast<std::size_t>(lane.target)].target->commitment != commitment) continue;
    lane.phase = Phase::idle;
    lane.balanced = true;
  }
  step(ticket, std::max(as_of_us, row.opened_us),
       [&](auto &clocks, Moment &now) { clocks.balance(commitment, consumed_us, now); });
}

void Monitor::State::forget(std::int32_t ticket) {
  Ticket &row = tickets[static_cast<std::size_t>(ticket)];
  free_tickets.push_back(ticket);
  for (std::int32_t i = 0; i < row.lane_count; ++i) wheel.erase(row.first_lane + i);
  if (row.lane_count > 0) lanes.give_back(row.first_lane, static_cast<std::size_t>(row.lane_count));
  lane_count -= static_cast<std::size_t>(row.lane_count);
  row = {};
}

CalendarAnswer Monitor::State::due_of(const LaneState &lane) const noexcept {
  if (lane.due_known) return {static_cast<CalendarStatus>(lane.due_status), lane.due_us};
  return projected_due(plans.targets[static_cast<std::size_t>(lane.target)], lane,
                       *plans.calendars[static_cast<std::size_t>(lane.calendar)]);
}

/// What lies before lane.since_us is made up for then: a stop was undone, or the target came to apply.
Marks Monitor::State::marks_of(const LaneState &lane) const noexcept {
  Marks marks;
  if (!lane.visible || !lane.is_open()) return marks;
  const Plan &plan = plans.targets[static_cast<std::size_t>(lane.target)];
  const Calendar &calendar = *plans.calendars[static_cast<std::size_t>(lane.calendar)];
  const auto add = [&](CalendarAnswer at, bool breach, std::uint32_t escalation) {
    if (at.status != CalendarStatus::ok) return;
    const std::int64_t at_us = std::max(at.value, lane.since_us);
    if (marks.next_us != kNoValue && at_us > marks.next_us) return;
    if (marks.next_us == kNoValue || at_us < marks.next_us) marks = {at_us, false, 0};
    marks.breach = marks.breach || breach;
    marks.escalations |= escalation;
  };
  if (!lane.told && (lane.due_known || lane.phase == Phase::run)) add(due_of(lane), true, 0);
  const std::vector<Escalation> &escalations = plan.target->escalations;
  for (std::size_t i = 0; i < escalations.size(); ++i) {
    if ((lane.reached >> i & 1U) != 0) continue;
    const std::int64_t consumed = consumed_for(escalations[i], lane);
    if (consumed == kNoValue) {
      if (!lane.due_known || lane.due_status != 0) continue;
      add(after_due(escalations[i], lane, *plans.calendars[static_cast<std::size_t>(lane.due_calendar)]), false, 1U << i);
    } else if (lane.phase == Phase::run || lane.consumed_us() >= consumed) {
      add(consumed_at(plan, lane, calendar, consumed, Convention::none), false, 1U << i);
    }
  }
  return marks;
}

void Monitor::State::tell(std::int32_t id, std::int64_t at_us) {
  WatchedLane &lane = lanes[id];
  const Marks marks = marks_of(lane);
  if (notices.capacity() - notices.size() < kMostNotices) notices.reserve(2 * notices.capacity() + kMostNotices);
  if (marks.breach) {
    const CalendarAnswer due = due_of(lane);
    if (!lane.due_known) lane.due_calendar = lane.calendar;
    lane.due_us = due.value;
    lane.due_known = lane.told = true;
    notices.push_back({due.value, lane.ticket, lane.target, -1});
  }
  for (std::int32_t i = 0; i < 32; ++i) {
    if ((marks.escalations >> i & 1U) != 0) notices.push_back({at_us, lane.ticket, lane.target, i});
  }
  lane.reached |= marks.escalations;
  const std::int64_t next_us = marks_of(lane).next_us;
  if (next_us != kNoValue) wheel.insert(id, next_us);
}

void Monitor::State::tell_before(std::int64_t limit_us) {
  const auto in_order = [](const Notice &a, const Notice &b) {
    return std::tie(a.at_us, a.ticket, a.target, a.escalation) < std::tie(b.at_us, b.ticket, b.target, b.escalation);
  };
  std::size_t first = notices.size();
  std::int64_t known_us = kNoValue;
  std::int64_t at_us = 0;
  for (std::int32_t id = wheel.pop_before(limit_us, at_us); id >= 0; id = wheel.pop_before(limit_us, at_us)) {
    if (at_us != known_us) {
      std::sort(notices.begin() + static_cast<std::ptrdiff_t>(first), notices.end(), in_order);
      first = notices.size();
      known_us = at_us;
    }
    tell(id, at_us);
  }
  std::sort(notices.begin() + static_cast<std::ptrdiff_t>(first), notices.end(), in_order);
}

void Monitor::State::amend(std::int64_t at_us) {
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    if (tickets[i].opened_us == kNoValue) continue;
    step(static_cast<std::int32_t>(i), at_us, [](auto &clocks, Moment &now) { clocks.amend(now); });
  }
}

void Monitor::State::drain(std::int64_t until_us) {
  for (; next_change < plans.changes_us.size() && plans.changes_us[next_change] <= until_us; ++next_change) {
    tell_before(plans.changes_us[next_change]);
    amend(plans.changes_us[next_change]);
  }
  tell_before(until_us);
  now_us = until_us;
}

bool Monitor::State::read(std::int32_t ticket, std::int32_t target, ClockReading &reading) const {
  for (const WatchedLane &watched : lanes_of(tickets[static_cast<std::size_t>(ticket)])) {
    if (watched.target != target) continue;
    if (!watched.visible || watched.started_us == kNoValue) return false;
    WatchedLane lane = watched;
    Moment now(plans, now_us);
    Step<WatchedLane, Moment, const State> step(plans, lane, now, *this);
    if (lane.is_open()) step.count();
    const CalendarAnswer due = due_of(lane);
    const bool is_late = due.status == CalendarStatus::ok && lane.since_us > due.value;
    const bool is_open = lane.is_open();
    if (is_late) {
      reading.state = CycleState::breached;
    } else if (is_open) {
      reading.state = lane.phase == Phase::pause ? CycleState::paused : CycleState::running;
    } else {
      reading.state = lane.phase == Phase::cancel || lane.withdrawn ? CycleState::cancelled : CycleState::met;
    }
    reading.started_us = lane.started_us;
    reading.due_us = due.status == CalendarStatus::ok ? due.value : kNoValue;
    reading.stopped_us = is_open ? kNoValue : lane.since_us;
    reading.elapsed_us = lane.elapsed_us;
    reading.paused_us = lane.paused_us;
    reading.brought_us = lane.brought_us;
    reading.put_off_us = lane.allowed_us - plans.targets[static_cast<std::size_t>(lane.target)].target->duration_us;
    return true;
  }
  return false;
}

}  // namespace entente
