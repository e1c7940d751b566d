#pragma once

#include <cstdint>

#include "entente/scheduler/refusal.hpp"
#include "entente/scheduler/request.hpp"

namespace entente {

/// What `next` decided and why.
struct Decision {
  Refusal refusal = Refusal::accepted;
  std::int32_t request = kNoRequest;    ///< starts now; kNoRequest: nothing to do for this agent
  std::int32_t rule = 0;                ///< step of the ordering rule, 0-5; 0 without a request
  std::int32_t department = -1;
  std::int64_t key = 0;                 ///< the host's number of the request
  std::int64_t due_us = kNoValue;       ///< due date of the slot it took; kNoValue for an ordinary start
  Backing backing = Backing::none;      ///< after the start
  bool late = false;                    ///< later than due plus grace: the unit was given back
  std::int32_t runner_up = kNoRequest;  ///< what would have started had the winner not been there
  std::int32_t runner_up_rule = 0;
  /// What the request was ordered by: in steps 2 and 3 the due date of its slot, in steps 1, 4 and 5 the start tag of its
  /// department, in step 0 nothing (kNoValue, as without a request); then its submission number (-1 without a request).
  std::int64_t rank = kNoValue;
  std::int64_t sequence = -1;
  std::int64_t runner_up_rank = kNoValue;  ///< the same of the runner-up, had the winner not been there
  std::int64_t runner_up_sequence = -1;
};

/// What became of an addition.
struct Addition {
  Refusal refusal = Refusal::accepted;
  std::int32_t id = -1;  ///< -1: refused
};

/// What became of a submission.
struct Submission {
  std::int32_t request = kNoRequest;     ///< kNoRequest: the submission itself was refused
  Refusal refusal = Refusal::accepted;   ///< with a request: why it got no precedence, if it asked for it
};

}  // namespace entente
