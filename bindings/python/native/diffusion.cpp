#include <nanobind/stl/string_view.h>

#include "graph.hpp"
#include "new_columns.hpp"
#include "run_job.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

std::int32_t model_id(std::string_view model) {
  if (model == "independent_cascade") return ENTENTE_INDEPENDENT_CASCADE;
  if (model == "weighted_cascade") return ENTENTE_WEIGHTED_CASCADE;
  if (model == "linear_threshold") return ENTENTE_LINEAR_THRESHOLD;
  throw nb::value_error("model: expected 'independent_cascade', 'weighted_cascade' or 'linear_threshold'");
}

/// Steps a handle to its end by one of the library's step functions.
template <auto step, class Handle>
void finish(const Handle &handle, const nb::object &progress) {
  run_to_end(
      [&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
        Failure failure;
        failure.check(without_gil([&] { return step(handle.get(), work, done, total, failure.out()); }));
      },
      progress);
}

nb::dict maximise_influence(const Graph &graph, std::int32_t k, std::string_view model, double probability, double epsilon,
                            double delta, std::int64_t sets, std::int64_t seed, std::int32_t threads, nb::object group,
                            nb::object quota, nb::object cost, std::int64_t budget, nb::object progress) {
  check_progress(progress);
  const OptionalColumn<std::int32_t> groups(group, "group", graph.vertices);
  const OptionalColumn<std::int32_t> quotas(quota, "quota");
  const OptionalColumn<std::int64_t> costs(cost, "cost", graph.vertices);
  entente_influence_options options{};
  options.struct_size = sizeof options;
  options.model = model_id(model);
  options.probability = probability;
  options.k = k;
  options.threads = threads == 0 ? -1 : threads;
  options.epsilon = epsilon;
  options.delta = delta;
  options.sets = sets;
  options.seed = seed;
  options.group = groups.data();
  options.quota = quotas.data();
  options.groups = quotas.size();
  options.cost = costs.data();
  options.budget = budget;
  InfluenceHandle search;
  {
    Failure failure;
    failure.check(without_gil([&] { return entente_influence_create(graph.handle.get(), &options, search.out(), failure.out()); }));
  }
  finish<entente_influence_step>(search, progress);
  const auto figure = [&](std::int32_t id) { return entente_influence_figure(search.get(), id); };
  const std::size_t n = entente_influence_count(search.get());
  nb::dict result;
  result["seeds"] = copied(entente_influence_seeds(search.get()), n);
  result["gain"] = copied(entente_influence_double(search.get(), ENTENTE_INFLUENCE_GAIN), n);
  result["sole"] = copied(entente_influence_double(search.get(), ENTENTE_INFLUENCE_SOLE), n);
  result["spread"] = figure(ENTENTE_INFLUENCE_SPREAD);
  result["lower"] = figure(ENTENTE_INFLUENCE_LOWER);
  result["upper"] = figure(ENTENTE_INFLUENCE_UPPER);
  result["ratio"] = figure(ENTENTE_INFLUENCE_RATIO);
  result["certified"] = figure(ENTENTE_INFLUENCE_CERTIFIED) == 1;
  result["by_degree"] = figure(ENTENTE_INFLUENCE_BY_DEGREE) == 1;
  result["sets"] = static_cast<std::int64_t>(figure(ENTENTE_INFLUENCE_SETS));
  return result;
}

nb::tuple spread(const Graph &graph, nb::object seeds, std::string_view model, double probability, std::int64_t runs,
                 std::int64_t seed, std::int32_t threads, nb::object progress) {
  check_progress(progress);
  const auto from = column<std::int32_t>(seeds, "seeds");
  JobHandle job;
  {
    Failure failure;
    failure.check(entente_spread(graph.handle.get(), model_id(model), probability, from.data(), from.shape(0), runs, seed,
                                 threads, job.out(), failure.out()));
  }
  finish<entente_job_step>(job, progress);
  double values[2] = {};
  Failure failure;
  failure.check(entente_job_values(job.get(), values, 2, failure.out()));
  return nb::make_tuple(values[0], values[1]);
}

nb::dict study_impact(const Graph &graph, nb::object sources, nb::object group, std::int32_t groups, std::int64_t runs,
                      std::int64_t seed, std::int32_t threads, nb::object progress) {
  check_progress(progress);
  const auto from = column<std::int32_t>(sources, "sources");
  const OptionalColumn<std::int32_t> of(group, "group", graph.vertices);
  ImpactHandle impact;
  {
    Failure failure;
    failure.check(without_gil([&] {
      return entente_impact_create(graph.handle.get(), from.data(), from.shape(0), of.data(), groups, runs, seed, threads,
                                   impact.out(), failure.out());
    }));
  }
  finish<entente_impact_step>(impact, progress);
  nb::dict result;
  const auto add = [&](const char *name, std::int32_t id, std::size_t n) {
    result[name] = copied(entente_impact_double(impact.get(), id), n);
  };
  add("lower", ENTENTE_IMPACT_LOWER, graph.vertices);
  add("mean", ENTENTE_IMPACT_MEAN, graph.vertices);
  add("mean_low", ENTENTE_IMPACT_MEAN_LOW, graph.vertices);
  add("mean_high", ENTENTE_IMPACT_MEAN_HIGH, graph.vertices);
  add("upper", ENTENTE_IMPACT_UPPER, graph.vertices);
  const auto departments = static_cast<std::size_t>(groups);
  add("group_lower", ENTENTE_IMPACT_GROUP_LOWER, departments);
  add("group_mean", ENTENTE_IMPACT_GROUP_MEAN, departments);
  add("group_error", ENTENTE_IMPACT_GROUP_ERROR, departments);
  add("group_upper", ENTENTE_IMPACT_GROUP_UPPER, departments);
  result["from"] = copied(entente_impact_from(impact.get()), graph.vertices);
  result["walks_converge"] = entente_impact_converges(impact.get()) == 1;
  return result;
}

constexpr const char *kInfluenceDoc = R"(Whom to win first: at most k seeds of the greatest expected spread, with a certificate.

model: "weighted_cascade" (p = 1 / indegree), "independent_cascade" (the same probability for each arc) or
"linear_threshold". Seeds are chosen greedily on one collection of reverse-reachable sets and estimated on another; sampling
goes on until ratio >= guarantee - epsilon (1 - 1/e; with quotas 1/2; with costs 1 - 1/sqrt(e)) and at least `sets` sets were
drawn; the choice by plain out-degree is the answer where it is better. group: int32, one a vertex, -1: may not be chosen;
quota: int32, one a group; cost: int64 >= 1, one a vertex, with a budget. delta: 0 means 1 / vertices. The same seed gives the
same result for any number of threads. progress: called with (done, total) in sets.
Returns "seeds"; "gain", people each adds to those before it (sums to "spread"); "sole", people whom no other seed reaches;
"spread"; "lower" of these seeds and "upper" of any choice, both with probability 1 - delta; "ratio"; "certified"; "by_degree";
"sets". Raises Error: E_INVALID, E_RANGE (probability, epsilon, delta, a cost, the budget), E_NOT_FOUND (a group without a
quota).)";

constexpr const char *kSpreadDoc = R"((mean, standard error) of the people reached from these seeds in `runs` cascades.

seeds: int32. Models as in maximise_influence, with which it shares no code. Raises Error: E_RANGE (a seed that is no vertex,
probability), E_INVALID (runs, threads).)";

constexpr const char *kImpactDoc = R"(Whom a change reaches: three numbers that bracket each vertex's probability.

The strength of an arc is the probability that it passes the change on. sources: int32, affected for certain. Returns, one
value a vertex: "lower" (its best path), "mean" (share of the runs) with its 95 % interval "mean_low" and "mean_high", "upper"
(union bound over walks), "from" (the vertex before it on its best path, NO_VALUE_INT32: none); one value a group (group:
int32, one a vertex, -1: none): "group_lower", "group_mean", "group_error" (standard error), "group_upper", in people; and
"walks_converge". Raises Error: E_RANGE (a strength above 1, a source), E_NOT_FOUND (a group), E_INVALID (runs, threads).)";

}  // namespace

void bind_diffusion(nb::module_ &module) {
  module.def("maximise_influence", maximise_influence, "graph"_a, "k"_a, "model"_a = "weighted_cascade", "probability"_a = 0.0,
             "epsilon"_a = 0.1, "delta"_a = 0.0, "sets"_a = 0, "seed"_a = 0, "threads"_a = 1, "group"_a = nb::none(),
             "quota"_a = nb::none(), "cost"_a = nb::none(), "budget"_a = 0, "progress"_a = nb::none(),
             nb::sig("def maximise_influence(graph: Graph, k: int, model: typing.Literal['weighted_cascade', "
                     "'independent_cascade', 'linear_threshold'] = 'weighted_cascade', probability: float = 0.0, epsilon: "
                     "float = 0.1, delta: float = 0.0, sets: int = 0, seed: int = 0, threads: int = 1, group: "
                     "numpy.typing.NDArray[numpy.int32] | None = None, quota: numpy.typing.NDArray[numpy.int32] | None = "
                     "None, cost: numpy.typing.NDArray[numpy.int64] | None = None, budget: int = 0, progress: "
                     "collections.abc.Callable[[int, int], object] | None = None) -> dict[str, typing.Any]"),
             kInfluenceDoc);
  module.def("spread", spread, "graph"_a, "seeds"_a, "model"_a = "weighted_cascade", "probability"_a = 0.0,
             "runs"_a = 20'000, "seed"_a = 0, "threads"_a = 1, "progress"_a = nb::none(),
             nb::sig("def spread(graph: Graph, seeds: numpy.typing.NDArray[numpy.int32], model: "
                     "typing.Literal['weighted_cascade', 'independent_cascade', 'linear_threshold'] = 'weighted_cascade', "
                     "probability: float = 0.0, runs: int = 20000, seed: int = 0, threads: int = 1, progress: "
                     "collections.abc.Callable[[int, int], object] | None = None) -> tuple[float, float]"),
             kSpreadDoc);
  module.def("study_impact", study_impact, "graph"_a, "sources"_a, "group"_a = nb::none(), "groups"_a = 0,
             "runs"_a = 10'000, "seed"_a = 0, "threads"_a = 1, "progress"_a = nb::none(),
             nb::sig("def study_impact(graph: Graph, sources: numpy.typing.NDArray[numpy.int32], group: "
                     "numpy.typing.NDArray[numpy.int32] | None = None, groups: int = 0, runs: int = 10000, seed: int = 0, "
                     "threads: int = 1, progress: collections.abc.Callable[[int, int], object] | None = None) -> "
                     "dict[str, typing.Any]"),
             kImpactDoc);
}

}  // namespace entente_python
