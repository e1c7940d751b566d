#include "contract/contract_reader.hpp"

#include <algorithm>
#include <set>

#include "base/words.hpp"
#include "calendar/calendar_maker.hpp"
#include "calendar/definition_reader.hpp"

namespace entente {
namespace {

constexpr std::int64_t kVersion = 1;

}  // namespace

void NameIndex::report_unknown(json::Value reference, bool at_key, ProblemList &problems) const {
  if (problems.full()) return;
  std::string expected = one_of(names_);
  const std::string_view nearest = nearest_word(at_key ? reference.key() : reference.text(), names_);
  if (!nearest.empty()) expected += " (did you mean " + json_quoted(nearest) + "?)";
  (at_key ? json::report_key : json::report)(problems, "unknown_reference", reference, std::move(expected));
}

std::optional<std::int32_t> NameIndex::find(json::Value reference, ProblemList &problems) const {
  const std::optional<std::string_view> name = json::read_text(reference, problems);
  if (!name) return std::nullopt;
  const std::optional<std::int32_t> found = id(*name);
  if (!found) report_unknown(reference, false, problems);
  return found;
}

std::vector<std::int32_t> NameIndex::find_all(json::Value references, std::size_t least,
                                              ProblemList &problems) const {
  std::set<std::int32_t> found;
  if (!json::is_kind(references, json::Kind::array, problems)) return {};
  if (references.size() < least) {
    json::report(problems, "bad_value", references, "at least " + std::to_string(least) + " element");
  }
  for (const json::Value reference : references) {
    const std::optional<std::int32_t> id = find(reference, problems);
    if (id && !found.insert(*id).second)
      json::report(problems, "duplicate_value", reference, "each text once");
  }
  return {found.begin(), found.end()};
}

bool is_list(json::Value value, json::Kind kind, std::size_t most, ProblemList &problems) {
  if (!json::is_kind(value, kind, problems)) return false;
  if (value.size() <= most) return true;
  json::report(problems, "limit", value, "at most " + std::to_string(most) + " of them");
  return false;
}

void read_contract(ContractReader &reader, json::Value document) {
  ProblemList &problems = reader.problems;
  json::ObjectReader object(document, problems);
  if (const auto version = object.required("entente")) {
    const auto number = json::read_integer(*version, INT64_MIN, INT64_MAX, problems);
    if (number && *number != kVersion) {  // another version has other rules: nothing else can be judged
      json::report(problems, "version", *version, std::to_string(kVersion));
      return;
    }
  }
  if (const auto name = object.required("name"))
    reader.contract.name = json::read_name(*name, problems).value_or("");
  const auto zone = object.required("zone");
  if (zone) {
    reader.contract.zone = read_zone_name(*zone, problems);
    if (!reader.contract.zone.empty()) check_zone(reader.contract.zone, reader.zoneinfo, *zone, problems);
  }
  // In the order in which they refer to each other, whatever the order of the document.
  if (const auto member = object.optional("calendars")) read_calendars(reader, *member, zone);
  if (const auto member = object.optional("parties")) read_parties(reader, *member);
  if (const auto member = object.optional("clock_map")) read_clock_map(reader, *member);
  if (const auto member = object.optional("targets")) read_targets(reader, *member);
  if (const auto member = object.optional("amendments")) read_amendments(reader, *member);
  if (const auto member = object.optional("combinations")) read_combinations(reader, *member);
  if (const auto member = object.optional("nesting")) read_nesting(reader, *member);
  if (const auto member = object.optional("history")) read_history(reader, *member);
  if (const auto member = object.optional("recorded_verdict")) read_recorded_verdict(reader, *member);
  if (const auto member = object.optional("quotas")) read_quotas(reader, *member);
  if (const auto member = object.optional("attribution")) read_attribution(reader, *member);
  if (const auto member = object.optional("coverage")) read_coverage(reader, *member);
  if (const auto member = object.optional("privacy")) read_privacy(reader, *member);
  object.finish();
}

}  // namespace entente
