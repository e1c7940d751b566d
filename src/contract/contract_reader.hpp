#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json_reader.hpp"
#include "entente/calendar/calendar_definition.hpp"
#include "entente/calendar/combination.hpp"
#include "entente/contract/contract.hpp"

namespace entente {

/// The names of one kind of thing (calendars, states, ...) and their ids, in the order in which they were
/// added. The names are those of the document, which outlives the index.
class NameIndex {
 public:
  /// The id of a name, new or known.
  std::int32_t add(std::string_view name) {
    const auto [entry, is_new] = ids_.emplace(name, static_cast<std::int32_t>(names_.size()));
    if (is_new) names_.push_back(name);
    return entry->second;
  }
  [[nodiscard]] bool contains(std::string_view name) const { return ids_.find(name) != ids_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }

  /// The id of the name that this text refers to, or nothing after `wrong_type` or `unknown_reference`.
  [[nodiscard]] std::optional<std::int32_t> find(json::Value reference, ProblemList &problems) const;
  /// Reports `unknown_reference` for this text or, with at_key, for this member's key.
  void report_unknown(json::Value reference, bool at_key, ProblemList &problems) const;
  [[nodiscard]] std::optional<std::int32_t> id(std::string_view name) const {
    const auto entry = ids_.find(name);
    return entry == ids_.end() ? std::nullopt : std::optional(entry->second);
  }
  /// The ids of an array of references, each once, ascending.
  [[nodiscard]] std::vector<std::int32_t> find_all(json::Value references, std::size_t least,
                                                   ProblemList &problems) const;

 private:
  std::map<std::string_view, std::int32_t> ids_;
  std::vector<std::string_view> names_;
};

/// A calendar that is made of others.
struct CalendarCombination {
  Combination combination = Combination::union_of;
  std::vector<std::int32_t> operands;  ///< indices into Contract::calendars, at least two; a difference has two
};

/// A contract while it is being read. Whatever is wrong is reported and left out, but its name is known, so
/// that one mistake does not make others of what refers to it.
struct ContractReader {
  ContractReader(const std::string &zoneinfo_directory, ProblemList &problem_list)
      : zoneinfo(zoneinfo_directory), problems(problem_list) {}

  const std::string &zoneinfo;
  ProblemList &problems;
  Contract contract;
  /// Of contract.calendars: what each is made of, by itself or of others.
  std::vector<std::variant<CalendarDefinition, CalendarCombination>> definitions;
  NameIndex calendars;
  NameIndex states;
  NameIndex attributes;
  std::vector<NameIndex> values;  ///< of each attribute; an id is a value code less one
  NameIndex targets;
  NameIndex requesters;
};

void read_contract(ContractReader &reader, json::Value document);
void read_calendars(ContractReader &reader, json::Value calendars, std::optional<json::Value> zone);
void read_parties(ContractReader &reader, json::Value parties);
void read_clock_map(ContractReader &reader, json::Value clock_map);
[[nodiscard]] Conditions read_conditions(ContractReader &reader, json::Value conditions);
void read_targets(ContractReader &reader, json::Value targets);
void read_recorded_verdict(ContractReader &reader, json::Value verdict);
void read_quotas(ContractReader &reader, json::Value quotas);
void read_coverage(ContractReader &reader, json::Value coverage);
void read_privacy(ContractReader &reader, json::Value privacy);

/// The elements of an array of at most `most` elements, or nothing after `wrong_type` or `limit`; the same
/// for the members of an object.
[[nodiscard]] bool is_list(json::Value value, json::Kind kind, std::size_t most, ProblemList &problems);

/// The words of the document for enumerators, in their order.
inline constexpr std::array<std::string_view, 3> kCombinations = {"union", "intersection", "difference"};
inline constexpr std::array<std::string_view, 2> kPartyKinds = {"requester", "provider"};
inline constexpr std::array<std::string_view, 3> kClocks = {"run", "pause", "stop"};
inline constexpr std::array<std::string_view, 4> kWaitsFor = {"provider", "requester", "third_party",
                                                              "closing"};
inline constexpr std::array<std::string_view, 2> kMetrics = {"resolution", "first_response"};
inline constexpr std::array<std::string_view, 2> kReopens = {"resume", "ignore"};
inline constexpr std::array<std::string_view, 2> kCloseLandsOn = {"close", "next_open"};

/// The enumerator of a word, or nothing after `wrong_type` or `bad_value`.
template <class Enumeration, std::size_t n>
[[nodiscard]] std::optional<Enumeration> read_enumerator(json::Value value,
                                                         const std::array<std::string_view, n> &words,
                                                         ProblemList &problems) {
  const auto index = json::read_word(value, words, problems);
  return index ? std::optional(static_cast<Enumeration>(*index)) : std::nullopt;
}

/// The word of an enumerator.
template <class Enumeration, std::size_t n>
[[nodiscard]] std::string_view word_of(Enumeration value, const std::array<std::string_view, n> &words) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace entente
