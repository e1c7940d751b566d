#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// Which of several due dates counts.
enum class Combine : std::uint8_t { earliest_of, latest_of };

/// Several targets of which one due date counts, such as "4 hours from classification, at most 24 hours from opening".
struct Combination {
  std::string id;
  Combine combine = Combine::earliest_of;
  std::vector<std::int32_t> members;  ///< commitments (Target::commitment), ascending, two or more
};

/// The internal and supplier commitments on which a target rests, in the order in which they are used up.
struct Nesting {
  std::int32_t commitment = 0;      ///< the promise to the requester
  std::vector<std::int32_t> chain;  ///< commitments, at least one
};

}  // namespace entente
