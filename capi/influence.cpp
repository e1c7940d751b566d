#include "entente/analysis/influence.hpp"

#include <limits>

#include "diffusion.hpp"
#include "entente/analysis/spread.hpp"
#include "graph_handle.hpp"
#include "guard.hpp"
#include "span.hpp"

using namespace entente;
using capi::guard;
using capi::optional_span;
using capi::require;

struct entente_influence {
  InfluenceSearch search;

  [[nodiscard]] const Influence *result() const {
    return search.progress().finished() ? &search.result() : nullptr;
  }
};

namespace {

InfluenceOptions options_of(const entente_influence_options &given, std::size_t vertices) {
  require(given.struct_size >= static_cast<int32_t>(sizeof given), "entente_influence_options: struct_size is not its size");
  InfluenceOptions options;
  options.model = capi::model_of(given.model, given.probability);
  options.k = given.k;
  options.threads = given.threads == 0 ? 1 : given.threads;
  if (given.epsilon != 0) options.epsilon = given.epsilon;
  options.delta = given.delta;
  options.sets = given.sets;
  options.seed = static_cast<std::uint64_t>(given.seed);
  options.group = optional_span(given.group, vertices);
  options.quota = optional_span(given.quota, given.groups);
  options.cost = optional_span(given.cost, vertices);
  options.budget = given.budget;
  return options;
}

}  // namespace

int32_t entente_influence_create(const entente_graph *graph, const entente_influence_options *options,
                                 entente_influence **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(options != nullptr && out != nullptr, "entente_influence_create: options and out may not be NULL");
    const Graph &on = capi::graph_of(graph);
    *out = new entente_influence{InfluenceSearch(on, options_of(*options, capi::vertices_of(on)))};
  });
}

int32_t entente_influence_step(entente_influence *influence, int64_t work, int64_t *done, int64_t *total,
                               entente_error **err) {
  return guard(err, [&] {
    require(influence != nullptr, "influence is NULL");
    const Progress progress = influence->search.step(work);
    if (done != nullptr) *done = progress.done;
    if (total != nullptr) *total = progress.total;
  });
}

void entente_influence_destroy(entente_influence *influence) { delete influence; }

size_t entente_influence_count(const entente_influence *influence) {
  const Influence *found = influence == nullptr ? nullptr : influence->result();
  return found == nullptr ? 0 : found->seeds.size();
}

const int32_t *entente_influence_seeds(const entente_influence *influence) {
  const Influence *found = influence == nullptr ? nullptr : influence->result();
  return found == nullptr ? nullptr : found->seeds.data();
}

const double *entente_influence_double(const entente_influence *influence, int32_t column) {
  const Influence *found = influence == nullptr ? nullptr : influence->result();
  if (found == nullptr) return nullptr;
  switch (column) {
    case ENTENTE_INFLUENCE_GAIN: return found->gain.data();
    case ENTENTE_INFLUENCE_SOLE: return found->sole.data();
    default: return nullptr;
  }
}

double entente_influence_figure(const entente_influence *influence, int32_t figure) {
  const Influence *found = influence == nullptr ? nullptr : influence->result();
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (found == nullptr) return kNone;
  switch (figure) {
    case ENTENTE_INFLUENCE_SPREAD: return found->spread;
    case ENTENTE_INFLUENCE_LOWER: return found->lower;
    case ENTENTE_INFLUENCE_UPPER: return found->upper;
    case ENTENTE_INFLUENCE_RATIO: return found->ratio;
    case ENTENTE_INFLUENCE_CERTIFIED: return found->certified ? 1 : 0;
    case ENTENTE_INFLUENCE_BY_DEGREE: return found->by_degree ? 1 : 0;
    case ENTENTE_INFLUENCE_SETS: return static_cast<double>(found->sets);
    default: return kNone;
  }
}

int32_t entente_spread(const entente_graph *graph, int32_t model, double probability, const int32_t *seeds, size_t n,
                       int64_t runs, int64_t seed, int32_t threads, entente_job **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = new entente_job{spread_job(capi::graph_of(graph), capi::model_of(model, probability), capi::read_span(seeds, n, "seeds"),
                                      runs, static_cast<std::uint64_t>(seed), threads)};
  });
}
