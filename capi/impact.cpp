#include "entente/analysis/impact.hpp"

#include "graph_handle.hpp"

using namespace entente;
using capi::guard;
using capi::require;

struct entente_impact {
  ImpactStudy study;

  [[nodiscard]] const Impact *result() const {
    return study.progress().finished() ? &study.result() : nullptr;
  }
};

int32_t entente_impact_create(const entente_graph *graph, const int32_t *sources, size_t n, const int32_t *group,
                              int32_t groups, int64_t runs, int64_t seed, int32_t threads, entente_impact **out,
                              entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const Graph &on = capi::graph_of(graph);
    *out = new entente_impact{ImpactStudy(on, {capi::read_span(sources, n, "sources"), groups,
                                               capi::optional_span(group, capi::vertices_of(on)), runs,
                                               static_cast<std::uint64_t>(seed), threads})};
  });
}

int32_t entente_impact_step(entente_impact *impact, int64_t work, int64_t *done, int64_t *total, entente_error **err) {
  return guard(err, [&] {
    require(impact != nullptr, "impact is NULL");
    const Progress progress = impact->study.step(work);
    if (done != nullptr) *done = progress.done;
    if (total != nullptr) *total = progress.total;
  });
}

void entente_impact_destroy(entente_impact *impact) { delete impact; }

const double *entente_impact_double(const entente_impact *impact, int32_t column) {
  const Impact *found = impact == nullptr ? nullptr : impact->result();
  if (found == nullptr) return nullptr;
  switch (column) {
    case ENTENTE_IMPACT_LOWER: return found->lower.data();
    case ENTENTE_IMPACT_MEAN: return found->mean.data();
    case ENTENTE_IMPACT_MEAN_LOW: return found->mean_low.data();
    case ENTENTE_IMPACT_MEAN_HIGH: return found->mean_high.data();
    case ENTENTE_IMPACT_UPPER: return found->upper.data();
    case ENTENTE_IMPACT_GROUP_LOWER: return found->group_lower.data();
    case ENTENTE_IMPACT_GROUP_MEAN: return found->group_mean.data();
    case ENTENTE_IMPACT_GROUP_ERROR: return found->group_error.data();
    case ENTENTE_IMPACT_GROUP_UPPER: return found->group_upper.data();
    default: return nullptr;
  }
}

const int32_t *entente_impact_from(const entente_impact *impact) {
  const Impact *found = impact == nullptr ? nullptr : impact->result();
  return found == nullptr ? nullptr : found->from.data();
}

int32_t entente_impact_converges(const entente_impact *impact) {
  const Impact *found = impact == nullptr ? nullptr : impact->result();
  if (found == nullptr) return INT32_MIN;
  return found->walks_converge ? 1 : 0;
}
