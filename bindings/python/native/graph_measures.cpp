#include <nanobind/stl/string_view.h>

#include "arguments.hpp"
#include "failure.hpp"
#include "graph.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

NewColumn<double> harmonic(const Graph &graph, std::string_view view, std::int32_t threads) {
  JobHandle job;
  {
    Failure failure;
    failure.check(entente_graph_harmonic(graph.handle.get(), view_id(view), threads, job.out(), failure.out()));
  }
  run(job, nb::none());
  auto out = new_column<double>(graph.vertices);
  Failure failure;
  failure.check(entente_job_values(job.get(), out.data(), graph.vertices, failure.out()));
  return out;
}

nb::tuple pagerank(const Graph &graph, std::string_view view, double damping, bool weighted, nb::object restart,
                   double tolerance, std::int32_t max_sweeps) {
  const std::int32_t id = view_id(view);
  Column<double> from;
  if (!restart.is_none()) from = column<double>(restart, "restart", graph.vertices);
  auto out = new_column<double>(graph.vertices);
  double residual = 0;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_pagerank(graph.handle.get(), id, damping, weighted ? 1 : 0, from.is_valid() ? from.data() : nullptr,
                                  tolerance, max_sweeps, out.data(), graph.vertices, &residual, failure.out());
  }));
  return nb::make_tuple(out, residual);
}

nb::tuple structural_holes(const Graph &graph, bool weighted) {
  auto constraint = new_column<double>(graph.vertices);
  auto effective_size = new_column<double>(graph.vertices);
  auto efficiency = new_column<double>(graph.vertices);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_structural_holes(graph.handle.get(), weighted ? 1 : 0, constraint.data(), effective_size.data(),
                                          efficiency.data(), graph.vertices, failure.out());
  }));
  return nb::make_tuple(constraint, effective_size, efficiency);
}

using Roles = nb::ndarray<nb::numpy, std::int64_t, nb::ndim<2>>;

Roles brokerage(const Graph &graph, nb::object group, std::int32_t groups) {
  constexpr std::size_t kRoles = 5;
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  auto *data = new std::int64_t[kRoles * graph.vertices + 1];
  nb::capsule owner(data, [](void *memory) noexcept { delete[] static_cast<std::int64_t *>(memory); });
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_brokerage(graph.handle.get(), labels.data(), graph.vertices, groups, data, failure.out());
  }));
  return Roles(data, {kRoles, graph.vertices}, owner);
}

nb::tuple silent_pairs(const Graph &graph, nb::object group, std::int32_t groups, std::int64_t min_size) {
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  const auto ask = [&](std::int32_t *a, std::int32_t *b, std::size_t capacity, std::size_t *need, entente_error **error) {
    return entente_graph_silent_pairs(graph.handle.get(), labels.data(), graph.vertices, groups, min_size, a, b, capacity,
                                      need, error);
  };
  std::size_t need = 0;
  {
    Failure failure;
    const std::int32_t status = without_gil([&] { return ask(nullptr, nullptr, 0, &need, failure.out()); });
    if (status != ENTENTE_E_BUFFER) failure.check(status);
  }
  auto a = new_column<std::int32_t>(need);
  auto b = new_column<std::int32_t>(need);
  Failure failure;
  failure.check(without_gil([&] { return ask(a.data(), b.data(), need, &need, failure.out()); }));
  return nb::make_tuple(a, b);
}

nb::tuple leiden(const Graph &graph, bool weighted, double resolution, std::int32_t iterations, std::int32_t restarts,
                 std::int64_t seed) {
  JobHandle job;
  {
    Failure failure;
    failure.check(entente_graph_leiden(graph.handle.get(), ENTENTE_QUALITY_MODULARITY, resolution, weighted ? 1 : 0, iterations,
                                       restarts, seed, job.out(), failure.out()));
  }
  run(job, nb::none());
  auto label = new_column<std::int32_t>(graph.vertices);
  auto quality = new_column<double>(static_cast<std::size_t>(restarts));
  {
    Failure failure;
    failure.check(entente_job_integers(job.get(), label.data(), graph.vertices, failure.out()));
  }
  Failure failure;
  failure.check(entente_job_values(job.get(), quality.data(), static_cast<std::size_t>(restarts), failure.out()));
  return nb::make_tuple(label, quality);
}

}  // namespace

void bind_graph_measures(nb::class_<Graph> &graph) {
  graph
      .def("harmonic", harmonic, "view"_a = "und", "threads"_a = 1,
           nb::sig("def harmonic(self, view: typing.Literal['und', 'dir'] = 'und', threads: int = 1) -> "
                   "numpy.typing.NDArray[numpy.float64]"),
           "Harmonic closeness of each vertex: 1/(n - 1) x the sum of 1/distance, unreached 0; strengths do not matter.")
      .def("pagerank", pagerank, "view"_a = "dir", "damping"_a = 0.85, "weighted"_a = false, "restart"_a = nb::none(),
           "tolerance"_a = 1e-12, "max_sweeps"_a = 0,
           nb::sig("def pagerank(self, view: typing.Literal['und', 'dir'] = 'dir', damping: float = 0.85, weighted: bool = "
                   "False, restart: numpy.typing.NDArray[numpy.float64] | None = None, tolerance: float = 1e-12, "
                   "max_sweeps: int = 0) -> tuple[numpy.typing.NDArray[numpy.float64], float]"),
           "PageRank of sum 1, and the L1 residual of the answer. restart: float64, where a walk begins anew, in proportion "
           "(personalised); None: everywhere alike. max_sweeps 0: 100000.")
      .def("structural_holes", structural_holes, "weighted"_a = false,
           nb::sig("def structural_holes(self, weighted: bool = False) -> tuple[numpy.typing.NDArray[numpy.float64], "
                   "numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.float64]]"),
           "(constraint, effective_size, efficiency) of each vertex, view und; NaN for isolates.")
      .def("brokerage", brokerage, "group"_a, "groups"_a,
           nb::sig("def brokerage(self, group: numpy.typing.NDArray[numpy.int32], groups: int) -> "
                   "numpy.typing.NDArray[numpy.int64]"),
           "Gould-Fernandez roles, five rows (coordinator, consultant, representative, gatekeeper, liaison), one column a "
           "vertex: how often it stands in a -> b -> c without an arc a -> c. View dir.")
      .def("silent_pairs", silent_pairs, "group"_a, "groups"_a, "min_size"_a = 10,
           nb::sig("def silent_pairs(self, group: numpy.typing.NDArray[numpy.int32], groups: int, min_size: int = 10) -> "
                   "tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.int32]]"),
           "Pairs a < b of groups of at least min_size vertices between which there is no arc.")
      .def("leiden", leiden, "weighted"_a = false, "resolution"_a = 1.0, "iterations"_a = 10, "restarts"_a = 10, "seed"_a = 0,
           nb::sig("def leiden(self, weighted: bool = False, resolution: float = 1.0, iterations: int = 10, restarts: int = 10, "
                   "seed: int = 0) -> tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.float64]]"),
           "Communities of the view und by modularity (Leiden): the label of each vertex in the best restart, 0 by descending "
           "size, and the quality that each restart reached.");
}

}  // namespace entente_python
