#include <type_traits>

#include "arguments.hpp"
#include "bind.hpp"
#include "calendar.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

// The two shapes of the calendar's functions: one or two int64 in; int64 or int32 out.
template <typename Out>
using Scalar1 = std::int32_t (*)(const entente_calendar *, std::int64_t, std::int32_t, Out *, entente_error **);
template <typename Out>
using Column1 = std::int32_t (*)(const entente_calendar *, std::size_t, const std::int64_t *, std::int32_t, Out *,
                                 std::int32_t *, entente_error **);
using Scalar2 = std::int32_t (*)(const entente_calendar *, std::int64_t, std::int64_t, std::int32_t, std::int64_t *,
                                 entente_error **);
using Column2 = std::int32_t (*)(const entente_calendar *, std::size_t, const std::int64_t *, const std::int64_t *,
                                 std::int32_t, std::int64_t *, std::int32_t *, entente_error **);

template <typename Out, Scalar1<Out> call>
auto scalar(const Calendar &calendar, std::int64_t at_us, std::int32_t conventions) {
  Failure failure;
  Out out = 0;
  failure.check(call(calendar.handle.get(), at_us, conventions, &out, failure.out()));
  if constexpr (std::is_same_v<Out, std::int32_t>)
    return out != 0;
  else
    return out;
}

template <Scalar2 call>
std::int64_t scalar(const Calendar &calendar, std::int64_t a, std::int64_t b, std::int32_t conventions) {
  Failure failure;
  std::int64_t out = 0;
  failure.check(call(calendar.handle.get(), a, b, conventions, &out, failure.out()));
  return out;
}

template <typename Out, Scalar1<Out> scalar_call, Column1<Out> column_call>
nb::object generic(const Calendar &calendar, nb::object at_us, std::int32_t conventions) {
  if (is_int(at_us)) return nb::cast(scalar<Out, scalar_call>(calendar, to_int64(at_us, "at_us"), conventions));
  const auto at = column<std::int64_t>(at_us, "at_us");
  auto out = new_column<Out>(at.shape(0));
  Failure failure;
  failure.check(without_gil([&] {
    return column_call(calendar.handle.get(), at.shape(0), at.data(), conventions, out.data(), nullptr, failure.out());
  }));
  return nb::cast(out);
}

template <Scalar2 scalar_call, Column2 column_call>
nb::object generic(const Calendar &calendar, nb::object first, nb::object second, std::int32_t conventions,
                   const char *first_name, const char *second_name) {
  if (is_int(first) && is_int(second))
    return nb::cast(
        scalar<scalar_call>(calendar, to_int64(first, first_name), to_int64(second, second_name), conventions));
  const auto a = column<std::int64_t>(first, first_name);
  const auto b = column<std::int64_t>(second, second_name, a.shape(0));
  auto out = new_column<std::int64_t>(a.shape(0));
  Failure failure;
  failure.check(without_gil([&] {
    return column_call(calendar.handle.get(), a.shape(0), a.data(), b.data(), conventions, out.data(), nullptr,
                       failure.out());
  }));
  return nb::cast(out);
}

template <Scalar2 scalar_call, Column2 column_call>
nb::object amounts(const Calendar &calendar, nb::object at_us, nb::object amount_us, std::int32_t conventions) {
  return generic<scalar_call, column_call>(calendar, at_us, amount_us, conventions, "at_us", "amount_us");
}

nb::object between(const Calendar &calendar, nb::object from_us, nb::object to_us, std::int32_t conventions) {
  return generic<entente_calendar_between, entente_calendar_between_column>(calendar, from_us, to_us, conventions,
                                                                            "from_us", "to_us");
}

void create(Calendar *self, nb::object document, nb::object zoneinfo) {
  const Document text(document);
  const std::string zones = directory(zoneinfo);
  CalendarHandle handle;
  DocumentFailure failure;
  const std::int32_t status = without_gil([&] {
    return entente_calendar_create(text.data(), text.size(), zones.empty() ? nullptr : zones.c_str(), zones.size(),
                                   handle.out(), failure.problems(), failure.out());
  });
  failure.check(status, text.has_places());
  new (self) Calendar{std::move(handle)};
}

#define ENTENTE_AT_SIG(name, out)                                                               \
  nb::sig("def " name "(self, at_us: int, conventions: int = 0) -> " out)
#define ENTENTE_AT_COLUMN_SIG(name, out)                                                        \
  nb::sig("def " name "(self, at_us: numpy.typing.NDArray[numpy.int64], conventions: int = 0) " \
          "-> numpy.typing.NDArray[numpy." out "]")
#define ENTENTE_PAIR_SIG(name, first, second)                                                   \
  nb::sig("def " name "(self, " first ": int, " second ": int, conventions: int = 0) -> int")
#define ENTENTE_PAIR_COLUMN_SIG(name, first, second)                                            \
  nb::sig("def " name "(self, " first ": numpy.typing.NDArray[numpy.int64], " second            \
          ": numpy.typing.NDArray[numpy.int64], conventions: int = 0) -> numpy.typing.NDArray[numpy.int64]")

constexpr const char *kClassDoc = R"(A business calendar, compiled for 1970 to 2100. Immutable; may be shared by threads.

document: JSON text (str or bytes) or a dict with ``zone`` (IANA name), ``weekly`` ``{"mon": [["09:00", "17:00"]], ...}`` or
``"24x7"``, ``holidays`` ``["2026-12-25", {"yearly": "07-14", "name": "Bastille Day"}, ...]`` (dates and rules: see the
published schema), ``exceptions`` ``{"2026-12-24": [["09:00", "12:00"]]}`` that replace a date's hours,
and ``breaks`` (date: intervals) that are subtracted last. ``"24:00"`` is allowed as an end; an interval whose end is
before its start crosses midnight. zoneinfo: directory of compiled zone data, by default the system's.

Every method takes ints and returns an int (raising ``entente.Error`` where there is no answer: ``E_RANGE`` outside 1970
to 2100, ``E_NOT_FOUND`` without open time within the horizon), or takes int64 arrays of one length and returns an
array, in which a row without an answer is ``NO_VALUE``. conventions: a sum of ``Convention``.

Raises DocumentError with every problem; Error ``E_NOT_FOUND`` where the zone data is missing.)";

constexpr const char *kAddDoc =
    "The earliest instant at or after at_us by which amount_us of open time has passed; with 0 the first open instant at "
    "or after at_us. A negative amount subtracts.";
constexpr const char *kSubtractDoc =
    "The latest instant at or before at_us such that amount_us of open time lies between; with 0 as previous_open.";
constexpr const char *kBetweenDoc = "Open time from from_us to to_us in microseconds, negative where they are reversed.";
constexpr const char *kIsOpenDoc =
    "Whether at_us lies in an open interval [open, close). The array form returns int32: 1, 0, or NO_VALUE_INT32 where "
    "at_us is outside the supported range.";
constexpr const char *kNextOpenDoc = "The first open instant at or after at_us.";
constexpr const char *kPreviousOpenDoc = "The latest instant at or before at_us with open time just before it.";

}  // namespace

void bind_calendar(nb::module_ &module) {
  nb::class_<Calendar> calendar(module, "Calendar", kClassDoc);
  calendar.def("__init__", create, "document"_a, "zoneinfo"_a = nb::none(),
           nb::sig("def __init__(self, document: str | bytes | dict[str, typing.Any], "
                   "zoneinfo: str | os.PathLike[str] | None = None) -> None"))
      .def("add", scalar<entente_calendar_add>, "at_us"_a, "amount_us"_a, "conventions"_a = 0,
           ENTENTE_PAIR_SIG("add", "at_us", "amount_us"), kAddDoc)
      .def("add", amounts<entente_calendar_add, entente_calendar_add_column>, "at_us"_a, "amount_us"_a,
           "conventions"_a = 0, ENTENTE_PAIR_COLUMN_SIG("add", "at_us", "amount_us"))
      .def("subtract", scalar<entente_calendar_subtract>, "at_us"_a, "amount_us"_a, "conventions"_a = 0,
           ENTENTE_PAIR_SIG("subtract", "at_us", "amount_us"), kSubtractDoc)
      .def("subtract", amounts<entente_calendar_subtract, entente_calendar_subtract_column>, "at_us"_a, "amount_us"_a,
           "conventions"_a = 0, ENTENTE_PAIR_COLUMN_SIG("subtract", "at_us", "amount_us"))
      .def("between", scalar<entente_calendar_between>, "from_us"_a, "to_us"_a, "conventions"_a = 0,
           ENTENTE_PAIR_SIG("between", "from_us", "to_us"), kBetweenDoc)
      .def("between", between, "from_us"_a, "to_us"_a, "conventions"_a = 0,
           ENTENTE_PAIR_COLUMN_SIG("between", "from_us", "to_us"))
      .def("is_open", scalar<std::int32_t, entente_calendar_is_open>, "at_us"_a, "conventions"_a = 0,
           ENTENTE_AT_SIG("is_open", "bool"), kIsOpenDoc)
      .def("is_open", generic<std::int32_t, entente_calendar_is_open, entente_calendar_is_open_column>, "at_us"_a,
           "conventions"_a = 0, ENTENTE_AT_COLUMN_SIG("is_open", "int32"))
      .def("next_open", scalar<std::int64_t, entente_calendar_next_open>, "at_us"_a, "conventions"_a = 0,
           ENTENTE_AT_SIG("next_open", "int"), kNextOpenDoc)
      .def("next_open", generic<std::int64_t, entente_calendar_next_open, entente_calendar_next_open_column>,
           "at_us"_a, "conventions"_a = 0, ENTENTE_AT_COLUMN_SIG("next_open", "int64"))
      .def("previous_open", scalar<std::int64_t, entente_calendar_previous_open>, "at_us"_a, "conventions"_a = 0,
           ENTENTE_AT_SIG("previous_open", "int"), kPreviousOpenDoc)
      .def("previous_open",
           generic<std::int64_t, entente_calendar_previous_open, entente_calendar_previous_open_column>, "at_us"_a,
           "conventions"_a = 0, ENTENTE_AT_COLUMN_SIG("previous_open", "int64"));
  bind_calendar_sets(calendar);
  bind_calendar_dates(calendar);
  bind_calendar_periods(calendar);
}

#undef ENTENTE_AT_SIG
#undef ENTENTE_AT_COLUMN_SIG
#undef ENTENTE_PAIR_SIG
#undef ENTENTE_PAIR_COLUMN_SIG

}  // namespace entente_python
