#include "entente/sla/time_left.hpp"

#include <iterator>

#include "guard.hpp"
#include "handles.hpp"

using entente::capi::guard;
using entente::capi::require;

struct entente_time_left {
  entente::TimeLeft columns;
  entente::QueueTime queues;
};

int32_t entente_time_left_create(const entente_log *log, const entente_cycles *cycles, int64_t as_of_us,
                                 int32_t attribute, int64_t work_us, entente_time_left **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(log != nullptr && cycles != nullptr && out != nullptr,
            "entente_time_left_create: log, cycles and out may not be NULL");
    auto handle = std::make_unique<entente_time_left>();
    handle->columns = entente::time_left(*log->log, cycles->columns, as_of_us, attribute, work_us);
    handle->queues = entente::by_queue(handle->columns, cycles->columns);
    *out = handle.release();
  });
}

void entente_time_left_destroy(entente_time_left *left) { delete left; }

size_t entente_time_left_count(const entente_time_left *left) { return left == nullptr ? 0 : left->columns.size(); }

const int32_t *entente_time_left_int32(const entente_time_left *left, int32_t column) {
  return left == nullptr || column != ENTENTE_TIME_LEFT_QUEUE ? nullptr : left->columns.queue.data();
}

const int64_t *entente_time_left_int64(const entente_time_left *left, int32_t column) {
  if (left == nullptr) return nullptr;
  const entente::TimeLeft &c = left->columns;
  const std::vector<int64_t> *const columns[] = {&c.row, &c.left_us, &c.hand_over_us};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

size_t entente_time_left_queue_count(const entente_time_left *left) { return left == nullptr ? 0 : left->queues.size(); }

const int32_t *entente_time_left_queues(const entente_time_left *left) {
  return left == nullptr ? nullptr : left->queues.queue.data();
}

const int64_t *entente_time_left_by_queue(const entente_time_left *left, int32_t column) {
  if (left == nullptr) return nullptr;
  const entente::QueueTime &c = left->queues;
  const std::vector<int64_t> *const columns[] = {&c.clocks,        &c.paused,        &c.overrun,
                                                 &c.least_left_us, &c.total_left_us, &c.first_hand_over_us};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}
