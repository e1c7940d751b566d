#include "entente/analysis/absence.hpp"

#include <algorithm>

#include "guard.hpp"
#include "span.hpp"

using namespace entente;
using capi::guard;
using capi::read_span;
using capi::require;

struct entente_absence {
  AbsenceSearch search;
};

namespace {

RelationRows rows_of(size_t rows, const int32_t *agent, const int32_t *client, const double *strength, int32_t agents,
                     int32_t clients) {
  return {agents, clients, read_span(agent, rows, "agent"), read_span(client, rows, "client"),
          capi::optional_span(strength, rows)};
}

void write(const std::vector<int32_t> &column, int32_t *out) noexcept {
  if (out != nullptr) std::copy(column.begin(), column.end(), out);
}

}  // namespace

int32_t entente_sole_knower_counts(size_t rows, const int32_t *agent, const int32_t *client, const double *strength,
                                   int32_t agents, int32_t clients, double threshold, int32_t *counts,
                                   entente_error **err) {
  return guard(err, [&] {
    require(counts != nullptr || agents == 0, "counts is NULL");
    write(sole_knower_counts(rows_of(rows, agent, client, strength, agents, clients), threshold), counts);
  });
}

int32_t entente_coverage_without(size_t rows, const int32_t *agent, const int32_t *client, const double *strength,
                                 int32_t agents, int32_t clients, double threshold, int32_t k, const int32_t *absent,
                                 size_t absent_count, int32_t *knowers, int32_t *missing, int32_t *sole_knower,
                                 entente_error **err) {
  return guard(err, [&] {
    const Coverage known = coverage_without(rows_of(rows, agent, client, strength, agents, clients), threshold, k,
                                            read_span(absent, absent_count, "absent"));
    write(known.knowers, knowers);
    write(known.missing, missing);
    write(known.sole_knower, sole_knower);
  });
}

int32_t entente_absence_create(size_t rows, const int32_t *agent, const int32_t *client, const double *strength,
                               int32_t agents, int32_t clients, double threshold, int64_t budget, entente_absence **out,
                               entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = new entente_absence{
        AbsenceSearch(rows_of(rows, agent, client, strength, agents, clients), threshold, budget)};
  });
}

int32_t entente_absence_step(entente_absence *absence, int64_t work, int64_t *done, int64_t *total, entente_error **err) {
  return guard(err, [&] {
    require(absence != nullptr, "absence is NULL");
    const Progress progress = absence->search.step(work);
    if (done != nullptr) *done = progress.done;
    if (total != nullptr) *total = progress.total;
  });
}

void entente_absence_destroy(entente_absence *absence) { delete absence; }

int64_t entente_absence_figure(const entente_absence *absence, int32_t figure) {
  if (absence == nullptr) return INT64_MIN;
  const AbsenceFactor &known = absence->search.result();
  switch (figure) {
    case ENTENTE_ABSENCE_COVERED: return known.covered;
    case ENTENTE_ABSENCE_LOWER: return known.lower;
    case ENTENTE_ABSENCE_UPPER: return known.upper;
    case ENTENTE_ABSENCE_GREEDY: return std::ssize(known.greedy);
    default: return INT64_MIN;
  }
}

const int32_t *entente_absence_agents(const entente_absence *absence) {
  return absence == nullptr ? nullptr : absence->search.result().agents.data();
}

const int32_t *entente_absence_greedy(const entente_absence *absence) {
  return absence == nullptr ? nullptr : absence->search.result().greedy.data();
}
