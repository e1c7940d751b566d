#include <algorithm>

#include "guard.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::require;

int32_t entente_job_step(entente_job *job, int64_t work, int64_t *done, int64_t *total, entente_error **err) {
  return guard(err, [&] {
    require(job != nullptr, "job is NULL");
    const entente::Progress progress = job->job->step(work);
    if (done != nullptr) *done = progress.done;
    if (total != nullptr) *total = progress.total;
  });
}

int32_t entente_job_values(const entente_job *job, double *out, size_t n, entente_error **err) {
  return guard(err, [&] {
    require(job != nullptr, "job is NULL");
    const auto values = job->job->values();
    const auto column = entente::capi::result_span(out, n, values.size(), "values");
    std::copy(values.begin(), values.end(), column.begin());
  });
}

size_t entente_job_count(const entente_job *job) {
  return job == nullptr || !job->job->progress().finished() ? 0 : job->job->values().size();
}

int32_t entente_job_integers(const entente_job *job, int32_t *out, size_t n, entente_error **err) {
  return guard(err, [&] {
    require(job != nullptr, "job is NULL");
    const auto values = job->job->integers();
    const auto column = entente::capi::result_span(out, n, values.size(), "values");
    std::copy(values.begin(), values.end(), column.begin());
  });
}

void entente_job_destroy(entente_job *job) { delete job; }
