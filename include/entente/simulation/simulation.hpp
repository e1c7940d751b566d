#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "entente/simulation/demand.hpp"
#include "entente/simulation/estimate.hpp"
#include "entente/simulation/figure.hpp"
#include "entente/simulation/logged_demand.hpp"
#include "entente/simulation/play.hpp"

namespace entente {

/// Most seeds of one simulation.
inline constexpr std::int32_t kMaxSeeds = 100'000;
/// Most values that one simulation keeps: seeds x policies x (departments + 1) x kFigures.
inline constexpr std::int64_t kMaxSimulationValues = 200'000'000;

/// How far a simulation is, in runs.
struct SimulationProgress {
  std::int64_t done = 0;
  std::int64_t total = 0;

  [[nodiscard]] bool finished() const noexcept { return done == total; }
};

/// The load that a demand puts on a team on average, before anything is played: the greatest of all work over the working
/// time of all slots, and the work of one pool over that of the agents who serve it.
struct Load {
  std::int64_t load_ppm = 0;  ///< in millionths, rounded down
  /// Where the load is above 1: by how many requests the queue grows until the horizon, on average and without bound
  /// beyond; else 0.
  std::int64_t growth = 0;
};

/// The same requests under several policies, under several seeds: the sandbox in which both sides play a contract before
/// they sign it. An engine: step() until finished, or destroy to cancel; one thread at a time.
///
/// A run is one policy on the requests of one seed. Seeds are seed, seed + 1, ... (modulo 2^64); every policy of a seed
/// gets the same requests, so differences between policies have narrow intervals. Results are the same bytes for any
/// number of threads and any stepping: each run writes its own place and whole numbers only.
class Simulation {
 public:
  struct Options {
    std::uint64_t seed = 1;
    std::int32_t seeds = 1;
    std::vector<Policy> policies;     ///< in the order of the results; none twice
    std::int32_t threads = 1;         ///< of those asked for, at most limits::kThreads are used
    std::int64_t ordinary_within_us = 0;
  };

  /// Departments are the quota lines in byte order of their parties; the demand has one entry for each.
  /// Throws ErrorCode::invalid (no department, no policy, one twice, as_logged without a log, seeds or threads below 1, a
  /// demand for another number of departments, two lines of one party; see check_team, check_logged_demand),
  /// ErrorCode::range, ErrorCode::limit (see check_demand; kMaxSeeds, kMaxSimulationValues).
  Simulation(const Quotas &quotas, const Team &team, std::variant<Demand, LoggedDemand> demand, const Options &options);

  /// Plays at least one and about `work` runs; all that are left where work <= 0; nothing once finished. Throws
  /// ErrorCode::limit (a run leaves the range of working time; the system starts no further thread); the simulation stands
  /// as before the call then.
  SimulationProgress step(std::int64_t work);
  [[nodiscard]] SimulationProgress progress() const noexcept;

  [[nodiscard]] std::size_t department_count() const noexcept { return rules_.quotas.lines.size(); }
  [[nodiscard]] const std::vector<Policy> &policies() const noexcept { return options_.policies; }
  [[nodiscard]] std::int32_t seeds() const noexcept { return options_.seeds; }
  /// Party of a department; department < department_count().
  [[nodiscard]] const std::string &department_name(std::size_t department) const noexcept {
    return rules_.quotas.lines[department].party;
  }
  /// Of a log: of its works as the first seed has them, from 0 to its end.
  [[nodiscard]] Load load() const noexcept { return load_; }

  /// One figure of one run; department == department_count(): of all. policy is a place in policies(). Throws
  /// ErrorCode::state (not finished).
  [[nodiscard]] std::int64_t figure(std::int32_t run_seed, std::size_t policy, std::size_t department, Figure figure) const;
  /// Its mean over the seeds.
  [[nodiscard]] Estimate estimate(std::size_t policy, std::size_t department, Figure figure) const;
  /// The mean over the seeds of its difference from another policy, pair by pair; seeds in which one of both has no value
  /// are left out.
  [[nodiscard]] Estimate difference(std::size_t policy, std::size_t from, std::size_t department, Figure figure) const;

  /// The requests of one seed (0 up) and what one policy makes of them, played anew.
  [[nodiscard]] Workload workload(std::int32_t run_seed) const;
  [[nodiscard]] Played outcome(const Workload &workload, std::size_t policy) const;
  /// The rules that runs go by.
  [[nodiscard]] const Rules &rules() const noexcept { return rules_; }

 private:
  void check() const;
  void step_to(std::int64_t end);
  void run(std::int64_t number, std::int64_t *figures) const;
  [[nodiscard]] std::size_t width() const noexcept { return (department_count() + 1) * kFigures; }

  Rules rules_;
  Team team_;
  std::variant<Demand, LoggedDemand> demand_;
  Options options_;
  Load load_;
  std::vector<std::int64_t> figures_;  ///< run by run (seed by seed, policy by policy), department by department
  std::int64_t done_ = 0;
};

}  // namespace entente
