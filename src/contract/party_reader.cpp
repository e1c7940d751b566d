#include <array>
#include <map>

#include "base/words.hpp"
#include "contract/contract_reader.hpp"

namespace entente {
namespace {

/// Which party of a kind has which value of the log, and which takes the others.
struct Claims {
  std::map<std::string, std::string> party_of_value;
  std::string others;
};

void claim(Claims &claims, const Party &party, json::Value at, const std::string &value,
           ProblemList &problems) {
  const auto [entry, is_new] = claims.party_of_value.emplace(value, party.id);
  if (is_new || entry->second == party.id) return;  // a text that stands twice is reported as such
  json::report(problems, "claimed_twice", at,
               "a value that no other " + std::string(word_of(party.kind, kPartyKinds)) + " has; " +
                   json_quoted(entry->second) + " has it");
}

void claim_all(Claims &claims, const Party &party, json::Value object, ProblemList &problems) {
  if (const auto values = object.member("values")) {
    for (const json::Value value : *values) {
      if (value.kind() == json::Kind::text) claim(claims, party, value, std::string(value.text()), problems);
    }
  } else if (!party.values.empty()) {
    claim(claims, party, *object.member("id"), party.values.front(), problems);
  }
  if (!party.others) return;
  if (claims.others.empty()) {
    claims.others = party.id;
  } else {
    json::report_key(problems, "claimed_twice", *object.member("others"),
                     "one party of a kind that takes the others; " + json_quoted(claims.others) + " does");
  }
}

/// A party, its kind known or not; its id is empty after a problem with it.
struct ReadParty {
  Party party;
  bool has_kind = false;
};

ReadParty read_party(json::Value element, ProblemList &problems) {
  json::ObjectReader object(element, problems);
  ReadParty read;
  Party &party = read.party;
  if (const auto id = object.required("id")) party.id = json::read_name(*id, problems).value_or("");
  if (const auto kind_at = object.required("kind")) {
    const auto kind = json::read_word(*kind_at, kPartyKinds, problems);
    read.has_kind = kind.has_value();
    party.kind = static_cast<PartyKind>(kind.value_or(0));
  }
  party.name = party.id;
  if (const auto name = object.optional("name")) party.name = json::read_name(*name, problems).value_or("");
  const auto values = object.optional("values");
  if (const auto others = object.optional("others")) {
    party.others = json::read_boolean(*others, problems).value_or(false);
  }
  if (values) {
    for (const std::string_view value : json::read_texts(*values, 0, problems))
      party.values.emplace_back(value);
  } else if (!party.others) {
    party.values.push_back(party.id);
  }
  object.finish();
  return read;
}

}  // namespace

void read_parties(ContractReader &reader, json::Value parties) {
  ProblemList &problems = reader.problems;
  if (!is_list(parties, json::Kind::array, limits::kContractParties, problems)) return;
  NameIndex ids;
  std::array<Claims, kPartyKinds.size()> claims;
  for (const json::Value element : parties) {
    ReadParty read = read_party(element, problems);
    if (read.party.id.empty()) continue;
    const json::Value id = *element.member("id");
    if (ids.contains(id.text())) {
      json::report(problems, "duplicate_id", id, "an id that no other party has");
      continue;
    }
    ids.add(id.text());
    if (read.has_kind)
      claim_all(claims[static_cast<std::size_t>(read.party.kind)], read.party, element, problems);
    if (!read.has_kind || read.party.kind == PartyKind::requester) reader.requesters.add(id.text());
    if (!read.has_kind || read.party.kind == PartyKind::provider) reader.providers.add(id.text());
    reader.contract.parties.push_back(std::move(read.party));
  }
}

}  // namespace entente
