#include <type_traits>

#include "arguments.hpp"
#include "calendar.hpp"
#include "failure.hpp"

namespace entente_python {

bool is_int(nb::handle value) { return PyIndex_Check(value.ptr()) && !nb::hasattr(value, "__len__"); }

std::int64_t to_int64(nb::handle value, const char *name) {
  const auto number = nb::steal(PyNumber_Index(value.ptr()));
  if (!number.is_valid()) throw nb::python_error();
  std::int64_t result = 0;
  if (!nb::try_cast(number, result))
    raise_error(ENTENTE_E_RANGE, std::string(name) + " is outside the range of int64");
  return result;
}

namespace {

using namespace nb::literals;

// The shapes of these functions: one or two int64 in, int64 or int32 out, no conventions.
template <typename Out>
using Moment = std::int32_t (*)(const entente_calendar *, std::int64_t, Out *, entente_error **);
template <typename Out>
using MomentColumn = std::int32_t (*)(const entente_calendar *, std::size_t, const std::int64_t *, Out *, std::int32_t *,
                                      entente_error **);

template <typename Out, Moment<Out> call>
auto scalar(const Calendar &calendar, std::int64_t at_us) {
  Failure failure;
  Out out = 0;
  failure.check(call(calendar.handle.get(), at_us, &out, failure.out()));
  if constexpr (std::is_same_v<Out, std::int32_t>)
    return out != 0;
  else
    return out;
}

template <typename Out, Moment<Out> scalar_call, MomentColumn<Out> column_call>
nb::object generic(const Calendar &calendar, nb::object at_us) {
  if (is_int(at_us)) return nb::cast(scalar<Out, scalar_call>(calendar, to_int64(at_us, "at_us")));
  const auto at = column<std::int64_t>(at_us, "at_us");
  auto out = new_column<Out>(at.shape(0));
  Failure failure;
  failure.check(without_gil([&] {
    return column_call(calendar.handle.get(), at.shape(0), at.data(), out.data(), nullptr, failure.out());
  }));
  return nb::cast(out);
}

std::int64_t workdays(const Calendar &calendar, std::int64_t from_us, std::int64_t to_us) {
  Failure failure;
  std::int64_t out = 0;
  failure.check(entente_calendar_workdays_between(calendar.handle.get(), from_us, to_us, &out, failure.out()));
  return out;
}

nb::object workdays_between(const Calendar &calendar, nb::object from_us, nb::object to_us) {
  if (is_int(from_us) && is_int(to_us))
    return nb::cast(workdays(calendar, to_int64(from_us, "from_us"), to_int64(to_us, "to_us")));
  const auto from = column<std::int64_t>(from_us, "from_us");
  const auto to = column<std::int64_t>(to_us, "to_us", from.shape(0));
  auto out = new_column<std::int64_t>(from.shape(0));
  Failure failure;
  failure.check(without_gil([&] {
    return entente_calendar_workdays_between_column(calendar.handle.get(), from.shape(0), from.data(), to.data(), out.data(),
                                                    nullptr, failure.out());
  }));
  return nb::cast(out);
}

std::int64_t days_added(const Calendar &calendar, std::int64_t at_us, std::int64_t days, std::int32_t meaning,
                        std::int64_t day_length_us, std::int32_t conventions) {
  Failure failure;
  std::int64_t out = 0;
  failure.check(entente_calendar_add_days(calendar.handle.get(), at_us, days, meaning, day_length_us, conventions, &out,
                                          failure.out()));
  return out;
}

nb::object add_days(const Calendar &calendar, nb::object at_us, nb::object days, std::int32_t meaning,
                    std::int64_t day_length_us, std::int32_t conventions) {
  if (is_int(at_us) && is_int(days))
    return nb::cast(days_added(calendar, to_int64(at_us, "at_us"), to_int64(days, "days"), meaning, day_length_us,
                               conventions));
  const auto at = column<std::int64_t>(at_us, "at_us");
  const auto n = column<std::int64_t>(days, "days", at.shape(0));
  auto out = new_column<std::int64_t>(at.shape(0));
  Failure failure;
  failure.check(without_gil([&] {
    return entente_calendar_add_days_column(calendar.handle.get(), at.shape(0), at.data(), n.data(), meaning, day_length_us,
                                            conventions, out.data(), nullptr, failure.out());
  }));
  return nb::cast(out);
}

#define ENTENTE_COLUMN(type) "numpy.typing.NDArray[numpy." type "]"
#define ENTENTE_AT_SIG(name, out) nb::sig("def " name "(self, at_us: int) -> " out)
#define ENTENTE_AT_COLUMN_SIG(name, out) \
  nb::sig("def " name "(self, at_us: " ENTENTE_COLUMN("int64") ") -> " ENTENTE_COLUMN(out))

constexpr const char *kNextCloseDoc = "The first close after at_us. Where intervals touch there is none between them.";
constexpr const char *kNextOpenStartDoc =
    "The first opening after at_us; from an open instant, the opening of the next interval. Where intervals touch there is "
    "none between them.";
constexpr const char *kIsWorkdayDoc =
    "Whether the local date of at_us is a workday: its own hours, less the breaks, are not empty. The array form returns "
    "int32: 1, 0, or NO_VALUE_INT32 where at_us is outside the supported range.";
constexpr const char *kIsHolidayDoc =
    "Whether the local date of at_us is one of the holidays. The array form returns int32, as is_workday.";
constexpr const char *kIsBreakDoc =
    "Whether at_us lies in a break, whether or not that cuts any hours. The array form returns int32, as is_workday.";
constexpr const char *kWorkdaysDoc =
    "Workdays after the date of from_us, up to and with the date of to_us: from a Friday to the Monday after it, 1. Negative "
    "where they are reversed.";
constexpr const char *kAddDaysDoc =
    "The instant that many days later, or earlier where days is negative. meaning: what a day is (DayMeaning). "
    "day_length_us: for DayMeaning.STATED_LENGTH only. conventions: as for add, where the meaning is an amount of open time. "
    "Error E_NOT_FOUND where there is no workday on that side of at_us, E_RANGE where there are too few.";

}  // namespace

void bind_calendar_dates(nb::class_<Calendar> &calendar) {
  calendar
      .def("next_close", scalar<std::int64_t, entente_calendar_next_close>, "at_us"_a, ENTENTE_AT_SIG("next_close", "int"),
           kNextCloseDoc)
      .def("next_close", generic<std::int64_t, entente_calendar_next_close, entente_calendar_next_close_column>, "at_us"_a,
           ENTENTE_AT_COLUMN_SIG("next_close", "int64"))
      .def("next_open_start", scalar<std::int64_t, entente_calendar_next_open_start>, "at_us"_a,
           ENTENTE_AT_SIG("next_open_start", "int"), kNextOpenStartDoc)
      .def("next_open_start", generic<std::int64_t, entente_calendar_next_open_start, entente_calendar_next_open_start_column>,
           "at_us"_a, ENTENTE_AT_COLUMN_SIG("next_open_start", "int64"))
      .def("is_workday", scalar<std::int32_t, entente_calendar_is_workday>, "at_us"_a, ENTENTE_AT_SIG("is_workday", "bool"),
           kIsWorkdayDoc)
      .def("is_workday", generic<std::int32_t, entente_calendar_is_workday, entente_calendar_is_workday_column>, "at_us"_a,
           ENTENTE_AT_COLUMN_SIG("is_workday", "int32"))
      .def("is_holiday", scalar<std::int32_t, entente_calendar_is_holiday>, "at_us"_a, ENTENTE_AT_SIG("is_holiday", "bool"),
           kIsHolidayDoc)
      .def("is_holiday", generic<std::int32_t, entente_calendar_is_holiday, entente_calendar_is_holiday_column>, "at_us"_a,
           ENTENTE_AT_COLUMN_SIG("is_holiday", "int32"))
      .def("is_break", scalar<std::int32_t, entente_calendar_is_break>, "at_us"_a, ENTENTE_AT_SIG("is_break", "bool"),
           kIsBreakDoc)
      .def("is_break", generic<std::int32_t, entente_calendar_is_break, entente_calendar_is_break_column>, "at_us"_a,
           ENTENTE_AT_COLUMN_SIG("is_break", "int32"))
      .def("workdays_between", workdays, "from_us"_a, "to_us"_a,
           nb::sig("def workdays_between(self, from_us: int, to_us: int) -> int"), kWorkdaysDoc)
      .def("workdays_between", workdays_between, "from_us"_a, "to_us"_a,
           nb::sig("def workdays_between(self, from_us: " ENTENTE_COLUMN("int64") ", to_us: " ENTENTE_COLUMN("int64") ") -> "
                   ENTENTE_COLUMN("int64")))
      .def("add_days", days_added, "at_us"_a, "days"_a, "meaning"_a, "day_length_us"_a = 0, "conventions"_a = 0,
           nb::sig("def add_days(self, at_us: int, days: int, meaning: int, day_length_us: int = 0, conventions: int = 0) "
                   "-> int"),
           kAddDaysDoc)
      .def("add_days", add_days, "at_us"_a, "days"_a, "meaning"_a, "day_length_us"_a = 0, "conventions"_a = 0,
           nb::sig("def add_days(self, at_us: " ENTENTE_COLUMN("int64") ", days: " ENTENTE_COLUMN("int64")
                   ", meaning: int, day_length_us: int = 0, conventions: int = 0) -> " ENTENTE_COLUMN("int64")));
}

#undef ENTENTE_COLUMN
#undef ENTENTE_AT_SIG
#undef ENTENTE_AT_COLUMN_SIG

}  // namespace entente_python
