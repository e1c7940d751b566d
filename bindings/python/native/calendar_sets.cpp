#include <nanobind/operators.h>

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

template <std::int32_t combination>
Calendar combine(const Calendar &first, const Calendar &second) {
  CalendarHandle handle;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_calendar_combine(first.handle.get(), second.handle.get(), combination, handle.out(), failure.out());
  }));
  return {std::move(handle)};
}

nb::object holiday_name(const Calendar &calendar, nb::handle date) {
  const auto part = [&](const char *name) {
    if (!nb::hasattr(date, name)) raise_expected("date", "a datetime.date", date);
    return nb::cast<std::int32_t>(date.attr(name));
  };
  const char *const name =
      entente_calendar_holiday_name(calendar.handle.get(), part("year"), part("month"), part("day"));
  return name == nullptr ? nb::none() : nb::object(nb::str(name));
}

constexpr const char *kUnionDoc =
    "A calendar that is open where either is; they may lie in different zones. Dates are answered as by this one. Also "
    "written `a | b`.";
constexpr const char *kIntersectionDoc = "A calendar that is open where both are; as union. Also written `a & b`.";
constexpr const char *kDifferenceDoc =
    "A calendar that is open where this one is and the other is not; as union. Also written `a - b`.";
constexpr const char *kHolidayNameDoc =
    "The name of the holiday that closes a date, \"\" for one without a name, None where the date is no holiday. Of "
    "several holidays on one date, the first that has a name, in the order of the document.";

}  // namespace

void bind_calendar_sets(nb::class_<Calendar> &calendar) {
  calendar.def("union", combine<ENTENTE_UNION>, "other"_a, kUnionDoc)
      .def("intersection", combine<ENTENTE_INTERSECTION>, "other"_a, kIntersectionDoc)
      .def("difference", combine<ENTENTE_DIFFERENCE>, "other"_a, kDifferenceDoc)
      .def("__or__", combine<ENTENTE_UNION>, nb::is_operator())
      .def("__and__", combine<ENTENTE_INTERSECTION>, nb::is_operator())
      .def("__sub__", combine<ENTENTE_DIFFERENCE>, nb::is_operator())
      .def("holiday_name", holiday_name, "date"_a, nb::sig("def holiday_name(self, date: datetime.date) -> str | None"),
           kHolidayNameDoc);
}

}  // namespace entente_python
