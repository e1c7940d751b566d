#include "contract/contract_reader.hpp"
#include "contract/duration_text.hpp"

namespace entente {
namespace {

constexpr std::int64_t kMostUnits = 1'000'000'000;
constexpr std::int64_t kMostWeight = 16;
constexpr std::int64_t kMostSlots = 1'000'000;

/// Reads the members of one line, each into its field, which keeps its default where there is none.
class LineReader {
 public:
  LineReader(json::ObjectReader &object, ProblemList &problems) : object_(object), problems_(problems) {}

  /// False where the member is there and wrong.
  bool integer(std::string_view key, std::int64_t least, std::int64_t most, std::int64_t &field) {
    return integer(object_.optional(key), least, most, field);
  }
  void required_integer(std::string_view key, std::int64_t least, std::int64_t most, std::int64_t &field) {
    integer(object_.required(key), least, most, field);
  }
  void duration(std::string_view key, std::int64_t &field_us) {
    duration(object_.optional(key), 0, field_us);
  }
  void required_duration(std::string_view key, std::int64_t least_us, std::int64_t &field_us) {
    duration(object_.required(key), least_us, field_us);
  }

 private:
  bool integer(std::optional<json::Value> value, std::int64_t least, std::int64_t most, std::int64_t &field) {
    if (!value) return true;
    const auto read = json::read_integer(*value, least, most, problems_);
    field = read.value_or(least);
    return read.has_value();
  }
  void duration(std::optional<json::Value> value, std::int64_t least_us, std::int64_t &field_us) {
    if (value) field_us = read_duration(*value, least_us, problems_).value_or(least_us);
  }

  json::ObjectReader &object_;
  ProblemList &problems_;
};

void read_carry(json::Value element, LineReader &fields, QuotaLine &line, ProblemList &problems) {
  fields.integer("carry_cap", 0, kMostUnits, line.carry_cap);
  const bool is_num = fields.integer("carry_num", 0, kMostUnits, line.carry_num);
  const bool is_den = fields.integer("carry_den", 1, kMostUnits, line.carry_den);
  if (!is_num || !is_den || line.carry_num <= line.carry_den) return;
  const auto num = element.member("carry_num");
  json::report(problems, "inconsistent", num ? *num : *element.member("carry_den"),
               "carry_num of at most carry_den");
}

QuotaLine read_line(ContractReader &reader, json::Value element, NameIndex &parties) {
  ProblemList &problems = reader.problems;
  json::ObjectReader object(element, problems);
  LineReader fields(object, problems);
  QuotaLine line;
  if (const auto party = object.required("party")) {
    if (reader.requesters.find(*party, problems)) {
      line.party = party->text();
      if (parties.contains(party->text())) {
        json::report(problems, "duplicate_id", *party, "a party that no other line has");
      }
      parties.add(party->text());
    }
  }
  fields.required_integer("quota", 0, kMostUnits, line.quota);
  fields.required_duration("period", 1, line.period_us);
  fields.required_duration("start_within", 0, line.start_within_us);
  fields.duration("answer_within", line.answer_within_us);
  fields.integer("weight", 1, kMostWeight, line.weight);
  line.spacing_us = line.quota == 0 ? 0 : line.period_us / line.quota;
  fields.duration("spacing", line.spacing_us);
  read_carry(element, fields, line, problems);
  fields.integer("overdraft", 0, kMostUnits, line.overdraft);
  fields.duration("grace", line.grace_us);
  fields.duration("anchor", line.anchor_us);
  fields.duration("done_within", line.done_within_us);
  fields.integer("done_percent", 1, 99, line.done_percent);
  object.finish();
  return line;
}

}  // namespace

void read_quotas(ContractReader &reader, json::Value value) {
  ProblemList &problems = reader.problems;
  json::ObjectReader object(value, problems);
  Quotas quotas;
  if (const auto calendar = object.optional("calendar")) {
    quotas.calendar = reader.calendars.find(*calendar, problems).value_or(-1);
  }
  if (const auto conditions = object.optional("backed_when"))
    quotas.backed_when = read_conditions(reader, *conditions);
  if (const auto states = object.optional("started_in"))
    quotas.started_in = reader.states.find_all(*states, 0, problems);
  if (const auto floor = object.optional("ordinary_floor")) {
    quotas.ordinary_floor_us = read_duration(*floor, 0, problems).value_or(0);
  }
  if (const auto order = object.optional("ordinary_order"))
    quotas.ordinary_order =
        static_cast<OrdinaryOrder>(json::read_word(*order, kOrdinaryOrders, problems).value_or(0));
  if (const auto cap = object.optional("expedite_cap"))
    quotas.expedite_cap = json::read_integer(*cap, 0, kMostSlots, problems).value_or(0);
  if (const auto fields = object.optional("intake"))
    for (const std::string_view field : json::read_texts(*fields, 0, problems)) quotas.intake.emplace_back(field);
  if (const auto conditions = object.optional("expedite_when"))
    quotas.expedite_when = read_conditions(reader, *conditions);
  if (const auto conditions = object.optional("incident_when"))
    quotas.incident_when = read_conditions(reader, *conditions);
  if (const auto states = object.optional("reshaped_in"))
    quotas.reshaped_in = reader.states.find_all(*states, 0, problems);
  if (const auto states = object.optional("tested_in"))
    quotas.tested_in = reader.states.find_all(*states, 0, problems);
  const auto lines = object.required("lines");
  if (lines && is_list(*lines, json::Kind::array, limits::kContractParties, problems)) {
    NameIndex parties;
    for (const json::Value element : *lines) quotas.lines.push_back(read_line(reader, element, parties));
  }
  object.finish();
  reader.contract.quotas = std::move(quotas);
}

}  // namespace entente
