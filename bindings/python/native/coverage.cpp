#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

nb::tuple coverage(nb::object agent, nb::object client, std::int32_t agents, std::int32_t clients, nb::object strength,
                   double threshold, std::int32_t k) {
  const auto from = column<std::int32_t>(agent, "agent");
  const std::size_t rows = from.shape(0);
  const auto to = column<std::int32_t>(client, "client", rows);
  Column<double> weight;
  if (!strength.is_none()) weight = column<double>(strength, "strength", rows);
  if (clients < 0) raise_error(ENTENTE_E_RANGE, "clients must not be negative");
  const auto n = static_cast<std::size_t>(clients);
  auto knowers = new_column<std::int32_t>(n);
  auto missing = new_column<std::int32_t>(n);
  auto sole_knower = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_coverage(rows, from.data(), to.data(), weight.is_valid() ? weight.data() : nullptr, agents, clients,
                            threshold, k, knowers.data(), missing.data(), sole_knower.data(), failure.out());
  }));
  return nb::make_tuple(knowers, missing, sole_knower);
}

}  // namespace

void bind_coverage(nb::module_ &module) {
  module.def("coverage", coverage, "agent"_a, "client"_a, "agents"_a, "clients"_a, "strength"_a = nb::none(),
             "threshold"_a = 1.0, "k"_a = 2,
             nb::sig("def coverage(agent: numpy.typing.NDArray[numpy.int32], client: "
                     "numpy.typing.NDArray[numpy.int32], agents: int, clients: int, strength: "
                     "numpy.typing.NDArray[numpy.float64] | None = None, threshold: float = 1.0, k: int = 2) -> "
                     "tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.int32], "
                     "numpy.typing.NDArray[numpy.int32]]"),
             R"(Who knows whom: returns (knowers, missing, sole_knower), int32, one value a client.

Row i says that agent[i] (0 to agents - 1) has relation strength[i] (None: 1 each) with client[i] (0 to clients - 1).
Rows of one pair add up; an agent knows a client when the sum is at least threshold. knowers: how many agents know the
client. missing: how many more it takes to reach k. sole_knower: the one agent that alone knows it, NO_VALUE_INT32 where
there is not exactly one. Raises Error: E_RANGE (an id or a strength out of range; the message names the row), E_INVALID
(k < 0, threshold NaN).)");
}

}  // namespace entente_python
