#include "sla/cycle_row.hpp"

#include <algorithm>
#include <limits>

namespace entente {
namespace {

CycleState judge(const LaneState &lane, Ending ending, std::int64_t due_us) {
  const bool has_due = due_us != kNoValue;
  switch (ending) {
    case Ending::stopped:
      return has_due && lane.since_us > due_us ? CycleState::breached : CycleState::met;
    case Ending::cancelled:
    case Ending::superseded:
      return has_due && lane.since_us > due_us ? CycleState::breached : CycleState::cancelled;
    case Ending::open:
      break;
  }
  if (has_due && due_us < lane.since_us) return CycleState::breached;
  return lane.phase == Phase::pause ? CycleState::paused : CycleState::running;
}

std::int32_t percent_of(std::int64_t consumed_us, std::int64_t allowed_us) {
  const std::int64_t percent = consumed_us * 100 / allowed_us;  // at most twice 130 years: no overflow
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(percent, 0, std::numeric_limits<std::int32_t>::max()));
}

/// While a clock was stopped nothing escalates: that is made up for at the reopening.
std::int64_t after_stops(std::int64_t at_us, const std::vector<Tally::Stop> &stops) {
  for (const Tally::Stop &stop : stops) {
    if (stop.from_us <= at_us && at_us < stop.to_us) at_us = stop.to_us;
  }
  return at_us;
}

}  // namespace

void fill_row(const Plans &plans, const Plan &plan, const Lane<Tally> &lane, Ending ending, CycleRow &row) {
  CalendarAnswer due{static_cast<CalendarStatus>(lane.due_status), lane.due_us};
  if (!lane.due_known) due = projected_due(plan, lane, *plans.calendars[static_cast<std::size_t>(lane.calendar)]);
  const CycleState state = judge(lane, ending, due.value);
  row.target = lane.target;
  row.state = static_cast<std::int32_t>(state);
  row.consumed_percent = percent_of(lane.consumed_us(), lane.allowed_us);
  row.status = static_cast<std::int32_t>(due.status);
  row.started_us = lane.started_us;
  row.due_us = due.value;
  row.stopped_us = ending == Ending::open ? kNoValue : lane.since_us;
  row.breached_us = state == CycleState::breached ? due.value : kNoValue;
  row.target_us = plan.target->duration_us;
  row.elapsed_us = lane.elapsed_us;
  row.paused_us = lane.paused_us;
  row.settled_us = lane.account.settled_us;
  row.outside_us = lane.since_us - lane.started_us - lane.elapsed_us - lane.paused_us;
  row.waited_us = lane.account.waited_us;
  row.brought_us = lane.brought_us;
  row.put_off_us = lane.allowed_us - plan.target->duration_us;
}

void find_escalations(const Plans &plans, const Plan &plan, const Lane<Tally> &lane, const CycleRow &row,
                      std::vector<EscalationRow> &out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  const std::int64_t end_us = lane.since_us;
  const auto add = [&](std::int32_t escalation, std::int64_t at_us) {
    const std::int64_t reached_us = after_stops(at_us, lane.account.stops);
    if (reached_us < end_us) out.push_back({0, escalation, reached_us});
  };
  for (const auto &[escalation, at_us] : lane.account.escalated) add(escalation, at_us);
  if (lane.due_known && row.status == 0) {
    const Calendar &calendar = *plans.calendars[static_cast<std::size_t>(lane.due_calendar)];
    for (std::size_t i = 0; i < plan.target->escalations.size(); ++i) {
      const Escalation &escalation = plan.target->escalations[i];
      if (consumed_for(escalation, lane) != kNoValue) continue;
      const CalendarAnswer at = after_due(escalation, lane, calendar);
      if (at.status == CalendarStatus::ok) add(static_cast<std::int32_t>(i), at.value);
    }
  }
  std::sort(out.begin() + first, out.end(), [](const EscalationRow &a, const EscalationRow &b) {
    return a.at_us != b.at_us ? a.at_us < b.at_us : a.escalation < b.escalation;
  });
}

}  // namespace entente
