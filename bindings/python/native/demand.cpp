#include "simulation.hpp"

#include "arguments.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

/// The data of an optional column; NULL for None.
template <typename T>
const T *optional_column(nb::handle value, const char *name, std::size_t rows, Column<T> &keeper) {
  if (value.is_none()) return nullptr;
  keeper = column<T>(value, name, rows);
  return keeper.data();
}

void create(Demand *self, std::int64_t week_us, std::int32_t weeks, nb::object rate, nb::object mean, nb::object priority,
            nb::object called, nb::object pool, nb::object service, nb::object variation, nb::object intensity,
            std::int32_t warmup_weeks) {
  const auto rates = column<std::int64_t>(rate, "requests_per_1000_weeks");
  const std::size_t n = rates.shape(0);
  const auto means = column<std::int64_t>(mean, "service_mean_us", n);
  const auto priorities = column<std::int64_t>(priority, "priority_ppm", n);
  Column<std::int64_t> calls, variations;
  Column<std::int32_t> pools, services;
  nb::ndarray<const std::int32_t, nb::ndim<2>, nb::c_contig, nb::device::cpu> table;
  entente_demand_columns columns{};
  columns.struct_size = static_cast<std::int32_t>(sizeof columns);
  columns.weeks = weeks;
  columns.warmup_weeks = warmup_weeks;
  columns.departments = static_cast<std::int32_t>(n);
  columns.week_us = week_us;
  columns.requests_per_1000_weeks = rates.data();
  columns.service_mean_us = means.data();
  columns.priority_ppm = priorities.data();
  columns.called_ppm = optional_column(called, "called_ppm", n, calls);
  columns.pool = optional_column(pool, "pool", n, pools);
  columns.service = optional_column(service, "service", n, services);
  columns.service_variation_ppm = optional_column(variation, "service_variation_ppm", n, variations);
  if (!intensity.is_none()) {
    if (!nb::try_cast(intensity, table, false) || table.shape(0) != n)
      raise_expected("intensity", "a C-contiguous int32 array of departments x parts", intensity);
    columns.intensity = table.data();
    columns.parts = static_cast<std::int32_t>(table.shape(1));
  }
  DemandHandle handle;
  Failure failure;
  failure.check(entente_demand_create(&columns, handle.out(), failure.out()));
  new (self) Demand{std::move(handle)};
}

Demand from_log(std::int32_t departments, std::int64_t end_us, nb::object arrival, nb::object work, nb::object department,
                nb::object urgency, nb::object start, nb::object pool) {
  const auto arrivals = column<std::int64_t>(arrival, "arrival_us");
  const std::size_t n = arrivals.shape(0);
  const auto works = column<std::int64_t>(work, "work_us", n);
  const auto of = column<std::int32_t>(department, "department", n);
  const auto urgencies = column<std::int32_t>(urgency, "urgency", n);
  Column<std::int64_t> starts;
  Column<std::int32_t> pools;
  entente_demand_log log{};
  log.struct_size = static_cast<std::int32_t>(sizeof log);
  log.departments = departments;
  log.n = n;
  log.end_us = end_us;
  log.arrival_us = arrivals.data();
  log.work_us = works.data();
  log.department = of.data();
  log.urgency = urgencies.data();
  log.start_us = optional_column(start, "start_us", n, starts);
  log.pool = optional_column(pool, "pool", n, pools);
  Demand demand;
  Failure failure;
  failure.check(entente_demand_from_log(&log, demand.handle.out(), failure.out()));
  return demand;
}

constexpr const char *kClassDoc = R"(What departments ask for: drawn at random here, or told by a log (Demand.from_log).

One value a department in each column, departments in the order of Scheduler.departments: requests_per_1000_weeks (int64),
service_mean_us (int64), priority_ppm (int64, share that is a priority, in millionths), called_ppm (int64, share that is called
one, those included; None: those alone), pool (int32; None: 0), service (int32, Service; None: EXPONENTIAL),
service_variation_ppm (int64, of LOGNORMAL), intensity (int32, departments x parts weights of equal parts of the week; None:
evenly). Requests are a Poisson process whose intensity repeats every working week of week_us; warmup_weeks are served first
and not counted. Raises Error: E_INVALID, E_RANGE, E_LIMIT (more than 4000000 requests of one seed on average).)";

constexpr const char *kFromLogDoc = R"(The requests of a log, in working time in microseconds from 0.

arrival_us, work_us (hands-on time; NO_VALUE: drawn, under each seed anew, from the known ones of its department), start_us
(first start, NO_VALUE: none; None: none at all): int64; department, urgency (Urgency), pool (None: 0): int32. departments: how
many the contract has; end_us: end of the log. Raises Error: E_INVALID (no work is known), E_RANGE, E_LIMIT.)";

}  // namespace

void bind_demand(nb::module_ &module) {
  nb::enum_<entente_service>(module, "Service", nb::is_arithmetic(), "How the length of visits varies.")
      .value("CONSTANT", ENTENTE_SERVICE_CONSTANT, "not at all")
      .value("EXPONENTIAL", ENTENTE_SERVICE_EXPONENTIAL, "without memory")
      .value("LOGNORMAL", ENTENTE_SERVICE_LOGNORMAL, "a few long ones, by the variation stated");
  nb::enum_<entente_urgency>(module, "Urgency", nb::is_arithmetic(), "What a request is called, and what it is.")
      .value("ORDINARY", ENTENTE_URGENCY_ORDINARY)
      .value("CALLED", ENTENTE_URGENCY_CALLED, "called a priority without being one")
      .value("PRIORITY", ENTENTE_URGENCY_PRIORITY, "a priority");
  nb::class_<Demand>(module, "Demand", kClassDoc)
      .def("__init__", create, nb::kw_only(), "week_us"_a, "weeks"_a, "requests_per_1000_weeks"_a, "service_mean_us"_a,
           "priority_ppm"_a, "called_ppm"_a = nb::none(), "pool"_a = nb::none(), "service"_a = nb::none(),
           "service_variation_ppm"_a = nb::none(), "intensity"_a = nb::none(), "warmup_weeks"_a = 0)
      .def_static("from_log", from_log, nb::kw_only(), "departments"_a, "end_us"_a, "arrival_us"_a, "work_us"_a,
                  "department"_a, "urgency"_a, "start_us"_a = nb::none(), "pool"_a = nb::none(), kFromLogDoc);
}

}  // namespace entente_python
