#include <chrono>

#include "base/words.hpp"
#include "calendar/local_text.hpp"
#include "calendar/zone.hpp"
#include "contract/contract_reader.hpp"
#include "entente/base/instant.hpp"

namespace entente {
namespace {

constexpr const char *kDate = "a date such as \"2026-12-24\", in 1970 to 2099";

/// The date on which an amendment begins, after that of the amendment before; nothing after a problem.
std::optional<LocalDate> read_effective(json::Value value, LocalDate before, ProblemList &problems) {
  const auto text = json::read_text(value, problems);
  if (!text) return std::nullopt;
  LocalDate date;
  switch (parse_date(*text, date)) {
    case DateText::date:
      if (date > before) return date;
      json::report(problems, "inconsistent", value, "a date after that of the amendment before");
      return std::nullopt;
    case DateText::no_such_date:
      json::report(problems, "no_such_date", value, "a date that exists");
      return std::nullopt;
    case DateText::malformed:
      json::report(problems, "bad_value", value, kDate);
  }
  return std::nullopt;
}

std::int64_t local_midnight_us(LocalDate date, const Zone &zone) {
  const std::chrono::sys_days day(std::chrono::year_month_day(std::chrono::year(date.year),
                                                              std::chrono::month(static_cast<unsigned>(date.month)),
                                                              std::chrono::day(static_cast<unsigned>(date.day))));
  std::size_t hint = 0;
  return zone.instant_s(std::int64_t{day.time_since_epoch().count()} * 86'400, hint) * kSecondUs;
}

/// The version in force before `from_us` ends there.
void end_version(Contract &contract, std::int32_t commitment, std::int64_t from_us) {
  for (Target &target : contract.targets) {
    if (target.commitment == commitment && target.until_us > from_us) target.until_us = from_us;
  }
}

/// An amended target keeps what makes it the same commitment.
void check_same(const ContractReader &reader, json::Value element, const Target &target) {
  for (const Target &original : reader.contract.targets) {
    if (original.commitment != target.commitment) continue;
    if (original.metric != target.metric) {
      json::report(reader.problems, "inconsistent", *element.member("metric"),
                   json_quoted(word_of(original.metric, kMetrics)) + ", the metric of the original terms");
    }
    if (original.series != target.series) {
      json::report(reader.problems, "inconsistent", element, "a target in the series of its original terms");
    }
    return;
  }
}

void read_new_terms(ContractReader &reader, json::Value targets, std::int32_t amendment, std::int64_t from_us) {
  ProblemList &problems = reader.problems;
  if (!is_list(targets, json::Kind::array, limits::kContractTargets, problems)) return;
  NameIndex seen;
  for (const json::Value element : targets) {
    Target target = read_target(reader, element);
    if (target.id.empty()) continue;
    const json::Value id = *element.member("id");
    if (seen.contains(id.text())) json::report(problems, "duplicate_id", id, "each target once in an amendment");
    seen.add(id.text());
    target.commitment = commitment_of(reader, id.text());
    check_same(reader, element, target);
    end_version(reader.contract, target.commitment, from_us);
    target.amendment = amendment;
    target.from_us = from_us;
    reader.contract.targets.push_back(std::move(target));
  }
}

void read_withdrawn(ContractReader &reader, json::Value list, Amendment &amendment, std::int64_t from_us) {
  for (const std::int32_t commitment : reader.targets.find_all(list, 0, reader.problems)) {
    end_version(reader.contract, commitment, from_us);
    amendment.withdrawn.push_back(reader.contract.commitments[static_cast<std::size_t>(commitment)]);
  }
}

/// When an amendment begins. A contract with problems is never used: then the order of amendments is enough.
void read_effective_member(ContractReader &reader, json::ObjectReader &object, LocalDate &last, Amendment &amendment) {
  amendment.effective_us = static_cast<std::int64_t>(reader.contract.amendments.size());
  const auto member = object.required("effective");
  const auto date = member ? read_effective(*member, last, reader.problems) : std::nullopt;
  if (!date) return;
  last = *date;
  amendment.effective = date_text(*date);
  if (!reader.problems.empty()) return;
  amendment.effective_us = local_midnight_us(*date, Zone::load(reader.contract.zone, reader.zoneinfo));
}

void read_amendment(ContractReader &reader, json::Value element, LocalDate &last) {
  ProblemList &problems = reader.problems;
  Contract &contract = reader.contract;
  json::ObjectReader object(element, problems);
  Amendment amendment;
  if (const auto id = object.required("id")) amendment.id = json::read_name(*id, problems).value_or("");
  for (const Amendment &other : contract.amendments) {
    if (amendment.id.empty() || other.id != amendment.id) continue;
    json::report(problems, "duplicate_id", *element.member("id"), "an id that no other amendment has");
  }
  read_effective_member(reader, object, last, amendment);
  if (const auto list = object.optional("approved_by")) {
    for (const std::string_view name : json::read_texts(*list, 0, problems)) amendment.approved_by.emplace_back(name);
  }
  if (const auto reason = object.optional("reason")) {
    amendment.reason = json::read_text(*reason, problems).value_or("");
  }
  if (const auto list = object.optional("withdrawn")) {
    read_withdrawn(reader, *list, amendment, amendment.effective_us);
  }
  if (const auto list = object.optional("targets")) {
    read_new_terms(reader, *list, static_cast<std::int32_t>(contract.amendments.size()), amendment.effective_us);
  }
  object.finish();
  contract.amendments.push_back(std::move(amendment));
}

}  // namespace

void read_amendments(ContractReader &reader, json::Value amendments) {
  if (!is_list(amendments, json::Kind::array, limits::kContractAmendments, reader.problems)) return;
  LocalDate last{1, 1, 1};
  for (const json::Value element : amendments) read_amendment(reader, element, last);
  if (reader.contract.targets.size() > limits::kContractTargets) {
    json::report(reader.problems, "limit", amendments,
                 "at most " + std::to_string(limits::kContractTargets) + " targets with those of all amendments");
  }
}

}  // namespace entente
