#pragma once

#include <cstdint>
#include <vector>

#include "known_pairs.hpp"

namespace entente::analysis {

/// Covered clients with the same knowers, taken as one.
struct ClientKind {
  std::vector<std::int32_t> knowers;
  std::int64_t clients;
};

/// The kinds in ascending order of their knowers, and each agent's kinds.
struct ClientKinds {
  std::vector<ClientKind> kinds;
  std::vector<std::vector<std::int32_t>> of_agent;
  std::int64_t covered = 0;  ///< clients in all
};

[[nodiscard]] ClientKinds client_kinds(const KnownPairs &known, std::int32_t agents);

}  // namespace entente::analysis
