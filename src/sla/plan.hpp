#pragma once

#include <cstdint>
#include <vector>

#include "entente/contract/contract.hpp"
#include "entente/sla/alphabet.hpp"

namespace entente {

class Calendar;

/// What a state does to one target's clock.
struct StateEffect {
  Clock clock = Clock::run;
  WaitsFor waits_for = WaitsFor::provider;
  bool responds = false;  ///< its entry ends the cycle
};

/// One target, prepared for walking over tickets.
struct Plan {
  const Target *target = nullptr;
  std::vector<StateEffect> states;
  std::vector<bool> depends_on;  ///< attributes that the target asks for
  /// target->when as a table: by value code, for each condition.
  struct CodeTable {
    std::int32_t attribute;
    std::vector<std::uint8_t> holds;
  };
  std::vector<CodeTable> when;
  std::vector<std::int32_t> calendar_of_code;  ///< by value code of target->calendar.attribute
  bool starts_by_event = false;  ///< start_on
  bool starts_by_condition = false;  ///< start_when or, where nothing is stated, the opening: a condition that holds
  bool starts_again = false;     ///< start_on or start_when: as often as it comes
  bool repeats_by_event = false; ///< a stop_on event starts the next cycle: periodic_update
  bool is_bounded = false;       ///< its terms begin or end
  bool asks_attributes = false;  ///< once it applies: start_when, pause_when, stop_when or a calendar that follows one

  [[nodiscard]] bool applies_to_terms(std::int64_t opened_us, std::int64_t at_us) const noexcept {
    const std::int64_t measured = target->on_amendment == OnAmendment::terms_at_opening ? opened_us : at_us;
    return measured >= target->from_us && measured < target->until_us;
  }
  /// Whether target->when holds; `code_of` gives the value code of an attribute.
  template <class CodeOf>
  [[nodiscard]] bool applies_to(CodeOf &&code_of) const noexcept {
    for (const CodeTable &table : when) {
      const auto code = static_cast<std::size_t>(code_of(table.attribute));
      if (code >= table.holds.size() || table.holds[code] == 0) return false;
    }
    return true;
  }
  [[nodiscard]] std::int32_t calendar(const std::int32_t *codes) const noexcept {
    const CalendarChoice &choice = target->calendar;
    return choice.attribute < 0 ? choice.otherwise
                                : calendar_of_code[static_cast<std::size_t>(codes[choice.attribute])];
  }
};

/// A contract's targets, prepared once for any number of tickets. Immutable; keeps a reference to the contract.
struct Plans {
  explicit Plans(const Contract &terms);

  const Contract &contract;
  std::vector<Plan> targets;
  std::vector<const Calendar *> calendars;
  std::vector<std::int64_t> changes_us;  ///< where terms in force begin or end, ascending
};

}  // namespace entente
