#include <nanobind/stl/string_view.h>

#include "graph.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

/// A count of groups as a size; entente.Error where it is negative.
std::size_t size_of(std::int32_t groups) {
  if (groups < 0) raise_error(ENTENTE_E_RANGE, "groups must not be negative");
  return static_cast<std::size_t>(groups);
}

nb::dict balance(NewColumn<std::int64_t> internal, NewColumn<std::int64_t> external, NewColumn<double> ei) {
  nb::dict result;
  result["internal"] = internal;
  result["external"] = external;
  result["ei"] = ei;
  return result;
}

template <auto call>
nb::dict balance_of(const Graph &graph, std::int32_t view, const Column<std::int32_t> &labels, std::int32_t groups,
                    std::size_t rows) {
  auto internal = new_column<std::int64_t>(rows);
  auto external = new_column<std::int64_t>(rows);
  auto ei = new_column<double>(rows);
  Failure failure;
  failure.check(without_gil([&] {
    return call(graph.handle.get(), view, labels.data(), graph.vertices, groups, internal.data(), external.data(),
                ei.data(), failure.out());
  }));
  return balance(internal, external, ei);
}

nb::dict ei_index(const Graph &graph, nb::object group, std::int32_t groups, std::string_view view) {
  const std::int32_t id = view_id(view);
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  std::int64_t internal = 0;
  std::int64_t external = 0;
  double ei = 0;
  double expected = 0;
  Failure failure;
  failure.check(entente_graph_ei_index(graph.handle.get(), id, labels.data(), graph.vertices, groups, &internal,
                                       &external, &ei, &expected, failure.out()));
  nb::dict result;
  result["internal"] = internal;
  result["external"] = external;
  result["ei"] = ei;
  result["expected_ei"] = expected;
  result["of_group"] = balance_of<entente_graph_ei_of_groups>(graph, id, labels, groups, size_of(groups));
  result["of_vertex"] = balance_of<entente_graph_ei_of_vertices>(graph, id, labels, groups, graph.vertices);
  return result;
}

NewColumn<double> ei_permutations(const Graph &graph, nb::object group, std::int32_t groups, std::string_view view,
                                  std::int32_t permutations, std::int64_t seed, nb::object progress) {
  const std::int32_t id = view_id(view);
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  return job_values(finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_ei_permutations(graph.handle.get(), id, labels.data(), graph.vertices, groups, permutations,
                                             seed, out, err);
      },
      progress));
}

/// A matrix of which the memory is new.
template <typename T>
nb::object square(const NewColumn<T> &cells, std::int32_t side) {
  return nb::cast(cells).attr("reshape")(side, side);
}

nb::dict group_ties(const Graph &graph, nb::object group, std::int32_t groups, std::string_view view) {
  const std::int32_t id = view_id(view);
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  const std::size_t side = size_of(groups);
  auto size = new_column<std::int64_t>(side);
  auto ties = new_column<std::int64_t>(side * side);
  auto strength = new_column<double>(side * side);
  auto density = new_column<double>(side * side);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_group_ties(graph.handle.get(), id, labels.data(), graph.vertices, groups, size.data(),
                                    ties.data(), strength.data(), density.data(), failure.out());
  }));
  nb::dict result;
  result["size"] = size;
  result["ties"] = square(ties, groups);
  result["strength"] = square(strength, groups);
  result["density"] = square(density, groups);
  return result;
}

nb::tuple silent_pairs(const Graph &graph, nb::object group, std::int32_t groups, std::int64_t min_size) {
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  std::size_t need = 0;
  const auto call = [&](std::int32_t *a, std::int32_t *b, entente_error **err) {
    return without_gil([&] {
      return entente_graph_silent_pairs(graph.handle.get(), labels.data(), graph.vertices, groups, min_size, a, b, need,
                                        &need, err);
    });
  };
  Failure failure;
  const std::int32_t status = call(nullptr, nullptr, failure.out());
  if (status != ENTENTE_E_BUFFER) failure.check(status);
  auto a = new_column<std::int32_t>(need);
  auto b = new_column<std::int32_t>(need);
  Failure second;
  second.check(call(a.data(), b.data(), second.out()));
  return nb::make_tuple(a, b);
}

double assortativity(const Graph &graph, nb::object group, std::int32_t groups, std::string_view view) {
  const std::int32_t id = view_id(view);
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  double value = 0;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_assortativity(graph.handle.get(), id, labels.data(), graph.vertices, groups, &value,
                                       failure.out());
  }));
  return value;
}

nb::dict brokerage(const Graph &graph, nb::object group, std::int32_t groups) {
  constexpr const char *kRoles[] = {"coordinator", "consultant", "representative", "gatekeeper", "liaison"};
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  auto cells = new_column<std::int64_t>(std::size(kRoles) * graph.vertices);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_brokerage(graph.handle.get(), labels.data(), graph.vertices, groups, cells.data(),
                                   failure.out());
  }));
  const nb::object matrix = nb::cast(cells).attr("reshape")(std::size(kRoles), graph.vertices);
  nb::dict result;
  for (std::size_t role = 0; role < std::size(kRoles); ++role) result[kRoles[role]] = matrix[nb::int_(role)];
  return result;
}

}  // namespace

void bind_groups(nb::class_<Graph> &graph) {
  graph
      .def("ei_index", ei_index, "group"_a, "groups"_a, "view"_a = "und",
           nb::sig("def ei_index(self, group: numpy.typing.NDArray[numpy.int32], groups: int, view: "
                   "typing.Literal['und', 'dir'] = 'und') -> dict[str, typing.Any]"),
           "E-I index of a division: internal, external, ei, expected_ei (its mean under random labels), and the columns "
           "internal, external, ei of_group and of_vertex. group: one label in [0, groups) a vertex, int32.")
      .def("ei_permutations", ei_permutations, "group"_a, "groups"_a, "view"_a = "und", "permutations"_a = 1000,
           "seed"_a = 0, "progress"_a = nb::none(),
           nb::sig("def ei_permutations(self, group: numpy.typing.NDArray[numpy.int32], groups: int, view: "
                   "typing.Literal['und', 'dir'] = 'und', permutations: int = 1000, seed: int = 0, progress: "
                   "collections.abc.Callable[[int, int], object] | None = None) -> "
                   "numpy.typing.NDArray[numpy.float64]"),
           "The E-I index under each of so many random deals of the labels.")
      .def("group_ties", group_ties, "group"_a, "groups"_a, "view"_a = "und",
           nb::sig("def group_ties(self, group: numpy.typing.NDArray[numpy.int32], groups: int, view: "
                   "typing.Literal['und', 'dir'] = 'und') -> dict[str, typing.Any]"),
           "size of each group, and the matrices ties, strength and density from group to group.")
      .def("silent_pairs", silent_pairs, "group"_a, "groups"_a, "min_size"_a = 10,
           nb::sig("def silent_pairs(self, group: numpy.typing.NDArray[numpy.int32], groups: int, min_size: int = 10) -> "
                   "tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.int32]]"),
           "(a, b) of the pairs a < b of groups of at least min_size vertices without an arc between them.")
      .def("assortativity", assortativity, "group"_a, "groups"_a, "view"_a = "und",
           nb::sig("def assortativity(self, group: numpy.typing.NDArray[numpy.int32], groups: int, view: "
                   "typing.Literal['und', 'dir'] = 'und') -> float"),
           "Nominal assortativity (Newman 2003); NaN where it is undefined.")
      .def("brokerage", brokerage, "group"_a, "groups"_a,
           nb::sig("def brokerage(self, group: numpy.typing.NDArray[numpy.int32], groups: int) -> "
                   "dict[str, numpy.typing.NDArray[numpy.int64]]"),
           "Gould-Fernandez roles of every vertex: coordinator, consultant, representative, gatekeeper, liaison.");
}

}  // namespace entente_python
