#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/scheduler/visit_replay.hpp"

namespace entente {

/// Requests after which a promise of a quota line is broken, played through Scheduler.
struct CounterExample {
  std::int32_t line = 0;      ///< whose promise breaks: index into Quotas::lines
  std::int64_t begin_us = 0;  ///< the scheduler starts here, with the first grants; instants count from it
  std::vector<Arrival> arrivals;  ///< in order of time, at_us from begin_us on
  std::vector<Visit> visits;      ///< what became of them, in order of their starts
  std::size_t late = 0;           ///< index of the arrival that starts later than due + grace
  std::int64_t due_us = 0;
  std::int64_t started_us = 0;
  bool is_fewest = false;   ///< proved: no example with fewer requests breaks this line's promise
  bool is_minimal = false;  ///< no single request can be left out; false only where reducing took too long
};

/// Why there is none.
enum class NoExample : std::uint8_t {
  found = 0,  ///< there is one
  kept = 1,   ///< h(t) - t never exceeds the grace: the promise is proved
  not_reached =
      2,        ///< quotas or the ordinary floor keep the arrivals that were tried from reaching the bound
  too_long = 3  ///< it would take more requests, or a longer search, than the budget allows
};

/// What searches may use together; each search takes from it.
struct ExampleBudget {
  std::int64_t requests = 1'000'000;  ///< played
  std::int64_t lines = 200'000'000;   ///< looked at
  std::int64_t largest = 20'000;      ///< most requests of one example
};

struct ExampleSearch {
  NoExample outcome = NoExample::kept;
  std::optional<CounterExample> example;
};

/// Looks for the smallest counter-example for one line.
///
/// All m servers have just started an ordinary request when departments submit, each as early as its quota
/// allows, backed requests due by t. The j-th of these starts after ceil(j/m) visits; so with h(t) > t + g
/// the last one breaks its promise if it belongs to the line. It takes m r + 1 requests, r = floor((t + g)/C)
/// + 1: all servers must be busy from the burst's begin until after t + g. No example is smaller than with
/// the first such t >= S; that one is tried first, then the next ones, without the floor, then with ordinary
/// requests waiting for the floor. Each is played with replay_visits(); only one that breaks the promise
/// there counts. One that is not known to be the smallest is reduced, as far as the budget goes, until no
/// single request can be left out. The floor is the contract's, not the team's. Throws as latenesses() and
/// Scheduler, ErrorCode::not_found (line).
[[nodiscard]] ExampleSearch find_counter_example(const Quotas &quotas, const ServerPool &team, std::int32_t line,
                                                 ExampleBudget &budget);

/// The lines of a contract that the start bound counts: those that can ever hold a unit or have a spacing. A line with
/// neither quota, overdraft nor spacing promises nothing as long as no units are transferred to it. Throws
/// ErrorCode::range (check_terms() of any line).
[[nodiscard]] std::vector<PaceLine> pace_lines(const Quotas &quotas);
[[nodiscard]] bool promises_nothing(const QuotaLine &line) noexcept;

}  // namespace entente
