#include "entente/scheduler/staffing.hpp"

#include "entente/scheduler/inflation.hpp"
#include "guard.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;
using entente::capi::result_span;

int32_t entente_inflation(double load, size_t n, const double *share, double *priority, double *others,
                          entente_error **err) {
  return guard(err, [&] {
    const auto first = result_span(priority, n, n, "shares");
    const auto rest = result_span(others, n, n, "shares");
    const auto rows = entente::inflation(load, read_span(share, n, "share"));
    for (size_t i = 0; i < n; ++i) {
      first[i] = rows[i].priority;
      rest[i] = rows[i].others;
    }
  });
}

int32_t entente_erlang(int64_t servers, double work, double impatience, double *waits, double *abandons,
                       double *mean_wait, entente_error **err) {
  return guard(err, [&] {
    const entente::Waiting found =
        impatience == 0 ? entente::erlang_c(servers, work) : entente::erlang_a(servers, work, impatience);
    if (waits != nullptr) *waits = found.waits;
    if (abandons != nullptr) *abandons = found.abandons;
    if (mean_wait != nullptr) *mean_wait = found.mean_wait;
  });
}

int32_t entente_waits_longer(int64_t servers, double work, double wait, double *out, entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "entente_waits_longer: out is NULL");
    *out = entente::waits_longer(servers, work, wait);
  });
}

int32_t entente_servers_for(double work, double impatience, double mean_wait, int64_t *out,
                            entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "entente_servers_for: out is NULL");
    *out = entente::servers_for(work, impatience, mean_wait);
  });
}
