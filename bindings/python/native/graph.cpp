#include "graph.hpp"

#include <nanobind/stl/string_view.h>

#include "run_job.hpp"

namespace entente_python {

using namespace nb::literals;

std::int32_t view_id(std::string_view view) {
  if (view == "und") return ENTENTE_VIEW_UND;
  if (view == "dir") return ENTENTE_VIEW_DIR;
  throw nb::value_error("view: expected 'und' or 'dir'");
}

void check_progress(const nb::object &progress) {
  if (!progress.is_none() && !PyCallable_Check(progress.ptr()))
    raise_expected("progress", "a callable of (done, total) or None", progress);
}

void run(const JobHandle &job, const nb::object &progress) {
  run_to_end(
      [&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
        Failure failure;
        failure.check(without_gil([&] { return entente_job_step(job.get(), work, done, total, failure.out()); }));
      },
      progress);
}

NewColumn<double> job_values(const JobHandle &job) {
  const std::size_t n = entente_job_count(job.get());
  auto out = new_column<double>(n);
  Failure failure;
  failure.check(entente_job_values(job.get(), out.data(), n, failure.out()));
  return out;
}

NewColumn<std::int32_t> job_integers(const JobHandle &job, std::size_t n) {
  auto out = new_column<std::int32_t>(n);
  Failure failure;
  failure.check(entente_job_integers(job.get(), out.data(), n, failure.out()));
  return out;
}

namespace {

void create(Graph *self, std::int32_t vertices, nb::object source, nb::object target, nb::object strength) {
  const auto from = column<std::int32_t>(source, "source");
  const std::size_t rows = from.shape(0);
  const auto to = column<std::int32_t>(target, "target", rows);
  Column<double> weight;
  if (!strength.is_none()) weight = column<double>(strength, "strength", rows);
  Graph graph;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_graph_create(vertices, rows, from.data(), to.data(), weight.is_valid() ? weight.data() : nullptr,
                                graph.handle.out(), failure.out());
  }));
  graph.vertices = static_cast<std::size_t>(vertices);
  new (self) Graph(std::move(graph));
}

nb::dict figures(const Graph &graph) {
  const auto figure = [&](std::int32_t id) { return entente_graph_figure(graph.handle.get(), id); };
  nb::dict result;
  result["vertices"] = figure(ENTENTE_GRAPH_VERTICES);
  result["arcs"] = figure(ENTENTE_GRAPH_ARCS);
  result["edges"] = figure(ENTENTE_GRAPH_EDGES);
  result["loops_dropped"] = figure(ENTENTE_GRAPH_LOOPS_DROPPED);
  result["rows_merged"] = figure(ENTENTE_GRAPH_ROWS_MERGED);
  return result;
}

NewColumn<std::int32_t> degree(const Graph &graph, std::string_view view) {
  const std::int32_t id = view_id(view);
  auto out = new_column<std::int32_t>(graph.vertices);
  Failure failure;
  failure.check(without_gil(
      [&] { return entente_graph_degree(graph.handle.get(), id, out.data(), graph.vertices, failure.out()); }));
  return out;
}

template <auto call>
NewColumn<std::int32_t> labels(const Graph &graph) {
  auto out = new_column<std::int32_t>(graph.vertices);
  std::int32_t count = 0;
  Failure failure;
  failure.check(
      without_gil([&] { return call(graph.handle.get(), out.data(), graph.vertices, &count, failure.out()); }));
  return out;
}

NewColumn<double> betweenness(const Graph &graph, std::string_view view, std::int32_t threads, nb::object progress) {
  const std::int32_t id = view_id(view);
  return job_values(finished_job(
      [&](entente_job **out, entente_error **err) {
        return entente_graph_betweenness(graph.handle.get(), id, threads, out, err);
      },
      progress));
}

constexpr const char *kClassDoc = R"(A directed graph of vertices 0 to vertices - 1, in compressed form.

source, target: int32, one value a row; strength: float64, positive and finite, or None for 1 each. Loops are dropped;
rows that repeat an arc are merged and their strengths add up. Immutable; may be shared by threads. Raises Error: E_RANGE
(a vertex or strength out of range; the message names the row), E_LIMIT.)";

constexpr const char *kBetweennessDoc = R"(Exact unweighted betweenness of every vertex, float64, not normalised.

b(v) is the sum over s != v != t of the share of shortest s-t paths that pass through v: each unordered pair once with
view "und", each ordered pair once with "dir". threads: 1 or more; the result is the same to the bit. progress: called
with (done, total) in source vertices between steps, or None. The interpreter's lock is released during steps, Ctrl-C is
heeded between them, and an exception from progress ends the computation. O(vertices x arcs).)";

}  // namespace

void bind_graph(nb::module_ &module) {
  nb::class_<Graph> graph(module, "Graph", kClassDoc);
  graph.def("__init__", create, "vertices"_a, "source"_a, "target"_a, "strength"_a = nb::none(),
           nb::sig("def __init__(self, vertices: int, source: numpy.typing.NDArray[numpy.int32], target: "
                   "numpy.typing.NDArray[numpy.int32], strength: numpy.typing.NDArray[numpy.float64] | None = None) "
                   "-> None"))
      .def_prop_ro("figures", figures, nb::sig("def figures(self) -> dict[str, int]"),
                   "Counts: vertices, arcs (view dir), edges (view und), loops_dropped, rows_merged.")
      .def("degree", degree, "view"_a = "und",
           nb::sig("def degree(self, view: typing.Literal['und', 'dir'] = 'und') -> numpy.typing.NDArray[numpy.int32]"),
           "Neighbours (und) or successors (dir) of each vertex, int32.")
      .def("components", labels<entente_graph_components>,
           nb::sig("def components(self) -> numpy.typing.NDArray[numpy.int32]"),
           "The connected component of each vertex, int32 labels from 0 by descending size, then lowest vertex.")
      .def("strong_components", labels<entente_graph_strong_components>,
           nb::sig("def strong_components(self) -> numpy.typing.NDArray[numpy.int32]"),
           "The strongly connected component of each vertex, labelled like components().")
      .def("betweenness", betweenness, "view"_a = "und", "threads"_a = 1, "progress"_a = nb::none(),
           nb::sig("def betweenness(self, view: typing.Literal['und', 'dir'] = 'und', threads: int = 1, progress: "
                   "collections.abc.Callable[[int, int], object] | None = None) -> "
                   "numpy.typing.NDArray[numpy.float64]"),
           kBetweennessDoc);
  bind_centrality(graph);
  bind_structure(graph);
  bind_groups(graph);
}

}  // namespace entente_python
