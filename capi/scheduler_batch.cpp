#include "guard.hpp"
#include "scheduler_handle.hpp"
#include "span.hpp"

using entente::Operation;
using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;

static_assert(ENTENTE_OPERATION_RETIRE_POOL == static_cast<int>(entente::OperationKind::retire_pool));

namespace {

/// The columns of a batch, and where its outcomes go.
struct Batch {
  std::span<const int32_t> operation;
  std::span<const int64_t> now_us, key;
  std::span<const int32_t> request, first, second;
  std::span<const int64_t> value;
  const int64_t *client;
  const int64_t *sla_due_us;
  std::span<int32_t> started, refusal, status;

  [[nodiscard]] Operation row(size_t i) const {
    Operation row{static_cast<entente::OperationKind>(operation[i]), request[i], now_us[i], key[i], first[i],
                  second[i], value[i]};
    if (client != nullptr) row.client = client[i];
    if (sla_due_us != nullptr) row.sla_due_us = sla_due_us[i];
    return row;
  }
  /// One row. Throws bad_alloc only.
  void apply(entente::Scheduler &engine, size_t i) const {
    started[i] = entente::kNoRequest;
    refusal[i] = status[i] = 0;
    try {
      if (operation[i] < 0 || operation[i] >= entente::kPlainOperations)
        throw entente::Error(entente::ErrorCode::invalid, "no such operation");
      entente::Outcome outcome;
      engine.play(row(i), outcome);
      started[i] = outcome.request;
      refusal[i] = static_cast<int32_t>(outcome.refusal);
    } catch (const entente::Error &error) {
      status[i] = static_cast<int32_t>(error.code());
    }
  }
};

}  // namespace

int32_t entente_scheduler_apply(entente_scheduler *scheduler, size_t n, const int32_t *operation,
                                const int64_t *now_us, const int64_t *key, const int32_t *request,
                                const int32_t *first, const int32_t *second, const int64_t *value,
                                const int64_t *client, const int64_t *sla_due_us, int32_t *started, int32_t *refusal,
                                int32_t *status, size_t *applied, entente_error **err) {
  size_t done = 0;
  const int32_t result = guard(err, [&] {
    require(scheduler != nullptr, "entente_scheduler_apply: NULL argument");
    const auto out = [&](int32_t *column) {
      require(column != nullptr || n == 0, "entente_scheduler_apply: a column of results is NULL");
      return std::span<int32_t>(column, n);
    };
    const Batch batch{read_span(operation, n, "operation"), read_span(now_us, n, "now_us"), read_span(key, n, "key"),
                      read_span(request, n, "request"), read_span(first, n, "first"), read_span(second, n, "second"),
                      read_span(value, n, "value"), client, sla_due_us, out(started), out(refusal), out(status)};
    for (; done < n; ++done) batch.apply(scheduler->engine, done);
  });
  if (applied != nullptr) *applied = done;
  return result;
}
