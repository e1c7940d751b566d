#include <algorithm>

#include "contract/contract_reader.hpp"

namespace entente {
namespace {

void read_combination(ContractReader &reader, json::Value element, NameIndex &ids) {
  ProblemList &problems = reader.problems;
  json::ObjectReader object(element, problems);
  Combination combination;
  if (const auto id = object.required("id")) {
    const auto name = json::read_name(*id, problems);
    if (name && (ids.contains(*name) || reader.targets.contains(*name))) {
      json::report(problems, "duplicate_id", *id, "an id that no other target or combination has");
    }
    if (name) ids.add(*name);
    combination.id = name.value_or("");
  }
  const auto earliest = object.optional("earliest_of");
  const auto latest = object.optional("latest_of");
  if (earliest.has_value() == latest.has_value()) {
    if (object.is_object()) {
      json::report(problems, "bad_value", element, "exactly one of the keys \"earliest_of\", \"latest_of\"");
    }
  } else {
    combination.combine = earliest ? Combine::earliest_of : Combine::latest_of;
    combination.members = reader.targets.find_all(earliest ? *earliest : *latest, 2, problems);
  }
  object.finish();
  reader.contract.combinations.push_back(std::move(combination));
}

/// The references of an array, each once, in their order.
std::vector<std::int32_t> read_chain(const ContractReader &reader, json::Value list, std::int32_t promise) {
  std::vector<std::int32_t> chain;
  if (!json::is_kind(list, json::Kind::array, reader.problems)) return chain;
  if (list.size() < 1) json::report(reader.problems, "bad_value", list, "at least 1 element");
  for (const json::Value element : list) {
    const auto commitment = reader.targets.find(element, reader.problems);
    if (!commitment) continue;
    if (*commitment == promise) {
      json::report(reader.problems, "inconsistent", element, "a target other than the one that rests on it");
    } else if (std::find(chain.begin(), chain.end(), *commitment) != chain.end()) {
      json::report(reader.problems, "duplicate_value", element, "each text once");
    } else {
      chain.push_back(*commitment);
    }
  }
  return chain;
}

}  // namespace

void read_combinations(ContractReader &reader, json::Value combinations) {
  if (!is_list(combinations, json::Kind::array, limits::kContractTargets, reader.problems)) return;
  NameIndex ids;
  for (const json::Value element : combinations) read_combination(reader, element, ids);
}

void read_nesting(ContractReader &reader, json::Value nesting) {
  ProblemList &problems = reader.problems;
  if (!is_list(nesting, json::Kind::array, limits::kContractTargets, problems)) return;
  NameIndex seen;
  for (const json::Value element : nesting) {
    json::ObjectReader object(element, problems);
    Nesting rests;
    rests.commitment = -1;
    if (const auto target = object.required("target")) {
      rests.commitment = reader.targets.find(*target, problems).value_or(-1);
      if (rests.commitment >= 0) {
        if (seen.contains(target->text())) {
          json::report(problems, "duplicate_id", *target, "each target once");
        }
        seen.add(target->text());
      }
    }
    if (const auto chain = object.required("chain")) rests.chain = read_chain(reader, *chain, rests.commitment);
    object.finish();
    reader.contract.nesting.push_back(std::move(rests));
  }
}

void read_history(ContractReader &reader, json::Value history) {
  json::ObjectReader object(history, reader.problems);
  if (const auto states = object.required("begins_in")) {
    reader.contract.history.begins_in = reader.states.find_all(*states, 1, reader.problems);
  }
  object.finish();
}

}  // namespace entente
