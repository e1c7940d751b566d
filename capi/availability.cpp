#include "entente/sla/availability.hpp"

#include <algorithm>

#include "guard.hpp"
#include "span.hpp"

using entente::capi::optional_span;
using entente::capi::read_span;
using entente::capi::require;

namespace {

entente::OutageColumns read_columns(const entente_outage_columns &c) {
  return {read_span(c.outage_from_us, c.outages, "outage_from_us"), read_span(c.outage_to_us, c.outages, "outage_to_us"),
          read_span(c.maintenance_from_us, c.maintenances, "maintenance_from_us"),
          read_span(c.maintenance_to_us, c.maintenances, "maintenance_to_us")};
}

template <class Value>
void copy(const std::vector<Value> &column, Value *out) {
  if (out != nullptr) std::copy(column.begin(), column.end(), out);
}

}  // namespace

int32_t entente_availability(const entente_calendar *calendar, const entente_outage_columns *columns,
                             const int64_t *bound_us, size_t n, int32_t objective_ppm, int64_t *service_us,
                             int64_t *maintenance_us, int64_t *downtime_us, int32_t *ppm, int32_t *met,
                             entente_error **err) {
  return entente::capi::guard(err, [&] {
    require(calendar != nullptr && columns != nullptr, "entente_availability: calendar and columns may not be NULL");
    require(columns->struct_size >= static_cast<int32_t>(sizeof *columns),
            "entente_outage_columns: struct_size is not its size");
    const entente::Availability result = entente::availability(
        *calendar->calendar, read_columns(*columns), read_span(bound_us, n == 0 ? 0 : n + 1, "bound_us"), objective_ppm,
        optional_span(columns->outage_status, columns->outages),
        optional_span(columns->maintenance_status, columns->maintenances));
    copy(result.service_us, service_us);
    copy(result.maintenance_us, maintenance_us);
    copy(result.downtime_us, downtime_us);
    copy(result.ppm, ppm);
    copy(result.met, met);
  });
}
