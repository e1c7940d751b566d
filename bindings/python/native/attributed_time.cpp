#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "log.hpp"
#include "result_columns.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

struct AttributedTime {
  AttributedTimeHandle handle;
};

using Columns = ResultColumns<AttributedTime, entente_attributed_time_count, entente_attributed_time_int32, entente_attributed_time_int64>;

AttributedTime attribute_time(const Log &log, std::int64_t as_of_us, std::int32_t attribute) {
  AttributedTime time;
  Failure failure;
  failure.check(without_gil(
      [&] { return entente_attribute_time(log.handle.get(), as_of_us, attribute, time.handle.out(), failure.out()); }));
  return time;
}

constexpr const char *kClassDoc = R"(The time of each cycle by the value that an attribute of its ticket had: one row for each value that has any.

Rows are in order of (ticket, target, cycle, value). Every column is a read-only view of the result, which stays alive as
long as any of its columns does.)";

constexpr const char *kDoc = R"(Who consumed the time of each cycle of evaluate(log, as_of_us), by the same clocks.

The rows of a cycle sum to its elapsed_us and paused_us exactly. Where several groups or people treat a ticket, time belongs
at each instant to the one value that the attribute (its id) has then: the one at the opening until an attribute event
changes it. Combinations have no rows: see the member that decides. The interpreter's lock is released. Raises Error:
E_RANGE (as_of_us), E_NOT_FOUND (no such attribute).)";

}  // namespace

void bind_attributed_time(nb::module_ &module) {
  nb::class_<AttributedTime> cls(module, "AttributedTime", kClassDoc);
  cls.def("__len__", Columns::size);
  cls.def_prop_ro("ticket", Columns::view<std::int32_t, ENTENTE_ATTRIBUTED_TICKET>, "Row number of the ticket.");
  cls.def_prop_ro("target", Columns::view<std::int32_t, ENTENTE_ATTRIBUTED_TARGET>, "Id of the target.");
  cls.def_prop_ro("cycle", Columns::view<std::int32_t, ENTENTE_ATTRIBUTED_CYCLE>, "Number among the ticket's cycles of this target.");
  cls.def_prop_ro("value", Columns::view<std::int32_t, ENTENTE_ATTRIBUTED_VALUE>, "Value code of the attribute.");
  cls.def_prop_ro("party", Columns::view<std::int32_t, ENTENTE_ATTRIBUTED_PARTY>,
                  "Position in contract.parties of the provider that names the value, else of the one that takes the "
                  "others, else -1. Of code 0, every value that the contract names nowhere: the one that takes the others. "
                  "-1 where the attribute is not the one of the contract's attribution.");
  cls.def_prop_ro("run_us", Columns::view<std::int64_t, ENTENTE_ATTRIBUTED_RUN_US>, "Its part of the cycle's elapsed_us.");
  cls.def_prop_ro("pause_us", Columns::view<std::int64_t, ENTENTE_ATTRIBUTED_PAUSE_US>, "Its part of the cycle's paused_us.");
  module.def("attribute_time", attribute_time, "log"_a, "as_of_us"_a, "attribute"_a, kDoc);
}

}  // namespace entente_python
