#include "sla/plan.hpp"

#include <algorithm>

namespace entente {
namespace {

void mark(std::vector<bool> &depends_on, const Conditions &conditions) {
  for (const Condition &condition : conditions) depends_on[static_cast<std::size_t>(condition.attribute)] = true;
}

std::vector<StateEffect> effects_of(const Contract &contract, const Target &target) {
  std::vector<StateEffect> effects;
  for (std::size_t i = 0; i < contract.states.size(); ++i) {
    const bool responds = std::binary_search(target.responded_in.begin(), target.responded_in.end(),
                                             static_cast<std::int32_t>(i));
    effects.push_back({target.clock[i], contract.states[i].waits_for, responds});
  }
  return effects;
}

Plan make_plan(const Contract &contract, const Target &target) {
  Plan plan;
  plan.target = &target;
  plan.states = effects_of(contract, target);
  for (const Condition &condition : target.when) {
    const std::size_t values = contract.attributes[static_cast<std::size_t>(condition.attribute)].values.size();
    plan.when.push_back({condition.attribute, std::vector<std::uint8_t>(values + 1, 0)});
    for (const std::int32_t code : condition.codes) plan.when.back().holds[static_cast<std::size_t>(code)] = 1;
  }
  plan.depends_on.assign(contract.attributes.size(), false);
  for (const Conditions *conditions : {&target.when, &target.start_when, &target.pause_when, &target.stop_when}) {
    mark(plan.depends_on, *conditions);
  }
  const CalendarChoice &choice = target.calendar;
  if (choice.attribute >= 0) {
    const auto attribute = static_cast<std::size_t>(choice.attribute);
    plan.calendar_of_code.assign(contract.attributes[attribute].values.size() + 1, choice.otherwise);
    for (const auto &[code, calendar] : choice.by_code) plan.calendar_of_code[static_cast<std::size_t>(code)] = calendar;
    if (choice.of == CalendarOf::group_at_the_time) plan.depends_on[attribute] = true;
  }
  plan.starts_by_event = target.start_on != 0;
  plan.starts_by_condition = !plan.starts_by_event || !target.start_when.empty();
  plan.starts_again = plan.starts_by_event || !target.start_when.empty();
  plan.repeats_by_event = target.metric == Metric::periodic_update;
  plan.is_bounded = target.from_us != std::numeric_limits<std::int64_t>::min() ||
                    target.until_us != std::numeric_limits<std::int64_t>::max();
  plan.asks_attributes = !target.start_when.empty() || !target.pause_when.empty() || !target.stop_when.empty() ||
                         (choice.attribute >= 0 && choice.of == CalendarOf::group_at_the_time);
  return plan;
}

}  // namespace

Plans::Plans(const Contract &terms) : contract(terms) {
  for (const NamedCalendar &named : contract.calendars) calendars.push_back(named.calendar.get());
  for (const Target &target : contract.targets) {
    targets.push_back(make_plan(contract, target));
    if (target.on_amendment != OnAmendment::terms_in_force) continue;
    if (target.from_us != std::numeric_limits<std::int64_t>::min()) changes_us.push_back(target.from_us);
    if (target.until_us != std::numeric_limits<std::int64_t>::max()) changes_us.push_back(target.until_us);
  }
  std::sort(changes_us.begin(), changes_us.end());
  changes_us.erase(std::unique(changes_us.begin(), changes_us.end()), changes_us.end());
}

}  // namespace entente
