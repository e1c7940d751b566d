#include <nanobind/stl/optional.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "failure.hpp"
#include "scheduler.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
/// Without a window whoever ever served a client knows it.
constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::max();

nb::tuple add_department(Scheduler &scheduler, std::int64_t now_us, std::string_view name, nb::dict terms) {
  const auto [ids, values] = read_terms(terms);
  std::int32_t department = -1;
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(entente_scheduler_add_department(scheduler.handle.get(), now_us, name.data(), name.size(), ids.size(),
                                                 ids.data(), values.data(), &department, &refusal, failure.out()));
  return nb::make_tuple(department < 0 ? nb::none() : nb::object(nb::int_(department)), refusal_word(refusal));
}

std::vector<std::int32_t> knows(const Scheduler &scheduler, std::int64_t client, std::optional<std::int64_t> window) {
  const std::int64_t window_us = window.value_or(kEver);
  std::size_t need = 0;
  {
    Failure failure;
    const std::int32_t status =
        entente_scheduler_knows(scheduler.handle.get(), client, window_us, nullptr, 0, &need, failure.out());
    if (status != ENTENTE_E_BUFFER) failure.check(status);
  }
  std::vector<std::int32_t> agents(need);
  Failure failure;
  failure.check(entente_scheduler_knows(scheduler.handle.get(), client, window_us, agents.data(), need, &need,
                                        failure.out()));
  return agents;
}

nb::object choose_agent(const Scheduler &scheduler, std::int32_t pool, std::optional<std::int64_t> client,
                        std::optional<std::int64_t> window_us) {
  std::int32_t agent = -1, own_pool = 0, familiarity = 0, runner_up = -1;
  std::int64_t load = 0;
  Failure failure;
  failure.check(entente_scheduler_choose_agent(scheduler.handle.get(), pool, client.value_or(kNone), window_us.value_or(kEver), &agent,
                                               &own_pool, &familiarity, &load, &runner_up, failure.out()));
  if (agent < 0) return nb::none();
  return nb::module_::import_("entente.decision")
      .attr("AgentChoice")(agent, own_pool != 0, familiarity == 0, load,
                           runner_up < 0 ? nb::none() : nb::object(nb::int_(runner_up)));
}

nb::dict request_fields(const Scheduler &scheduler, std::int32_t request) {
  constexpr std::array kFields{"state",  "backing",    "department",    "pool",  "key",      "due_us",
                               "client", "sla_due_us", "reshaped_into", "agent", "expedite", "intake_complete"};
  static_assert(kFields.size() == ENTENTE_REQUEST_FIELD_INTAKE_COMPLETE + 1);
  nb::dict fields;
  for (std::int32_t field = 0; field < static_cast<std::int32_t>(kFields.size()); ++field) {
    std::int64_t value = 0;
    Failure failure;
    failure.check(entente_scheduler_request_field(scheduler.handle.get(), request, field, &value, failure.out()));
    nb::object shown = int_or_none(value);
    if (field == ENTENTE_REQUEST_FIELD_STATE) shown = nb::cast(static_cast<entente_request_state>(value));
    if (field == ENTENTE_REQUEST_FIELD_BACKING) shown = nb::cast(static_cast<entente_backing>(value));
    if (field == ENTENTE_REQUEST_FIELD_AGENT && value < 0) shown = nb::none();
    if (field >= ENTENTE_REQUEST_FIELD_EXPEDITE) shown = nb::bool_(value != 0);
    fields[kFields[static_cast<std::size_t>(field)]] = shown;
  }
  return fields;
}

constexpr const char *kChooseDoc = R"(Whom a request of a client should go to, or None.

Of the agents present with a free slot who are of the pool or help it, the least of (own pool first, familiarity, relative
load, longest without an assignment, id). Familiarity: where one agent alone knows the client and is present, everybody
else is preferred; where two or more know it, these are (see knows() for window_us). Returns an AgentChoice. Raises Error E_NOT_FOUND (pool).)";

void bind_lifetimes(nb::class_<Scheduler> &cls) {
  cls.def("add_department", add_department, "now_us"_a, "name"_a, "terms"_a,
          nb::sig("def add_department(self, now_us: int, name: str, terms: dict[str, int]) -> "
                  "tuple[int | None, str | None]"),
          "Adds a department under the next id; terms as in change_terms(), with period_us, and what is not given is 0 "
          "(carry_num, carry_den and weight: 1). Its first grant happens now. Returns (id or None, None or the refusal). "
          "Raises Error: E_INVALID (name in use), E_RANGE, E_LIMIT.")
      .def("retire_department", operation<entente_scheduler_retire_department>, "now_us"_a, "department"_a,
           nb::sig("def retire_department(self, now_us: int, department: int) -> str | None"),
           "It submits and receives nothing and is granted nothing more; its queue is served to its end. Returns None or "
           "the refusal.")
      .def("retire_agent", operation<entente_scheduler_retire_agent>, "now_us"_a, "agent"_a,
           nb::sig("def retire_agent(self, now_us: int, agent: int) -> str | None"),
           "The agent leaves for good; what it had active goes back to its queue. Returns None or the refusal.")
      .def("retire_pool", operation<entente_scheduler_retire_pool>, "now_us"_a, "pool"_a,
           nb::sig("def retire_pool(self, now_us: int, pool: int) -> str | None"),
           "The pool takes no request and no agent; what is queued there is served to its end, and add_pool() brings it "
           "back. Returns None or the refusal.");
}

}  // namespace

void bind_host(nb::class_<Scheduler> &cls) {
  bind_lifetimes(cls);
  cls.def("unback", operation<entente_scheduler_unback>, "now_us"_a, "request"_a,
          nb::sig("def unback(self, now_us: int, request: int) -> str | None"),
          "A queued request gives its held unit back and goes to the tail of the ordinary queue. Returns None or the "
          "refusal.")
      .def("release", operation<entente_scheduler_release>, "now_us"_a, "request"_a,
           nb::sig("def release(self, now_us: int, request: int) -> str | None"),
           "An active request goes back to the tail of its queue: a new slot if it is backed, no new unit. Returns None or "
           "the refusal.")
      .def("complete_intake", operation<entente_scheduler_complete_intake>, "now_us"_a, "request"_a,
           nb::sig("def complete_intake(self, now_us: int, request: int) -> str | None"),
           "All that the contract's intake asks for was given. Returns None or the refusal.")
      .def("move", operation_on_two<entente_scheduler_move>, "now_us"_a, "request"_a, "pool"_a,
           nb::sig("def move(self, now_us: int, request: int, pool: int) -> str | None"),
           "A queued or active request is handed over to a pool, to the tail of its queue there: a new slot if it is "
           "backed, no new unit. Returns None or the refusal.")
      .def("reshape", operation_on_two<entente_scheduler_reshape>, "now_us"_a, "request"_a, "into"_a,
           nb::sig("def reshape(self, now_us: int, request: int, into: int) -> str | None"),
           "Challenge: the request was merged into another, or root-cause work stands for it; its unit returns and the "
           "link is kept. Returns None or the refusal.")
      .def("knows", knows, "client"_a, "window_us"_a = nb::none(),
           nb::sig("def knows(self, client: int, window_us: int | None = None) -> list[int]"),
           "Ids of the agents, ascending, who started a request of the client within window_us of working time before the last "
           "operation; None: ever. A half-life or review period of the contract is a good window.")
      .def("choose_agent", choose_agent, "pool"_a = 0, "client"_a = nb::none(), "window_us"_a = nb::none(),
           nb::sig("def choose_agent(self, pool: int = 0, client: int | None = None, window_us: int | None = None) -> "
                   "AgentChoice | None"),
           kChooseDoc)
      .def("request_fields", request_fields, "request"_a,
           nb::sig("def request_fields(self, request: int) -> dict[str, typing.Any]"),
           "All that is known of a request: state, backing, department, pool, key, due_us, client, sla_due_us, "
           "reshaped_into (key of the request that stands for it), agent, expedite, intake_complete; None where there is "
           "no value. Raises Error E_NOT_FOUND.");
}

}  // namespace entente_python
