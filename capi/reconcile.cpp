#include "entente/sla/reconcile.hpp"

#include <algorithm>

#include "guard.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::optional_span;
using entente::capi::read_span;
using entente::capi::require;

namespace {

std::vector<entente::Cause> read_order(const int32_t *order, size_t size) {
  if (size == 0) return {entente::kRemovalOrder.begin(), entente::kRemovalOrder.end()};
  require(size <= entente::kRemovalOrder.size(), "entente_reconcile: the order names a cause twice");
  std::vector<entente::Cause> causes;
  for (const int32_t cause : read_span(order, size, "order")) causes.push_back(static_cast<entente::Cause>(cause));
  return causes;
}

template <class Value>
void write(const std::vector<Value> &from, std::span<Value> to) {
  if (!to.empty()) std::copy(from.begin(), from.end(), to.begin());
}

}  // namespace

int32_t entente_reconcile(const entente_log *log, int64_t as_of_us, size_t n, const int32_t *recorded,
                          const int64_t *closed_us, const int32_t *order, size_t order_size, int64_t rounding_us,
                          int32_t *rule, int32_t *promised, int32_t *cause, int64_t *row, entente_error **err) {
  return guard(err, [&] {
    require(log != nullptr, "entente_reconcile: log may not be NULL");
    const auto causes = entente::capi::result_span(cause, n, log->log->tickets(), "tickets");
    const std::vector<entente::Cause> removed = read_order(order, order_size);
    const entente::ReconcileOptions options{{closed_us, closed_us == nullptr ? 0 : n}, removed, rounding_us};
    const auto found = entente::reconcile(*log->log, as_of_us, read_span(recorded, n, "recorded"), options);
    write(found.rule, optional_span(rule, n));
    write(found.promised, optional_span(promised, n));
    write(found.cause, causes);
    write(found.row, optional_span(row, n));
  });
}
