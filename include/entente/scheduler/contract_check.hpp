#pragma once

#include <cstdint>
#include <vector>

#include "entente/scheduler/counter_example.hpp"
#include "entente/scheduler/lateness.hpp"

namespace entente {

/// Can this promise be kept?
enum class Promise : std::uint8_t {
  proved = 0,      ///< every backed visit starts by its due date plus the grace, whatever arrives
  refused = 1,     ///< a counter-example breaks it
  not_proved = 2,  ///< the bound exceeds the grace, and no counter-example was found
  none = 3  ///< the line grants nothing and promises nothing, as long as no units are transferred to it
};

/// What deserves a second look; to be added up.
enum PromiseWarning : std::uint32_t {
  kStartAtOnceOrRefund = 1,     ///< S = 0 and g = 0: whoever comes while all are busy gets the unit back
  kVisitLongerThanPromise = 2,  ///< C > S + g: one visit in progress breaks it, whatever the number of people
  kNoPace = 4,                  ///< T = 0 with units to spend: no bound for anybody
  kPaceSlowerThanQuota = 8,     ///< T Q > P: due dates of a full quota do not fit into the period
  kNothingPromised =
      16  ///< Promise::none: the proofs of the others hold while no units are transferred to it
};

/// One quota line.
struct PromiseCheck {
  Promise promise = Promise::none;
  NoExample no_example = NoExample::kept;  ///< why there is no counter-example
  std::uint32_t warnings = 0;
  Lateness lateness;  ///< delta over t >= S; meaningless for Promise::none
  std::int64_t start_bound_us =
      0;                      ///< S + delta: proved for the first request of a burst; kNoValue: no bound
  std::int64_t grace_us = 0;  ///< g: the lateness that the contract tolerates
  std::int32_t example = -1;  ///< index into ContractCheck::examples
};

/// "Can these promises be kept with this team?"
struct ContractCheck {
  Promise verdict = Promise::proved;  ///< of all lines: refused if one is, else not_proved if one is
  ServerPool team;                          ///< with the contract's floor
  std::vector<PromiseCheck> lines;    ///< as Quotas::lines
  Lateness ordinary;  ///< delta over t >= 0: with a floor, an ordinary start comes within T0 + delta
  std::vector<CounterExample> examples;  ///< in order of lines
  std::int32_t smallest = -1;  ///< the example with the fewest requests, of equal ones the first; -1: none
};

// Why the bound holds. Pool of m servers, one visit at most C, whoever is free asks at once. Take a backed visit of line d,
// due at D, and the last instant t0 before its start at which a server was idle or took something ordered after it. All
// that is ordered before it and was waiting at t0 had been taken, so what is taken from t0 on arrived after t0: of line e
// at most floor((t - S_e)/T_e) + 1 slots due by D, t = D - t0, since its slots come at least T_e apart and none is due
// before S_e; of ordinary requests at most floor(t/T0) + 1 whose floor falls due by D. That is n(t), the visit itself
// included, and t >= S_d. In each window of length C every server ends a visit and takes one of them, so the visit starts by
// t0 + C ceil(n(t)/m) = t0 + h(t), at most h(t) - t after D. An ordinary request whose floor falls due at o is one of these
// items itself, due at o, with t = o - t0 >= 0: an ordinary start comes by o + max over t >= 0 of (h(t) - t)^+.
//
// Why it is reached, floor and quotas apart. At t0 all servers take an ordinary request; at once line e backs its slots due
// by t0 + t, so all n(t) wait behind m visits of length C, and the last of them starts at t0 + C ceil(n(t)/m).
//
// Why no counter-example is smaller. If d starts after D + g, all m servers are busy from t0 until then, each visit at most
// C long: r = floor((t + g)/C) + 1 visits each, and the late one: m r + 1 requests, which does not shrink with t; and h(t) >
// t + g must hold, or the bound would.

/// Checks every line: delta_d <= g_d is proved (guarantee 1, delta from latenesses()); else a counter-example
/// is looked for, see find_counter_example(), within `budget` for all lines together. The bound is reached
/// whenever quotas let the burst happen and the floor adds nothing; where it is not, the answer is
/// not_proved, never refused. A line is not_proved, too, where latenesses() is undecided or the example would
/// be too large. The contract's floor replaces that of `team`. Throws as latenesses(); and as Scheduler where
/// a line is out of range; in any case as pace_lines().
[[nodiscard]] ContractCheck check_contract(const Quotas &quotas, const ServerPool &team, ExampleBudget budget = {});

/// Whether all promises are proved, without the bounds themselves: quicker than check_contract(). False, too, where the
/// work was used up.
[[nodiscard]] bool all_proved(const Quotas &quotas, const ServerPool &team, std::int64_t work = kLatenessWork);

}  // namespace entente
