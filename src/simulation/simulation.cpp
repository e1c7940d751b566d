#include "entente/simulation/simulation.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <system_error>
#include <thread>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/base/limits.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "entente/simulation/summary.hpp"
#include "simulation/load.hpp"

namespace entente {
namespace {

Quotas by_name(Quotas quotas) {
  std::sort(quotas.lines.begin(), quotas.lines.end(),
            [](const QuotaLine &a, const QuotaLine &b) { return a.party < b.party; });
  return quotas;
}

void require(bool holds, const char *message) {
  if (!holds) throw Error(ErrorCode::invalid, message);
}

std::vector<std::int32_t> used_pools(const std::variant<Demand, LoggedDemand> &demand) {
  std::vector<std::int32_t> pools;
  if (const auto *drawn = std::get_if<Demand>(&demand)) {
    for (const DepartmentDemand &one : drawn->departments)
      if (one.requests_per_1000_weeks > 0) pools.push_back(one.pool);
  } else {
    const auto &logged = std::get<LoggedDemand>(demand);
    pools = logged.pool;
    if (pools.empty() && !logged.arrival_us.empty()) pools.push_back(0);
  }
  std::sort(pools.begin(), pools.end());
  pools.erase(std::unique(pools.begin(), pools.end()), pools.end());
  return pools;
}

}  // namespace

Simulation::Simulation(const Quotas &quotas, const Team &team, std::variant<Demand, LoggedDemand> demand,
                       const Options &options)
    : rules_{by_name(quotas), options.ordinary_within_us},
      team_(team), demand_(std::move(demand)), options_(options) {
  check();
  load_ = std::holds_alternative<Demand>(demand_) ? simulation::load_of(std::get<Demand>(demand_), team_)
                                                  : simulation::load_of(workload(0), team_);
  figures_.assign(static_cast<std::size_t>(progress().total) * width(), kNoValue);
}

void Simulation::check() const {
  require(!rules_.quotas.lines.empty(), "the contract has no quota line, so no department");
  require(!options_.policies.empty(), "no policy to play");
  require(options_.seeds >= 1, "seeds is below 1");
  require(options_.threads >= 1, "threads is below 1");
  for (std::size_t i = 0; i < options_.policies.size(); ++i) {
    const Policy policy = options_.policies[i];
    require(policy >= Policy::fifo && policy <= Policy::trust_contract_chosen, "no such policy");
    require(policy != Policy::as_logged || std::holds_alternative<LoggedDemand>(demand_),
            "as_logged needs a log to replay");
    require(std::count(options_.policies.begin(), options_.policies.end(), policy) == 1, "a policy is named twice");
  }
  if (options_.ordinary_within_us < 0 || options_.ordinary_within_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, "ordinary_within must lie in 0 to 4200000000000000 microseconds");
  if (options_.seeds > kMaxSeeds) throw Error(ErrorCode::limit, "more than 100000 seeds");
  const auto runs = static_cast<std::int64_t>(options_.seeds) * static_cast<std::int64_t>(options_.policies.size());
  if (static_cast<std::int64_t>(width()) > kMaxSimulationValues / runs)
    throw Error(ErrorCode::limit, "more than 200000000 figures: take fewer seeds, policies or departments");
  if (const auto *drawn = std::get_if<Demand>(&demand_)) {
    require(drawn->departments.size() == department_count(), "the demand is not of as many departments as the contract");
    check_demand(*drawn);
  } else {
    check_logged_demand(std::get<LoggedDemand>(demand_), static_cast<std::int32_t>(department_count()));
  }
  check_team(team_, used_pools(demand_));
  static_cast<void>(Scheduler(rules_.quotas, 0));  // refuses lines that are out of range or of one party
}

SimulationProgress Simulation::progress() const noexcept {
  return {done_, static_cast<std::int64_t>(options_.seeds) * static_cast<std::int64_t>(options_.policies.size())};
}

SimulationProgress Simulation::step(std::int64_t work) {
  const std::int64_t left = progress().total - done_;
  if (left > 0) step_to(done_ + (work <= 0 ? left : std::min(work, left)));
  return progress();
}

/// Threads take runs one by one; nothing that they write counts before all have ended without an error.
void Simulation::step_to(std::int64_t end) {
  std::atomic<std::int64_t> next = done_;
  std::exception_ptr failure;
  std::mutex mutex;
  const auto work = [&]() noexcept {
    for (std::int64_t number = next++; number < end; number = next++) {
      try {
        run(number, &figures_[static_cast<std::size_t>(number) * width()]);
      } catch (...) {
        const std::lock_guard lock(mutex);
        failure = std::current_exception();
        next = end;
      }
    }
  };
  const auto helpers = static_cast<std::size_t>(
      std::min<std::int64_t>(std::min(options_.threads, limits::kThreads), end - done_) - 1);
  std::vector<std::thread> threads;
  threads.reserve(helpers);
  try {
    while (threads.size() < helpers) threads.emplace_back(work);
  } catch (const std::system_error &) {
    failure = std::make_exception_ptr(Error(ErrorCode::limit, "the system starts no further thread"));
    next = end;
  }
  work();
  for (std::thread &thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  done_ = end;
}

void Simulation::run(std::int64_t number, std::int64_t *figures) const {
  const auto policies = static_cast<std::int64_t>(options_.policies.size());
  const Workload requests = workload(static_cast<std::int32_t>(number / policies));
  const auto policy = static_cast<std::size_t>(number % policies);
  const auto row = summarise(requests, outcome(requests, policy), rules_, options_.policies[policy]);
  std::copy(row.begin(), row.end(), figures);
}

Workload Simulation::workload(std::int32_t run_seed) const {
  if (run_seed < 0 || run_seed >= options_.seeds) throw Error(ErrorCode::not_found, "no such seed");
  const std::uint64_t seed = options_.seed + static_cast<std::uint64_t>(run_seed);
  return std::visit([&](const auto &demand) { return draw_workload(demand, seed); }, demand_);
}

Played Simulation::outcome(const Workload &workload, std::size_t policy) const {
  if (policy >= options_.policies.size()) throw Error(ErrorCode::not_found, "no such policy");
  return play(workload, team_, rules_, options_.policies[policy]);
}

std::int64_t Simulation::figure(std::int32_t run_seed, std::size_t policy, std::size_t department, Figure figure) const {
  if (!progress().finished()) throw Error(ErrorCode::state, "the simulation is not finished");
  const auto f = static_cast<std::size_t>(figure);
  if (run_seed < 0 || run_seed >= options_.seeds || policy >= options_.policies.size() || department > department_count() ||
      f >= kFigures)
    throw Error(ErrorCode::not_found, "no such seed, policy, department or figure");
  const std::size_t number = static_cast<std::size_t>(run_seed) * options_.policies.size() + policy;
  return figures_[number * width() + department * kFigures + f];
}

Estimate Simulation::estimate(std::size_t policy, std::size_t department, Figure figure) const {
  std::vector<std::int64_t> values;
  for (std::int32_t seed = 0; seed < options_.seeds; ++seed)
    values.push_back(this->figure(seed, policy, department, figure));
  return entente::estimate(values);
}

Estimate Simulation::difference(std::size_t policy, std::size_t from, std::size_t department, Figure figure) const {
  std::vector<std::int64_t> values;
  for (std::int32_t seed = 0; seed < options_.seeds; ++seed) {
    const std::int64_t minuend = this->figure(seed, policy, department, figure);
    const std::int64_t subtrahend = this->figure(seed, from, department, figure);
    values.push_back(minuend == kNoValue || subtrahend == kNoValue ? kNoValue : minuend - subtrahend);
  }
  return entente::estimate(values);
}

}  // namespace entente
