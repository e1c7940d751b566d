#include "simulation/load.hpp"

#include <algorithm>
#include <limits>

namespace entente::simulation {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::int64_t kMillion = 1'000'000;

/// Work and requests of each pool, in any unit of time that the capacity has too.
struct PoolWork {
  Wide work = 0;
  Wide requests = 0;
};

std::int64_t saturated(Wide value) noexcept {
  constexpr auto most = static_cast<Wide>(std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(std::min(value, most));
}

/// work and requests are multiplied by `scale`; span_us: the working time of one slot.
Load load_of(const std::vector<PoolWork> &pools, const Team &team, Wide span_us, Wide scale) {
  Load load;
  const auto consider = [&](const PoolWork &pool, std::int64_t slots) {
    const Wide capacity = span_us * static_cast<Wide>(slots) * scale;
    if (capacity == 0) return;
    const std::int64_t ppm = saturated(pool.work / capacity * static_cast<Wide>(kMillion) +
                                       pool.work % capacity * static_cast<Wide>(kMillion) / capacity);
    if (ppm <= load.load_ppm) return;
    const Wide requests = pool.requests / scale;
    load = {ppm, ppm > kMillion ? saturated(requests - requests * static_cast<Wide>(kMillion) / static_cast<Wide>(ppm)) : 0};
  };
  PoolWork all;
  for (std::size_t p = 0; p < pools.size(); ++p) {
    all.work += pools[p].work;
    all.requests += pools[p].requests;
    std::int64_t slots = 0;
    for (const TeamAgent &agent : team.agents) {
      const auto pool = static_cast<std::int32_t>(p);
      if (agent.pool == pool || std::find(agent.helps.begin(), agent.helps.end(), pool) != agent.helps.end())
        slots += agent.slots;
    }
    consider(pools[p], slots);
  }
  consider(all, team.slots());
  return load;
}

}  // namespace

Load load_of(const Demand &demand, const Team &team) {
  std::vector<PoolWork> pools;
  const auto weeks = static_cast<Wide>(demand.weeks + demand.warmup_weeks);
  for (const DepartmentDemand &one : demand.departments) {
    pools.resize(std::max(pools.size(), static_cast<std::size_t>(one.pool) + 1));
    PoolWork &pool = pools[static_cast<std::size_t>(one.pool)];
    const Wide requests = weeks * static_cast<Wide>(one.requests_per_1000_weeks);
    pool.requests += requests;
    pool.work += requests * static_cast<Wide>(one.service.mean_us);
  }
  return load_of(pools, team, static_cast<Wide>(demand.week_us) * weeks, 1000);
}

Load load_of(const Workload &workload, const Team &team) {
  std::vector<PoolWork> pools;
  for (std::size_t i = 0; i < workload.size(); ++i) {
    const auto p = static_cast<std::size_t>(workload.pool[i]);
    pools.resize(std::max(pools.size(), p + 1));
    pools[p].work += static_cast<Wide>(workload.work_us[i]);
    ++pools[p].requests;
  }
  return load_of(pools, team, static_cast<Wide>(workload.horizon_us), 1);
}

}  // namespace entente::simulation
