#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "entente/calendar/calendar_definition.hpp"
#include "entente/contract/amendment.hpp"
#include "entente/contract/combination.hpp"
#include "entente/contract/condition.hpp"
#include "entente/contract/party.hpp"
#include "entente/contract/privacy.hpp"
#include "entente/contract/quota_line.hpp"
#include "entente/contract/state.hpp"
#include "entente/contract/target.hpp"

namespace entente {

class Calendar;

/// A calendar of a contract under the name by which targets refer to it.
struct NamedCalendar {
  std::string name;
  std::shared_ptr<const Calendar> calendar;
  std::shared_ptr<const CalendarDefinition> definition{};  ///< what it was compiled from; null: made of other calendars
};

/// How the log's own verdict is to be read, and the rule that reproduces it (targets of this contract that are not
/// promises but an oracle for what the host measured).
struct RecordedVerdict {
  std::string column;                 ///< column of the ticket table
  std::vector<std::string> met;       ///< its values that mean "met"
  std::vector<std::int32_t> targets;  ///< commitments that reproduce it, ascending
  std::string note;                   ///< what the recorded verdict really measures, in words
};

/// How a ticket whose history lacks its head is told.
struct History {
  std::vector<std::int32_t> begins_in;  ///< states of which a whole history's first names one, ascending; empty: any
};

/// When somebody counts as knowing a client, a service or a support group.
struct CoverageRule {
  std::int32_t knowers = 2;               ///< how many people should know each
  std::int32_t tickets_to_know = 5;       ///< tickets treated that make a person know it
  std::int32_t smallest_population = 20;  ///< groups of fewer tickets are left out
};

/// A contract document, read and checked. Immutable once made; share it as `std::shared_ptr<const Contract>`.
struct Contract {
  std::string name;
  std::string zone;  ///< IANA name; the zone of calendars that name none
  std::string zoneinfo;  ///< directory of compiled zone data that the document was read with
  std::vector<NamedCalendar> calendars;
  std::vector<Party> parties;
  std::vector<State> states;  ///< the clock map; a state's id is its index
  std::vector<Attribute> attributes;
  std::vector<Target> targets;             ///< the original terms in document order, then those of each amendment
  std::vector<std::string> commitments;    ///< ids of targets; Target::commitment is an index
  std::vector<std::string> series;         ///< names; Target::series is an index
  std::vector<Amendment> amendments;       ///< by effective date, ascending
  std::vector<Combination> combinations;
  std::vector<Nesting> nesting;
  History history;
  std::optional<RecordedVerdict> recorded_verdict;
  std::optional<Quotas> quotas;
  std::int32_t attribution = -1;  ///< attribute whose value says which provider has a ticket; -1: not stated
  CoverageRule coverage;
  Privacy privacy;
  std::string normalised_json;  ///< the document with every default filled in
};

}  // namespace entente
