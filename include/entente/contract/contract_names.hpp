#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/contract/contract.hpp"

namespace entente {

/// Finds what a contract calls by a name. Immutable; may be shared between threads. Keeps the contract alive.
class ContractNames {
 public:
  /// O(n log n) of all names.
  explicit ContractNames(std::shared_ptr<const Contract> contract);

  /// The index of the calendar, state or attribute of this name. O(log n).
  [[nodiscard]] std::optional<std::int32_t> calendar(std::string_view name) const noexcept;
  [[nodiscard]] std::optional<std::int32_t> state(std::string_view name) const noexcept;
  [[nodiscard]] std::optional<std::int32_t> attribute(std::string_view name) const noexcept;
  /// The code of a value: 0 for one that no condition names. attribute: an index into Contract::attributes.
  /// O(log n).
  [[nodiscard]] std::int32_t value_code(std::int32_t attribute, std::string_view value) const noexcept;

 private:
  /// Names, which stand in the contract, and their indices; ascending.
  using Index = std::vector<std::pair<std::string_view, std::int32_t>>;

  static std::optional<std::int32_t> find(const Index &index, std::string_view name) noexcept;

  std::shared_ptr<const Contract> contract_;
  Index calendars_;
  Index states_;
  Index attributes_;
  std::vector<Index> values_;
};

}  // namespace entente
