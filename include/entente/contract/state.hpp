#pragma once

#include <cstdint>
#include <string>

namespace entente {

/// What a ticket's state does to a target's clock.
enum class Clock : std::uint8_t {
  run,
  pause,
  stop,    ///< the work is done
  cancel,  ///< the request is withdrawn: no verdict, unless the promise was broken before
};

/// Whom a ticket waits for while it is in a state: the side that answers for this stretch of time.
enum class WaitsFor : std::uint8_t {
  provider,     ///< the people who treat the request (default of running states)
  requester,    ///< the department that asked (default of pausing states)
  third_party,  ///< a vendor, a known problem, evidence from elsewhere
  closing,      ///< solved, waiting to be closed (default of stopping and cancelling states)
};

/// One entry of the clock map.
struct State {
  std::string name;  ///< as it stands in the log
  Clock clock = Clock::run;
  WaitsFor waits_for = WaitsFor::provider;
};

}  // namespace entente
