#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// A change of the terms from a date on. The targets that it states stand in Contract::targets, after the original
/// ones; each carries the amendment's index and the instants between which its terms are in force.
struct Amendment {
  std::string id;
  std::string effective;                 ///< the date "YYYY-MM-DD" at whose local midnight the new terms begin
  std::int64_t effective_us = 0;
  std::vector<std::string> approved_by;  ///< who agreed to it
  std::string reason;
  std::vector<std::string> withdrawn;    ///< ids of targets that end with it
};

}  // namespace entente
