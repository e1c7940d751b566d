#include "entente/analysis/coverage.hpp"

#include <algorithm>

#include "guard.hpp"
#include "span.hpp"

using entente::capi::read_span;

int32_t entente_coverage(size_t rows, const int32_t *agent, const int32_t *client, const double *strength,
                         int32_t agents, int32_t clients, double threshold, int32_t k, int32_t *knowers,
                         int32_t *missing, int32_t *sole_knower, entente_error **err) {
  return entente::capi::guard(err, [&] {
    const entente::RelationRows relations{agents, clients, read_span(agent, rows, "agent"),
                                          read_span(client, rows, "client"),
                                          {strength, strength == nullptr ? 0 : rows}};
    const entente::Coverage known = entente::coverage(relations, threshold, k);
    if (knowers != nullptr) std::copy(known.knowers.begin(), known.knowers.end(), knowers);
    if (missing != nullptr) std::copy(known.missing.begin(), known.missing.end(), missing);
    if (sole_knower != nullptr) std::copy(known.sole_knower.begin(), known.sole_knower.end(), sole_knower);
  });
}
