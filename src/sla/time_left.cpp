#include "entente/sla/time_left.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/calendar/calendar.hpp"
#include "sla/plan.hpp"

namespace entente {
namespace {

/// The value codes that a ticket's attributes have at an instant.
void read_codes(const EventLog &log, std::size_t ticket, std::int64_t as_of_us, std::vector<std::int32_t> &codes) {
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = log.code(static_cast<std::int32_t>(i), ticket);
  const EventLog::Events events = log.events_of(ticket);
  for (std::size_t i = 0; i < events.at_us.size() && events.at_us[i] <= as_of_us; ++i) {
    if (log.alphabet().is_state(events.symbol[i]) || log.alphabet().is_happening(events.symbol[i])) continue;
    const Alphabet::AttributeValue value = log.alphabet().attribute_value(events.symbol[i]);
    codes[static_cast<std::size_t>(value.attribute)] = value.code;
  }
}

/// The value that chose a target's calendar: at the opening, or the one that holds.
std::int32_t calendar_of(const EventLog &log, const Plan &plan, std::size_t ticket,
                         const std::vector<std::int32_t> &codes) {
  const CalendarChoice &choice = plan.target->calendar;
  if (choice.attribute < 0) return choice.otherwise;
  const std::int32_t code = choice.of == CalendarOf::group_at_the_time
                                ? codes[static_cast<std::size_t>(choice.attribute)]
                                : log.code(choice.attribute, ticket);
  return plan.calendar_of_code[static_cast<std::size_t>(code)];
}

bool is_open(const Cycles &cycles, std::size_t row) {
  const auto state = static_cast<CycleState>(cycles.state[row]);
  return cycles.stopped_us[row] == kNoValue && state != CycleState::incomplete_history;
}

std::int64_t left_of(const Cycles &cycles, std::size_t row) {
  return cycles.target_us[row] + cycles.put_off_us[row] - cycles.brought_us[row] - cycles.elapsed_us[row];
}

std::int64_t hand_over(const Calendar &calendar, const Cycles &cycles, std::size_t row, std::int64_t as_of_us,
                       std::int64_t work_us) {
  CalendarAnswer due{CalendarStatus::ok, cycles.due_us[row]};
  const bool stands_still = cycles.state[row] == static_cast<std::int32_t>(CycleState::paused);
  if (stands_still && left_of(cycles, row) > 0) due = calendar.add(as_of_us, left_of(cycles, row));
  if (due.status != CalendarStatus::ok || due.value == kNoValue) return kNoValue;
  return work_us == 0 ? due.value : calendar.subtract(due.value, work_us).value;
}

void check(const EventLog &log, const Cycles &cycles, std::int64_t as_of_us, std::int32_t attribute,
           std::int64_t work_us) {
  if (!is_supported_instant(as_of_us)) {
    throw Error(ErrorCode::range, "as_of_us is " + std::to_string(as_of_us) + ", expected an instant in 1970-2100");
  }
  if (work_us < 0 || work_us > kLastInstantUs) {
    throw Error(ErrorCode::range, "work_us is " + std::to_string(work_us) + ", expected 0 to 130 years");
  }
  const std::size_t attributes = log.contract().attributes.size();
  if (attribute < -1 || (attribute >= 0 && static_cast<std::size_t>(attribute) >= attributes)) {
    throw Error(ErrorCode::not_found, "attribute is " + std::to_string(attribute) + ", expected -1 to " +
                                          std::to_string(attributes) + " less 1");
  }
  const std::size_t commitments = log.contract().targets.size() + log.contract().combinations.size();
  for (std::size_t row = 0; row < cycles.size(); ++row) {
    if (static_cast<std::size_t>(cycles.ticket[row]) < log.tickets() &&
        static_cast<std::size_t>(cycles.target[row]) < commitments) {
      continue;
    }
    throw Error(ErrorCode::invalid, "cycle " + std::to_string(row) + " is of a ticket or target that the log does not have");
  }
}

}  // namespace

TimeLeft time_left(const EventLog &log, const Cycles &cycles, std::int64_t as_of_us, std::int32_t attribute,
                   std::int64_t work_us) {
  check(log, cycles, as_of_us, attribute, work_us);
  const Plans plans(log.contract());
  std::vector<std::int32_t> codes(log.contract().attributes.size());
  std::int32_t read = -1;  // the ticket whose codes these are
  TimeLeft left;
  for (std::size_t row = 0; row < cycles.size(); ++row) {
    const auto target = static_cast<std::size_t>(cycles.target[row]);
    if (target >= plans.targets.size() || !is_open(cycles, row)) continue;
    const auto ticket = static_cast<std::size_t>(cycles.ticket[row]);
    if (cycles.ticket[row] != read) {
      read_codes(log, ticket, as_of_us, codes);
      read = cycles.ticket[row];
    }
    const auto calendar = static_cast<std::size_t>(calendar_of(log, plans.targets[target], ticket, codes));
    left.row.push_back(static_cast<std::int64_t>(row));
    left.queue.push_back(attribute < 0 ? 0 : codes[static_cast<std::size_t>(attribute)]);
    left.left_us.push_back(left_of(cycles, row));
    left.hand_over_us.push_back(hand_over(*plans.calendars[calendar], cycles, row, as_of_us, work_us));
  }
  return left;
}

QueueTime by_queue(const TimeLeft &left, const Cycles &cycles) {
  struct Sum {
    std::int64_t clocks = 0, paused = 0, overrun = 0, least_us = kNoValue, total_us = 0, first_us = kNoValue;
  };
  std::map<std::int32_t, Sum> sums;
  for (std::size_t i = 0; i < left.size(); ++i) {
    Sum &sum = sums[left.queue[i]];
    ++sum.clocks;
    const std::int32_t state = cycles.state[static_cast<std::size_t>(left.row[i])];
    if (state == static_cast<std::int32_t>(CycleState::paused)) ++sum.paused;
    if (left.left_us[i] < 0) {
      ++sum.overrun;
      continue;
    }
    sum.total_us += left.left_us[i];
    if (sum.least_us == kNoValue || left.left_us[i] < sum.least_us) sum.least_us = left.left_us[i];
    const std::int64_t at_us = left.hand_over_us[i];
    if (at_us != kNoValue && (sum.first_us == kNoValue || at_us < sum.first_us)) sum.first_us = at_us;
  }
  QueueTime queues;
  for (const auto &[queue, sum] : sums) {
    queues.queue.push_back(queue);
    queues.clocks.push_back(sum.clocks);
    queues.paused.push_back(sum.paused);
    queues.overrun.push_back(sum.overrun);
    queues.least_left_us.push_back(sum.least_us);
    queues.total_left_us.push_back(sum.total_us);
    queues.first_hand_over_us.push_back(sum.first_us);
  }
  return queues;
}

}  // namespace entente
