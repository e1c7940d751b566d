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
#include "entente/calendar/set_operation.hpp"
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
  SetOperation combination = SetOperation::union_of;
  std::vector<std::int32_t> operands;  ///< indices into Contract::calendars, at least two; a difference has two
};

/// A contract while it is being read. Whatever is wrong is reported and left out, but its name is known, so
/// that one mistake does not make others of what refers to it.
struct ContractReader {
  ContractReader(const std::string &zoneinfo_directory, ProblemList &problem_list)
      : zoneinfo(zoneinfo_directory), problems(problem_list) {
    contract.zoneinfo = zoneinfo_directory;
  }

  const std::string &zoneinfo;
  ProblemList &problems;
  Contract contract;
  /// Of contract.calendars: what each is made of, by itself or of others.
  std::vector<std::variant<CalendarDefinition, CalendarCombination>> definitions;
  NameIndex calendars;
  NameIndex states;
  NameIndex attributes;
  std::vector<NameIndex> values;  ///< of each attribute; an id is a value code less one
  NameIndex targets;     ///< an id is a commitment; those of the original terms are also indices of targets
  NameIndex series;
  NameIndex requesters;
  NameIndex providers;
};

void read_contract(ContractReader &reader, json::Value document);
void read_calendars(ContractReader &reader, json::Value calendars, std::optional<json::Value> zone);
void read_parties(ContractReader &reader, json::Value parties);
void read_clock_map(ContractReader &reader, json::Value clock_map);
/// The id of an attribute, and the code of one of its values: new or known.
[[nodiscard]] std::int32_t attribute_id(ContractReader &reader, std::string_view name);
[[nodiscard]] std::int32_t value_code(ContractReader &reader, std::int32_t attribute, std::string_view text);
[[nodiscard]] Conditions read_conditions(ContractReader &reader, json::Value conditions);
/// A target from its object; its version (amendment, from_us) is the caller's to set. Adds nothing to the contract.
[[nodiscard]] Target read_target(ContractReader &reader, json::Value element);
/// The number of a target's id, new or known.
[[nodiscard]] std::int32_t commitment_of(ContractReader &reader, std::string_view id);
void read_policies(ContractReader &reader, json::ObjectReader &object, Target &target);
void read_escalations(ContractReader &reader, json::Value escalations, Target &target);
void read_targets(ContractReader &reader, json::Value targets);
void read_amendments(ContractReader &reader, json::Value amendments);
void read_combinations(ContractReader &reader, json::Value combinations);
void read_nesting(ContractReader &reader, json::Value nesting);
void read_history(ContractReader &reader, json::Value history);
void read_recorded_verdict(ContractReader &reader, json::Value verdict);
void read_quotas(ContractReader &reader, json::Value quotas);
void read_attribution(ContractReader &reader, json::Value attribution);
void read_coverage(ContractReader &reader, json::Value coverage);
void read_privacy(ContractReader &reader, json::Value privacy);

/// The elements of an array of at most `most` elements, or nothing after `wrong_type` or `limit`; the same
/// for the members of an object.
[[nodiscard]] bool is_list(json::Value value, json::Kind kind, std::size_t most, ProblemList &problems);

/// The words of the document for enumerators, in their order.
inline constexpr std::array<std::string_view, 2> kOrdinaryOrders = {"fifo", "sla_due"};
inline constexpr std::array<std::string_view, 3> kCombinations = {"union", "intersection", "difference"};
inline constexpr std::array<std::string_view, 2> kPartyKinds = {"requester", "provider"};
inline constexpr std::array<std::string_view, 4> kClocks = {"run", "pause", "stop", "cancel"};
inline constexpr std::array<std::string_view, 4> kWaitsFor = {"provider", "requester", "third_party",
                                                              "closing"};
inline constexpr std::array<std::string_view, 6> kMetrics = {"resolution",    "first_response",  "time_to_own",
                                                             "next_response", "periodic_update", "state_pair"};
inline constexpr std::array<std::string_view, 4> kReopens = {"resume", "new_cycle", "restart", "ignore"};
inline constexpr std::array<std::string_view, 2> kCloseLandsOn = {"close", "next_open"};
inline constexpr std::array<std::string_view, 2> kPauseCounts = {"calendar_time", "wall_time"};
inline constexpr std::array<std::string_view, 4> kOnChanges = {"from_creation", "from_change", "carry", "pro_rata"};
inline constexpr std::array<std::string_view, 2> kOnAmendments = {"terms_at_opening", "terms_in_force"};
inline constexpr std::array<std::string_view, 2> kOutsideHours = {"next_open", "immediately"};
inline constexpr std::array<std::string_view, 2> kCalendarOf = {"ticket_at_opening", "group_at_the_time"};
inline constexpr std::array<std::string_view, 3> kAgreements = {"sla", "ola", "uc"};
inline constexpr std::array<std::string_view, kHappenings> kHappeningNames = {"agent_reply", "requester_reply",
                                                                              "assignment", "reopen", "cancel"};

/// The enumerator of a word, or nothing after `wrong_type` or `bad_value`.
template <class Enumeration, std::size_t n>
[[nodiscard]] std::optional<Enumeration> read_enumerator(json::Value value,
                                                         const std::array<std::string_view, n> &words,
                                                         ProblemList &problems) {
  const auto index = json::read_word(value, words, problems);
  return index ? std::optional(static_cast<Enumeration>(*index)) : std::nullopt;
}

/// The enumerator that an optional member states, or the default.
template <class Enumeration, std::size_t n>
[[nodiscard]] Enumeration read_choice(json::ObjectReader &object, std::string_view key,
                                      const std::array<std::string_view, n> &words, Enumeration otherwise,
                                      ProblemList &problems) {
  const auto value = object.optional(key);
  return value ? read_enumerator<Enumeration>(*value, words, problems).value_or(otherwise) : otherwise;
}

/// The word of an enumerator.
template <class Enumeration, std::size_t n>
[[nodiscard]] std::string_view word_of(Enumeration value, const std::array<std::string_view, n> &words) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace entente
