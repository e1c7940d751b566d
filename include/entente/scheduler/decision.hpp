#pragma once

#include <cstdint>

#include "entente/scheduler/refusal.hpp"
#include "entente/scheduler/request.hpp"

namespace entente {

/// What `next` decided and why.
struct Decision {
  Refusal refusal = Refusal::accepted;
  std::int32_t request = kNoRequest;    ///< starts now; kNoRequest: nothing to do for this agent
  std::int32_t rule = 0;                ///< step of the ordering rule, 1-5; 0 without a request
  std::int32_t department = -1;
  std::int64_t key = 0;                 ///< the host's number of the request
  std::int64_t due_us = kNoValue;       ///< due date of the slot it took; kNoValue for an ordinary start
  Backing backing = Backing::none;      ///< after the start
  bool late = false;                    ///< later than due plus grace: the unit was given back
  std::int32_t runner_up = kNoRequest;  ///< what would have started had the winner not been there
  std::int32_t runner_up_rule = 0;
};

/// What became of a submission.
struct Submission {
  std::int32_t request = kNoRequest;     ///< kNoRequest: the submission itself was refused
  Refusal refusal = Refusal::accepted;   ///< with a request: why its backing was refused, if it was
};

}  // namespace entente
