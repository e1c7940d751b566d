#include "contract/contract_writer.hpp"

#include "calendar/definition_reader.hpp"

namespace entente {
namespace {

using json::Writer;

void write_parties(Writer &writer, const Contract &contract) {
  writer.key("parties");
  writer.begin_array();
  for (const Party &party : contract.parties) {
    writer.begin_object();
    writer.member("id", party.id);
    writer.member("kind", word_of(party.kind, kPartyKinds));
    writer.member("name", party.name);
    write_texts(writer, "values", party.values);
    writer.member("others", party.others);
    writer.end_object();
  }
  writer.end_array();
}

void write_clock_map(Writer &writer, const Contract &contract) {
  writer.key("clock_map");
  writer.begin_object();
  for (const State &state : contract.states) {
    writer.key(state.name);
    writer.begin_object();
    writer.member("clock", word_of(state.clock, kClocks));
    writer.member("waits_for", word_of(state.waits_for, kWaitsFor));
    writer.end_object();
  }
  writer.end_object();
}

void write_verdict(Writer &writer, const RecordedVerdict &verdict, const Contract &contract) {
  writer.key("recorded_verdict");
  writer.begin_object();
  writer.member("column", verdict.column);
  write_texts(writer, "met", verdict.met);
  write_names(writer, "targets", verdict.targets, contract.targets, &Target::id);
  writer.member("note", verdict.note);
  writer.end_object();
}

void write_line(Writer &writer, const QuotaLine &line) {
  writer.begin_object();
  writer.member("party", line.party);
  writer.member("quota", line.quota);
  write_duration(writer, "period", line.period_us);
  write_duration(writer, "start_within", line.start_within_us);
  write_duration(writer, "answer_within", line.answer_within_us);
  writer.member("weight", line.weight);
  write_duration(writer, "spacing", line.spacing_us);
  writer.member("carry_cap", line.carry_cap);
  writer.member("carry_num", line.carry_num);
  writer.member("carry_den", line.carry_den);
  writer.member("overdraft", line.overdraft);
  write_duration(writer, "grace", line.grace_us);
  write_duration(writer, "anchor", line.anchor_us);
  write_duration(writer, "done_within", line.done_within_us);
  writer.member("done_percent", line.done_percent);
  writer.end_object();
}

void write_quotas(Writer &writer, const Quotas &quotas, const Contract &contract) {
  writer.key("quotas");
  writer.begin_object();
  if (quotas.calendar >= 0) {
    writer.member("calendar", contract.calendars[static_cast<std::size_t>(quotas.calendar)].name);
  }
  write_conditions(writer, "backed_when", quotas.backed_when, contract);
  write_names(writer, "started_in", quotas.started_in, contract.states, &State::name);
  write_duration(writer, "ordinary_floor", quotas.ordinary_floor_us);
  writer.member("ordinary_order", word_of(quotas.ordinary_order, kOrdinaryOrders));
  writer.member("expedite_cap", quotas.expedite_cap);
  write_texts(writer, "intake", quotas.intake);
  write_conditions(writer, "expedite_when", quotas.expedite_when, contract);
  write_conditions(writer, "incident_when", quotas.incident_when, contract);
  write_names(writer, "reshaped_in", quotas.reshaped_in, contract.states, &State::name);
  write_names(writer, "tested_in", quotas.tested_in, contract.states, &State::name);
  writer.key("lines");
  writer.begin_array();
  for (const QuotaLine &line : quotas.lines) write_line(writer, line);
  writer.end_array();
  writer.end_object();
}

void write_coverage(Writer &writer, const CoverageRule &coverage) {
  writer.key("coverage");
  writer.begin_object();
  writer.member("knowers", std::int64_t{coverage.knowers});
  writer.member("tickets_to_know", std::int64_t{coverage.tickets_to_know});
  writer.member("smallest_population", std::int64_t{coverage.smallest_population});
  writer.end_object();
}

void write_privacy(Writer &writer, const Privacy &privacy) {
  writer.key("privacy");
  writer.begin_object();
  writer.member("purpose", privacy.purpose);
  write_texts(writer, "viewers", privacy.viewers);
  writer.member("retention_days", std::int64_t{privacy.retention_days});
  writer.member("min_group", std::int64_t{privacy.min_group});
  write_texts(writer, "person_level", privacy.person_level);
  writer.end_object();
}

void write_calendar(Writer &writer, const CalendarDefinition &definition, const Contract &) {
  entente::write_calendar(writer, definition);
}

void write_calendar(Writer &writer, const CalendarCombination &combination, const Contract &contract) {
  writer.begin_object();
  write_names(writer, word_of(combination.combination, kCombinations), combination.operands, contract.calendars,
              &NamedCalendar::name);
  writer.end_object();
}

}  // namespace

void write_texts(Writer &writer, std::string_view key, const std::vector<std::string> &texts) {
  writer.key(key);
  writer.begin_array();
  for (const std::string &text : texts) writer.text(text);
  writer.end_array();
}

void write_conditions(Writer &writer, std::string_view key, const Conditions &conditions,
                      const Contract &contract) {
  writer.key(key);
  writer.begin_object();
  for (const Condition &condition : conditions) {
    const Attribute &attribute = contract.attributes[static_cast<std::size_t>(condition.attribute)];
    writer.key(attribute.name);
    writer.begin_array();
    for (const std::int32_t code : condition.codes)
      writer.text(attribute.values[static_cast<std::size_t>(code - 1)]);
    writer.end_array();
  }
  writer.end_object();
}

void write_contract(Writer &writer, const ContractReader &reader) {
  const Contract &contract = reader.contract;
  writer.begin_object();
  writer.member("entente", std::int64_t{1});
  writer.member("name", contract.name);
  writer.member("zone", contract.zone);
  writer.key("calendars");
  writer.begin_object();
  for (std::size_t i = 0; i < contract.calendars.size(); ++i) {
    writer.key(contract.calendars[i].name);
    std::visit([&](const auto &definition) { write_calendar(writer, definition, contract); }, reader.definitions[i]);
  }
  writer.end_object();
  write_parties(writer, contract);
  write_clock_map(writer, contract);
  write_targets(writer, "targets", contract, -1);
  write_agreements(writer, contract);
  if (contract.recorded_verdict) write_verdict(writer, *contract.recorded_verdict, contract);
  if (contract.quotas) write_quotas(writer, *contract.quotas, contract);
  if (contract.attribution >= 0) {
    writer.key("attribution");
    writer.begin_object();
    writer.member("attribute", contract.attributes[static_cast<std::size_t>(contract.attribution)].name);
    writer.end_object();
  }
  write_coverage(writer, contract.coverage);
  if (!contract.privacy.purpose.empty()) write_privacy(writer, contract.privacy);
  writer.end_object();
}

}  // namespace entente
