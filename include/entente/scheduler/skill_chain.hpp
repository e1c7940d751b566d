#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// An agent of pool `from` helps pool `to`.
struct Skill {
  std::int32_t from = 0;
  std::int32_t to = 0;
};

/// Do the agents' skills form one long chain? With pools as vertices and skills as arcs it is closed where
/// help can pass on from every pool to every other: one closed walk leads through all pools (Jordan, Graves,
/// 1995: a long chain gives most of what full flexibility would).
struct SkillChain {
  bool is_closed = false;
  /// One more skill closes it where every pool reaches, and is reached from, one end: an agent of any pool of
  /// `from` who learns any pool of `to`. Both ascending, empty where it is closed already or where one skill
  /// is not enough.
  std::vector<std::int32_t> from, to;
  std::int32_t missing =
      0;  ///< fewest skills that would close it (Eswaran, Tarjan, 1976); 0 where it is closed
};

/// pools: 0 .. pools-1. With at most one pool it is closed. O(pools + skills). Throws ErrorCode::not_found (a
/// skill that names no pool), ErrorCode::range (pools below 0).
[[nodiscard]] SkillChain skill_chain(std::int32_t pools, std::span<const Skill> skills);

}  // namespace entente
