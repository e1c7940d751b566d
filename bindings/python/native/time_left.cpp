#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "log.hpp"
#include "result_columns.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

struct TimeLeft {
  TimeLeftHandle handle;
};

using Columns = ResultColumns<TimeLeft, entente_time_left_count, entente_time_left_int32, entente_time_left_int64>;

TimeLeft time_left(const Log &log, const Cycles &cycles, std::int64_t as_of_us, std::int32_t attribute,
                   std::int64_t work_us) {
  TimeLeft left;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_time_left_create(log.handle.get(), cycles.handle.get(), as_of_us, attribute, work_us,
                                    left.handle.out(), failure.out());
  }));
  return left;
}

nb::dict by_queue(TimeLeft &left) {
  const entente_time_left *handle = left.handle.get();
  const std::size_t n = entente_time_left_queue_count(handle);
  nb::dict result;
  result["queue"] =
      nb::ndarray<nb::numpy, const std::int32_t, nb::ndim<1>>(entente_time_left_queues(handle), {n}, nb::find(left));
  const char *const names[] = {"clocks", "paused", "overrun", "least_left_us", "total_left_us", "first_hand_over_us"};
  for (std::int32_t column = 0; column < 6; ++column) {
    result[names[column]] = nb::ndarray<nb::numpy, const std::int64_t, nb::ndim<1>>(
        entente_time_left_by_queue(handle, column), {n}, nb::find(left));
  }
  return result;
}

constexpr const char *kClassDoc = R"(What each clock that has not stopped has left, one row each.

Rows are in order of those of the cycles; a column is a read-only view. Combinations and tickets whose history lacks its head
have none.)";

constexpr const char *kDoc = R"(What open clocks have left, and the latest moment to hand each over.

cycles: evaluate(log, as_of_us). attribute: the id of the one whose value names the queue, -1 for one queue of code 0.
work_us: calendar time that whoever takes over needs. Raises Error: E_RANGE (as_of_us, work_us), E_NOT_FOUND (attribute),
E_INVALID (cycles of another log).)";

}  // namespace

void bind_time_left(nb::module_ &module) {
  nb::class_<TimeLeft>(module, "TimeLeft", kClassDoc)
      .def("__len__", Columns::size)
      .def_prop_ro("row", Columns::view<std::int64_t, ENTENTE_TIME_LEFT_ROW>, "Its row in the cycles.")
      .def_prop_ro("queue", Columns::view<std::int32_t, ENTENTE_TIME_LEFT_QUEUE>, "Value code of the attribute at as_of_us.")
      .def_prop_ro("left_us", Columns::view<std::int64_t, ENTENTE_TIME_LEFT_US>,
                   "Calendar time until the promise is used up; below 0: so much beyond it.")
      .def_prop_ro("hand_over_us", Columns::view<std::int64_t, ENTENTE_TIME_LEFT_HAND_OVER_US>,
                   "Latest instant at which the work can begin that is done by the due date; of a clock that stands still, "
                   "by the one it would have if it ran from now on. NO_VALUE: none in 1970-2100.")
      .def_prop_ro("by_queue", by_queue, nb::sig("def by_queue(self) -> dict[str, numpy.typing.NDArray[typing.Any]]"),
                   "Added up by value code, ascending: arrays \"queue\", \"clocks\", \"paused\", \"overrun\" (beyond the "
                   "promise) and, of those not beyond it, \"least_left_us\", \"total_left_us\", \"first_hand_over_us\" "
                   "(NO_VALUE: none).");
  module.def("time_left", time_left, "log"_a, "cycles"_a, "as_of_us"_a, "attribute"_a = -1, "work_us"_a = 0, kDoc);
}

}  // namespace entente_python
