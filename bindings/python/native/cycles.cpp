#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "log.hpp"
#include "result_columns.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

using Columns = ResultColumns<Cycles, entente_cycles_count, entente_cycles_int32, entente_cycles_int64>;

template <std::int32_t id>
void bind_int32(nb::class_<Cycles> &cls, const char *name, const char *doc) {
  cls.def_prop_ro(name, Columns::view<std::int32_t, id>, doc);
}

template <std::int32_t id>
void bind_int64(nb::class_<Cycles> &cls, const char *name, const char *doc) {
  cls.def_prop_ro(name, Columns::view<std::int64_t, id>, doc);
}

nb::dict escalations(Cycles &cycles) {
  const std::int64_t *row = nullptr;
  const std::int32_t *escalation = nullptr;
  const std::int64_t *at_us = nullptr;
  const std::size_t n = entente_cycles_escalations(cycles.handle.get(), &row, &escalation, &at_us);
  nb::dict result;
  result["row"] = nb::ndarray<nb::numpy, const std::int64_t, nb::ndim<1>>(row, {n}, nb::find(cycles));
  result["escalation"] = nb::ndarray<nb::numpy, const std::int32_t, nb::ndim<1>>(escalation, {n}, nb::find(cycles));
  result["at_us"] = nb::ndarray<nb::numpy, const std::int64_t, nb::ndim<1>>(at_us, {n}, nb::find(cycles));
  return result;
}

Cycles evaluate(const Log &log, std::int64_t as_of_us, std::int32_t threads) {
  Cycles cycles;
  Failure failure;
  failure.check(without_gil(
      [&] { return entente_evaluate(log.handle.get(), as_of_us, threads, cycles.handle.out(), failure.out()); }));
  return cycles;
}

constexpr const char *kClassDoc = R"(The result of an evaluation: one row for each time that a target's clock ran.

Rows are in order of (ticket, target, cycle). Every column is a read-only view of the result, which stays alive as long as any
of its columns does. On each row elapsed + paused + outside = end - started, where end is stopped_us or, for a clock that
has not stopped, the as_of_us of the evaluation; provider + requester + third_party + closing = elapsed + paused.)";

constexpr const char *kEvaluateDoc = R"(Computes the clock of every target for every ticket of a log.

as_of_us: the instant at which clocks that still run are judged; later events are left out. threads: 1 or more; the
result does not depend on it. The interpreter's lock is released. Raises Error: E_RANGE (as_of_us), E_INVALID (threads).)";

void bind_instants(nb::class_<Cycles> &cls) {
  bind_int64<ENTENTE_CYCLE_STARTED_US>(cls, "started_us", "Instant at which the clock started.");
  bind_int64<ENTENTE_CYCLE_DUE_US>(cls, "due_us",
                                   "Due instant; for a clock that paused or stopped before due, as it stood then. "
                                   "NO_VALUE where there is none (see status).");
  bind_int64<ENTENTE_CYCLE_STOPPED_US>(cls, "stopped_us",
                                       "Instant at which the clock stopped; NO_VALUE where it has not.");
  bind_int64<ENTENTE_CYCLE_BREACHED_US>(cls, "breached_us",
                                        "The due instant that was passed; NO_VALUE where none was.");
}

void bind_durations(nb::class_<Cycles> &cls) {
  bind_int64<ENTENTE_CYCLE_TARGET_US>(cls, "target_us", "Promised calendar time.");
  bind_int64<ENTENTE_CYCLE_ELAPSED_US>(cls, "elapsed_us", "Calendar time in which the clock ran.");
  bind_int64<ENTENTE_CYCLE_PAUSED_US>(cls, "paused_us",
                                      "Calendar time (pause_counts wall_time: wall time) in which it stood still between "
                                      "start and end.");
  bind_int64<ENTENTE_CYCLE_SETTLED_US>(cls, "settled_us",
                                       "The part of paused_us that lay in a stop state before a reopening.");
  bind_int64<ENTENTE_CYCLE_OUTSIDE_US>(cls, "outside_us", "Wall time outside the calendar.");
  bind_int64<ENTENTE_CYCLE_PROVIDER_US>(cls, "provider_us", "Calendar time that waited for the provider.");
  bind_int64<ENTENTE_CYCLE_REQUESTER_US>(cls, "requester_us", "Calendar time that waited for the requester.");
  bind_int64<ENTENTE_CYCLE_THIRD_PARTY_US>(cls, "third_party_us", "Calendar time that waited for a third party.");
  bind_int64<ENTENTE_CYCLE_CLOSING_US>(cls, "closing_us", "Calendar time that was solved and waited to be closed.");
  bind_int64<ENTENTE_CYCLE_BROUGHT_US>(cls, "brought_us",
                                       "Consumed before the start: an opening balance, or handed over.");
  bind_int64<ENTENTE_CYCLE_PUT_OFF_US>(cls, "put_off_us", "Added to the promise.");
}

}  // namespace

void bind_cycles(nb::module_ &module) {
  nb::class_<Cycles> cls(module, "Cycles", kClassDoc);
  cls.def("__len__", Columns::size);
  bind_int32<ENTENTE_CYCLE_TICKET>(cls, "ticket", "Row number of the ticket.");
  bind_int32<ENTENTE_CYCLE_TARGET>(cls, "target", "Id of the target (position in contract.targets).");
  bind_int32<ENTENTE_CYCLE_STATE>(cls, "state", "CycleState.");
  bind_int32<ENTENTE_CYCLE_CONSUMED_PERCENT>(cls, "consumed_percent", "floor(100 (brought + elapsed) / (target + put_off)).");
  bind_int32<ENTENTE_CYCLE_NUMBER>(cls, "cycle", "Number among the ticket's cycles of this target, from 0.");
  bind_int32<ENTENTE_CYCLE_STATUS>(cls, "status",
                                   "0, or 5 (E_NOT_FOUND) or 3 (E_RANGE) where no due date exists.");
  cls.def_prop_ro("escalations", escalations,
                  nb::sig("def escalations(self) -> dict[str, numpy.typing.NDArray[typing.Any]]"),
                  "Escalations that were reached while their clock had not stopped, by (row, instant): arrays \"row\", "
                  "\"escalation\" (its number within the target) and \"at_us\".");
  bind_instants(cls);
  bind_durations(cls);
  module.def("evaluate", evaluate, "log"_a, "as_of_us"_a, "threads"_a = 1, kEvaluateDoc);
}

}  // namespace entente_python
