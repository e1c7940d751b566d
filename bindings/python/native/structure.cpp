#include <nanobind/stl/string_view.h>

#include "graph.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

NewColumn<std::int32_t> core_numbers(const Graph &graph) {
  auto out = new_column<std::int32_t>(graph.vertices);
  Failure failure;
  failure.check(without_gil(
      [&] { return entente_graph_core_numbers(graph.handle.get(), out.data(), graph.vertices, failure.out()); }));
  return out;
}

NewColumn<std::int32_t> articulation_points(const Graph &graph) {
  std::size_t need = 0;
  const std::int32_t status =
      without_gil([&] { return entente_graph_articulation_points(graph.handle.get(), nullptr, 0, &need, nullptr); });
  auto out = new_column<std::int32_t>(need);
  if (status == ENTENTE_OK) return out;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_articulation_points(graph.handle.get(), out.data(), need, &need, failure.out());
  }));
  return out;
}

nb::tuple bridges(const Graph &graph) {
  std::size_t need = 0;
  const std::int32_t status =
      without_gil([&] { return entente_graph_bridges(graph.handle.get(), nullptr, nullptr, 0, &need, nullptr); });
  auto source = new_column<std::int32_t>(need);
  auto target = new_column<std::int32_t>(need);
  if (status != ENTENTE_OK) {
    Failure failure;
    failure.check(without_gil([&] {
      return entente_graph_bridges(graph.handle.get(), source.data(), target.data(), need, &need, failure.out());
    }));
  }
  return nb::make_tuple(source, target);
}

nb::dict structural_holes(const Graph &graph, bool weighted) {
  auto constraint = new_column<double>(graph.vertices);
  auto effective_size = new_column<double>(graph.vertices);
  auto efficiency = new_column<double>(graph.vertices);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_structural_holes(graph.handle.get(), weighted ? 1 : 0, constraint.data(), effective_size.data(),
                                          efficiency.data(), graph.vertices, failure.out());
  }));
  nb::dict result;
  result["constraint"] = constraint;
  result["effective_size"] = effective_size;
  result["efficiency"] = efficiency;
  return result;
}

nb::tuple reciprocity(const Graph &graph) {
  double arcs = 0;
  double strength = 0;
  Failure failure;
  failure.check(entente_graph_reciprocity(graph.handle.get(), &arcs, &strength, failure.out()));
  return nb::make_tuple(arcs, strength);
}

NewColumn<double> pair_reciprocity(const Graph &graph, nb::object u, nb::object v) {
  const auto from = column<std::int32_t>(u, "u");
  const auto to = column<std::int32_t>(v, "v", from.shape(0));
  auto out = new_column<double>(from.shape(0));
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_pair_reciprocity(graph.handle.get(), from.shape(0), from.data(), to.data(), out.data(),
                                          failure.out());
  }));
  return out;
}

std::int32_t quality_id(std::string_view quality) {
  if (quality == "modularity") return ENTENTE_QUALITY_MODULARITY;
  if (quality == "constant_potts") return ENTENTE_QUALITY_CONSTANT_POTTS;
  throw nb::value_error("quality: expected 'modularity' or 'constant_potts'");
}

nb::tuple leiden(const Graph &graph, std::string_view quality, double resolution, bool weighted,
                 std::int32_t iterations, std::int32_t restarts, std::int64_t seed, nb::object progress) {
  const std::int32_t id = quality_id(quality);
  const JobHandle job = finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_leiden(graph.handle.get(), id, resolution, weighted ? 1 : 0, iterations, restarts, seed, out,
                                    err);
      },
      progress);
  return nb::make_tuple(job_integers(job, graph.vertices), job_values(job));
}

double community_quality(const Graph &graph, nb::object group, std::int32_t groups, std::string_view quality,
                         double resolution, bool weighted) {
  const std::int32_t id = quality_id(quality);
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  double value = 0;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_community_quality(graph.handle.get(), labels.data(), graph.vertices, groups, id, resolution,
                                           weighted ? 1 : 0, &value, failure.out());
  }));
  return value;
}

}  // namespace

void bind_structure(nb::class_<Graph> &graph) {
  graph
      .def("core_numbers", core_numbers, nb::sig("def core_numbers(self) -> numpy.typing.NDArray[numpy.int32]"),
           "Core number of every vertex, view und: the largest k such that it is in a subgraph of least degree k.")
      .def("articulation_points", articulation_points,
           nb::sig("def articulation_points(self) -> numpy.typing.NDArray[numpy.int32]"),
           "Vertices without which their component falls apart, view und, ascending.")
      .def("bridges", bridges,
           nb::sig("def bridges(self) -> tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.int32]]"),
           "(source, target) of the edges without which their component falls apart, view und; source < target.")
      .def("structural_holes", structural_holes, "weighted"_a = false,
           nb::sig("def structural_holes(self, weighted: bool = False) -> "
                   "dict[str, numpy.typing.NDArray[numpy.float64]]"),
           "Columns constraint (Burt; by strength where weighted), effective_size and efficiency (Borgatti), view und; NaN "
           "for isolates.")
      .def("reciprocity", reciprocity, nb::sig("def reciprocity(self) -> tuple[float, float]"),
           "(arcs, strength): the share of arcs that are answered, and of strength; NaN without arcs.")
      .def("pair_reciprocity", pair_reciprocity, "u"_a, "v"_a,
           nb::sig("def pair_reciprocity(self, u: numpy.typing.NDArray[numpy.int32], v: "
                   "numpy.typing.NDArray[numpy.int32]) -> numpy.typing.NDArray[numpy.float64]"),
           "2 min(w(u,v), w(v,u)) / (w(u,v) + w(v,u)) of each pair; NaN without an arc between them.")
      .def("leiden", leiden, "quality"_a = "modularity", "resolution"_a = 1.0, "weighted"_a = false,
           "iterations"_a = 10, "restarts"_a = 10, "seed"_a = 0, "progress"_a = nb::none(),
           nb::sig("def leiden(self, quality: typing.Literal['modularity', 'constant_potts'] = 'modularity', resolution: "
                   "float = 1.0, weighted: bool = False, iterations: int = 10, restarts: int = 10, seed: int = 0, progress: "
                   "collections.abc.Callable[[int, int], object] | None = None) -> "
                   "tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.float64]]"),
           "(labels, quality): communities of the best restart by the Leiden algorithm, labels by descending size, then "
           "lowest vertex; and the quality that each restart reached. View und.")
      .def("community_quality", community_quality, "group"_a, "groups"_a, "quality"_a = "modularity",
           "resolution"_a = 1.0, "weighted"_a = false,
           nb::sig("def community_quality(self, group: numpy.typing.NDArray[numpy.int32], groups: int, quality: "
                   "typing.Literal['modularity', 'constant_potts'] = 'modularity', resolution: float = 1.0, weighted: "
                   "bool = False) -> float"),
           "Quality of a division into groups: modularity (NaN without edges) or constant Potts. View und.");
}

}  // namespace entente_python
