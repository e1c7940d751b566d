#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/contract/condition.hpp"

namespace entente {

/// What one department is promised: `quota` priority requests a period, each started within a bound. All times are
/// working time of the pool, in microseconds. The first five fields are the profile; the rest has defaults.
struct QuotaLine {
  std::string party;                  ///< id of a requester party
  std::int64_t quota = 0;             ///< units granted at the start of each period
  std::int64_t period_us = 0;         ///< length of a period, > 0
  std::int64_t start_within_us = 0;   ///< promise for the first request of a burst
  std::int64_t answer_within_us = 0;  ///< the requester's own limit for answers; 0: none
  std::int64_t weight = 1;            ///< share among ordinary requests, 1-16

  std::int64_t spacing_us = 0;        ///< between due dates of a burst; by default period / quota
  std::int64_t carry_cap = 0;         ///< units that survive a period, at most
  std::int64_t carry_num = 1;         ///< share of what is left that may survive, num / den
  std::int64_t carry_den = 1;
  std::int64_t overdraft = 0;         ///< units that may be borrowed from one's own next grant
  std::int64_t grace_us = 0;          ///< a start later than due + grace gives the unit back
  std::int64_t anchor_us = 0;         ///< period k covers [anchor + k period, anchor + (k+1) period)
  std::int64_t done_within_us = 0;    ///< treatment: most requests should be done so long after they arrive; measured, never proved; 0: not stated
  std::int64_t done_percent = 85;     ///< how many of a hundred "most" are, 1-99
};

/// Which of its own ordinary requests a department has served first. The fair share between departments is the same.
enum class OrdinaryOrder : std::uint8_t {
  fifo = 0,     ///< by entry into the queue
  sla_due = 1,  ///< earliest SLA due date first, requests without one last; then by submission
};

/// The trust contract proper.
struct Quotas {
  std::int32_t calendar = -1;             ///< index into Contract::calendars: the pool's working time; -1: none given
  Conditions backed_when;                 ///< logged requests that would spend a unit; empty: none
  std::vector<std::int32_t> started_in;   ///< states in which a logged ticket is being worked on, ascending
  std::int64_t ordinary_floor_us = 0;     ///< at least one ordinary start in this time while any waits; 0: none
  OrdinaryOrder ordinary_order = OrdinaryOrder::fifo;
  std::int64_t expedite_cap = 0;          ///< incidents in progress at a time in each pool, at most; 0: no expedite lane
  std::vector<std::string> intake;        ///< what a requester must give before a unit may be spent; empty: nothing
  std::vector<QuotaLine> lines;           ///< in the order of the document
  Conditions expedite_when;               ///< logged requests that were declared incidents; empty: none
  Conditions incident_when;               ///< of those, the ones that were incidents after all; empty: unknown
  std::vector<std::int32_t> reshaped_in;  ///< states of a logged ticket that was merged, or replaced by root-cause work, ascending
  std::vector<std::int32_t> tested_in;    ///< states in which a logged ticket waits for its requester to test, ascending
};

}  // namespace entente
