#include <algorithm>
#include <span>

#include "entente/base/instant.hpp"
#include "guard.hpp"
#include "simulation_handle.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;

namespace {

template <class Value>
Value value_or(const Value *column, size_t i, Value otherwise) {
  return column == nullptr ? otherwise : column[i];
}

entente::DepartmentDemand department(const entente_demand_columns &columns, size_t d) {
  entente::DepartmentDemand one;
  one.requests_per_1000_weeks = columns.requests_per_1000_weeks[d];
  one.priority_ppm = columns.priority_ppm[d];
  one.called_ppm = value_or<int64_t>(columns.called_ppm, d, 0);
  one.pool = value_or<int32_t>(columns.pool, d, 0);
  const int32_t service = value_or<int32_t>(columns.service, d, ENTENTE_SERVICE_EXPONENTIAL);
  require(service >= ENTENTE_SERVICE_CONSTANT && service <= ENTENTE_SERVICE_LOGNORMAL,
          "entente_demand_columns: no such service");
  one.service = {static_cast<entente::ServiceKind>(service), columns.service_mean_us[d],
                 value_or<int64_t>(columns.service_variation_ppm, d, 1'000'000)};
  if (columns.intensity != nullptr) {
    const int32_t *const row = columns.intensity + d * static_cast<size_t>(columns.parts);
    one.intensity.assign(row, row + columns.parts);
  }
  return one;
}

entente::Demand demand_of(const entente_demand_columns &columns) {
  require(columns.departments >= 0 && columns.parts >= 0, "entente_demand_columns: departments or parts is below 0");
  if (columns.parts > static_cast<int32_t>(entente::kMaxIntensityBins))
    throw entente::Error(entente::ErrorCode::range, "an intensity table has at most 10080 parts");
  const auto n = static_cast<size_t>(columns.departments);
  require(n == 0 || (columns.requests_per_1000_weeks != nullptr && columns.priority_ppm != nullptr &&
                     columns.service_mean_us != nullptr),
          "entente_demand_columns: requests_per_1000_weeks, priority_ppm and service_mean_us may not be NULL");
  require(columns.parts > 0 || columns.intensity == nullptr, "entente_demand_columns: an intensity of 0 parts");
  entente::Demand demand;
  demand.week_us = columns.week_us;
  demand.weeks = columns.weeks;
  demand.warmup_weeks = columns.warmup_weeks;
  for (size_t d = 0; d < n; ++d) demand.departments.push_back(department(columns, d));
  entente::check_demand(demand);
  return demand;
}

template <class Value>
std::vector<Value> copied(const Value *values, size_t n, const char *name) {
  const auto column = read_span(values, n, name);
  return {column.begin(), column.end()};
}

entente::LoggedDemand demand_of(const entente_demand_log &log) {
  entente::LoggedDemand demand;
  demand.arrival_us = copied(log.arrival_us, log.n, "arrival_us");
  demand.work_us = copied(log.work_us, log.n, "work_us");
  demand.department = copied(log.department, log.n, "department");
  demand.start_us.assign(log.n, entente::kNoValue);
  if (log.start_us != nullptr) std::copy_n(log.start_us, log.n, demand.start_us.begin());
  if (log.pool != nullptr) demand.pool.assign(log.pool, log.pool + log.n);
  for (const int32_t urgency : read_span(log.urgency, log.n, "urgency")) {
    if (urgency < ENTENTE_URGENCY_ORDINARY || urgency > ENTENTE_URGENCY_PRIORITY)
      throw entente::Error(entente::ErrorCode::range, "no such urgency: " + std::to_string(urgency));
    demand.urgency.push_back(static_cast<entente::Urgency>(urgency));
  }
  demand.horizon_us = log.end_us;
  entente::check_logged_demand(demand, log.departments);
  return demand;
}

}  // namespace

int32_t entente_demand_create(const entente_demand_columns *columns, entente_demand **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(columns != nullptr && out != nullptr, "entente_demand_create: columns and out may not be NULL");
    require(columns->struct_size >= static_cast<int32_t>(sizeof *columns),
            "entente_demand_columns: struct_size is not its size");
    *out = new entente_demand{demand_of(*columns)};
  });
}

int32_t entente_demand_from_log(const entente_demand_log *log, entente_demand **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(log != nullptr && out != nullptr, "entente_demand_from_log: log and out may not be NULL");
    require(log->struct_size >= static_cast<int32_t>(sizeof *log), "entente_demand_log: struct_size is not its size");
    *out = new entente_demand{demand_of(*log)};
  });
}

void entente_demand_destroy(entente_demand *demand) { delete demand; }
