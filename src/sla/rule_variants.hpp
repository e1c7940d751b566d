#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "entente/contract/contract.hpp"
#include "entente/sla/reconcile.hpp"

namespace entente {

/// Indices into Contract::targets of what reproduces the recorded verdict, ascending; empty where there is none.
[[nodiscard]] std::vector<std::int32_t> rule_targets(const Contract &contract);

/// The rule behind a recorded verdict and, beside it, the rule with one cause after the other removed: a contract whose
/// targets are those of the rule, then those with the first cause removed, then with the first two, and so on.
class RuleVariants {
 public:
  /// promised_calendar: index of the calendar that `calendar` and `holiday` bring; < 0: they change nothing.
  RuleVariants(const Contract &contract, std::span<const Cause> order, std::int32_t promised_calendar);

  [[nodiscard]] const Contract &contract() const noexcept { return variants_; }
  /// Index of a target of the rule in contract(), with so many causes removed.
  [[nodiscard]] std::int32_t target(std::int32_t of_rule, std::size_t removed) const noexcept;

 private:
  void add_variant(std::span<const Cause> removed);
  [[nodiscard]] std::int32_t calendar(std::int32_t own, bool promised_hours, bool promised_holidays);
  [[nodiscard]] NamedCalendar make_calendar(std::int32_t hours, std::int32_t holidays) const;

  const Contract &given_;
  std::vector<std::int32_t> rule_;
  std::int32_t promised_calendar_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> made_;  ///< calendars by hours and holidays
  Contract variants_;
};

}  // namespace entente
