#include "contract/contract_writer.hpp"

namespace entente {
namespace {

using json::Writer;

void write_calendar_choice(Writer &writer, const CalendarChoice &choice, const Contract &contract) {
  const auto name = [&](std::int32_t calendar) -> const std::string & {
    return contract.calendars[static_cast<std::size_t>(calendar)].name;
  };
  if (choice.attribute < 0) {
    writer.member("calendar", name(choice.otherwise));
    return;
  }
  const Attribute &attribute = contract.attributes[static_cast<std::size_t>(choice.attribute)];
  writer.key("calendar");
  writer.begin_object();
  writer.member("attribute", attribute.name);
  writer.key("values");
  writer.begin_object();
  for (const auto &[code, calendar] : choice.by_code) {
    writer.member(attribute.values[static_cast<std::size_t>(code - 1)], name(calendar));
  }
  writer.end_object();
  writer.member("otherwise", name(choice.otherwise));
  writer.member("of", word_of(choice.of, kCalendarOf));
  writer.end_object();
}

void write_happenings(Writer &writer, std::string_view key, Happenings set) {
  if (set == 0) return;
  writer.key(key);
  writer.begin_array();
  for (std::size_t i = 0; i < kHappeningNames.size(); ++i) {
    if (contains(set, static_cast<Happening>(i))) writer.text(kHappeningNames[i]);
  }
  writer.end_array();
}

/// The keys that only some metrics have.
void write_ends(Writer &writer, const Target &target, const Contract &contract) {
  const bool is_pair = target.metric == Metric::state_pair;
  if (target.metric != Metric::next_response && target.metric != Metric::periodic_update) {
    writer.member("reopen", word_of(target.reopen, kReopens));
  }
  if (!target.responded_in.empty()) {
    write_names(writer, "responded_in", target.responded_in, contract.states, &State::name);
  }
  if (!is_pair) return;
  write_happenings(writer, "start_on", target.start_on);
  write_happenings(writer, "stop_on", target.stop_on);
  write_conditions(writer, "start_when", target.start_when, contract);
  write_conditions(writer, "stop_when", target.stop_when, contract);
}

void write_clocks(Writer &writer, const Target &target, const Contract &contract) {
  writer.key("clock_map");
  writer.begin_object();
  for (std::size_t i = 0; i < contract.states.size(); ++i) {
    if (target.clock[i] == contract.states[i].clock) continue;
    writer.member(contract.states[i].name, word_of(target.clock[i], kClocks));
  }
  writer.end_object();
}

void write_escalations(Writer &writer, const Target &target) {
  writer.key("escalations");
  writer.begin_array();
  for (const Escalation &escalation : target.escalations) {
    writer.begin_object();
    writer.member("id", escalation.id);
    if (escalation.at == EscalationAt::percent) {
      writer.member("at_percent", escalation.amount);
    } else {
      write_duration(writer, escalation.at == EscalationAt::before ? "before" : "after", escalation.amount);
    }
    writer.member("notify", escalation.notify);
    writer.end_object();
  }
  writer.end_array();
}

void write_target(Writer &writer, const Target &target, const Contract &contract) {
  writer.begin_object();
  writer.member("id", target.id);
  writer.member("metric", word_of(target.metric, kMetrics));
  writer.member("series", contract.series[static_cast<std::size_t>(target.series)]);
  writer.member("agreement", word_of(target.agreement, kAgreements));
  if (!target.party.empty()) writer.member("party", target.party);
  write_conditions(writer, "when", target.when, contract);
  write_duration(writer, "duration", target.duration_us);
  write_calendar_choice(writer, target.calendar, contract);
  write_conditions(writer, "pause_when", target.pause_when, contract);
  write_ends(writer, target, contract);
  write_clocks(writer, target, contract);
  writer.member("close_lands_on", word_of(target.close_lands_on, kCloseLandsOn));
  writer.member("pause_counts", word_of(target.pause_counts, kPauseCounts));
  writer.member("on_change", word_of(target.on_change, kOnChanges));
  writer.member("on_amendment", word_of(target.on_amendment, kOnAmendments));
  writer.member("outside_hours", word_of(target.outside_hours, kOutsideHours));
  write_duration(writer, "outside_hours_bonus", target.outside_bonus_us);
  write_escalations(writer, target);
  writer.end_object();
}

/// The ids of commitments.
void write_commitments(Writer &writer, std::string_view key, const std::vector<std::int32_t> &commitments,
                       const Contract &contract) {
  writer.key(key);
  writer.begin_array();
  for (const std::int32_t commitment : commitments) writer.text(contract.commitments[static_cast<std::size_t>(commitment)]);
  writer.end_array();
}

void write_amendment(Writer &writer, std::int32_t index, const Contract &contract) {
  const Amendment &amendment = contract.amendments[static_cast<std::size_t>(index)];
  writer.begin_object();
  writer.member("id", amendment.id);
  writer.member("effective", amendment.effective);
  write_texts(writer, "approved_by", amendment.approved_by);
  writer.member("reason", amendment.reason);
  write_texts(writer, "withdrawn", amendment.withdrawn);
  write_targets(writer, "targets", contract, index);
  writer.end_object();
}

void write_combinations(Writer &writer, const Contract &contract) {
  writer.key("combinations");
  writer.begin_array();
  for (const Combination &combination : contract.combinations) {
    writer.begin_object();
    writer.member("id", combination.id);
    write_commitments(writer, combination.combine == Combine::earliest_of ? "earliest_of" : "latest_of",
                      combination.members, contract);
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

void write_targets(Writer &writer, std::string_view key, const Contract &contract, std::int32_t amendment) {
  writer.key(key);
  writer.begin_array();
  for (const Target &target : contract.targets) {
    if (target.amendment == amendment) write_target(writer, target, contract);
  }
  writer.end_array();
}

void write_agreements(Writer &writer, const Contract &contract) {
  writer.key("amendments");
  writer.begin_array();
  for (std::size_t i = 0; i < contract.amendments.size(); ++i) {
    write_amendment(writer, static_cast<std::int32_t>(i), contract);
  }
  writer.end_array();
  write_combinations(writer, contract);
  writer.key("nesting");
  writer.begin_array();
  for (const Nesting &nesting : contract.nesting) {
    writer.begin_object();
    writer.member("target", contract.commitments[static_cast<std::size_t>(nesting.commitment)]);
    write_commitments(writer, "chain", nesting.chain, contract);
    writer.end_object();
  }
  writer.end_array();
  if (contract.history.begins_in.empty()) return;
  writer.key("history");
  writer.begin_object();
  write_names(writer, "begins_in", contract.history.begins_in, contract.states, &State::name);
  writer.end_object();
}

}  // namespace entente
