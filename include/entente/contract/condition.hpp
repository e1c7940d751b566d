#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// An attribute of tickets that conditions name, with the values they name. Value code 0 is every value that no
/// condition names; code c > 0 is values[c - 1].
struct Attribute {
  std::string name;
  std::vector<std::string> values;
};

/// Holds for a ticket when its code of the attribute is one of `codes` (ascending).
struct Condition {
  std::int32_t attribute = 0;
  std::vector<std::int32_t> codes;
};

/// All conditions must hold; none at all always holds.
using Conditions = std::vector<Condition>;

/// Whether all conditions hold; `code_of` gives the value code of an attribute.
template <class CodeOf>
[[nodiscard]] bool holds(const Conditions &conditions, CodeOf &&code_of) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition &condition) {
    return std::binary_search(condition.codes.begin(), condition.codes.end(), code_of(condition.attribute));
  });
}

}  // namespace entente
