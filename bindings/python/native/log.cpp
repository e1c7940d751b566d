#include "log.hpp"

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

// The attribute columns, one behind the other: an int32 array of shape (attributes, tickets), or none at all.
using Attributes = nb::ndarray<const std::int32_t, nb::ndim<2>, nb::c_contig, nb::device::cpu>;

Attributes attribute_columns(nb::handle value, std::size_t count, std::size_t tickets) {
  Attributes array;
  if (value.is_none() && count == 0) return array;
  const bool fits = nb::try_cast(value, array, false) &&
                    reinterpret_cast<std::uintptr_t>(array.data()) % alignof(std::int32_t) == 0 &&
                    array.shape(0) == count && array.shape(1) == tickets;
  if (!fits)
    raise_expected("attributes", "a C-contiguous int32 array of shape (" + std::to_string(count) + ", " +
                                     std::to_string(tickets) + "), one row for each of the contract's attributes",
                   value);
  return array;
}

/// The opening balances, a dict of arrays or None.
struct Balances {
  Column<std::int32_t> ticket, commitment;
  Column<std::int64_t> consumed_us, paused_us, as_of_us;

  explicit Balances(nb::handle value) {
    if (value.is_none()) return;
    const auto member = [&](const char *name) { return nb::object(value[name]); };
    ticket = column<std::int32_t>(member("ticket"), "balances[\"ticket\"]");
    const std::size_t rows = ticket.shape(0);
    commitment = column<std::int32_t>(member("commitment"), "balances[\"commitment\"]", rows);
    consumed_us = column<std::int64_t>(member("consumed_us"), "balances[\"consumed_us\"]", rows);
    paused_us = column<std::int64_t>(member("paused_us"), "balances[\"paused_us\"]", rows);
    as_of_us = column<std::int64_t>(member("as_of_us"), "balances[\"as_of_us\"]", rows);
  }
};

template <typename T>
const T *data_of(const Column<T> &values) {
  return values.is_valid() ? values.data() : nullptr;
}

void create(Log *self, const Contract &contract, nb::object opened_us, nb::object attributes, nb::object ticket,
            nb::object at_us, nb::object value, nb::object kind, nb::object sequence, nb::object balances) {
  const entente_contract *terms = contract.handle.get();
  const auto opened = column<std::int64_t>(opened_us, "opened_us");
  const std::size_t tickets = opened.shape(0);
  const auto codes =
      attribute_columns(attributes, static_cast<std::size_t>(entente_contract_attribute_count(terms)), tickets);
  const auto row = column<std::int32_t>(ticket, "ticket");
  const std::size_t events = row.shape(0);
  const auto at = column<std::int64_t>(at_us, "at_us", events);
  const auto to = column<std::int32_t>(value, "value", events);
  Column<std::int32_t> kinds;
  if (!kind.is_none()) kinds = column<std::int32_t>(kind, "kind", events);
  Column<std::int64_t> sequences;
  if (!sequence.is_none()) sequences = column<std::int64_t>(sequence, "sequence", events);
  const Balances brought(balances);
  Log log;
  log.states = static_cast<std::size_t>(entente_contract_state_count(terms));
  log.ticket_status.resize(tickets);
  log.event_status.resize(events);
  log.balance_status.resize(brought.ticket.is_valid() ? brought.ticket.shape(0) : 0);
  entente_log_columns columns{};
  columns.struct_size = sizeof columns;
  columns.tickets = tickets;
  columns.opened_us = opened.data();
  columns.attributes = codes.is_valid() ? codes.data() : nullptr;
  columns.events = events;
  columns.ticket = row.data();
  columns.at_us = at.data();
  columns.value = to.data();
  columns.kind = data_of(kinds);
  columns.sequence = data_of(sequences);
  columns.balances = log.balance_status.size();
  columns.balance_ticket = data_of(brought.ticket);
  columns.balance_commitment = data_of(brought.commitment);
  columns.balance_consumed_us = data_of(brought.consumed_us);
  columns.balance_paused_us = data_of(brought.paused_us);
  columns.balance_as_of_us = data_of(brought.as_of_us);
  columns.ticket_status = log.ticket_status.data();
  columns.event_status = log.event_status.data();
  columns.balance_status = log.balance_status.data();
  Failure failure;
  failure.check(without_gil([&] { return entente_log_create(terms, &columns, log.handle.out(), failure.out()); }));
  new (self) Log(std::move(log));
}

template <std::vector<std::int32_t> Log::*member>
nb::ndarray<nb::numpy, const std::int32_t, nb::ndim<1>> status_view(Log &log) {
  return {(log.*member).data(), {(log.*member).size()}, nb::find(log)};
}

nb::dict figures(const Log &log) {
  const auto figure = [&](std::int32_t id) { return entente_log_figure(log.handle.get(), id); };
  nb::dict result;
  result["tickets"] = figure(ENTENTE_LOG_TICKETS);
  result["tickets_refused"] = figure(ENTENTE_LOG_TICKETS_REFUSED);
  result["events"] = figure(ENTENTE_LOG_EVENTS);
  result["events_refused"] = figure(ENTENTE_LOG_EVENTS_REFUSED);
  result["events_before_opening"] = figure(ENTENTE_LOG_EVENTS_BEFORE_OPENING);
  result["reopens"] = figure(ENTENTE_LOG_REOPENS);
  return result;
}

NewColumn<std::int32_t> reopens(const Log &log) {
  auto out = new_column<std::int32_t>(log.ticket_status.size());
  Failure failure;
  failure.check(entente_log_reopens(log.handle.get(), out.data(), out.shape(0), failure.out()));
  return out;
}

nb::dict state_time(const Log &log) {
  auto entries = new_column<std::int64_t>(log.states);
  auto intervals = new_column<std::int64_t>(log.states);
  auto total_us = new_column<std::int64_t>(log.states);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_log_state_time(log.handle.get(), entries.data(), intervals.data(), total_us.data(), log.states,
                                  failure.out());
  }));
  nb::dict result;
  result["entries"] = entries;
  result["intervals"] = intervals;
  result["total_us"] = total_us;
  return result;
}

constexpr const char *kClassDoc = R"(Tickets and their events, checked and put in order of (ticket, time, sequence, row).

opened_us: int64, one value a ticket. attributes: int32 of shape (number of contract.attributes, tickets), value codes
from contract.value_id() at the opening; None where the contract names no attribute. ticket, at_us, value: one row an
event: int32 row number of its ticket, int64 instant, int32 id of the state that holds from then on. kind, int32 or None
(all are states), says what value is: EventKind.STATE, EventKind.HAPPENING (a Happening) or EventKind.ATTRIBUTE plus the
id of an attribute (its new value code). sequence, int64 or None, orders the events of one instant. balances, a dict of
arrays or None: what clocks had consumed before the log begins: "ticket", "commitment" (int32), "consumed_us",
"paused_us", "as_of_us" (int64). Arrays are copied into the log, which is immutable and may be shared by threads. A bad
row is left out and never fails the others: see ticket_status, event_status and balance_status. Raises TypeError for
arrays of another type or shape.)";

constexpr const char *kStateTimeDoc =
    "Wall time in each state, summed over all tickets, as arrays in the order of state ids: entries (how often it was "
    "entered), intervals (how often it was left again) and total_us (time between the two).";

}  // namespace

void bind_log(nb::module_ &module) {
  nb::class_<Log>(module, "Log", kClassDoc)
      .def("__init__", create, "contract"_a, "opened_us"_a, "attributes"_a.none(), "ticket"_a, "at_us"_a, "value"_a,
           "kind"_a.none() = nb::none(), "sequence"_a.none() = nb::none(), "balances"_a.none() = nb::none(),
           nb::sig("def __init__(self, contract: Contract, opened_us: numpy.typing.NDArray[numpy.int64], attributes: "
                   "numpy.typing.NDArray[numpy.int32] | None, ticket: numpy.typing.NDArray[numpy.int32], at_us: "
                   "numpy.typing.NDArray[numpy.int64], value: numpy.typing.NDArray[numpy.int32], kind: "
                   "numpy.typing.NDArray[numpy.int32] | None = None, sequence: numpy.typing.NDArray[numpy.int64] | "
                   "None = None, balances: dict[str, numpy.typing.NDArray[typing.Any]] | None = None) -> None"))
      .def_prop_ro("ticket_status", status_view<&Log::ticket_status>,
                   nb::sig("def ticket_status(self) -> numpy.typing.NDArray[numpy.int32]"),
                   "Status of each ticket, a read-only view: 0, or 3 (E_RANGE) where opened_us is unsupported: such a "
                   "ticket has no cycle.")
      .def_prop_ro("event_status", status_view<&Log::event_status>,
                   nb::sig("def event_status(self) -> numpy.typing.NDArray[numpy.int32]"),
                   "Status of each event, a read-only view: 0, 5 (E_NOT_FOUND: no such ticket), 3 (E_RANGE: instant) or "
                   "1 (E_INVALID: no such kind, state, happening or value): such an event is left out.")
      .def_prop_ro("balance_status", status_view<&Log::balance_status>,
                   nb::sig("def balance_status(self) -> numpy.typing.NDArray[numpy.int32]"),
                   "Status of each opening balance, a read-only view, as for events.")
      .def_prop_ro("figures", figures, nb::sig("def figures(self) -> dict[str, int]"),
                   "Counts: tickets, tickets_refused, events (kept), events_refused, events_before_opening (kept, a "
                   "warning), reopens (steps from a stop state to one that is none).")
      .def("reopens", reopens, nb::sig("def reopens(self) -> numpy.typing.NDArray[numpy.int32]"),
           "Reopens of each ticket, int32.")
      .def("state_time", state_time, nb::sig("def state_time(self) -> dict[str, numpy.typing.NDArray[numpy.int64]]"),
           kStateTimeDoc);
}

}  // namespace entente_python
