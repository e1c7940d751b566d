#pragma once

#include <cstdint>

#include "entente/base/instant.hpp"

namespace entente {

/// What a host says of a request when it submits it.
struct NewRequest {
  std::int64_t key = 0;                 ///< the host's own number, unique among requests that are known
  std::int32_t department = 0;
  std::int32_t pool = 0;
  bool back = false;                    ///< spend a unit at once
  bool expedite = false;                ///< an incident for the expedite lane, as its department declares
  bool intake_complete = false;         ///< all that the contract's intake asks for was given
  std::int64_t client = kNoValue;       ///< the host's number of the person or site it is for; kNoValue: nobody's
  std::int64_t sla_due_us = kNoValue;   ///< orders ordinary queues under `sla_due`; kNoValue: behind all that have one
};

}  // namespace entente
