#include "entente/simulation/simulation.hpp"

#include "guard.hpp"
#include "simulation_handle.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;
using entente::capi::result_span;

namespace {

entente::Team team_of(const entente_team &team) {
  require(team.struct_size >= static_cast<int32_t>(sizeof team), "entente_team: struct_size is not its size");
  require(team.agents >= 0, "entente_team: agents is below 0");
  if (team.agents > entente::kMaxTeam) throw entente::Error(entente::ErrorCode::limit, "more than 10000 agents");
  entente::Team result;
  for (int32_t i = 0; i < team.agents; ++i)
    result.agents.push_back({team.pool == nullptr ? 0 : team.pool[i], team.slots == nullptr ? 1 : team.slots[i], {}});
  const auto helper = read_span(team.helper, team.helps, "helper");
  const auto helped = read_span(team.helped, team.helps, "helped");
  for (size_t i = 0; i < team.helps; ++i) {
    if (helper[i] < 0 || helper[i] >= team.agents) throw entente::Error(entente::ErrorCode::range, "helper: no such agent");
    result.agents[static_cast<size_t>(helper[i])].helps.push_back(helped[i]);
  }
  return result;
}

entente::Simulation::Options options_of(const entente_simulation_options &options, const int32_t *policy, size_t n) {
  require(options.struct_size >= static_cast<int32_t>(sizeof options),
          "entente_simulation_options: struct_size is not its size");
  entente::Simulation::Options result;
  result.seed = static_cast<uint64_t>(options.seed);
  result.seeds = options.seeds;
  result.threads = options.threads;
  result.ordinary_within_us = options.ordinary_within_us;
  for (const int32_t one : read_span(policy, n, "policy")) result.policies.push_back(static_cast<entente::Policy>(one));
  return result;
}

/// For every policy and department; the answers are made before any is written.
std::vector<entente::Estimate> estimates(const entente::Simulation &engine, int32_t figure, int32_t from) {
  if (figure < 0 || figure > ENTENTE_FIGURE_UNITS_REFUNDED) throw entente::Error(entente::ErrorCode::not_found, "no such figure");
  if (from < -1) throw entente::Error(entente::ErrorCode::not_found, "no such policy");
  std::vector<entente::Estimate> result;
  for (size_t policy = 0; policy < engine.policies().size(); ++policy)
    for (size_t d = 0; d <= engine.department_count(); ++d) {
      const auto which = static_cast<entente::Figure>(figure);
      result.push_back(from < 0 ? engine.estimate(policy, d, which)
                                : engine.difference(policy, static_cast<size_t>(from), d, which));
    }
  return result;
}

}  // namespace

int32_t entente_simulation_create(const entente_contract *contract, const entente_team *team, const entente_demand *demand,
                                  const int32_t *policy, size_t n, const entente_simulation_options *options,
                                  entente_simulation **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(contract != nullptr && team != nullptr && demand != nullptr && options != nullptr && out != nullptr,
            "entente_simulation_create: contract, team, demand, options and out may not be NULL");
    if (!contract->contract->quotas) throw entente::Error(entente::ErrorCode::state, "the contract has no quotas");
    *out = new entente_simulation{entente::Simulation(*contract->contract->quotas, team_of(*team), demand->demand,
                                                      options_of(*options, policy, n))};
  });
}

int32_t entente_simulation_step(entente_simulation *simulation, int64_t work, int64_t *done, int64_t *total,
                                entente_error **err) {
  return guard(err, [&] {
    require(simulation != nullptr, "simulation is NULL");
    const entente::SimulationProgress progress = simulation->engine.step(work);
    if (done != nullptr) *done = progress.done;
    if (total != nullptr) *total = progress.total;
  });
}

void entente_simulation_destroy(entente_simulation *simulation) { delete simulation; }

int32_t entente_simulation_department_count(const entente_simulation *simulation) {
  return simulation == nullptr ? 0 : static_cast<int32_t>(simulation->engine.department_count());
}

const char *entente_simulation_department_name(const entente_simulation *simulation, int32_t department) {
  const bool exists = department >= 0 && department < entente_simulation_department_count(simulation);
  return exists ? simulation->engine.department_name(static_cast<size_t>(department)).c_str() : "";
}

int32_t entente_simulation_load(const entente_simulation *simulation, int64_t *load_ppm, int64_t *growth,
                                entente_error **err) {
  return guard(err, [&] {
    require(simulation != nullptr, "simulation is NULL");
    const entente::Load load = simulation->engine.load();
    if (load_ppm != nullptr) *load_ppm = load.load_ppm;
    if (growth != nullptr) *growth = load.growth;
  });
}

int32_t entente_simulation_figures(const entente_simulation *simulation, int32_t figure, int64_t *out, size_t n,
                                   entente_error **err) {
  return guard(err, [&] {
    require(simulation != nullptr, "simulation is NULL");
    const entente::Simulation &engine = simulation->engine;
    const auto rows = static_cast<size_t>(engine.seeds()) * engine.policies().size() * (engine.department_count() + 1);
    const auto column = result_span(out, n, rows, "seeds x policies x (departments + 1)");
    static_cast<void>(engine.figure(0, 0, 0, static_cast<entente::Figure>(figure)));  // throws before anything is written
    size_t row = 0;
    for (int32_t seed = 0; seed < engine.seeds(); ++seed)
      for (size_t policy = 0; policy < engine.policies().size(); ++policy)
        for (size_t d = 0; d <= engine.department_count(); ++d)
          column[row++] = engine.figure(seed, policy, d, static_cast<entente::Figure>(figure));
  });
}

int32_t entente_simulation_estimates(const entente_simulation *simulation, int32_t figure, int32_t from, double *mean,
                                     double *half_width, int64_t *runs, size_t n, entente_error **err) {
  return guard(err, [&] {
    require(simulation != nullptr, "simulation is NULL");
    const std::vector<entente::Estimate> all = estimates(simulation->engine, figure, from);
    if (n != all.size()) throw entente::Error(entente::ErrorCode::buffer, "n is not policies x (departments + 1)");
    for (size_t i = 0; i < n; ++i) {
      if (mean != nullptr) mean[i] = all[i].mean;
      if (half_width != nullptr) half_width[i] = all[i].half_width;
      if (runs != nullptr) runs[i] = all[i].runs;
    }
  });
}
