#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/base/instant.hpp"

namespace entente {

/// What the start bound counts of a quota line: its k-th due date (k = 0, 1, ...) may stand S + k T after a
/// burst begins.
struct PaceLine {
  std::int64_t start_within_us = 0;  ///< S
  std::int64_t spacing_us = 0;       ///< T; 0: no pace at all
};

/// The pool that keeps the promises: m interchangeable server slots, each busy with one visit for at most C.
struct ServerPool {
  std::int64_t servers = 0;            ///< m, 0 to kMaxServers
  std::int64_t visit_us = 0;           ///< C
  std::int64_t ordinary_floor_us = 0;  ///< T0, the floor of ordinary requests; 0: none
  std::int64_t expedite =
      0;  ///< E: of the m, at most so many ever serve incidents; m - E count for the bound
};

inline constexpr std::int64_t kMaxServers = 1'000'000;
inline constexpr std::size_t kMaxPaceLines = 1'000'000;

/// Work that one computation of latenesses may take, in lines looked at; about two nanoseconds each. Beyond
/// it the answer is LatenessStatus::undecided.
inline constexpr std::int64_t kLatenessWork = 400'000'000;

enum class LatenessStatus : std::uint8_t {
  exact = 0,
  unbounded = 1,  ///< load C sum(1/T)/m above 1, a spacing of 0, or no server: no bound exists
  undecided =
      2,  ///< load so close to 1 that the work was used up: greatest lateness found, and the safe bound
};

/// max over t >= at_least of (h(t) - t)^+ with h(t) = C ceil(n(t)/m) and n(t) = sum over lines with t >= S of
/// floor((t - S)/T) + 1, plus floor(t/T0) + 1 with a floor: demand against supply, as in the processor demand
/// test of EDF (Baruah, Rosier, Howell, 1990).
struct Lateness {
  LatenessStatus status = LatenessStatus::exact;
  std::int64_t lateness_us = 0;  ///< the greatest, or where undecided the greatest found; kNoValue: unbounded
  std::int64_t at_most_us = 0;   ///< the same, or where undecided the safe bound (kNoValue: none known)
  std::int64_t at_us =
      kNoValue;             ///< an instant where h(t) - t is greatest, even below 0; kNoValue: unbounded
  std::int64_t demand = 0;  ///< n(at_us): due by then; above 2^62 given as 2^62
  std::int64_t started_by_us = 0;  ///< h(at_us): the last of them starts by then
};

/// Latenesses for several at_least at once, in their order. Exact in integers.
///
/// Beyond the last S the demand stays below a line of slope `load`, so only instants up to where that line
/// falls below the greatest lateness found need be looked at, nor more than one common period of all T (and C, or whole rounds of m);
/// from there it goes backwards as in QPA (Zhang, Burns, 2009): as h is monotone, nothing in (h(t) - best, t)
/// can exceed `best`. All at_least are answered on the one way back. Memory O(n); time O(n) a step, at most
/// `work` lines in all. Throws ErrorCode::range (a time, T0 or at_least outside [0, kLastWorkingTimeUs],
/// servers outside [0, kMaxServers], expedite outside [0, servers]), ErrorCode::limit (more than
/// kMaxPaceLines lines). A book without lines and without a floor has lateness 0; so has C = 0.
[[nodiscard]] std::vector<Lateness> latenesses(std::span<const PaceLine> book, const ServerPool &team,
                                               std::span<const std::int64_t> at_least_us,
                                               std::int64_t work = kLatenessWork);

/// One of them.
[[nodiscard]] Lateness lateness(std::span<const PaceLine> book, const ServerPool &team, std::int64_t at_least_us,
                                std::int64_t work = kLatenessWork);

/// A bound that is never below lateness(), in O(n log n) whatever the load: the greatest value, at at_least
/// and at each later S, of C (m - 1)/m + (C/m) sum over S_e <= t of (1 + (t - S_e)/T_e) - t, or 0. kNoValue:
/// none exists. Throws as latenesses().
[[nodiscard]] std::int64_t safe_lateness_us(std::span<const PaceLine> book, const ServerPool &team,
                                            std::int64_t at_least_us);

}  // namespace entente
