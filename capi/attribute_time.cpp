#include "entente/sla/attribute_time.hpp"

#include <iterator>

#include "guard.hpp"
#include "handles.hpp"

using entente::capi::guard;
using entente::capi::require;

struct entente_attributed_time {
  entente::AttributedTime columns;
};

int32_t entente_attribute_time(const entente_log *log, int64_t as_of_us, int32_t attribute,
                               entente_attributed_time **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(log != nullptr && out != nullptr, "entente_attribute_time: log and out may not be NULL");
    auto handle = std::make_unique<entente_attributed_time>();
    handle->columns = entente::attribute_time(*log->log, as_of_us, attribute);
    *out = handle.release();
  });
}

void entente_attributed_time_destroy(entente_attributed_time *time) { delete time; }

size_t entente_attributed_time_count(const entente_attributed_time *time) {
  return time == nullptr ? 0 : time->columns.size();
}

const int32_t *entente_attributed_time_int32(const entente_attributed_time *time, int32_t column) {
  if (time == nullptr) return nullptr;
  const entente::AttributedTime &c = time->columns;
  const std::vector<int32_t> *const columns[] = {&c.ticket, &c.target, &c.cycle, &c.value, &c.party};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

const int64_t *entente_attributed_time_int64(const entente_attributed_time *time, int32_t column) {
  if (time == nullptr) return nullptr;
  const entente::AttributedTime &c = time->columns;
  const std::vector<int64_t> *const columns[] = {&c.run_us, &c.pause_us};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}
