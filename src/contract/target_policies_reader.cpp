#include <algorithm>

#include "contract/contract_reader.hpp"
#include "contract/duration_text.hpp"

namespace entente {
namespace {

constexpr std::int64_t kMostPercent = 10'000;

/// {"attribute": ..., "values": {value: calendar}, "otherwise": calendar, "of": ...}
CalendarChoice read_calendar_choice(ContractReader &reader, json::Value value) {
  ProblemList &problems = reader.problems;
  CalendarChoice choice;
  json::ObjectReader object(value, problems);
  const auto attribute = object.required("attribute");
  const auto name = attribute ? json::read_name(*attribute, problems) : std::nullopt;
  const auto values = object.required("values");
  if (name && values && json::is_kind(*values, json::Kind::object, problems)) {
    choice.attribute = attribute_id(reader, *name);
    for (const json::Value member : *values) {
      const auto calendar = reader.calendars.find(member, problems);
      if (member.key().size() > limits::kNameBytes) {
        json::report_key(problems, "too_long", member, "at most " + std::to_string(limits::kNameBytes) + " bytes");
      } else if (calendar) {
        choice.by_code.emplace_back(value_code(reader, choice.attribute, member.key()), *calendar);
      }
    }
    std::sort(choice.by_code.begin(), choice.by_code.end());
  }
  if (const auto otherwise = object.required("otherwise")) {
    choice.otherwise = reader.calendars.find(*otherwise, problems).value_or(0);
  }
  choice.of = read_choice(object, "of", kCalendarOf, CalendarOf::ticket_at_opening, problems);
  object.finish();
  return choice;
}

CalendarChoice read_calendar_member(ContractReader &reader, json::Value value) {
  if (value.kind() == json::Kind::object) return read_calendar_choice(reader, value);
  if (value.kind() != json::Kind::text) {
    json::report(reader.problems, "wrong_type", value, "the name of a calendar or an object with the key \"attribute\"");
    return {};
  }
  CalendarChoice choice;
  choice.otherwise = reader.calendars.find(value, reader.problems).value_or(0);
  return choice;
}

/// How far from the due date: exactly one of three keys.
void read_distance(json::ObjectReader &object, json::Value element, const Target &target, Escalation &escalation,
                   ProblemList &problems) {
  const auto percent = object.optional("at_percent");
  const auto before = object.optional("before");
  const auto after = object.optional("after");
  if ((percent ? 1 : 0) + (before ? 1 : 0) + (after ? 1 : 0) != 1) {
    if (object.is_object()) {
      json::report(problems, "bad_value", element, "exactly one of the keys \"at_percent\", \"before\", \"after\"");
    }
    return;
  }
  if (percent) {
    escalation.amount = json::read_integer(*percent, 1, kMostPercent, problems).value_or(1);
  } else if (before) {
    escalation.at = EscalationAt::before;
    escalation.amount = read_duration(*before, 0, problems).value_or(0);
    if (escalation.amount >= target.duration_us) {
      json::report(problems, "inconsistent", *before, "less than the target's duration");
    }
  } else {
    escalation.at = EscalationAt::after;
    escalation.amount = read_duration(*after, 0, problems).value_or(0);
  }
}

}  // namespace

void read_escalations(ContractReader &reader, json::Value escalations, Target &target) {
  ProblemList &problems = reader.problems;
  if (!is_list(escalations, json::Kind::array, limits::kTargetEscalations, problems)) return;
  NameIndex ids;
  for (const json::Value element : escalations) {
    json::ObjectReader object(element, problems);
    Escalation escalation;
    if (const auto id = object.required("id")) {
      const auto name = json::read_name(*id, problems);
      if (name && ids.contains(*name)) {
        json::report(problems, "duplicate_id", *id, "an id that no other escalation of the target has");
      }
      if (name) ids.add(*name);
      escalation.id = name.value_or("");
    }
    read_distance(object, element, target, escalation, problems);
    if (const auto notify = object.optional("notify")) {
      escalation.notify = json::read_text(*notify, problems).value_or("");
    }
    object.finish();
    target.escalations.push_back(std::move(escalation));
  }
}

void read_policies(ContractReader &reader, json::ObjectReader &object, Target &target) {
  ProblemList &problems = reader.problems;
  if (const auto calendar = object.required("calendar")) target.calendar = read_calendar_member(reader, *calendar);
  std::string_view series = word_of(target.metric, kMetrics);
  if (const auto name = object.optional("series")) series = json::read_name(*name, problems).value_or(series);
  target.series = reader.series.add(series);
  if (static_cast<std::size_t>(target.series) == reader.contract.series.size()) {
    reader.contract.series.emplace_back(series);
  }
  target.close_lands_on = read_choice(object, "close_lands_on", kCloseLandsOn, CloseLandsOn::close, problems);
  target.pause_counts = read_choice(object, "pause_counts", kPauseCounts, PauseCounts::calendar_time, problems);
  target.on_change = read_choice(object, "on_change", kOnChanges, OnChange::from_creation, problems);
  target.on_amendment =
      read_choice(object, "on_amendment", kOnAmendments, OnAmendment::terms_at_opening, problems);
  target.outside_hours = read_choice(object, "outside_hours", kOutsideHours, OutsideHours::next_open, problems);
  if (const auto bonus = object.optional("outside_hours_bonus")) {
    target.outside_bonus_us = read_duration(*bonus, 0, problems).value_or(0);
  }
  if (const auto list = object.optional("escalations")) read_escalations(reader, *list, target);
}

}  // namespace entente
