#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "log.hpp"
#include "result_columns.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

struct Changes {
  ChangesHandle handle;
};

using Columns = ResultColumns<Changes, entente_changes_count, entente_changes_int32, entente_changes_int64>;

Changes what_if(const Contract &contract_now, const Cycles &now, const Contract &contract_then, const Cycles &then,
                bool open_only) {
  Changes changes;
  Failure failure;
  const std::int32_t scope = open_only ? ENTENTE_WHAT_IF_OPEN : ENTENTE_WHAT_IF_ALL;
  failure.check(without_gil([&] {
    return entente_what_if(contract_now.handle.get(), now.handle.get(), contract_then.handle.get(), then.handle.get(),
                           scope, changes.handle.out(), failure.out());
  }));
  return changes;
}

constexpr const char *kClassDoc = R"(Clocks that stand elsewhere under other terms, one row each.

Rows are in order of (ticket, commitment); a column is a read-only view. NO_VALUE_INT32 and NO_VALUE stand where a contract
has no clock of the commitment on the ticket.)";

constexpr const char *kWhatIfDoc = R"(Compares the clocks of one log under two contracts.

contract_now and now, contract_then and then: a contract and the Cycles of the log under it, of the same tickets in the same
rows and judged at the same instant. The contracts differ in calendars, targets or amendments, or in the zone data that
they were read with. Targets and combinations are matched by their ids. A row is given where state or due instant differ.
open_only: of clocks that have not stopped in one of the two at least. Raises Error: E_INVALID.)";

}  // namespace

void bind_what_if(nb::module_ &module) {
  nb::class_<Changes>(module, "Changes", kClassDoc)
      .def("__len__", Columns::size)
      .def_prop_ro("ticket", Columns::view<std::int32_t, ENTENTE_CHANGES_TICKET>, "Row number of the ticket.")
      .def_prop_ro("target_now", Columns::view<std::int32_t, ENTENTE_CHANGES_TARGET_NOW>, "Id of the target in contract_now.")
      .def_prop_ro("target_then", Columns::view<std::int32_t, ENTENTE_CHANGES_TARGET_THEN>, "Id of the target in contract_then.")
      .def_prop_ro("state_now", Columns::view<std::int32_t, ENTENTE_CHANGES_STATE_NOW>, "CycleState.")
      .def_prop_ro("state_then", Columns::view<std::int32_t, ENTENTE_CHANGES_STATE_THEN>, "CycleState.")
      .def_prop_ro("due_now_us", Columns::view<std::int64_t, ENTENTE_CHANGES_DUE_NOW_US>, "Due instant.")
      .def_prop_ro("due_then_us", Columns::view<std::int64_t, ENTENTE_CHANGES_DUE_THEN_US>, "Due instant.")
      .def_prop_ro("compared",
                   [](const Changes &changes) {
                     return entente_changes_figure(changes.handle.get(), ENTENTE_CHANGES_COMPARED);
                   },
                   "Clocks (ticket and commitment) that were compared.")
      .def_prop_ro("state_changes",
                   [](const Changes &changes) {
                     return entente_changes_figure(changes.handle.get(), ENTENTE_CHANGES_OF_STATE);
                   },
                   "Rows with another state; the others have another due instant only.");
  module.def("what_if", what_if, "contract_now"_a, "now"_a, "contract_then"_a, "then"_a, "open_only"_a = true, kWhatIfDoc);
}

}  // namespace entente_python
