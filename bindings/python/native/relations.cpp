#include "bind.hpp"
#include "failure.hpp"
#include "new_columns.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

struct RelationStrengths {
  StrengthsHandle handle;
  std::size_t relations = 0;
};

void create(RelationStrengths *self, std::int32_t relations, nb::object half_life_us, double threshold) {
  const auto half_lives = column<std::int64_t>(half_life_us, "half_life_us");
  RelationStrengths made;
  Failure failure;
  failure.check(entente_strengths_create(relations, half_lives.data(), half_lives.shape(0), threshold, made.handle.out(), failure.out()));
  made.relations = static_cast<std::size_t>(relations);
  new (self) RelationStrengths(std::move(made));
}

void add(RelationStrengths &strengths, nb::object relation, nb::object at_us, nb::object channel, nb::object weight) {
  const auto of = column<std::int32_t>(relation, "relation");
  const auto at = column<std::int64_t>(at_us, "at_us", of.shape(0));
  const OptionalColumn<std::int32_t> by(channel, "channel", of.shape(0));
  const OptionalColumn<double> weights(weight, "weight", of.shape(0));
  Failure failure;
  failure.check(entente_strengths_add(strengths.handle.get(), of.shape(0), of.data(), at.data(), by.data(), weights.data(), failure.out()));
}

NewColumn<double> values(const RelationStrengths &strengths, std::int64_t now_us) {
  auto out = new_column<double>(strengths.relations);
  Failure failure;
  failure.check(entente_strengths_values(strengths.handle.get(), now_us, out.data(), strengths.relations, failure.out()));
  return out;
}

NewColumn<std::int64_t> expiries(const RelationStrengths &strengths) {
  auto out = new_column<std::int64_t>(strengths.relations);
  Failure failure;
  failure.check(entente_strengths_expiries(strengths.handle.get(), out.data(), strengths.relations, failure.out()));
  return out;
}

NewColumn<std::int32_t> take_lost(RelationStrengths &strengths, std::int64_t until_us) {
  auto all = new_column<std::int32_t>(strengths.relations);
  std::size_t count = 0;
  Failure failure;
  failure.check(entente_strengths_take_lost(strengths.handle.get(), until_us, all.data(), strengths.relations, &count, failure.out()));
  return copied(static_cast<const std::int32_t *>(all.data()), count);
}

nb::dict bypass(nb::object client, nb::object agent, nb::object direct, std::int32_t clients, std::int32_t agents, double limit) {
  const auto from = column<std::int32_t>(client, "client");
  const auto to = column<std::int32_t>(agent, "agent", from.shape(0));
  const auto without = column<std::int32_t>(direct, "direct", from.shape(0));
  if (clients < 0) raise_error(ENTENTE_E_RANGE, "clients must not be negative");
  const auto n = static_cast<std::size_t>(clients);
  auto contacts = new_column<std::int64_t>(n), directs = new_column<std::int64_t>(n);
  auto share = new_column<double>(n), lower = new_column<double>(n), hhi = new_column<double>(n);
  auto flagged = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(entente_bypass(from.shape(0), from.data(), to.data(), without.data(), clients, agents, limit, contacts.data(),
                               directs.data(), share.data(), lower.data(), hhi.data(), flagged.data(), failure.out()));
  nb::dict result;
  result["contacts"] = contacts;
  result["direct"] = directs;
  result["share"] = share;
  result["lower"] = lower;
  result["hhi"] = hhi;
  result["flagged"] = flagged;
  return result;
}

NewColumn<std::int32_t> dialogue_breaks(nb::object at_us, nb::object strength, nb::object there, nb::object back) {
  const auto at = column<std::int64_t>(at_us, "at_us");
  const std::size_t n = at.shape(0);
  const auto strengths = column<double>(strength, "strength", n), to = column<double>(there, "there", n), from = column<double>(back, "back", n);
  auto out = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(entente_dialogue_breaks(n, at.data(), strengths.data(), to.data(), from.data(), out.data(), failure.out()));
  return out;
}

nb::tuple cusum(nb::object count, double expected, double slack, double limit) {
  const auto counts = column<double>(count, "count");
  auto statistic = new_column<double>(counts.shape(0));
  std::int64_t alarm = -1;
  Failure failure;
  failure.check(entente_cusum(counts.shape(0), counts.data(), expected, slack, limit, statistic.data(), &alarm, failure.out()));
  return nb::make_tuple(statistic, alarm);
}

NewColumn<std::int32_t> stakeholder_classes(nb::object power, nb::object legitimacy, nb::object urgency, double threshold) {
  const auto first = column<double>(power, "power");
  const std::size_t n = first.shape(0);
  const auto second = column<double>(legitimacy, "legitimacy", n), third = column<double>(urgency, "urgency", n);
  auto out = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(entente_stakeholder_classes(n, first.data(), second.data(), third.data(), threshold, out.data(), failure.out()));
  return out;
}

NewColumn<std::int32_t> interest_quadrants(nb::object power, nb::object interest, double threshold) {
  const auto first = column<double>(power, "power");
  const std::size_t n = first.shape(0);
  const auto second = column<double>(interest, "interest", n);
  auto out = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(entente_interest_quadrants(n, first.data(), second.data(), threshold, out.data(), failure.out()));
  return out;
}

#define ENTENTE_INT32 "numpy.typing.NDArray[numpy.int32]"
#define ENTENTE_INT64 "numpy.typing.NDArray[numpy.int64]"
#define ENTENTE_FLOAT64 "numpy.typing.NDArray[numpy.float64]"

void bind_strengths(nb::module_ &module) {
  nb::class_<RelationStrengths>(module, "RelationStrengths", R"(Strength of relations that fade with a half-life for each channel.

S(T) is the sum over contacts of weight 2**(-(T - t) / half-life); a relation is known while S >= threshold. half_life_us: int64, one a
channel. One thread at a time. Raises Error: E_RANGE, E_INVALID, E_LIMIT.)")
      .def("__init__", create, "relations"_a, "half_life_us"_a, "threshold"_a = 0.5,
           nb::sig("def __init__(self, relations: int, half_life_us: " ENTENTE_INT64 ", threshold: float = 0.5) -> None"))
      .def("add", add, "relation"_a, "at_us"_a, "channel"_a = nb::none(), "weight"_a = nb::none(),
           nb::sig("def add(self, relation: " ENTENTE_INT32 ", at_us: " ENTENTE_INT64 ", channel: " ENTENTE_INT32
                   " | None = None, weight: " ENTENTE_FLOAT64 " | None = None) -> None"),
           "Adds contacts, in any order of time; on an error nothing is added.")
      .def("values", values, "now_us"_a, nb::sig("def values(self, now_us: int) -> " ENTENTE_FLOAT64),
           "S of each relation at an instant that is not before any contact.")
      .def("expiries", expiries, nb::sig("def expiries(self) -> " ENTENTE_INT64),
           "The last instant at which each relation is known, at most 2100; NO_VALUE: not known even at its last contact.")
      .def("take_lost", take_lost, "until_us"_a, nb::sig("def take_lost(self, until_us: int) -> " ENTENTE_INT32),
           "Takes relations whose expiry lies before until_us from the queue, soonest first. A contact puts one back.");
}

}  // namespace

void bind_relations(nb::module_ &module) {
  bind_strengths(module);
  module.def("bypass", bypass, "client"_a, "agent"_a, "direct"_a, "clients"_a, "agents"_a, "limit"_a,
             nb::sig("def bypass(client: " ENTENTE_INT32 ", agent: " ENTENTE_INT32 ", direct: " ENTENTE_INT32
                     ", clients: int, agents: int, limit: float) -> dict[str, typing.Any]"),
             R"(Who goes past the desk; direct[i] is 1 where contact i had no ticket, else 0.

Returns one value a client: "contacts"; "direct"; "share" = direct / contacts; "lower", Wilson's 95 % bound of it; "hhi", the
concentration of direct contacts on agents; "flagged", 1 where contacts >= 10 and lower > limit.)");
  module.def("dialogue_breaks", dialogue_breaks, "at_us"_a, "strength"_a, "there"_a, "back"_a,
             nb::sig("def dialogue_breaks(at_us: " ENTENTE_INT64 ", strength: " ENTENTE_FLOAT64 ", there: " ENTENTE_FLOAT64
                     ", back: " ENTENTE_FLOAT64 ") -> " ENTENTE_INT32),
             "Why a dialogue is broken at the end of each period: 1, strength below half of its greatest value of 180 days; 2, "
             "reciprocity below 0.2 twice running; added up, 0: it is not.");
  module.def("cusum", cusum, "count"_a, "expected"_a, "slack"_a, "limit"_a,
             nb::sig("def cusum(count: " ENTENTE_FLOAT64 ", expected: float, slack: float, limit: float) -> "
                     "tuple[" ENTENTE_FLOAT64 ", int]"),
             "One-sided CUSUM for a fall: its statistic, and the place of the first value above the limit, or -1.");
  module.def("stakeholder_classes", stakeholder_classes, "power"_a, "legitimacy"_a, "urgency"_a, "threshold"_a = 0.5,
             nb::sig("def stakeholder_classes(power: " ENTENTE_FLOAT64 ", legitimacy: " ENTENTE_FLOAT64 ", urgency: "
                     ENTENTE_FLOAT64 ", threshold: float = 0.5) -> " ENTENTE_INT32),
             "Mitchell, Agle, Wood: 0 none, 1 dormant, 2 discretionary, 3 demanding, 4 dominant, 5 dangerous, 6 dependent, 7 "
             "definitive; NO_VALUE_INT32 where a score is NaN.");
  module.def("interest_quadrants", interest_quadrants, "power"_a, "interest"_a, "threshold"_a = 0.5,
             nb::sig("def interest_quadrants(power: " ENTENTE_FLOAT64 ", interest: " ENTENTE_FLOAT64
                     ", threshold: float = 0.5) -> " ENTENTE_INT32),
             "0 monitor, 1 keep informed, 2 keep satisfied, 3 manage closely; NO_VALUE_INT32 where a score is NaN.");
}

}  // namespace entente_python
