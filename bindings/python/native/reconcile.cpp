#include <cstdint>
#include <vector>

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "log.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

nb::dict reconcile(const Log &log, std::int64_t as_of_us, nb::object recorded, nb::object closed_us,
                   nb::object order, std::int64_t rounding_us) {
  const std::size_t tickets = log.ticket_status.size();
  const auto said = column<std::int32_t>(recorded, "recorded", tickets);
  Column<std::int64_t> closed;
  if (!closed_us.is_none()) closed = column<std::int64_t>(closed_us, "closed_us", tickets);
  std::vector<std::int32_t> causes;
  if (!order.is_none()) {
    for (const nb::handle cause : order) causes.push_back(nb::cast<std::int32_t>(cause));
    if (causes.empty()) raise_expected("order", "at least one Cause, or None", order);
  }
  auto rule = new_column<std::int32_t>(tickets);
  auto promised = new_column<std::int32_t>(tickets);
  auto cause = new_column<std::int32_t>(tickets);
  auto row = new_column<std::int64_t>(tickets);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_reconcile(log.handle.get(), as_of_us, tickets, said.data(),
                             closed.is_valid() ? closed.data() : nullptr, causes.data(), causes.size(), rounding_us,
                             rule.data(), promised.data(), cause.data(), row.data(), failure.out());
  }));
  nb::dict result;
  result["rule"] = rule;
  result["promised"] = promised;
  result["cause"] = cause;
  result["row"] = row;
  return result;
}

constexpr const char *kDoc = R"(Gives each difference between a recorded verdict and the promises exactly one Cause.

The rule is the contract's recorded_verdict; a recorded miss that the rule calls met is Cause.RULE_MET. Otherwise causes
are removed from the rule one after the other in `order` (an iterable of Cause, from CLOSING to ROUNDING, each at most once;
None: these six): the clock pauses in the states that wait for CLOSING, REQUESTER or THIRD_PARTY; CALENDAR brings the
hours and HOLIDAY the holidays of the promise's calendar; ROUNDING grants rounding_us. The first removal by which the rule
would be met is the cause, PROVIDER where none is. Recorded as met and missed by the rule: ROUNDING or UNKNOWN.

recorded: int32, one Verdict a ticket. closed_us: int64 or None, the last closing that the record knows: from the rule's
stop to it a ticket waits to be closed. Returns a dict of arrays, one value a ticket: "rule" and "promised" (Verdict),
"cause" (Cause), "row" (of the rule in evaluate(log, as_of_us); NO_VALUE: none). entente.h has the definition in full.
The interpreter's lock is released. Raises Error: E_INVALID, E_RANGE, E_LIMIT.)";

}  // namespace

void bind_reconcile(nb::module_ &module) {
  module.def("reconcile", reconcile, "log"_a, "as_of_us"_a, "recorded"_a, "closed_us"_a.none() = nb::none(),
             "order"_a.none() = nb::none(), "rounding_us"_a = INT64_C(60000000),
             nb::sig("def reconcile(log: Log, as_of_us: int, recorded: numpy.typing.NDArray[numpy.int32], closed_us: "
                     "numpy.typing.NDArray[numpy.int64] | None = None, order: collections.abc.Iterable[int] | None = "
                     "None, rounding_us: int = 60000000) -> dict[str, numpy.typing.NDArray[typing.Any]]"),
             kDoc);
}

}  // namespace entente_python
