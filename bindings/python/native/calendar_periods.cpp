#include <algorithm>
#include <utility>

#include "arguments.hpp"
#include "calendar.hpp"
#include "failure.hpp"

namespace entente_python {
namespace {

using namespace nb::literals;

using Columns = std::pair<NewColumn<std::int64_t>, NewColumn<std::int64_t>>;

Columns new_columns(std::size_t n) { return {new_column<std::int64_t>(n), new_column<std::int64_t>(n)}; }

nb::tuple periods(const Calendar &calendar, std::int64_t from_us, std::int64_t to_us) {
  Failure failure;
  std::size_t count = 0;
  failure.check(
      entente_calendar_periods(calendar.handle.get(), from_us, to_us, 0, nullptr, nullptr, &count, failure.out()));
  auto [open, close] = new_columns(count);
  Failure second;
  second.check(entente_calendar_periods(calendar.handle.get(), from_us, to_us, count, open.data(), close.data(), &count,
                                        second.out()));
  return nb::make_tuple(open, close);
}

template <decltype(&entente_calendar_periods_after) call>
nb::tuple from_instant(const Calendar &calendar, std::int64_t at_us, std::size_t count, std::int32_t conventions) {
  // Far more than any calendar has: 130 years of 48 intervals a date are 2.3 million.
  constexpr std::size_t kMost = std::size_t{1} << 28;
  if (count > kMost) raise_error(ENTENTE_E_LIMIT, "count is above 268,435,456");
  auto [open, close] = new_columns(count);
  Failure failure;
  std::size_t written = 0;
  failure.check(call(calendar.handle.get(), at_us, conventions, count, open.data(), close.data(), &written, failure.out()));
  if (written == count) return nb::make_tuple(open, close);
  auto [fewer_open, fewer_close] = new_columns(written);
  std::copy_n(open.data(), written, fewer_open.data());
  std::copy_n(close.data(), written, fewer_close.data());
  return nb::make_tuple(fewer_open, fewer_close);
}

constexpr const char *kPeriodsDoc =
    "The open intervals within [from_us, to_us), merged and cut at its ends, ascending: their openings and their closes.";
constexpr const char *kAfterDoc =
    "Openings and closes of the first count periods that close after at_us, cut at it: one for each interval that the "
    "document states for a date, less the breaks, not merged where they touch or overlap. Fewer where the horizon ends.";
constexpr const char *kBeforeDoc =
    "Openings and closes of the last count periods that open before at_us, cut at it, nearest first; as periods_after.";

#define ENTENTE_PERIODS_SIG(name, arguments)                                                \
  nb::sig("def " name "(self, " arguments ") -> tuple[numpy.typing.NDArray[numpy.int64], " \
          "numpy.typing.NDArray[numpy.int64]]")

}  // namespace

void bind_calendar_periods(nb::class_<Calendar> &calendar) {
  calendar
      .def("periods", periods, "from_us"_a, "to_us"_a, ENTENTE_PERIODS_SIG("periods", "from_us: int, to_us: int"),
           kPeriodsDoc)
      .def("periods_after", from_instant<entente_calendar_periods_after>, "at_us"_a, "count"_a, "conventions"_a = 0,
           ENTENTE_PERIODS_SIG("periods_after", "at_us: int, count: int, conventions: int = 0"), kAfterDoc)
      .def("periods_before", from_instant<entente_calendar_periods_before>, "at_us"_a, "count"_a, "conventions"_a = 0,
           ENTENTE_PERIODS_SIG("periods_before", "at_us: int, count: int, conventions: int = 0"), kBeforeDoc);
}

#undef ENTENTE_PERIODS_SIG

}  // namespace entente_python
