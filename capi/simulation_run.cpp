#include <iterator>
#include <limits>

#include "entente/base/instant.hpp"
#include "guard.hpp"
#include "simulation_handle.hpp"

using entente::capi::guard;
using entente::capi::require;

struct entente_run {
  entente::Workload workload;
  entente::Played outcome;
  std::vector<int32_t> urgency, backed, kept;
};

namespace {

void add_flags(entente_run &run, const entente::Rules &rules) {
  for (size_t i = 0; i < run.workload.size(); ++i) {
    run.urgency.push_back(static_cast<int32_t>(run.workload.urgency[i]));
    run.backed.push_back(run.outcome.backed[i]);
    const int64_t due_us = run.outcome.due_us[i];
    const int64_t start_us = run.outcome.start_us[i];
    const int64_t grace_us = rules.quotas.lines[static_cast<size_t>(run.workload.department[i])].grace_us;
    const bool is_kept = start_us != entente::kNoValue && start_us <= due_us + grace_us;
    run.kept.push_back(due_us == entente::kNoValue ? std::numeric_limits<int32_t>::min() : is_kept ? 1 : 0);
  }
}

}  // namespace

int32_t entente_simulation_run(const entente_simulation *simulation, int32_t seed, int32_t policy, entente_run **out,
                               entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(simulation != nullptr && out != nullptr, "entente_simulation_run: simulation and out may not be NULL");
    if (policy < 0) throw entente::Error(entente::ErrorCode::not_found, "no such policy");
    auto run = std::make_unique<entente_run>();
    run->workload = simulation->engine.workload(seed);
    run->outcome = simulation->engine.outcome(run->workload, static_cast<size_t>(policy));
    add_flags(*run, simulation->engine.rules());
    *out = run.release();
  });
}

void entente_run_destroy(entente_run *run) { delete run; }

size_t entente_run_count(const entente_run *run) { return run == nullptr ? 0 : run->workload.size(); }

const int64_t *entente_run_int64(const entente_run *run, int32_t column) {
  if (run == nullptr) return nullptr;
  const std::vector<int64_t> *const columns[] = {&run->workload.arrival_us, &run->workload.work_us, &run->outcome.start_us,
                                                 &run->outcome.end_us, &run->outcome.due_us};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

const int32_t *entente_run_int32(const entente_run *run, int32_t column) {
  if (run == nullptr) return nullptr;
  const std::vector<int32_t> *const columns[] = {&run->workload.department, &run->workload.pool, &run->urgency,
                                                 &run->outcome.agent,       &run->backed,        &run->kept};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}
