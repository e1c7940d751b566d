#include "bind.hpp"
#include "failure.hpp"
#include "graph.hpp"
#include "new_columns.hpp"
#include "run_job.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

/// Columns of relations, as coverage() takes them.
struct Relations {
  Column<std::int32_t> agent, client;
  OptionalColumn<double> strength;

  Relations(nb::object agent_column, nb::object client_column, nb::object strength_column)
      : agent(column<std::int32_t>(agent_column, "agent")), client(column<std::int32_t>(client_column, "client", rows())),
        strength(strength_column, "strength", rows()) {}
  std::size_t rows() const { return agent.shape(0); }
};

/// Columns of relations that could be begun.
struct Candidates {
  Column<std::int32_t> agent, client, slots, missing;
  OptionalColumn<std::int64_t> cost;
  entente_repair_columns columns{};

  Candidates(nb::object agent_column, nb::object client_column, nb::object slots_column, nb::object missing_column,
             nb::object cost_column, std::int64_t load_weight)
      : agent(column<std::int32_t>(agent_column, "agent")), client(column<std::int32_t>(client_column, "client", agent.shape(0))),
        slots(column<std::int32_t>(slots_column, "slots")), missing(column<std::int32_t>(missing_column, "missing")),
        cost(cost_column, "cost", agent.shape(0)) {
    columns = {sizeof columns, static_cast<std::int32_t>(slots.shape(0)), static_cast<std::int32_t>(missing.shape(0)),
               agent.shape(0), agent.data(), client.data(), cost.data(), slots.data(), missing.data(), load_weight};
  }
};

nb::dict plan_of(const RepairHandle &repair, const Candidates &given) {
  const std::size_t n = entente_repair_count(repair.get());
  nb::dict result;
  result["agent"] = copied(entente_repair_int32(repair.get(), ENTENTE_REPAIR_AGENT), n);
  result["client"] = copied(entente_repair_int32(repair.get(), ENTENTE_REPAIR_CLIENT), n);
  result["unmet"] = copied(entente_repair_int32(repair.get(), ENTENTE_REPAIR_UNMET), given.missing.shape(0));
  result["agent_price"] = copied(entente_repair_int64(repair.get(), ENTENTE_REPAIR_AGENT_PRICE), given.slots.shape(0));
  result["client_price"] = copied(entente_repair_int64(repair.get(), ENTENTE_REPAIR_CLIENT_PRICE), given.missing.shape(0));
  result["cost"] = entente_repair_figure(repair.get(), ENTENTE_REPAIR_COST);
  result["unmet_sum"] = entente_repair_figure(repair.get(), ENTENTE_REPAIR_UNMET_SUM);
  return result;
}

nb::dict repair_coverage(nb::object agent, nb::object client, nb::object slots, nb::object missing, nb::object cost,
                         std::int64_t load_weight, nb::object progress) {
  check_progress(progress);
  const Candidates given(agent, client, slots, missing, cost, load_weight);
  RepairHandle repair;
  {
    Failure failure;
    failure.check(without_gil([&] { return entente_repair_create(&given.columns, repair.out(), failure.out()); }));
  }
  run_to_end(
      [&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
        Failure failure;
        failure.check(without_gil([&] { return entente_repair_step(repair.get(), work, done, total, failure.out()); }));
      },
      progress);
  return plan_of(repair, given);
}

nb::dict balance_coverage(nb::object agent, nb::object client, nb::object slots, nb::object missing, nb::object load,
                          nb::object cost) {
  const Candidates given(agent, client, slots, missing, cost, 0);
  const auto loads = column<std::int32_t>(load, "load", given.slots.shape(0));
  RepairHandle repair;
  std::int32_t cap = 0;
  Failure failure;
  failure.check(without_gil([&] { return entente_repair_balance(&given.columns, loads.data(), &cap, repair.out(), failure.out()); }));
  nb::dict result = plan_of(repair, given);
  result["cap"] = cap;
  return result;
}

NewColumn<std::int32_t> sole_knower_counts(nb::object agent, nb::object client, std::int32_t agents, std::int32_t clients,
                                           nb::object strength, double threshold) {
  const Relations given(agent, client, strength);
  if (agents < 0) raise_error(ENTENTE_E_RANGE, "agents must not be negative");
  auto counts = new_column<std::int32_t>(static_cast<std::size_t>(agents));
  Failure failure;
  failure.check(without_gil([&] {
    return entente_sole_knower_counts(given.rows(), given.agent.data(), given.client.data(), given.strength.data(), agents,
                                      clients, threshold, counts.data(), failure.out());
  }));
  return counts;
}

nb::tuple coverage_without(nb::object absent, nb::object agent, nb::object client, std::int32_t agents, std::int32_t clients,
                           nb::object strength, double threshold, std::int32_t k) {
  const Relations given(agent, client, strength);
  const auto away = column<std::int32_t>(absent, "absent");
  if (clients < 0) raise_error(ENTENTE_E_RANGE, "clients must not be negative");
  const auto n = static_cast<std::size_t>(clients);
  auto knowers = new_column<std::int32_t>(n);
  auto missing = new_column<std::int32_t>(n);
  auto sole_knower = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_coverage_without(given.rows(), given.agent.data(), given.client.data(), given.strength.data(), agents,
                                    clients, threshold, k, away.data(), away.shape(0), knowers.data(), missing.data(),
                                    sole_knower.data(), failure.out());
  }));
  return nb::make_tuple(knowers, missing, sole_knower);
}

nb::dict absence_factor(nb::object agent, nb::object client, std::int32_t agents, std::int32_t clients, nb::object strength,
                        double threshold, std::int64_t budget, nb::object progress) {
  check_progress(progress);
  const Relations given(agent, client, strength);
  AbsenceHandle absence;
  {
    Failure failure;
    failure.check(without_gil([&] {
      return entente_absence_create(given.rows(), given.agent.data(), given.client.data(), given.strength.data(), agents,
                                    clients, threshold, budget, absence.out(), failure.out());
    }));
  }
  run_to_end(
      [&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
        Failure failure;
        failure.check(without_gil([&] { return entente_absence_step(absence.get(), work, done, total, failure.out()); }));
      },
      progress);
  const auto figure = [&](std::int32_t id) { return entente_absence_figure(absence.get(), id); };
  nb::dict result;
  result["covered"] = figure(ENTENTE_ABSENCE_COVERED);
  result["lower"] = figure(ENTENTE_ABSENCE_LOWER);
  result["upper"] = figure(ENTENTE_ABSENCE_UPPER);
  result["agents"] = copied(entente_absence_agents(absence.get()), static_cast<std::size_t>(figure(ENTENTE_ABSENCE_UPPER)));
  result["greedy"] = copied(entente_absence_greedy(absence.get()), static_cast<std::size_t>(figure(ENTENTE_ABSENCE_GREEDY)));
  return result;
}

nb::dict plan_meetings(nb::object meeting, nb::object agent, std::int32_t agents, nb::object expiry_us, nb::object week_us,
                       nb::object room, nb::object weight) {
  const auto meetings = column<std::int32_t>(meeting, "meeting");
  const auto holders = column<std::int32_t>(agent, "agent", meetings.shape(0));
  const auto expiries = column<std::int64_t>(expiry_us, "expiry_us");
  const std::size_t n = expiries.shape(0);
  const OptionalColumn<std::int64_t> weights(weight, "weight", n);
  const auto bounds = column<std::int64_t>(week_us, "week_us");
  const std::size_t weeks = bounds.shape(0) == 0 ? 0 : bounds.shape(0) - 1;
  if (agents < 0) raise_error(ENTENTE_E_RANGE, "agents must not be negative");
  const auto rooms = column<std::int32_t>(room, "room", static_cast<std::size_t>(agents) * weeks);
  const entente_meeting_columns columns{sizeof columns, static_cast<std::int32_t>(n), agents, meetings.shape(0), meetings.data(),
                                        holders.data(), expiries.data(), weights.data(), weeks, bounds.data(), rooms.data()};
  auto who = new_column<std::int32_t>(n);
  auto week = new_column<std::int32_t>(n);
  auto late = new_column<std::int32_t>(n);
  std::int64_t lateness = 0;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_meeting_plan(&columns, who.data(), week.data(), late.data(), &lateness, failure.out());
  }));
  nb::dict result;
  result["agent"] = who;
  result["week"] = week;
  result["weeks_late"] = late;
  result["lateness"] = lateness;
  return result;
}

#define ENTENTE_INT32 "numpy.typing.NDArray[numpy.int32]"
#define ENTENTE_INT64 "numpy.typing.NDArray[numpy.int64]"
#define ENTENTE_RELATIONS                                                                                        \
  "agent: " ENTENTE_INT32 ", client: " ENTENTE_INT32 ", agents: int, clients: int, strength: "                   \
  "numpy.typing.NDArray[numpy.float64] | None = None, threshold: float = 1.0"
#define ENTENTE_CANDIDATES "agent: " ENTENTE_INT32 ", client: " ENTENTE_INT32 ", slots: " ENTENTE_INT32 ", missing: " ENTENTE_INT32

}  // namespace

void bind_desk_decisions(nb::module_ &module) {
  module.def("repair_coverage", repair_coverage, "agent"_a, "client"_a, "slots"_a, "missing"_a, "cost"_a = nb::none(),
             "load_weight"_a = 0, "progress"_a = nb::none(),
             nb::sig("def repair_coverage(" ENTENTE_CANDIDATES ", cost: " ENTENTE_INT64 " | None = None, load_weight: int = 0, "
                     "progress: collections.abc.Callable[[int, int], object] | None = None) -> dict[str, typing.Any]"),
             R"(The cheapest new relations after which each client has the knowers it lacks: an exact minimum-cost flow.

Row i: agent[i] could get to know client[i] at cost[i] (int64 >= 0; None: 1 each, the fewest relations). slots: int32, one an
agent, new clients it has room for; missing: int32, one a client, as coverage() gives it. load_weight: the j-th new client of an
agent costs j times this on top. Returns the new relations "agent" and "client", their "cost", "unmet" of each client and
"unmet_sum" (the least possible), and the dual prices: "agent_price" (one slot more saves at most this) and "client_price" (one
knower more costs at least this; NO_VALUE: none can be had). Raises Error: E_RANGE, E_INVALID (a pair given twice), E_LIMIT.)");
  module.def("balance_coverage", balance_coverage, "agent"_a, "client"_a, "slots"_a, "missing"_a, "load"_a,
             "cost"_a = nb::none(),
             nb::sig("def balance_coverage(" ENTENTE_CANDIDATES ", load: " ENTENTE_INT32 ", cost: " ENTENTE_INT64
                     " | None = None) -> dict[str, typing.Any]"),
             R"(The most even repair: the least "cap" on an agent's clients, those of load (int32, one an agent) included.

Under it no more stays unmet than with the slots alone. Otherwise as repair_coverage().)");
  module.def("sole_knower_counts", sole_knower_counts, "agent"_a, "client"_a, "agents"_a, "clients"_a,
             "strength"_a = nb::none(), "threshold"_a = 1.0,
             nb::sig("def sole_knower_counts(" ENTENTE_RELATIONS ") -> " ENTENTE_INT32),
             "Clients that each agent alone knows, int32, one value an agent; relations as in coverage().");
  module.def("coverage_without", coverage_without, "absent"_a, "agent"_a, "client"_a, "agents"_a, "clients"_a,
             "strength"_a = nb::none(), "threshold"_a = 1.0, "k"_a = 2,
             nb::sig("def coverage_without(absent: " ENTENTE_INT32 ", " ENTENTE_RELATIONS ", k: int = 2) -> "
                     "tuple[" ENTENTE_INT32 ", " ENTENTE_INT32 ", " ENTENTE_INT32 "]"),
             "coverage() while the absent agents (int32) are away: (knowers, missing, sole_knower).");
  module.def("absence_factor", absence_factor, "agent"_a, "client"_a, "agents"_a, "clients"_a, "strength"_a = nb::none(),
             "threshold"_a = 1.0, "budget"_a = 1'000'000, "progress"_a = nb::none(),
             nb::sig("def absence_factor(" ENTENTE_RELATIONS ", budget: int = 1000000, progress: "
                     "collections.abc.Callable[[int, int], object] | None = None) -> dict[str, typing.Any]"),
             R"(The least number of agents whose leaving leaves more than half of the covered clients with no knower.

Exact where the budget (nodes of the search) suffices: "lower" == "upper"; else both ends of the interval. "agents": UPPER of
them that are enough; "greedy": as greedy takes them, most clients first; "covered": clients that somebody knows.)");
  module.def("plan_meetings", plan_meetings, "meeting"_a, "agent"_a, "agents"_a, "expiry_us"_a, "week_us"_a, "room"_a,
             "weight"_a = nb::none(),
             nb::sig("def plan_meetings(meeting: " ENTENTE_INT32 ", agent: " ENTENTE_INT32 ", agents: int, expiry_us: "
                     ENTENTE_INT64 ", week_us: " ENTENTE_INT64 ", room: " ENTENTE_INT32 ", weight: " ENTENTE_INT64
                     " | None = None) -> dict[str, typing.Any]"),
             R"(Who meets whom in which week so that the fewest relations are lost: an exact minimum-cost flow.

Row i: agent[i] could hold meeting[i]. expiry_us: one a meeting (RelationStrengths.expiries(); NO_VALUE: lost already); week_us:
begin of each week and end of the last; room: meetings that agent a has time for in week w, room[a * weeks + w]; weight: >= 1,
one a meeting. Returns one value a meeting: "agent" and "week" (NO_VALUE_INT32: not within the horizon, which counts as held in
the week after it) and "weeks_late" after the last week that begins before the expiry; and "lateness", the least possible sum of
weight x weeks late. Raises Error: E_INVALID, E_RANGE, E_LIMIT.)");
}

}  // namespace entente_python
