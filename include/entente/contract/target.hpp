#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/contract/condition.hpp"
#include "entente/contract/state.hpp"

namespace entente {

/// What a target measures, always from the ticket's opening.
enum class Metric : std::uint8_t {
  resolution,      ///< until a state stops the clock
  first_response,  ///< until the ticket first enters a state of `responded_in` or a stop state, once and for all
};

/// What a step from a stop state back to work does to a stopped clock.
enum class Reopen : std::uint8_t {
  resume,  ///< the clock goes on with what it had
  ignore,  ///< the first stop stands
};

/// Where a due date that falls exactly on the end of an open interval lands.
enum class CloseLandsOn : std::uint8_t { close, next_open };

/// A timed commitment: an amount of calendar time between a ticket's opening and the stop of its clock.
struct Target {
  std::string id;
  Metric metric = Metric::resolution;
  Conditions when;                   ///< the tickets it applies to
  std::int64_t duration_us = 0;      ///< promised calendar time, > 0
  std::int32_t calendar = 0;         ///< index into Contract::calendars
  CloseLandsOn close_lands_on = CloseLandsOn::close;
  Reopen reopen = Reopen::resume;
  std::vector<std::int32_t> responded_in;  ///< first_response: states that are a response, ascending; else empty
  std::vector<Clock> clock;          ///< what each state of the contract does to this target's clock
};

}  // namespace entente
