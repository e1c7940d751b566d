#pragma once

#include <cstdint>

namespace entente {

/// What can happen to a ticket beside a change of its state or of an attribute. The numbers are those of
/// `entente_happening` in the C API.
enum class Happening : std::uint8_t {
  agent_reply,      ///< a public reply by the treating side
  requester_reply,  ///< a reply by the side that asked
  assignment,       ///< somebody takes the ticket as theirs
  reopen,           ///< back to work, where the log tells no state: the clock runs and waits for the provider
  cancel,           ///< the request is withdrawn: as a state whose clock is `cancel`
};

inline constexpr int kHappenings = 5;

/// A set of happenings: bit i is Happening i.
using Happenings = std::uint8_t;

[[nodiscard]] constexpr bool contains(Happenings set, Happening one) noexcept {
  return (set >> static_cast<int>(one) & 1) != 0;
}

}  // namespace entente
