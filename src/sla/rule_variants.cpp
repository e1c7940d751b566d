#include "sla/rule_variants.hpp"

#include <algorithm>
#include <limits>

#include "entente/base/error.hpp"
#include "entente/calendar/calendar.hpp"

namespace entente {
namespace {

bool removes(std::span<const Cause> removed, Cause cause) {
  return std::find(removed.begin(), removed.end(), cause) != removed.end();
}

bool removes(std::span<const Cause> removed, WaitsFor waits_for) {
  switch (waits_for) {
    case WaitsFor::requester: return removes(removed, Cause::requester);
    case WaitsFor::third_party: return removes(removed, Cause::third_party);
    case WaitsFor::closing: return removes(removed, Cause::closing);
    case WaitsFor::provider: break;
  }
  return false;
}

}  // namespace

std::vector<std::int32_t> rule_targets(const Contract &contract) {
  std::vector<std::int32_t> targets;
  if (!contract.recorded_verdict) return targets;
  const std::vector<std::int32_t> &commitments = contract.recorded_verdict->targets;
  for (std::size_t i = 0; i < contract.targets.size(); ++i) {
    if (std::binary_search(commitments.begin(), commitments.end(), contract.targets[i].commitment)) {
      targets.push_back(static_cast<std::int32_t>(i));
    }
  }
  return targets;
}

RuleVariants::RuleVariants(const Contract &contract, std::span<const Cause> order, std::int32_t promised_calendar)
    : given_(contract), rule_(rule_targets(contract)), promised_calendar_(promised_calendar) {
  variants_.states = contract.states;
  variants_.attributes = contract.attributes;
  for (std::size_t removed = 0; removed <= order.size(); ++removed) add_variant(order.first(removed));
}

std::int32_t RuleVariants::target(std::int32_t of_rule, std::size_t removed) const noexcept {
  const auto place = std::lower_bound(rule_.begin(), rule_.end(), of_rule) - rule_.begin();
  return static_cast<std::int32_t>(removed * rule_.size()) + static_cast<std::int32_t>(place);
}

void RuleVariants::add_variant(std::span<const Cause> removed) {
  const bool hours = removes(removed, Cause::calendar);
  const bool holidays = removes(removed, Cause::holiday);
  const auto variant = static_cast<std::int32_t>(variants_.targets.size() / std::max<std::size_t>(rule_.size(), 1));
  for (const std::int32_t of_rule : rule_) {
    Target target = given_.targets[static_cast<std::size_t>(of_rule)];
    // A variant is succeeded by itself only, when the ticket or the terms change.
    target.series += variant * static_cast<std::int32_t>(given_.series.size());
    target.escalations.clear();
    for (std::size_t state = 0; state < target.clock.size(); ++state) {
      if (target.clock[state] == Clock::run && removes(removed, given_.states[state].waits_for)) {
        target.clock[state] = Clock::pause;
      }
    }
    target.calendar.otherwise = calendar(target.calendar.otherwise, hours, holidays);
    for (auto &[code, own] : target.calendar.by_code) own = calendar(own, hours, holidays);
    variants_.targets.push_back(std::move(target));
  }
}

std::int32_t RuleVariants::calendar(std::int32_t own, bool promised_hours, bool promised_holidays) {
  const bool is_promised = promised_calendar_ >= 0;
  std::pair<std::int32_t, std::int32_t> wanted{is_promised && promised_hours ? promised_calendar_ : own,
                                               is_promised && promised_holidays ? promised_calendar_ : own};
  const auto has_parts = [&](std::int32_t i) {
    return given_.calendars[static_cast<std::size_t>(i)].definition != nullptr;
  };
  if (!has_parts(wanted.first) || !has_parts(wanted.second)) wanted.second = wanted.first;
  const auto next = static_cast<std::int32_t>(variants_.calendars.size());
  const auto [entry, is_new] = made_.emplace(wanted, next);
  if (!is_new) return entry->second;
  if (next >= std::numeric_limits<std::int8_t>::max()) {
    throw Error(ErrorCode::limit, "the rule and the promises take more than 127 calendars together");
  }
  variants_.calendars.push_back(make_calendar(wanted.first, wanted.second));
  return next;
}

NamedCalendar RuleVariants::make_calendar(std::int32_t hours, std::int32_t holidays) const {
  const NamedCalendar &own = given_.calendars[static_cast<std::size_t>(hours)];
  const NamedCalendar &other = given_.calendars[static_cast<std::size_t>(holidays)];
  if (hours == holidays || (own.definition->holidays == other.definition->holidays &&
                            own.definition->holiday_rules.empty() && other.definition->holiday_rules.empty())) {
    return own;
  }
  CalendarDefinition definition = *own.definition;
  definition.holidays = other.definition->holidays;
  definition.holiday_rules = other.definition->holiday_rules;
  return {own.name, std::make_shared<const Calendar>(definition, given_.zoneinfo)};
}

}  // namespace entente
