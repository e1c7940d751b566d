#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "log.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

struct Explanation {
  ExplanationHandle handle;
};

template <std::int32_t id>
nb::ndarray<nb::numpy, const std::int32_t, nb::ndim<1>> int32_view(Explanation &self) {
  return {entente_explanation_int32(self.handle.get(), id), {entente_explanation_count(self.handle.get())}, nb::find(self)};
}

template <std::int32_t id>
nb::ndarray<nb::numpy, const std::int64_t, nb::ndim<1>> int64_view(Explanation &self) {
  return {entente_explanation_int64(self.handle.get(), id), {entente_explanation_count(self.handle.get())}, nb::find(self)};
}

Explanation explain(const Log &log, std::size_t ticket, std::int32_t target, std::int64_t as_of_us, std::int32_t cycle) {
  Explanation result;
  Failure failure;
  failure.check(entente_explain(log.handle.get(), ticket, target, cycle, as_of_us, result.handle.out(), failure.out()));
  return result;
}

constexpr const char *kClassDoc = R"(Why a cycle is as it is: its whole time in segments that follow each other.

The lengths of the segments of each kind add up to the cycle's elapsed_us, paused_us (PAUSED and SETTLED), settled_us and
outside_us. Every column is a read-only view.)";

constexpr const char *kExplainDoc = R"(Explains one cycle of an evaluation: ticket (row), target (id), cycle (number).

as_of_us: as for evaluate(). Raises Error: E_NOT_FOUND (no such cycle), E_RANGE (as_of_us).)";

}  // namespace

void bind_explanation(nb::module_ &module) {
  nb::class_<Explanation>(module, "Explanation", kClassDoc)
      .def("__len__", [](const Explanation &self) { return entente_explanation_count(self.handle.get()); })
      .def_prop_ro("from_us", int64_view<ENTENTE_SEGMENT_FROM_US>, "Instant at which each segment begins.")
      .def_prop_ro("to_us", int64_view<ENTENTE_SEGMENT_TO_US>, "Instant at which it ends.")
      .def_prop_ro("kind", int32_view<ENTENTE_SEGMENT_KIND>, "SegmentKind.")
      .def_prop_ro("state", int32_view<ENTENTE_SEGMENT_STATE>,
                   "Id of the ticket's state; -1 before its first, or after a reopening or cancellation without one.")
      .def_prop_ro("waits_for", int32_view<ENTENTE_SEGMENT_WAITS_FOR>,
                   "Whom that waits for: 0 provider, 1 requester, 2 third party, 3 closing.")
      .def_prop_ro("calendar", int32_view<ENTENTE_SEGMENT_CALENDAR>,
                   "Position of the calendar in the contract's calendars.")
      .def_prop_ro("event", int64_view<ENTENTE_SEGMENT_EVENT>,
                   "Row, in the event columns of the log, of the event that put the ticket into that state; -1: none.");
  module.def("explain", explain, "log"_a, "ticket"_a, "target"_a, "as_of_us"_a, "cycle"_a = 0, kExplainDoc);
}

}  // namespace entente_python
