#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <array>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "failure.hpp"
#include "scheduler.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

constexpr std::array kBalances{"available", "held",     "spent",    "forfeited", "expired", "lent",
                               "borrowed",  "refunded", "granted",  "debt",      "loans",   "overrides",
                               "expedites"};
static_assert(kBalances.size() == ENTENTE_BALANCE_EXPEDITES + 1);

std::int32_t balance_id(std::string_view name) {
  for (std::size_t i = 0; i < kBalances.size(); ++i)
    if (kBalances[i] == name) return static_cast<std::int32_t>(i);
  std::string words = "balance: expected one of";
  for (const char *known : kBalances) words += std::string(" ") + known;
  throw nb::value_error((words + ", got " + std::string(name)).c_str());
}

void create(Scheduler *self, const Contract &contract, std::int64_t start_us) {
  SchedulerHandle handle;
  Failure failure;
  failure.check(entente_scheduler_create(contract.handle.get(), start_us, handle.out(), failure.out()));
  new (self) Scheduler{std::move(handle)};
}

std::vector<std::string> departments(const Scheduler &scheduler) {
  std::vector<std::string> names;
  for (std::int32_t i = 0; i < entente_scheduler_department_count(scheduler.handle.get()); ++i)
    names.emplace_back(entente_scheduler_department_name(scheduler.handle.get(), i));
  return names;
}

std::int32_t department_id(const Scheduler &scheduler, std::string_view name) {
  std::int32_t id = 0;
  Failure failure;
  failure.check(
      entente_scheduler_department_id(scheduler.handle.get(), name.data(), name.size(), &id, failure.out()));
  return id;
}

std::int32_t add_pool(Scheduler &scheduler, std::string_view name) {
  std::int32_t pool = 0;
  Failure failure;
  failure.check(entente_scheduler_add_pool(scheduler.handle.get(), name.data(), name.size(), &pool, failure.out()));
  return pool;
}

std::int32_t add_agent(Scheduler &scheduler, std::string_view name, std::int32_t pool, std::int32_t slots) {
  std::int32_t agent = 0;
  Failure failure;
  failure.check(entente_scheduler_add_agent(scheduler.handle.get(), name.data(), name.size(), pool, slots, &agent,
                                            failure.out()));
  return agent;
}

void add_skill(Scheduler &scheduler, std::int32_t agent, std::int32_t pool) {
  Failure failure;
  failure.check(entente_scheduler_add_skill(scheduler.handle.get(), agent, pool, failure.out()));
}

std::int64_t balance(const Scheduler &scheduler, std::int32_t department, std::string_view name) {
  std::int64_t units = 0;
  Failure failure;
  failure.check(entente_scheduler_balance(scheduler.handle.get(), department, balance_id(name), &units, failure.out()));
  return units;
}

nb::dict balances(const Scheduler &scheduler) {
  const auto n = static_cast<std::size_t>(entente_scheduler_department_count(scheduler.handle.get()));
  nb::dict result;
  for (const char *name : kBalances) {
    auto units = new_column<std::int64_t>(n);
    Failure failure;
    failure.check(
        entente_scheduler_balances(scheduler.handle.get(), balance_id(name), units.data(), n, failure.out()));
    result[name] = units;
  }
  return result;
}

NewColumn<std::int64_t> slots(const Scheduler &scheduler, std::int32_t department, std::int32_t pool) {
  std::size_t need = 0;
  {
    Failure failure;
    const std::int32_t status =
        entente_scheduler_slots(scheduler.handle.get(), department, pool, nullptr, 0, &need, failure.out());
    if (status != ENTENTE_E_BUFFER) failure.check(status);
  }
  auto due_us = new_column<std::int64_t>(need);
  Failure failure;
  failure.check(
      entente_scheduler_slots(scheduler.handle.get(), department, pool, due_us.data(), need, &need, failure.out()));
  return due_us;
}

nb::tuple request(const Scheduler &scheduler, std::int32_t id) {
  std::int32_t state = 0;
  std::int32_t backing = 0;
  std::int64_t due_us = 0;
  Failure failure;
  failure.check(entente_scheduler_request(scheduler.handle.get(), id, &state, &backing, &due_us, failure.out()));
  return nb::make_tuple(static_cast<entente_request_state>(state), static_cast<entente_backing>(backing),
                        int_or_none(due_us));
}

void bind_states(nb::module_ &module) {
  nb::enum_<entente_request_state>(module, "RequestState", nb::is_arithmetic(), "Where a request stands.")
      .value("QUEUED", ENTENTE_REQUEST_QUEUED)
      .value("ACTIVE", ENTENTE_REQUEST_ACTIVE)
      .value("WAITING", ENTENTE_REQUEST_WAITING, "waits for its requester's answer")
      .value("DONE", ENTENTE_REQUEST_DONE)
      .value("CANCELLED", ENTENTE_REQUEST_CANCELLED)
      .value("RESHAPED", ENTENTE_REQUEST_RESHAPED, "merged into another, or replaced by root-cause work");
  nb::enum_<entente_backing>(module, "Backing", nb::is_arithmetic(), "What became of a request's unit.")
      .value("NONE", ENTENTE_BACKING_NONE, "an ordinary request")
      .value("HELD", ENTENTE_BACKING_HELD, "backed, not started yet")
      .value("SPENT", ENTENTE_BACKING_SPENT, "started")
      .value("REFUNDED", ENTENTE_BACKING_REFUNDED, "given back because it started late")
      .value("FORFEITED", ENTENTE_BACKING_FORFEITED, "lost because the requester answered too late");
}

constexpr const char *kClassDoc = R"(The queue of a trust contract: quota ledger, slots, ordering rule.

One department for each quota line, ids in byte order of their names; pool 0 is named "*"; no agent yet. Time is working
time of the pool in microseconds, handed in by the caller (contract.calendar(...).between(...) gives it), never before an
earlier call's; start_us is that of creation. A refusal by the rules is an outcome, returned as a word such as
"quota_exhausted"; only the clock has moved then. Belongs to one thread at a time. Raises Error: E_STATE (the contract
has no quotas), E_RANGE.)";

}  // namespace

void bind_scheduler(nb::module_ &module) {
  bind_states(module);
  module.attr("BALANCES") = nb::tuple(nb::cast(std::vector<std::string>(kBalances.begin(), kBalances.end())));
  module.def("refusal_name", [](std::int32_t refusal) { return std::string(entente_refusal_name(refusal)); }, "refusal"_a,
             "The word for the number of a refusal, as Scheduler.apply() gives it: \"accepted\" for 0, \"\" where it is none.");
  nb::class_<Scheduler> cls(module, "Scheduler", kClassDoc);
  cls.def("__init__", create, "contract"_a, "start_us"_a = 0)
      .def_prop_ro("departments", departments, "Names of the departments; a department's id is its position.")
      .def("department_id", department_id, "name"_a, "The id of a department. Raises Error E_NOT_FOUND.")
      .def("add_pool", add_pool, "name"_a, "Adds a pool, or finds the one of that name; returns its id.")
      .def("add_agent", add_agent, "name"_a, "pool"_a = 0, "slots"_a = 1,
           "Adds a present agent of a pool who can treat `slots` requests at a time; returns its id. Raises Error: "
           "E_NOT_FOUND (pool), E_RANGE (slots).")
      .def("add_skill", add_skill, "agent"_a, "pool"_a, "Lets an agent help another pool. Raises Error E_NOT_FOUND.");
  bind_operations(cls);
  bind_host(cls);
  bind_scheduler_state(module, cls);
  bind_assignment(module, cls);
  cls.def("balance", balance, "department"_a, "name"_a,
          "One balance of one department, in units; name is one of BALANCES. Always granted + borrowed = available + "
          "held + spent + forfeited + expired + lent. Raises Error E_NOT_FOUND, ValueError (name).")
      .def("balances", balances, nb::sig("def balances(self) -> dict[str, numpy.typing.NDArray[numpy.int64]]"),
           "All balances: for each name an int64 array with one value a department.")
      .def("slots", slots, "department"_a, "pool"_a = 0,
           nb::sig("def slots(self, department: int, pool: int = 0) -> numpy.typing.NDArray[numpy.int64]"),
           "Due dates of the slots still queued for a department in a pool, ascending, int64 working time. Raises Error "
           "E_NOT_FOUND.")
      .def("request", request, "request"_a,
           nb::sig("def request(self, request: int) -> tuple[RequestState, Backing, int | None]"),
           "(state, backing, due date of the slot that started its last visit or None). Raises Error E_NOT_FOUND.");
}

}  // namespace entente_python
