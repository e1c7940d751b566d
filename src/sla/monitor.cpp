#include "entente/sla/monitor.hpp"

#include <algorithm>
#include <tuple>

#include "entente/base/error.hpp"
#include "sla/monitor_state.hpp"

namespace entente {

Monitor::Monitor(std::shared_ptr<const Contract> contract, std::int64_t start_us, bool attributes_may_change) {
  if (!is_supported_instant(start_us)) throw Error(ErrorCode::range, "start_us is not an instant in 1970-2100");
  state_ = std::make_unique<State>(std::move(contract), start_us, attributes_may_change);
}
Monitor::~Monitor() = default;
Monitor::Monitor(Monitor &&) noexcept = default;
Monitor &Monitor::operator=(Monitor &&) noexcept = default;

std::int64_t Monitor::now_us() const noexcept { return state_->now_us; }
std::size_t Monitor::tickets() const noexcept { return state_->tickets.size() - state_->free_tickets.size(); }
std::size_t Monitor::clocks() const noexcept { return state_->lane_count; }
std::size_t Monitor::bytes() const noexcept { return state_->bytes(); }
const std::vector<Notice> &Monitor::notices() const noexcept { return state_->notices; }
void Monitor::clear_notices() noexcept { state_->notices.clear(); }
void Monitor::drop_notices(std::size_t count) noexcept {
  std::vector<Notice> &notices = state_->notices;
  notices.erase(notices.begin(), notices.begin() + static_cast<std::ptrdiff_t>(std::min(count, notices.size())));
}

std::size_t Monitor::open_clocks() const noexcept {
  std::size_t count = 0;
  for (const State::Ticket &ticket : state_->tickets) {
    for (const WatchedLane &lane : state_->lanes_of(ticket)) count += lane.visible && lane.is_open() ? 1U : 0U;
  }
  return count;
}

MonitorOutcome Monitor::open(std::int64_t opened_us, std::span<const std::int32_t> codes, std::int32_t &ticket) {
  State &state = *state_;
  if (codes.size() != state.contract->attributes.size()) {
    throw Error(ErrorCode::invalid, "expected " + std::to_string(state.contract->attributes.size()) +
                                        " value codes, got " + std::to_string(codes.size()));
  }
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!state.alphabet.symbol(kAttributeEvent + static_cast<std::int32_t>(i), codes[i])) {
      return MonitorOutcome::unknown_event;
    }
  }
  if (!is_supported_instant(opened_us)) return MonitorOutcome::out_of_range;
  if (opened_us > state.now_us) state.drain(opened_us);
  ticket = state.open(opened_us, codes);
  return MonitorOutcome::accepted;
}

MonitorOutcome Monitor::balance(std::int32_t ticket, std::int32_t commitment, std::int64_t consumed_us,
                                std::int64_t as_of_us) {
  State &state = *state_;
  if (!state.knows(ticket)) return MonitorOutcome::unknown_ticket;
  if (commitment < 0 || static_cast<std::size_t>(commitment) >= state.contract->commitments.size()) {
    return MonitorOutcome::unknown_event;
  }
  if (!is_supported_instant(as_of_us) || as_of_us > state.now_us || consumed_us < 0 || consumed_us > kLastInstantUs) {
    return MonitorOutcome::out_of_range;
  }
  state.balance(ticket, commitment, consumed_us, as_of_us);
  return MonitorOutcome::accepted;
}

MonitorOutcome Monitor::apply(std::int32_t ticket, std::int64_t at_us, std::int32_t kind, std::int32_t value) {
  State &state = *state_;
  if (!state.knows(ticket)) return MonitorOutcome::unknown_ticket;
  if (!is_supported_instant(at_us)) return MonitorOutcome::out_of_range;
  const auto symbol = state.alphabet.symbol(kind, value);
  if (!symbol) return MonitorOutcome::unknown_event;
  if (state.alphabet.is_attribute(*symbol) && !state.attributes_may_change) return MonitorOutcome::fixed_attributes;
  if (at_us < state.now_us) return MonitorOutcome::time_backwards;
  state.drain(at_us);
  state.apply(ticket, *symbol);
  return MonitorOutcome::accepted;
}

MonitorOutcome Monitor::forget(std::int32_t ticket) {
  if (!state_->knows(ticket)) return MonitorOutcome::unknown_ticket;
  state_->forget(ticket);
  return MonitorOutcome::accepted;
}

MonitorOutcome Monitor::advance(std::int64_t now_us) {
  if (!is_supported_instant(now_us)) return MonitorOutcome::out_of_range;
  if (now_us < state_->now_us) return MonitorOutcome::time_backwards;
  state_->drain(now_us);
  return MonitorOutcome::accepted;
}

bool Monitor::read(std::int32_t ticket, std::int32_t target, ClockReading &reading) const {
  return state_->knows(ticket) && state_->read(ticket, target, reading);
}

std::vector<Monitor::Due> Monitor::due_before(std::int64_t before_us) const {
  const State &state = *state_;
  std::vector<Due> result;
  state.wheel.visit_before(before_us, [&](std::int32_t id) {
    const WatchedLane &lane = state.lanes[id];
    if (lane.phase != Phase::run || lane.told) return;
    const CalendarAnswer due = state.due_of(lane);
    if (due.status == CalendarStatus::ok && due.value < before_us) result.push_back({due.value, lane.ticket, lane.target});
  });
  std::sort(result.begin(), result.end(), [](const Due &a, const Due &b) {
    return std::tie(a.due_us, a.ticket, a.target) < std::tie(b.due_us, b.ticket, b.target);
  });
  return result;
}

}  // namespace entente
