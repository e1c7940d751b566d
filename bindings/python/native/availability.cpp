#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

/// Intervals given as a pair of columns, or None.
struct Intervals {
  Column<std::int64_t> from_us, to_us;
  std::size_t rows = 0;

  Intervals(nb::handle value, const char *name) {
    if (value.is_none()) return;
    if (!nb::isinstance<nb::tuple>(value) || nb::len(value) != 2) raise_expected(name, "a tuple of two columns", value);
    from_us = column<std::int64_t>(value[0], name);
    rows = from_us.shape(0);
    to_us = column<std::int64_t>(value[1], name, rows);
  }
  const std::int64_t *from() const { return from_us.is_valid() ? from_us.data() : nullptr; }
  const std::int64_t *to() const { return to_us.is_valid() ? to_us.data() : nullptr; }
};

nb::dict availability(const Calendar &calendar, nb::object bounds_us, std::int32_t objective_ppm, nb::object outages,
                      nb::object maintenance) {
  const auto bounds = column<std::int64_t>(bounds_us, "bounds_us");
  const std::size_t n = bounds.shape(0) == 0 ? 0 : bounds.shape(0) - 1;
  const Intervals down(outages, "outages");
  const Intervals windows(maintenance, "maintenance");
  auto outage_status = new_column<std::int32_t>(down.rows);
  auto maintenance_status = new_column<std::int32_t>(windows.rows);
  entente_outage_columns columns{};
  columns.struct_size = sizeof columns;
  columns.outages = down.rows;
  columns.outage_from_us = down.from();
  columns.outage_to_us = down.to();
  columns.maintenances = windows.rows;
  columns.maintenance_from_us = windows.from();
  columns.maintenance_to_us = windows.to();
  columns.outage_status = outage_status.data();
  columns.maintenance_status = maintenance_status.data();
  auto service_us = new_column<std::int64_t>(n);
  auto maintenance_us = new_column<std::int64_t>(n);
  auto downtime_us = new_column<std::int64_t>(n);
  auto ppm = new_column<std::int32_t>(n);
  auto met = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_availability(calendar.handle.get(), &columns, bounds.data(), n, objective_ppm, service_us.data(),
                                maintenance_us.data(), downtime_us.data(), ppm.data(), met.data(), failure.out());
  }));
  nb::dict result;
  result["service_us"] = service_us;
  result["maintenance_us"] = maintenance_us;
  result["downtime_us"] = downtime_us;
  result["ppm"] = ppm;
  result["met"] = met;
  result["outage_status"] = outage_status;
  result["maintenance_status"] = maintenance_status;
  return result;
}

constexpr const char *kDoc = R"(Availability of a service whose hours are a calendar's, one row a period [bounds_us[i], bounds_us[i + 1]).

outages, maintenance: (from_us, to_us), two int64 columns, or None; to_us NO_VALUE means not over yet. Rows may be in any
order and overlap: an instant in several outages counts once, one that is also in a maintenance window is maintenance.
Returns arrays, in open microseconds: "service_us"; "maintenance_us", of that in a window; "downtime_us", of the rest in an
outage; "ppm" = floor(10**6 (service - maintenance - downtime) / (service - maintenance)) and "met", 1 where that is at least
objective_ppm (99.5 % is 995000), else 0; both NO_VALUE_INT32 where nothing was owed; and the "outage_status" and
"maintenance_status" of each row: 0, or 3 (E_RANGE: an instant) or 1 (E_INVALID: ends before it begins), which leaves it
out. Raises Error: E_INVALID (bounds that do not ascend), E_RANGE (a bound, the objective).)";

}  // namespace

void bind_availability(nb::module_ &module) {
  module.def("availability", availability, "calendar"_a, "bounds_us"_a, "objective_ppm"_a, "outages"_a = nb::none(),
             "maintenance"_a = nb::none(),
             nb::sig("def availability(calendar: Calendar, bounds_us: numpy.typing.NDArray[numpy.int64], objective_ppm: "
                     "int, outages: tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]] | None "
                     "= None, maintenance: tuple[numpy.typing.NDArray[numpy.int64], "
                     "numpy.typing.NDArray[numpy.int64]] | None = None) -> dict[str, numpy.typing.NDArray[typing.Any]]"),
             kDoc);
}

}  // namespace entente_python
