#include "simulation.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <array>
#include <string>
#include <type_traits>
#include <vector>

#include "arguments.hpp"
#include "failure.hpp"
#include "run_job.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

struct Simulation {
  SimulationHandle handle;
  std::size_t seeds = 0;
  std::size_t policies = 0;
  std::size_t rows = 0;  ///< departments and all
};

struct Run {
  RunHandle handle;
};

constexpr std::array kFigures{
    "requests",          "called",           "promised",          "breached",             "breached_ppm",
    "refused",           "wait_mean_us",     "wait_p50_us",       "wait_p90_us",          "priority_wait_mean_us",
    "priority_wait_p50_us", "priority_wait_p90_us", "called_wait_mean_us", "called_wait_p50_us", "called_wait_p90_us",
    "ordinary_wait_mean_us", "ordinary_wait_p50_us", "ordinary_wait_p90_us", "backlog", "jain_ppm",
    "units_granted",     "units_unused",     "units_refunded"};
static_assert(kFigures.size() == ENTENTE_FIGURE_UNITS_REFUNDED + 1);

std::int32_t figure_id(std::string_view name) {
  for (std::size_t i = 0; i < kFigures.size(); ++i)
    if (kFigures[i] == name) return static_cast<std::int32_t>(i);
  std::string words = "figure: expected one of";
  for (const char *known : kFigures) words += std::string(" ") + known;
  throw nb::value_error((words + ", got " + std::string(name)).c_str());
}

void create(Simulation *self, const Contract &contract, const Demand &demand, nb::object policies, nb::object slots,
            std::int64_t seed, std::int32_t seeds, std::int32_t threads, nb::object pool, nb::object helper, nb::object helped,
            std::int64_t ordinary_within_us) {
  const auto policy = column<std::int32_t>(policies, "policies");
  const auto visits = column<std::int32_t>(slots, "slots");
  Column<std::int32_t> pools, helpers, helps;
  entente_team team{};
  team.struct_size = static_cast<std::int32_t>(sizeof team);
  team.agents = static_cast<std::int32_t>(visits.shape(0));
  team.slots = visits.data();
  if (!pool.is_none()) team.pool = (pools = column<std::int32_t>(pool, "pool", visits.shape(0))).data();
  if (!helper.is_none()) {
    helpers = column<std::int32_t>(helper, "helper");
    helps = column<std::int32_t>(helped, "helped", helpers.shape(0));
    team.helper = helpers.data();
    team.helped = helps.data();
    team.helps = helpers.shape(0);
  }
  entente_simulation_options options{};
  options.struct_size = static_cast<std::int32_t>(sizeof options);
  options.seeds = seeds;
  options.threads = threads;
  options.seed = seed;
  options.ordinary_within_us = ordinary_within_us;
  Simulation made;
  Failure failure;
  failure.check(entente_simulation_create(contract.handle.get(), &team, demand.handle.get(), policy.data(), policy.shape(0),
                                          &options, made.handle.out(), failure.out()));
  made.seeds = static_cast<std::size_t>(seeds);
  made.policies = policy.shape(0);
  made.rows = static_cast<std::size_t>(entente_simulation_department_count(made.handle.get())) + 1;
  new (self) Simulation(std::move(made));
}

void run(Simulation &simulation, const nb::object &progress) {
  if (!progress.is_none() && !PyCallable_Check(progress.ptr()))
    raise_expected("progress", "a callable of (done, total) or None", progress);
  run_to_end(
      [&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
        Failure failure;
        failure.check(without_gil(
            [&] { return entente_simulation_step(simulation.handle.get(), work, done, total, failure.out()); }));
      },
      progress);
}

std::vector<std::string> departments(const Simulation &simulation) {
  std::vector<std::string> names;
  for (std::int32_t i = 0; i < entente_simulation_department_count(simulation.handle.get()); ++i)
    names.emplace_back(entente_simulation_department_name(simulation.handle.get(), i));
  return names;
}

nb::tuple load(const Simulation &simulation) {
  std::int64_t load_ppm = 0;
  std::int64_t growth = 0;
  Failure failure;
  failure.check(entente_simulation_load(simulation.handle.get(), &load_ppm, &growth, failure.out()));
  return nb::make_tuple(static_cast<double>(load_ppm) / 1e6, growth);
}

/// A new array of these dimensions.
template <typename T, std::size_t dimensions>
nb::ndarray<nb::numpy, T, nb::ndim<dimensions>> new_table(const std::array<std::size_t, dimensions> &shape) {
  std::size_t n = 1;
  for (const std::size_t extent : shape) n *= extent;
  T *data = new T[n > 0 ? n : 1];
  nb::capsule owner(data, [](void *memory) noexcept { delete[] static_cast<T *>(memory); });
  return {data, dimensions, shape.data(), owner};
}

nb::object figures(const Simulation &simulation, std::string_view name) {
  auto table = new_table<std::int64_t, 3>({simulation.seeds, simulation.policies, simulation.rows});
  Failure failure;
  failure.check(
      entente_simulation_figures(simulation.handle.get(), figure_id(name), table.data(), table.size(), failure.out()));
  return nb::cast(table);
}

nb::tuple estimate(const Simulation &simulation, std::string_view name, nb::object from) {
  const std::int32_t minus = from.is_none() ? -1 : nb::cast<std::int32_t>(from);
  if (!from.is_none() && minus < 0) throw nb::value_error("minus: a place among the policies, or None");
  auto mean = new_table<double, 2>({simulation.policies, simulation.rows});
  auto half_width = new_table<double, 2>({simulation.policies, simulation.rows});
  auto runs = new_table<std::int64_t, 2>({simulation.policies, simulation.rows});
  Failure failure;
  failure.check(entente_simulation_estimates(simulation.handle.get(), figure_id(name), minus, mean.data(), half_width.data(),
                                             runs.data(), mean.size(), failure.out()));
  return nb::make_tuple(mean, half_width, runs);
}

Run play(const Simulation &simulation, std::int32_t seed, std::int32_t policy) {
  Run played;
  Failure failure;
  failure.check(without_gil(
      [&] { return entente_simulation_run(simulation.handle.get(), seed, policy, played.handle.out(), failure.out()); }));
  return played;
}

template <typename T, std::int32_t id>
nb::ndarray<nb::numpy, const T, nb::ndim<1>> view(Run &run) {
  const entente_run *handle = run.handle.get();
  const T *data = nullptr;
  if constexpr (std::is_same_v<T, std::int32_t>)
    data = entente_run_int32(handle, id);
  else
    data = entente_run_int64(handle, id);
  return {data, {entente_run_count(handle)}, nb::find(run)};
}

constexpr const char *kClassDoc = R"(The same requests under several policies and several seeds: the sandbox for a contract.

policies: int32 column of Policy; slots: int32, visits at a time of each agent; pool: int32, of each agent (None: 0); helper,
helped: int32, agent helper[i] asks pool helped[i] when its own has nothing. Seeds are seed, seed + 1, ...; every policy of a
seed gets the same requests. ordinary_within_us: due dates of ordinary requests under Policy.EARLIEST_DUE. The result is the
same to the bit for any number of threads. Belongs to one thread at a time. Raises Error: E_STATE (the contract has no quotas),
E_INVALID (no agent, no department, a pool that nobody serves, ...), E_RANGE, E_LIMIT.)";

constexpr const char *kEstimateDoc = R"((mean, half_width, runs) of a figure over the seeds, each policies x (departments + 1).

The last column is for all departments. The 95 % confidence interval is mean -/+ half_width (Student's t). minus: place of a
policy whose figure is subtracted seed by seed first. NaN: no seed has the figure, or one for an interval. Raises Error: E_STATE
(run() has not been to its end), E_NOT_FOUND; ValueError (figure).)";

void bind_run(nb::module_ &module) {
  nb::class_<Run>(module, "Run", "The requests of one run in order of arrival; a column is a read-only view.")
      .def("__len__", [](const Run &run) { return entente_run_count(run.handle.get()); })
      .def_prop_ro("arrival_us", view<std::int64_t, ENTENTE_RUN_ARRIVAL_US>, "Working time.")
      .def_prop_ro("work_us", view<std::int64_t, ENTENTE_RUN_WORK_US>, "Length of the visit.")
      .def_prop_ro("start_us", view<std::int64_t, ENTENTE_RUN_START_US>, "NO_VALUE: none (Policy.AS_LOGGED only).")
      .def_prop_ro("end_us", view<std::int64_t, ENTENTE_RUN_END_US>, "NO_VALUE as start_us.")
      .def_prop_ro("due_us", view<std::int64_t, ENTENTE_RUN_DUE_US>, "By when it was promised to start; NO_VALUE: not at all.")
      .def_prop_ro("department", view<std::int32_t, ENTENTE_RUN_DEPARTMENT>, "Number of the department.")
      .def_prop_ro("pool", view<std::int32_t, ENTENTE_RUN_POOL>, "Number of the pool.")
      .def_prop_ro("urgency", view<std::int32_t, ENTENTE_RUN_URGENCY>, "Urgency.")
      .def_prop_ro("agent", view<std::int32_t, ENTENTE_RUN_AGENT>, "Who served it; -1: the log.")
      .def_prop_ro("backed", view<std::int32_t, ENTENTE_RUN_BACKED>, "1: a unit was spent on it.")
      .def_prop_ro("kept", view<std::int32_t, ENTENTE_RUN_KEPT>, "1: started by due + grace; 0: not; NO_VALUE_INT32: no promise.");
}

}  // namespace

void bind_simulation(nb::module_ &module) {
  bind_demand(module);
  nb::enum_<entente_policy>(module, "Policy", nb::is_arithmetic(), "Who is served next, and by which rule.")
      .value("FIFO", ENTENTE_POLICY_FIFO, "in order of arrival")
      .value("STRICT_PRIORITY", ENTENTE_POLICY_STRICT_PRIORITY, "what is called a priority first")
      .value("FAIR_QUEUEING", ENTENTE_POLICY_FAIR_QUEUEING, "start-time fair queueing over departments, by their weights")
      .value("EARLIEST_DUE", ENTENTE_POLICY_EARLIEST_DUE, "least due date first")
      .value("TRUST_CONTRACT", ENTENTE_POLICY_TRUST_CONTRACT,
             "the scheduler; units are spent on whatever is called a priority, as it comes")
      .value("TRUST_CONTRACT_CHOSEN", ENTENTE_POLICY_TRUST_CONTRACT_CHOSEN,
             "the scheduler; departments spend units on what is a priority only")
      .value("AS_LOGGED", ENTENTE_POLICY_AS_LOGGED, "what happened; for the demand of a log only");
  bind_run(module);
  module.attr("FIGURES") = nb::tuple(nb::cast(std::vector<std::string>(kFigures.begin(), kFigures.end())));
  nb::class_<Simulation>(module, "Simulation", kClassDoc)
      .def("__init__", create, "contract"_a, "demand"_a, nb::kw_only(), "policies"_a, "slots"_a, "seed"_a = 1, "seeds"_a = 1,
           "threads"_a = 1, "pool"_a = nb::none(), "helper"_a = nb::none(), "helped"_a = nb::none(),
           "ordinary_within_us"_a = 0)
      .def_prop_ro("departments", departments, "Parties in the order of every column, without the last, all.")
      .def_prop_ro("load", load, nb::sig("def load(self) -> tuple[float, int]"),
                   "(load of the team on average, requests by which the queue grows until the horizon where that is above 1).")
      .def("run", run, "progress"_a = nb::none(),
           nb::sig("def run(self, progress: collections.abc.Callable[[int, int], object] | None = None) -> None"),
           "Plays every run. progress: called with (done, total) between steps; an exception from it ends the call, and run() "
           "goes on from there. Raises Error E_LIMIT.")
      .def("figures", figures, "figure"_a,
           nb::sig("def figures(self, figure: str) -> numpy.typing.NDArray[numpy.int64]"),
           "One of FIGURES for every run: int64, seeds x policies x (departments + 1), the last of them for all; NO_VALUE where "
           "nothing was counted. Raises Error E_STATE, ValueError.")
      .def("estimate", estimate, "figure"_a, "minus"_a = nb::none(),
           nb::sig("def estimate(self, figure: str, minus: int | None = None) -> "
                   "tuple[numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.float64], "
                   "numpy.typing.NDArray[numpy.int64]]"),
           kEstimateDoc)
      .def("play", play, "seed"_a = 0, "policy"_a = 0,
           "The requests of one run, played anew: seed 0 up, policy a place. Raises Error E_NOT_FOUND.");
}

}  // namespace entente_python
