#include <array>

#include "guard.hpp"
#include "scheduler_handle.hpp"

using entente::capi::guard;
using entente::capi::require;

static_assert(ENTENTE_MOVEMENT_CHANGE == static_cast<int>(entente::Movement::change));
static_assert(ENTENTE_BALANCE_LOANS == static_cast<int>(entente::UnitBalance::loans));

namespace {

/// Where a drain goes; a column that is NULL is left out.
struct RecordColumns {
  int64_t *at_us;
  int32_t *movement, *department, *from, *to;
  int64_t *units, *count;
  int32_t *request;

  void write(size_t i, const entente::LedgerRecord &record) const {
    const auto set = [i](auto *column, auto value) {
      if (column != nullptr) column[i] = value;
    };
    set(at_us, record.at_us);
    set(movement, static_cast<int32_t>(record.movement));
    set(department, record.department);
    set(from, static_cast<int32_t>(record.from));
    set(to, static_cast<int32_t>(record.to));
    set(units, record.units);
    set(count, record.count);
    set(request, record.request);
  }
};

}  // namespace

int32_t entente_scheduler_reserve_records(entente_scheduler *scheduler, size_t capacity, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr, "entente_scheduler_reserve_records: NULL argument");
    scheduler->engine.reserve_records(capacity);
  });
}

int32_t entente_scheduler_drain_records(entente_scheduler *scheduler, size_t cap, int64_t *at_us, int32_t *movement,
                                        int32_t *department, int32_t *from, int32_t *to, int64_t *units,
                                        int64_t *count, int32_t *request, size_t *n, size_t *left, int64_t *dropped,
                                        entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && n != nullptr && left != nullptr && dropped != nullptr,
            "entente_scheduler_drain_records: scheduler, n, left and dropped may not be NULL");
    const RecordColumns columns{at_us, movement, department, from, to, units, count, request};
    std::array<entente::LedgerRecord, 64> records;
    size_t taken = 0;
    entente::Scheduler::Drained drained{};
    do {
      drained = scheduler->engine.drain_records({records.data(), std::min(records.size(), cap - taken)});
      for (size_t i = 0; i < drained.count; ++i) columns.write(taken + i, records[i]);
      taken += drained.count;
    } while (drained.left > 0 && taken < cap);
    *n = taken;
    *left = drained.left;
    *dropped = drained.dropped;
  });
}
