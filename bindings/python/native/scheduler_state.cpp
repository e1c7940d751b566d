#include <cstdint>
#include <optional>

#include "arguments.hpp"
#include "failure.hpp"
#include "scheduler.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;
using BytesHandle = Handle<entente_bytes, entente_bytes_destroy>;

nb::bytes copied(const BytesHandle &bytes) {
  return nb::bytes(reinterpret_cast<const char *>(entente_bytes_data(bytes.get())), entente_bytes_size(bytes.get()));
}
const std::uint8_t *data_of(const nb::bytes &bytes) { return reinterpret_cast<const std::uint8_t *>(bytes.c_str()); }

nb::bytes snapshot(const Scheduler &scheduler) {
  BytesHandle bytes;
  Failure failure;
  failure.check(entente_scheduler_snapshot(scheduler.handle.get(), bytes.out(), failure.out()));
  return copied(bytes);
}

Scheduler restore(const nb::bytes &bytes) {
  SchedulerHandle handle;
  Failure failure;
  failure.check(entente_scheduler_restore(data_of(bytes), bytes.size(), handle.out(), failure.out()));
  return Scheduler{std::move(handle)};
}

std::int64_t digest(const Scheduler &scheduler) {
  std::int64_t value = 0;
  Failure failure;
  failure.check(entente_scheduler_digest(scheduler.handle.get(), &value, failure.out()));
  return value;
}

void start_journal(Scheduler &scheduler) {
  Failure failure;
  failure.check(entente_scheduler_start_journal(scheduler.handle.get(), failure.out()));
}

nb::bytes take_journal(Scheduler &scheduler) {
  BytesHandle bytes;
  Failure failure;
  failure.check(entente_scheduler_take_journal(scheduler.handle.get(), bytes.out(), failure.out()));
  return copied(bytes);
}

void stop_journal(Scheduler &scheduler) {
  Failure failure;
  failure.check(entente_scheduler_stop_journal(scheduler.handle.get(), failure.out()));
}

nb::tuple replay(Scheduler &scheduler, const nb::bytes &journal) {
  std::size_t operations = 0;
  std::size_t played = 0;
  Failure failure;
  failure.check(entente_scheduler_replay(scheduler.handle.get(), data_of(journal), journal.size(), &operations, &played,
                                         failure.out()));
  return nb::make_tuple(operations, played);
}

void reserve_records(Scheduler &scheduler, std::size_t capacity) {
  Failure failure;
  failure.check(entente_scheduler_reserve_records(scheduler.handle.get(), capacity, failure.out()));
}

nb::dict drain_records(Scheduler &scheduler, std::size_t cap) {
  auto at_us = new_column<std::int64_t>(cap), units = new_column<std::int64_t>(cap),
       count = new_column<std::int64_t>(cap);
  auto movement = new_column<std::int32_t>(cap), department = new_column<std::int32_t>(cap),
       from = new_column<std::int32_t>(cap), to = new_column<std::int32_t>(cap), request = new_column<std::int32_t>(cap);
  std::size_t n = 0, left = 0;
  std::int64_t dropped = 0;
  Failure failure;
  failure.check(entente_scheduler_drain_records(scheduler.handle.get(), cap, at_us.data(), movement.data(),
                                                department.data(), from.data(), to.data(), units.data(), count.data(),
                                                request.data(), &n, &left, &dropped, failure.out()));
  nb::dict result;
  const nb::slice taken(nb::int_(0), nb::int_(n), nb::int_(1));
  const auto add = [&](const char *name, const auto &values) { result[name] = nb::cast(values)[taken]; };
  add("at_us", at_us);
  add("movement", movement);
  add("department", department);
  add("source", from);
  add("target", to);
  add("units", units);
  add("count", count);
  add("request", request);
  result["left"] = left;
  result["dropped"] = dropped;
  return result;
}

nb::tuple apply(Scheduler &scheduler, nb::handle operation, nb::handle now_us, nb::handle key, nb::handle request,
                nb::handle first, nb::handle second, nb::handle value, nb::object client, nb::object sla_due_us) {
  const auto operations = column<std::int32_t>(operation, "operation");
  const std::size_t n = operations.shape(0);
  const auto times = column<std::int64_t>(now_us, "now_us", n);
  const auto keys = column<std::int64_t>(key, "key", n);
  const auto requests = column<std::int32_t>(request, "request", n);
  const auto firsts = column<std::int32_t>(first, "first", n);
  const auto seconds = column<std::int32_t>(second, "second", n);
  const auto values = column<std::int64_t>(value, "value", n);
  std::optional<Column<std::int64_t>> clients, due;
  if (!client.is_none()) clients = column<std::int64_t>(client, "client", n);
  if (!sla_due_us.is_none()) due = column<std::int64_t>(sla_due_us, "sla_due_us", n);
  auto started = new_column<std::int32_t>(n), refusal = new_column<std::int32_t>(n), status = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(entente_scheduler_apply(scheduler.handle.get(), n, operations.data(), times.data(), keys.data(),
                                        requests.data(), firsts.data(), seconds.data(), values.data(),
                                        clients ? clients->data() : nullptr, due ? due->data() : nullptr, started.data(),
                                        refusal.data(), status.data(), nullptr, failure.out()));
  return nb::make_tuple(started, refusal, status);
}

void bind_operation_words(nb::module_ &module) {
  nb::enum_<entente_operation>(module, "Operation", nb::is_arithmetic(), "Operations of Scheduler.apply().")
      .value("ADVANCE", ENTENTE_OPERATION_ADVANCE)
      .value("SUBMIT", ENTENTE_OPERATION_SUBMIT, "key, first: department, second: pool, value: 1 back + 2 expedite + 4 intake complete")
      .value("BACK", ENTENTE_OPERATION_BACK)
      .value("UNBACK", ENTENTE_OPERATION_UNBACK)
      .value("REORDER", ENTENTE_OPERATION_REORDER, "value: place")
      .value("NEXT", ENTENTE_OPERATION_NEXT, "first: agent")
      .value("ASSIGN", ENTENTE_OPERATION_ASSIGN, "first: agent")
      .value("COMPLETE", ENTENTE_OPERATION_COMPLETE)
      .value("ASK", ENTENTE_OPERATION_ASK)
      .value("ANSWER", ENTENTE_OPERATION_ANSWER)
      .value("REOPEN", ENTENTE_OPERATION_REOPEN)
      .value("CANCEL", ENTENTE_OPERATION_CANCEL)
      .value("RESHAPE", ENTENTE_OPERATION_RESHAPE, "first: the other request")
      .value("MOVE", ENTENTE_OPERATION_MOVE, "first: pool")
      .value("RELEASE", ENTENTE_OPERATION_RELEASE)
      .value("COMPLETE_INTAKE", ENTENTE_OPERATION_COMPLETE_INTAKE)
      .value("FORGET", ENTENTE_OPERATION_FORGET)
      .value("PRESENCE", ENTENTE_OPERATION_PRESENCE, "first: agent, value: 0 or 1")
      .value("TRANSFER", ENTENTE_OPERATION_TRANSFER, "first: from, second: to, value: units, negative for a loan")
      .value("RETIRE_AGENT", ENTENTE_OPERATION_RETIRE_AGENT, "first")
      .value("RETIRE_DEPARTMENT", ENTENTE_OPERATION_RETIRE_DEPARTMENT, "first")
      .value("RETIRE_POOL", ENTENTE_OPERATION_RETIRE_POOL, "first");
}

constexpr const char *kApplyDoc = R"(Applies operations given as columns, in their order, each as its own call would.

operation: int32 (Operation); now_us, key, value: int64; request, first, second: int32; client, sla_due_us: int64 or None.
request names the request meant, or -2147483648 for the known one with that key. Returns (started, refusal, status), int32
each: the request that was submitted or starts (-2147483648: none), the number of the refusal, the status (0, or why the row
could not be applied). Raises TypeError for columns of another type or length.)";

constexpr const char *kDrainDoc = R"(Takes out the oldest records of movements of units, at most cap.

Returns a dict: at_us, units, count (int64), movement, department, source, target, request (int32) arrays, left (records
that did not fit) and dropped (records missing behind the last one, because there was no room for them; known once none is
left).)";

}  // namespace

void bind_scheduler_state(nb::module_ &module, nb::class_<Scheduler> &cls) {
  bind_operation_words(module);
  cls.def("snapshot", snapshot, "The whole state as bytes, without the journal: versioned and checksummed.")
      .def_static("restore", restore, "snapshot"_a,
                  "The scheduler whose snapshot this is. Raises Error: E_PARSE (torn or altered), E_VERSION.")
      .def("digest", digest, "A number that two schedulers share only if all that can be seen of them is the same.")
      .def("start_journal", start_journal, "Writes all further operations into a journal.")
      .def("take_journal", take_journal, "Bytes of the journal since the last call; appended they are the journal.")
      .def("stop_journal", stop_journal, "Keeps no journal any more.")
      .def("replay", replay, "journal"_a, nb::sig("def replay(self, journal: bytes) -> tuple[int, int]"),
           "Plays a journal that began at this state, all or nothing: (operations, bytes played). Raises Error: E_PARSE, "
           "E_VERSION, E_STATE (it began at another state, or this scheduler keeps a journal).")
      .def("reserve_records", reserve_records, "capacity"_a,
           "Keeps a record of each movement of units from now on, in room for `capacity` of them (0: off). Raises Error "
           "E_LIMIT.")
      .def("drain_records", drain_records, "cap"_a,
           nb::sig("def drain_records(self, cap: int) -> dict[str, typing.Any]"), kDrainDoc)
      .def("apply", apply, "operation"_a, "now_us"_a, "key"_a, "request"_a, "first"_a, "second"_a, "value"_a,
           "client"_a = nb::none(), "sla_due_us"_a = nb::none(),
           nb::sig("def apply(self, operation: numpy.typing.NDArray[numpy.int32], now_us: "
                   "numpy.typing.NDArray[numpy.int64], key: numpy.typing.NDArray[numpy.int64], request: "
                   "numpy.typing.NDArray[numpy.int32], first: numpy.typing.NDArray[numpy.int32], second: "
                   "numpy.typing.NDArray[numpy.int32], value: numpy.typing.NDArray[numpy.int64], client: "
                   "numpy.typing.NDArray[numpy.int64] | None = None, sla_due_us: numpy.typing.NDArray[numpy.int64] | "
                   "None = None) -> tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.int32], "
                   "numpy.typing.NDArray[numpy.int32]]"),
           kApplyDoc);
}

}  // namespace entente_python
