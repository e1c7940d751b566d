#include <vector>

#include "guard.hpp"
#include "scheduler_handle.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;

struct entente_bytes {
  std::vector<uint8_t> data;
};

const uint8_t *entente_bytes_data(const entente_bytes *bytes) { return bytes == nullptr ? nullptr : bytes->data.data(); }
size_t entente_bytes_size(const entente_bytes *bytes) { return bytes == nullptr ? 0 : bytes->data.size(); }
void entente_bytes_destroy(entente_bytes *bytes) { delete bytes; }

int32_t entente_scheduler_snapshot(const entente_scheduler *scheduler, entente_bytes **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(scheduler != nullptr && out != nullptr, "entente_scheduler_snapshot: NULL argument");
    *out = new entente_bytes{scheduler->engine.snapshot()};
  });
}

int32_t entente_scheduler_restore(const uint8_t *bytes, size_t size, entente_scheduler **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "entente_scheduler_restore: out may not be NULL");
    *out = new entente_scheduler{entente::Scheduler::restore(read_span(bytes, size, "bytes"))};
  });
}

int32_t entente_scheduler_digest(const entente_scheduler *scheduler, int64_t *out, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && out != nullptr, "entente_scheduler_digest: NULL argument");
    *out = static_cast<int64_t>(scheduler->engine.digest());
  });
}

int32_t entente_scheduler_start_journal(entente_scheduler *scheduler, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr, "entente_scheduler_start_journal: NULL argument");
    scheduler->engine.start_journal();
  });
}

int32_t entente_scheduler_take_journal(entente_scheduler *scheduler, entente_bytes **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(scheduler != nullptr && out != nullptr, "entente_scheduler_take_journal: NULL argument");
    auto *bytes = new entente_bytes;
    bytes->data = scheduler->engine.take_journal();
    *out = bytes;
  });
}

int32_t entente_scheduler_stop_journal(entente_scheduler *scheduler, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr, "entente_scheduler_stop_journal: NULL argument");
    scheduler->engine.stop_journal();
  });
}

int32_t entente_scheduler_replay(entente_scheduler *scheduler, const uint8_t *bytes, size_t size, size_t *operations,
                                 size_t *played, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr, "entente_scheduler_replay: NULL argument");
    const auto replayed = scheduler->engine.replay(read_span(bytes, size, "bytes"));
    if (operations != nullptr) *operations = replayed.operations;
    if (played != nullptr) *played = replayed.bytes;
  });
}
