#pragma once

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

}  // namespace entente
