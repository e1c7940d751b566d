#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "log.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

struct Monitor {
  MonitorHandle handle;
};

nb::object outcome_word(std::int32_t outcome) {
  return outcome == ENTENTE_MONITOR_ACCEPTED ? nb::none() : nb::object(nb::str(entente_monitor_outcome_name(outcome)));
}

void create(Monitor *self, const Contract &contract, std::int64_t start_us, bool attributes_may_change) {
  Monitor monitor;
  Failure failure;
  failure.check(entente_monitor_create(contract.handle.get(), start_us, attributes_may_change ? 1 : 0,
                                       monitor.handle.out(), failure.out()));
  new (self) Monitor(std::move(monitor));
}

nb::tuple open(Monitor &self, std::int64_t opened_us, nb::object codes) {
  Column<std::int32_t> values;
  if (!codes.is_none()) values = column<std::int32_t>(codes, "codes");
  std::int32_t ticket = std::numeric_limits<std::int32_t>::min();
  std::int32_t outcome = 0;
  Failure failure;
  failure.check(entente_monitor_open(self.handle.get(), opened_us, values.is_valid() ? values.data() : nullptr,
                                     values.is_valid() ? values.shape(0) : 0, &ticket, &outcome, failure.out()));
  return nb::make_tuple(id_or_none(ticket), outcome_word(outcome));
}

nb::object balance(Monitor &self, std::int32_t ticket, std::int32_t commitment, std::int64_t consumed_us,
                   std::int64_t as_of_us) {
  std::int32_t outcome = 0;
  Failure failure;
  failure.check(entente_monitor_balance(self.handle.get(), ticket, commitment, consumed_us, as_of_us, &outcome,
                                        failure.out()));
  return outcome_word(outcome);
}

nb::object apply(Monitor &self, std::int32_t ticket, std::int64_t at_us, std::int32_t value, std::int32_t kind) {
  std::int32_t outcome = 0;
  Failure failure;
  failure.check(entente_monitor_apply(self.handle.get(), ticket, at_us, kind, value, &outcome, failure.out()));
  return outcome_word(outcome);
}

NewColumn<std::int32_t> apply_column(Monitor &self, nb::object ticket, nb::object at_us, nb::object value,
                                     nb::object kind) {
  const auto tickets = column<std::int32_t>(ticket, "ticket");
  const std::size_t n = tickets.shape(0);
  const auto instants = column<std::int64_t>(at_us, "at_us", n);
  const auto values = column<std::int32_t>(value, "value", n);
  Column<std::int32_t> kinds;
  if (!kind.is_none()) kinds = column<std::int32_t>(kind, "kind", n);
  auto outcome = new_column<std::int32_t>(n);
  std::size_t done = 0;
  Failure failure;
  failure.check(entente_monitor_apply_column(self.handle.get(), n, tickets.data(), instants.data(),
                                             kinds.is_valid() ? kinds.data() : nullptr, values.data(), outcome.data(),
                                             &done, failure.out()));
  return outcome;
}

nb::object forget(Monitor &self, std::int32_t ticket) {
  std::int32_t outcome = 0;
  Failure failure;
  failure.check(entente_monitor_forget(self.handle.get(), ticket, &outcome, failure.out()));
  return outcome_word(outcome);
}

nb::object advance(Monitor &self, std::int64_t now_us) {
  std::int32_t outcome = 0;
  Failure failure;
  failure.check(entente_monitor_advance(self.handle.get(), now_us, &outcome, failure.out()));
  return outcome_word(outcome);
}

nb::dict take_notices(Monitor &self) {
  const auto n = static_cast<std::size_t>(entente_monitor_figure(self.handle.get(), ENTENTE_MONITOR_NOTICES));
  auto at_us = new_column<std::int64_t>(n);
  auto ticket = new_column<std::int32_t>(n);
  auto target = new_column<std::int32_t>(n);
  auto escalation = new_column<std::int32_t>(n);
  std::size_t count = 0;
  Failure failure;
  failure.check(entente_monitor_take_notices(self.handle.get(), n, at_us.data(), ticket.data(), target.data(),
                                             escalation.data(), &count, failure.out()));
  nb::dict result;
  result["at_us"] = at_us;
  result["ticket"] = ticket;
  result["target"] = target;
  result["escalation"] = escalation;
  return result;
}

nb::object read(const Monitor &self, std::int32_t ticket, std::int32_t target) {
  entente_clock_reading reading{};
  reading.struct_size = sizeof reading;
  Failure failure;
  const std::int32_t status = entente_monitor_read(self.handle.get(), ticket, target, &reading, failure.out());
  if (status == ENTENTE_E_NOT_FOUND) return nb::none();
  failure.check(status);
  nb::dict result;
  result["state"] = reading.state;
  result["started_us"] = int_or_none(reading.started_us);
  result["due_us"] = int_or_none(reading.due_us);
  result["stopped_us"] = int_or_none(reading.stopped_us);
  result["elapsed_us"] = reading.elapsed_us;
  result["paused_us"] = reading.paused_us;
  result["brought_us"] = reading.brought_us;
  result["put_off_us"] = reading.put_off_us;
  return result;
}

nb::dict due_before(const Monitor &self, std::int64_t before_us) {
  std::size_t count = 0;
  Failure asked;
  asked.check(entente_monitor_due_before(self.handle.get(), before_us, 0, nullptr, nullptr, nullptr, &count, asked.out()));
  auto due_us = new_column<std::int64_t>(count);
  auto ticket = new_column<std::int32_t>(count);
  auto target = new_column<std::int32_t>(count);
  Failure failure;
  failure.check(entente_monitor_due_before(self.handle.get(), before_us, count, due_us.data(), ticket.data(),
                                           target.data(), &count, failure.out()));
  nb::dict result;
  result["due_us"] = due_us;
  result["ticket"] = ticket;
  result["target"] = target;
  return result;
}

template <std::int32_t id>
std::int64_t figure(const Monitor &self) {
  return entente_monitor_figure(self.handle.get(), id);
}

constexpr const char *kClassDoc = R"(The clocks of open tickets, event by event: the same answers as evaluate() over the same events.

start_us: the monitor's time, which never goes back. attributes_may_change: False spares the clocks of targets that do not
apply when a ticket opens. A breach or an escalation is told as soon as the monitor's time is beyond its instant. Operations
return None when accepted, else the reason: "time_backwards", "unknown_ticket", "unknown_event", "out_of_range",
"fixed_attributes"; then nothing has changed. Use it from one thread at a time. Raises Error: E_RANGE (start_us).)";

constexpr const char *kReadDoc =
    "The latest cycle of a target on a ticket at the monitor's time, as a dict: state (CycleState), started_us, due_us, "
    "stopped_us (None while it has not), elapsed_us, paused_us, brought_us, put_off_us. None where there is none.";

}  // namespace

void bind_monitor(nb::module_ &module) {
  nb::class_<Monitor>(module, "Monitor", kClassDoc)
      .def("__init__", create, "contract"_a, "start_us"_a, "attributes_may_change"_a = true)
      .def("open", open, "opened_us"_a, "codes"_a.none() = nb::none(),
           nb::sig("def open(self, opened_us: int, codes: numpy.typing.NDArray[numpy.int32] | None = None) -> "
                   "tuple[int | None, str | None]"),
           "A ticket opens, with its value codes, one for each attribute of the contract: its number, and the reason "
           "where it was refused.")
      .def("balance", balance, "ticket"_a, "commitment"_a, "consumed_us"_a, "as_of_us"_a,
           nb::sig("def balance(self, ticket: int, commitment: int, consumed_us: int, as_of_us: int) -> str | None"),
           "What a clock had consumed before as_of_us, in place of its opening; before any event of the ticket.")
      .def("apply", apply, "ticket"_a, "at_us"_a, "value"_a, "kind"_a = 0,
           nb::sig("def apply(self, ticket: int, at_us: int, value: int, kind: int = 0) -> str | None"),
           "An event, value and kind as in Log.")
      .def("apply_column", apply_column, "ticket"_a, "at_us"_a, "value"_a, "kind"_a.none() = nb::none(),
           nb::sig("def apply_column(self, ticket: numpy.typing.NDArray[numpy.int32], at_us: "
                   "numpy.typing.NDArray[numpy.int64], value: numpy.typing.NDArray[numpy.int32], kind: "
                   "numpy.typing.NDArray[numpy.int32] | None = None) -> numpy.typing.NDArray[numpy.int32]"),
           "Events in order of time: for each 0 (accepted) or the number of the reason, in the order of the class's list.")
      .def("forget", forget, "ticket"_a, nb::sig("def forget(self, ticket: int) -> str | None"),
           "Nothing more is wanted of a ticket; its number is used again.")
      .def("advance", advance, "now_us"_a, nb::sig("def advance(self, now_us: int) -> str | None"), "Time passes.")
      .def("take_notices", take_notices,
           nb::sig("def take_notices(self) -> dict[str, numpy.typing.NDArray[typing.Any]]"),
           "What has become known and was not taken yet: arrays \"at_us\", \"ticket\", \"target\" and \"escalation\" "
           "(its number within the target; -1: the breach).")
      .def("read", read, "ticket"_a, "target"_a,
           nb::sig("def read(self, ticket: int, target: int) -> dict[str, typing.Any] | None"), kReadDoc)
      .def("due_before", due_before, "before_us"_a,
           nb::sig("def due_before(self, before_us: int) -> dict[str, numpy.typing.NDArray[typing.Any]]"),
           "Running clocks that are due before an instant if nothing happens, the first due first: arrays \"due_us\", "
           "\"ticket\", \"target\".")
      .def_prop_ro("now_us", figure<ENTENTE_MONITOR_NOW_US>, "The monitor's time.")
      .def_prop_ro("tickets", figure<ENTENTE_MONITOR_TICKETS>, "Tickets that are watched.")
      .def_prop_ro("clocks", figure<ENTENTE_MONITOR_CLOCKS>, "Clocks that are kept.")
      .def_prop_ro("open_clocks", figure<ENTENTE_MONITOR_OPEN_CLOCKS>, "Clocks that count, and run or pause.")
      .def_prop_ro("bytes", figure<ENTENTE_MONITOR_BYTES>, "Memory held, in bytes.");
}

}  // namespace entente_python
