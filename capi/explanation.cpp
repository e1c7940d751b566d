#include "entente/sla/explain.hpp"

#include <iterator>

#include "guard.hpp"
#include "handles.hpp"

using entente::capi::guard;
using entente::capi::require;

struct entente_explanation {
  entente::Explanation columns;
};

int32_t entente_explain(const entente_log *log, size_t ticket, int32_t target, int32_t cycle, int64_t as_of_us,
                        entente_explanation **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(log != nullptr && out != nullptr, "entente_explain: log and out may not be NULL");
    auto handle = std::make_unique<entente_explanation>();
    handle->columns = entente::explain(*log->log, ticket, target, cycle, as_of_us);
    *out = handle.release();
  });
}

void entente_explanation_destroy(entente_explanation *explanation) { delete explanation; }

size_t entente_explanation_count(const entente_explanation *explanation) {
  return explanation == nullptr ? 0 : explanation->columns.size();
}

const int32_t *entente_explanation_int32(const entente_explanation *explanation, int32_t column) {
  if (explanation == nullptr) return nullptr;
  const entente::Explanation &e = explanation->columns;
  const std::vector<int32_t> *const columns[] = {&e.kind, &e.state, &e.waits_for, &e.calendar};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

const int64_t *entente_explanation_int64(const entente_explanation *explanation, int32_t column) {
  if (explanation == nullptr) return nullptr;
  const entente::Explanation &e = explanation->columns;
  const std::vector<int64_t> *const columns[] = {&e.from_us, &e.to_us, &e.event};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}
