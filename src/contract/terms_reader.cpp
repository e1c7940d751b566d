#include "contract/contract_reader.hpp"

namespace entente {
namespace {

constexpr std::int64_t kMostPeople = 1'000'000;
constexpr std::int64_t kMostTickets = 1'000'000'000;
constexpr std::int64_t kMostDays = 47'482;  // 130 years

void read_number(json::ObjectReader &object, std::string_view key, std::int64_t least, std::int64_t most,
                 std::int32_t &field, ProblemList &problems) {
  if (const auto value = object.optional(key)) {
    field = static_cast<std::int32_t>(json::read_integer(*value, least, most, problems).value_or(least));
  }
}

}  // namespace

void read_recorded_verdict(ContractReader &reader, json::Value value) {
  ProblemList &problems = reader.problems;
  json::ObjectReader object(value, problems);
  RecordedVerdict verdict;
  if (const auto column = object.required("column"))
    verdict.column = json::read_name(*column, problems).value_or("");
  if (const auto met = object.required("met")) {
    for (const std::string_view text : json::read_texts(*met, 1, problems)) verdict.met.emplace_back(text);
  }
  if (const auto targets = object.required("targets"))
    verdict.targets = reader.targets.find_all(*targets, 1, problems);
  if (const auto note = object.optional("note")) verdict.note = json::read_text(*note, problems).value_or("");
  object.finish();
  reader.contract.recorded_verdict = std::move(verdict);
}

/// The values of the providers get codes, whether a condition names them or not.
void read_attribution(ContractReader &reader, json::Value value) {
  json::ObjectReader object(value, reader.problems);
  if (const auto attribute = object.required("attribute")) {
    if (const auto name = json::read_name(*attribute, reader.problems)) {
      reader.contract.attribution = attribute_id(reader, *name);
      for (const Party &party : reader.contract.parties) {
        if (party.kind != PartyKind::provider) continue;
        for (const std::string &text : party.values) (void)value_code(reader, reader.contract.attribution, text);
      }
    }
  }
  object.finish();
}

void read_coverage(ContractReader &reader, json::Value value) {
  json::ObjectReader object(value, reader.problems);
  CoverageRule &coverage = reader.contract.coverage;
  read_number(object, "knowers", 1, kMostPeople, coverage.knowers, reader.problems);
  read_number(object, "tickets_to_know", 1, kMostTickets, coverage.tickets_to_know, reader.problems);
  read_number(object, "smallest_population", 0, kMostTickets, coverage.smallest_population, reader.problems);
  object.finish();
}

void read_privacy(ContractReader &reader, json::Value value) {
  ProblemList &problems = reader.problems;
  json::ObjectReader object(value, problems);
  Privacy &privacy = reader.contract.privacy;
  if (const auto purpose = object.required("purpose")) {
    privacy.purpose = json::read_text(*purpose, problems).value_or("unread");
    if (privacy.purpose.empty()) json::report(problems, "bad_value", *purpose, "a text that is not empty");
  }
  NameIndex viewers;
  if (const auto member = object.optional("viewers")) {
    for (const std::string_view viewer : json::read_texts(*member, 0, problems)) {
      viewers.add(viewer);
      privacy.viewers.emplace_back(viewer);
    }
  }
  read_number(object, "retention_days", 0, kMostDays, privacy.retention_days, problems);
  read_number(object, "min_group", 1, kMostPeople, privacy.min_group, problems);
  if (const auto member = object.optional("person_level")) {
    for (const std::int32_t viewer : viewers.find_all(*member, 0, problems)) {
      privacy.person_level.push_back(privacy.viewers[static_cast<std::size_t>(viewer)]);
    }
  }
  object.finish();
}

}  // namespace entente
