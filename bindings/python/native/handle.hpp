#pragma once

#include <utility>

#include "entente.h"

namespace entente_python {

/// Owns one handle of the C API. Children keep their parents alive on the other side, so any order of death is right.
template <typename T, void (*destroy)(T *)>
class Handle {
 public:
  Handle() = default;
  Handle(Handle &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Handle &operator=(Handle &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Handle() { destroy(handle_); }

  T *get() const noexcept { return handle_; }
  T **out() noexcept { return &handle_; }

 private:
  T *handle_ = nullptr;
};

using AttributedTimeHandle = Handle<entente_attributed_time, entente_attributed_time_destroy>;
using CalendarHandle = Handle<entente_calendar, entente_calendar_destroy>;
using ChangesHandle = Handle<entente_changes, entente_changes_destroy>;
using ContractCheckHandle = Handle<entente_contract_check, entente_contract_check_destroy>;
using ContractHandle = Handle<entente_contract, entente_contract_destroy>;
using CyclesHandle = Handle<entente_cycles, entente_cycles_destroy>;
using DemandHandle = Handle<entente_demand, entente_demand_destroy>;
using ErrorHandle = Handle<entente_error, entente_error_destroy>;
using ExplanationHandle = Handle<entente_explanation, entente_explanation_destroy>;
using GraphHandle = Handle<entente_graph, entente_graph_destroy>;
using JobHandle = Handle<entente_job, entente_job_destroy>;
using LogHandle = Handle<entente_log, entente_log_destroy>;
using MonitorHandle = Handle<entente_monitor, entente_monitor_destroy>;
using ProblemsHandle = Handle<entente_problems, entente_problems_destroy>;
using RunHandle = Handle<entente_run, entente_run_destroy>;
using SchedulerHandle = Handle<entente_scheduler, entente_scheduler_destroy>;
using SimulationHandle = Handle<entente_simulation, entente_simulation_destroy>;
using TimeLeftHandle = Handle<entente_time_left, entente_time_left_destroy>;

using AbsenceHandle = Handle<entente_absence, entente_absence_destroy>;
using ImpactHandle = Handle<entente_impact, entente_impact_destroy>;
using InfluenceHandle = Handle<entente_influence, entente_influence_destroy>;
using RepairHandle = Handle<entente_repair, entente_repair_destroy>;
using StrengthsHandle = Handle<entente_strengths, entente_strengths_destroy>;

}  // namespace entente_python
