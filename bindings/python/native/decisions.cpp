#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "graph.hpp"
#include "run_job.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

using InfluenceHandle = Handle<entente_influence, entente_influence_destroy>;
using RepairHandle = Handle<entente_repair, entente_repair_destroy>;
using StrengthsHandle = Handle<entente_strengths, entente_strengths_destroy>;

/// A copy of n values that a handle owns.
template <typename T>
NewColumn<T> copied(const T *values, std::size_t n) {
  auto out = new_column<T>(n);
  for (std::size_t i = 0; i < n; ++i) out.data()[i] = values[i];
  return out;
}

nb::tuple repair_coverage(nb::object agent, nb::object client, nb::object slots, nb::object missing, nb::object cost,
                          std::int64_t load_weight) {
  const auto from = column<std::int32_t>(agent, "agent");
  const auto to = column<std::int32_t>(client, "client", from.shape(0));
  const auto room = column<std::int32_t>(slots, "slots");
  const auto lacks = column<std::int32_t>(missing, "missing");
  Column<std::int64_t> price;
  if (!cost.is_none()) price = column<std::int64_t>(cost, "cost", from.shape(0));
  entente_repair_columns columns{};
  columns.struct_size = static_cast<std::int32_t>(sizeof columns);
  columns.agents = static_cast<std::int32_t>(room.shape(0));
  columns.clients = static_cast<std::int32_t>(lacks.shape(0));
  columns.rows = from.shape(0);
  columns.agent = from.data();
  columns.client = to.data();
  columns.cost = price.is_valid() ? price.data() : nullptr;
  columns.slots = room.data();
  columns.missing = lacks.data();
  columns.load_weight = load_weight;
  RepairHandle repair;
  {
    Failure failure;
    failure.check(without_gil([&] { return entente_repair_create(&columns, repair.out(), failure.out()); }));
  }
  run_to_end(
      [&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
        Failure failure;
        failure.check(without_gil([&] { return entente_repair_step(repair.get(), work, done, total, failure.out()); }));
      },
      nb::none());
  const std::size_t n = entente_repair_count(repair.get());
  return nb::make_tuple(copied(entente_repair_int32(repair.get(), ENTENTE_REPAIR_AGENT), n),
                        copied(entente_repair_int32(repair.get(), ENTENTE_REPAIR_CLIENT), n),
                        copied(entente_repair_int32(repair.get(), ENTENTE_REPAIR_UNMET), lacks.shape(0)));
}

nb::tuple bypass(nb::object client, nb::object agent, nb::object direct, std::int32_t clients, std::int32_t agents,
                 double limit) {
  const auto whose = column<std::int32_t>(client, "client");
  const auto whom = column<std::int32_t>(agent, "agent", whose.shape(0));
  const auto without = column<std::int32_t>(direct, "direct", whose.shape(0));
  if (clients < 0) raise_error(ENTENTE_E_RANGE, "clients must not be negative");
  const auto n = static_cast<std::size_t>(clients);
  auto contacts = new_column<std::int64_t>(n);
  auto direct_contacts = new_column<std::int64_t>(n);
  auto share = new_column<double>(n);
  auto lower = new_column<double>(n);
  auto hhi = new_column<double>(n);
  auto flagged = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_bypass(whose.shape(0), whose.data(), whom.data(), without.data(), clients, agents, limit, contacts.data(),
                          direct_contacts.data(), share.data(), lower.data(), hhi.data(), flagged.data(), failure.out());
  }));
  return nb::make_tuple(contacts, direct_contacts, share, lower, hhi, flagged);
}

nb::dict maximise_influence(const Graph &graph, std::int32_t k, std::int64_t sets, std::int64_t seed, nb::object group,
                            nb::object quota) {
  Column<std::int32_t> label;
  Column<std::int32_t> most;
  if (!group.is_none()) label = column<std::int32_t>(group, "group", graph.vertices);
  if (!quota.is_none()) most = column<std::int32_t>(quota, "quota");
  entente_influence_options options{};
  options.struct_size = static_cast<std::int32_t>(sizeof options);
  options.model = ENTENTE_WEIGHTED_CASCADE;
  options.k = k;
  options.sets = sets;
  options.seed = seed;
  options.group = label.is_valid() ? label.data() : nullptr;
  options.quota = most.is_valid() ? most.data() : nullptr;
  options.groups = most.is_valid() ? most.shape(0) : 0;
  InfluenceHandle search;
  {
    Failure failure;
    failure.check(without_gil([&] { return entente_influence_create(graph.handle.get(), &options, search.out(), failure.out()); }));
  }
  run_to_end(
      [&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
        Failure failure;
        failure.check(without_gil([&] { return entente_influence_step(search.get(), work, done, total, failure.out()); }));
      },
      nb::none());
  const std::size_t n = entente_influence_count(search.get());
  const auto figure = [&](std::int32_t id) { return entente_influence_figure(search.get(), id); };
  nb::dict found;
  found["seeds"] = copied(entente_influence_seeds(search.get()), n);
  found["gain"] = copied(entente_influence_double(search.get(), ENTENTE_INFLUENCE_GAIN), n);
  found["sole"] = copied(entente_influence_double(search.get(), ENTENTE_INFLUENCE_SOLE), n);
  found["spread"] = figure(ENTENTE_INFLUENCE_SPREAD);
  found["lower"] = figure(ENTENTE_INFLUENCE_LOWER);
  found["upper"] = figure(ENTENTE_INFLUENCE_UPPER);
  found["ratio"] = figure(ENTENTE_INFLUENCE_RATIO);
  found["by_degree"] = figure(ENTENTE_INFLUENCE_BY_DEGREE) == 1;
  return found;
}

struct RelationStrengths {
  StrengthsHandle handle;
  std::size_t relations = 0;
};

void create_strengths(RelationStrengths *self, std::int32_t relations, nb::object half_life_us, double threshold) {
  const auto half_life = column<std::int64_t>(half_life_us, "half_life_us");
  RelationStrengths strengths;
  Failure failure;
  failure.check(entente_strengths_create(relations, half_life.data(), half_life.shape(0), threshold, strengths.handle.out(),
                                         failure.out()));
  strengths.relations = static_cast<std::size_t>(relations);
  new (self) RelationStrengths(std::move(strengths));
}

void add_contacts(RelationStrengths &self, nb::object relation, nb::object at_us, nb::object channel) {
  const auto which = column<std::int32_t>(relation, "relation");
  const auto when = column<std::int64_t>(at_us, "at_us", which.shape(0));
  Column<std::int32_t> how;
  if (!channel.is_none()) how = column<std::int32_t>(channel, "channel", which.shape(0));
  Failure failure;
  failure.check(entente_strengths_add(self.handle.get(), which.shape(0), which.data(), when.data(),
                                      how.is_valid() ? how.data() : nullptr, nullptr, failure.out()));
}

NewColumn<double> strength_values(const RelationStrengths &self, std::int64_t now_us) {
  auto out = new_column<double>(self.relations);
  Failure failure;
  failure.check(entente_strengths_values(self.handle.get(), now_us, out.data(), self.relations, failure.out()));
  return out;
}

NewColumn<std::int64_t> expiries(const RelationStrengths &self) {
  auto out = new_column<std::int64_t>(self.relations);
  Failure failure;
  failure.check(entente_strengths_expiries(self.handle.get(), out.data(), self.relations, failure.out()));
  return out;
}

}  // namespace

void bind_decisions(nb::module_ &module) {
  module.def("repair_coverage", repair_coverage, "agent"_a, "client"_a, "slots"_a, "missing"_a, "cost"_a = nb::none(),
             "load_weight"_a = 0,
             nb::sig("def repair_coverage(agent: numpy.typing.NDArray[numpy.int32], client: numpy.typing.NDArray[numpy.int32], "
                     "slots: numpy.typing.NDArray[numpy.int32], missing: numpy.typing.NDArray[numpy.int32], cost: "
                     "numpy.typing.NDArray[numpy.int64] | None = None, load_weight: int = 0) -> "
                     "tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.int32], "
                     "numpy.typing.NDArray[numpy.int32]]"),
             "The cheapest new relations (agent, client) after which each client has the knowers it lacks, and how many it still "
             "lacks: an exact minimum-cost flow. Row i: agent[i] could get to know client[i] at cost[i] (None: 1); the j-th new "
             "client of an agent costs j x load_weight on top.");
  module.def("bypass", bypass, "client"_a, "agent"_a, "direct"_a, "clients"_a, "agents"_a, "limit"_a,
             nb::sig("def bypass(client: numpy.typing.NDArray[numpy.int32], agent: numpy.typing.NDArray[numpy.int32], direct: "
                     "numpy.typing.NDArray[numpy.int32], clients: int, agents: int, limit: float) -> "
                     "tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64], "
                     "numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.float64], "
                     "numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.int32]]"),
             "(contacts, direct, share, lower, hhi, flagged), one value a client: contacts without a ticket, Wilson's 95 % lower "
             "bound of their share, how few agents they go to, and 1 where contacts >= 10 and lower > limit.");
  module.def("maximise_influence", maximise_influence, "graph"_a, "k"_a, "sets"_a = 0, "seed"_a = 0, "group"_a = nb::none(),
             "quota"_a = nb::none(),
             nb::sig("def maximise_influence(graph: Graph, k: int, sets: int = 0, seed: int = 0, group: "
                     "numpy.typing.NDArray[numpy.int32] | None = None, quota: numpy.typing.NDArray[numpy.int32] | None = None) -> "
                     "dict[str, typing.Any]"),
             "At most k seeds of the greatest expected spread under the weighted cascade, view dir: seeds, gain and sole (one "
             "value a seed), spread, lower, upper, ratio, by_degree. group: of each vertex, -1 where it may not be chosen; quota: "
             "at most so many seeds of each group.");
  nb::class_<RelationStrengths>(module, "RelationStrengths",
                                "Strength of relations that fade: S(T) = sum over contacts of 2^(-(T - t) / half-life of the "
                                "channel); known while S >= threshold.")
      .def("__init__", create_strengths, "relations"_a, "half_life_us"_a, "threshold"_a,
           nb::sig("def __init__(self, relations: int, half_life_us: numpy.typing.NDArray[numpy.int64], threshold: float) -> None"))
      .def("add", add_contacts, "relation"_a, "at_us"_a, "channel"_a = nb::none(),
           nb::sig("def add(self, relation: numpy.typing.NDArray[numpy.int32], at_us: numpy.typing.NDArray[numpy.int64], channel: "
                   "numpy.typing.NDArray[numpy.int32] | None = None) -> None"),
           "Adds contacts, in any order of time.")
      .def("values", strength_values, "now_us"_a, nb::sig("def values(self, now_us: int) -> numpy.typing.NDArray[numpy.float64]"),
           "S of each relation at an instant not before any contact.")
      .def("expiries", expiries, nb::sig("def expiries(self) -> numpy.typing.NDArray[numpy.int64]"),
           "The last instant at which each relation is known; NO_VALUE where it is not even at its last contact.");
}

}  // namespace entente_python
