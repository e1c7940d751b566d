#pragma once

#include <memory>
#include <string>
#include <vector>

#include "entente/base/problem.hpp"
#include "entente/contract/contract.hpp"
#include "entente/contract/parse_contract.hpp"

/// Contracts for tests: office hours 09:00-12:00 and 13:00-17:00 Monday to Friday in UTC, states in a fixed order.
namespace entente::test {

enum StateId : std::int32_t { kNew, kActive, kAwaitingRequester, kAwaitingVendor, kResolved, kClosed, kStates };

/// `more`: further members of the document, each after a comma.
inline std::shared_ptr<const Contract> small_contract(const std::string &targets, const std::string &more = "") {
  const std::string json = R"({
    "entente": 1, "name": "test", "zone": "Etc/UTC",
    "calendars": {
      "office": {"weekly": {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "tue": [["09:00", "12:00"], ["13:00", "17:00"]],
        "wed": [["09:00", "12:00"], ["13:00", "17:00"]], "thu": [["09:00", "12:00"], ["13:00", "17:00"]],
        "fri": [["09:00", "12:00"], ["13:00", "17:00"]]}, "holidays": ["2026-01-01"]},
      "always": {"weekly": {"mon": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]], "wed": [["00:00", "24:00"]],
        "thu": [["00:00", "24:00"]], "fri": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]], "sun": [["00:00", "24:00"]]}},
      "never": {"weekly": {}}
    },
    "clock_map": {
      "New": "run", "Active": "run",
      "Awaiting requester": "pause",
      "Awaiting vendor": {"clock": "pause", "waits_for": "third_party"},
      "Resolved": "stop", "Closed": "stop"
    },
    "targets": [)" + targets + "]" + more + "}";
  Problems problems;
  auto contract = parse_contract(json, "/usr/share/zoneinfo", problems);
  if (!contract) throw Error(ErrorCode::invalid, problems.empty() ? "no contract" : to_string(problems.front()));
  return contract;
}

}  // namespace entente::test
