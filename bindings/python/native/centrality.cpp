#include <nanobind/stl/string_view.h>

#include "graph.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

nb::tuple closeness(const Graph &graph, std::string_view view, std::int32_t threads, nb::object progress) {
  const std::int32_t id = view_id(view);
  const JobHandle job = finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_closeness(graph.handle.get(), id, threads, out, err);
      },
      progress);
  return nb::make_tuple(job_values(job), job_integers(job, graph.vertices));
}

NewColumn<double> harmonic(const Graph &graph, std::string_view view, std::int32_t threads, nb::object progress) {
  const std::int32_t id = view_id(view);
  return job_values(finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_harmonic(graph.handle.get(), id, threads, out, err);
      },
      progress));
}

NewColumn<double> weighted_betweenness(const Graph &graph, std::string_view view, double scale, std::int32_t threads,
                                       nb::object progress) {
  const std::int32_t id = view_id(view);
  return job_values(finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_weighted_betweenness(graph.handle.get(), id, scale, threads, out, err);
      },
      progress));
}

NewColumn<double> betweenness_sample(const Graph &graph, std::string_view view, double error, double failure,
                                     std::int64_t seed, std::int32_t threads, nb::object progress) {
  const std::int32_t id = view_id(view);
  return job_values(finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_betweenness_sample(graph.handle.get(), id, error, failure, seed, threads, out, err);
      },
      progress));
}

nb::dict betweenness_parts(const Graph &graph, std::int32_t vertex, nb::object group, std::int32_t groups,
                           std::string_view view, std::int32_t top, nb::object progress) {
  const std::int32_t id = view_id(view);
  const auto labels = column<std::int32_t>(group, "group", graph.vertices);
  const JobHandle job = finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_betweenness_parts(graph.handle.get(), id, vertex, labels.data(), graph.vertices, groups, top,
                                               out, err);
      },
      progress);
  const auto cells = static_cast<std::size_t>(groups) * static_cast<std::size_t>(groups);
  const std::size_t pairs = entente_job_count(job.get()) - cells;
  const nb::object values = nb::cast(job_values(job));
  const nb::object ids = nb::cast(job_integers(job, 2 * pairs));
  nb::dict result;
  result["of_groups"] = values[nb::slice(nb::int_(0), nb::int_(cells), nb::none())].attr("reshape")(groups, groups);
  result["source"] = ids[nb::slice(nb::int_(0), nb::int_(pairs), nb::none())];
  result["target"] = ids[nb::slice(nb::int_(pairs), nb::none(), nb::none())];
  result["share"] = values[nb::slice(nb::int_(cells), nb::none(), nb::none())];
  result["score"] = result["of_groups"].attr("sum")();
  return result;
}

NewColumn<double> pagerank(const Graph &graph, std::string_view view, double damping, bool weighted, nb::object restart,
                           double tolerance, std::int32_t max_sweeps) {
  const std::int32_t id = view_id(view);
  Column<double> from;
  if (!restart.is_none()) from = column<double>(restart, "restart", graph.vertices);
  auto out = new_column<double>(graph.vertices);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_pagerank(graph.handle.get(), id, damping, weighted ? 1 : 0,
                                  from.is_valid() ? from.data() : nullptr, tolerance, max_sweeps, out.data(),
                                  graph.vertices, nullptr, failure.out());
  }));
  return out;
}

nb::tuple key_players(const Graph &graph, std::int32_t k, std::string_view view, std::int32_t threads,
                      nb::object progress) {
  const std::int32_t id = view_id(view);
  const JobHandle job = finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_key_players(graph.handle.get(), id, k, threads, out, err);
      },
      progress);
  return nb::make_tuple(job_integers(job, entente_job_count(job.get())), job_values(job));
}

}  // namespace

void bind_centrality(nb::class_<Graph> &graph) {
  graph
      .def("closeness", closeness, "view"_a = "und", "threads"_a = 1, "progress"_a = nb::none(),
           nb::sig("def closeness(self, view: typing.Literal['und', 'dir'] = 'und', threads: int = 1, progress: "
                   "collections.abc.Callable[[int, int], object] | None = None) -> "
                   "tuple[numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.int32]]"),
           "(closeness, reachable) of every vertex: (r - 1) / the sum of distances to the r - 1 others that it reaches, "
           "NaN where r is 1; and r. Distances count arcs from the vertex. threads and progress as in betweenness().")
      .def("harmonic", harmonic, "view"_a = "und", "threads"_a = 1, "progress"_a = nb::none(),
           nb::sig("def harmonic(self, view: typing.Literal['und', 'dir'] = 'und', threads: int = 1, progress: "
                   "collections.abc.Callable[[int, int], object] | None = None) -> "
                   "numpy.typing.NDArray[numpy.float64]"),
           "Harmonic centrality of every vertex: 1/(n - 1) x the sum of 1/distance to the others, unreached 0.")
      .def("weighted_betweenness", weighted_betweenness, "view"_a = "und", "scale"_a = 1000.0, "threads"_a = 1,
           "progress"_a = nb::none(),
           nb::sig("def weighted_betweenness(self, view: typing.Literal['und', 'dir'] = 'und', scale: float = 1000.0, "
                   "threads: int = 1, progress: collections.abc.Callable[[int, int], object] | None = None) -> "
                   "numpy.typing.NDArray[numpy.float64]"),
           "Betweenness over cheapest paths: an arc of strength w costs 1 + floor(scale / w). Otherwise as betweenness().")
      .def("betweenness_sample", betweenness_sample, "view"_a = "und", "error"_a = 0.01, "failure"_a = 0.1,
           "seed"_a = 0, "threads"_a = 1, "progress"_a = nb::none(),
           nb::sig("def betweenness_sample(self, view: typing.Literal['und', 'dir'] = 'und', error: float = 0.01, "
                   "failure: float = 0.1, seed: int = 0, threads: int = 1, progress: "
                   "collections.abc.Callable[[int, int], object] | None = None) -> "
                   "numpy.typing.NDArray[numpy.float64]"),
           "Betweenness from sampled shortest paths: with probability 1 - failure every value is within "
           "error x n (n - 1) (und: half of it) of betweenness().")
      .def("betweenness_parts", betweenness_parts, "vertex"_a, "group"_a, "groups"_a, "view"_a = "und", "top"_a = 10,
           "progress"_a = nb::none(),
           nb::sig("def betweenness_parts(self, vertex: int, group: numpy.typing.NDArray[numpy.int32], groups: int, "
                   "view: typing.Literal['und', 'dir'] = 'und', top: int = 10, progress: "
                   "collections.abc.Callable[[int, int], object] | None = None) -> dict[str, typing.Any]"),
           "Whom a vertex stands between: score (its betweenness), of_groups (parts from group a to group b, a matrix that "
           "sums to the score), and the pairs that it serves most: source, target, share of their shortest paths.")
      .def("pagerank", pagerank, "view"_a = "dir", "damping"_a = 0.85, "weighted"_a = false, "restart"_a = nb::none(),
           "tolerance"_a = 1e-12, "max_sweeps"_a = 0,
           nb::sig("def pagerank(self, view: typing.Literal['und', 'dir'] = 'dir', damping: float = 0.85, weighted: bool = "
                   "False, restart: numpy.typing.NDArray[numpy.float64] | None = None, tolerance: float = 1e-12, "
                   "max_sweeps: int = 0) -> numpy.typing.NDArray[numpy.float64]"),
           "PageRank of every vertex, of sum 1. restart: where walks begin anew, in proportion (personalised), or None "
           "for everywhere alike; the mass of vertices without arcs out goes there as well. max_sweeps: 0 for 100,000.")
      .def("key_players", key_players, "k"_a, "view"_a = "und", "threads"_a = 1, "progress"_a = nb::none(),
           nb::sig("def key_players(self, k: int, view: typing.Literal['und', 'dir'] = 'und', threads: int = 1, "
                   "progress: collections.abc.Callable[[int, int], object] | None = None) -> "
                   "tuple[numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.float64]]"),
           "(members, reach): k vertices chosen greedily to be near to everybody, and the reach of the set up to each: "
           "1/n x the sum of 1 / max(1, distance from the nearest member).");
}

}  // namespace entente_python
