#include "entente/sla/monitor.hpp"

#include <algorithm>
#include <iterator>

#include "entente/base/instant.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "span.hpp"

using entente::MonitorOutcome;
using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;

struct entente_monitor {
  entente::Monitor engine;
};

namespace {

/// The body of an operation that has an outcome.
template <class Operation>
int32_t operate(entente_monitor *monitor, int32_t *outcome, entente_error **err, Operation &&operation) {
  return guard(err, [&] {
    require(monitor != nullptr && outcome != nullptr, "monitor and outcome may not be NULL");
    *outcome = static_cast<int32_t>(operation(monitor->engine));
  });
}

}  // namespace

const char *entente_monitor_outcome_name(int32_t outcome) {
  static constexpr const char *kNames[] = {"accepted",      "time_backwards", "unknown_ticket",
                                           "unknown_event", "out_of_range",   "fixed_attributes"};
  return outcome >= 0 && static_cast<std::size_t>(outcome) < std::size(kNames) ? kNames[outcome] : "";
}

int32_t entente_monitor_create(const entente_contract *contract, int64_t start_us, int32_t attributes_may_change,
                               entente_monitor **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(contract != nullptr && out != nullptr, "entente_monitor_create: contract and out may not be NULL");
    *out = new entente_monitor{entente::Monitor(contract->contract, start_us, attributes_may_change != 0)};
  });
}

void entente_monitor_destroy(entente_monitor *monitor) { delete monitor; }

int64_t entente_monitor_figure(const entente_monitor *monitor, int32_t figure) {
  if (monitor == nullptr) return entente::kNoValue;
  const entente::Monitor &engine = monitor->engine;
  switch (figure) {
    case ENTENTE_MONITOR_NOW_US: return engine.now_us();
    case ENTENTE_MONITOR_TICKETS: return static_cast<int64_t>(engine.tickets());
    case ENTENTE_MONITOR_CLOCKS: return static_cast<int64_t>(engine.clocks());
    case ENTENTE_MONITOR_OPEN_CLOCKS: return static_cast<int64_t>(engine.open_clocks());
    case ENTENTE_MONITOR_NOTICES: return static_cast<int64_t>(engine.notices().size());
    case ENTENTE_MONITOR_BYTES: return static_cast<int64_t>(engine.bytes());
    default: return entente::kNoValue;
  }
}

int32_t entente_monitor_open(entente_monitor *monitor, int64_t opened_us, const int32_t *codes, size_t n,
                             int32_t *ticket, int32_t *outcome, entente_error **err) {
  return operate(monitor, outcome, err, [&](entente::Monitor &engine) {
    require(ticket != nullptr, "ticket may not be NULL");
    return engine.open(opened_us, read_span(codes, n, "codes"), *ticket);
  });
}

int32_t entente_monitor_balance(entente_monitor *monitor, int32_t ticket, int32_t commitment, int64_t consumed_us,
                                int64_t as_of_us, int32_t *outcome, entente_error **err) {
  return operate(monitor, outcome, err, [&](entente::Monitor &engine) {
    return engine.balance(ticket, commitment, consumed_us, as_of_us);
  });
}

int32_t entente_monitor_apply(entente_monitor *monitor, int32_t ticket, int64_t at_us, int32_t kind, int32_t value,
                              int32_t *outcome, entente_error **err) {
  return operate(monitor, outcome, err,
                 [&](entente::Monitor &engine) { return engine.apply(ticket, at_us, kind, value); });
}

int32_t entente_monitor_apply_column(entente_monitor *monitor, size_t n, const int32_t *ticket, const int64_t *at_us,
                                     const int32_t *kind, const int32_t *value, int32_t *outcome, size_t *done,
                                     entente_error **err) {
  if (done != nullptr) *done = 0;
  return guard(err, [&] {
    require(monitor != nullptr && done != nullptr && (outcome != nullptr || n == 0),
            "monitor, outcome and done may not be NULL");
    const auto tickets = read_span(ticket, n, "ticket");
    const auto instants = read_span(at_us, n, "at_us");
    const auto values = read_span(value, n, "value");
    for (std::size_t i = 0; i < n; ++i, ++*done) {
      const MonitorOutcome made = monitor->engine.apply(tickets[i], instants[i], kind == nullptr ? 0 : kind[i], values[i]);
      outcome[i] = static_cast<int32_t>(made);
    }
  });
}

int32_t entente_monitor_forget(entente_monitor *monitor, int32_t ticket, int32_t *outcome, entente_error **err) {
  return operate(monitor, outcome, err, [&](entente::Monitor &engine) { return engine.forget(ticket); });
}

int32_t entente_monitor_advance(entente_monitor *monitor, int64_t now_us, int32_t *outcome, entente_error **err) {
  return operate(monitor, outcome, err, [&](entente::Monitor &engine) { return engine.advance(now_us); });
}

int32_t entente_monitor_take_notices(entente_monitor *monitor, size_t capacity, int64_t *at_us, int32_t *ticket,
                                     int32_t *target, int32_t *escalation, size_t *count, entente_error **err) {
  return guard(err, [&] {
    require(monitor != nullptr && count != nullptr, "monitor and count may not be NULL");
    require(capacity == 0 || (at_us != nullptr && ticket != nullptr && target != nullptr && escalation != nullptr),
            "a column of notices is NULL");
    const std::vector<entente::Notice> &notices = monitor->engine.notices();
    const std::size_t taken = std::min(capacity, notices.size());
    for (std::size_t i = 0; i < taken; ++i) {
      at_us[i] = notices[i].at_us;
      ticket[i] = notices[i].ticket;
      target[i] = notices[i].target;
      escalation[i] = notices[i].escalation;
    }
    monitor->engine.drop_notices(taken);
    *count = taken;
  });
}

int32_t entente_monitor_read(const entente_monitor *monitor, int32_t ticket, int32_t target,
                             entente_clock_reading *reading, entente_error **err) {
  return guard(err, [&] {
    require(monitor != nullptr && reading != nullptr, "monitor and reading may not be NULL");
    require(reading->struct_size >= static_cast<int32_t>(sizeof *reading), "entente_clock_reading: struct_size is not set");
    entente::ClockReading r;
    if (!monitor->engine.read(ticket, target, r)) {
      throw entente::Error(entente::ErrorCode::not_found, "no such ticket, or no cycle of this target");
    }
    *reading = {reading->struct_size, static_cast<int32_t>(r.state), r.started_us, r.due_us,    r.stopped_us,
                r.elapsed_us,         r.paused_us,                   r.brought_us, r.put_off_us};
  });
}

int32_t entente_monitor_due_before(const entente_monitor *monitor, int64_t before_us, size_t capacity, int64_t *due_us,
                                   int32_t *ticket, int32_t *target, size_t *count, entente_error **err) {
  return guard(err, [&] {
    require(monitor != nullptr && count != nullptr, "monitor and count may not be NULL");
    require(capacity == 0 || (due_us != nullptr && ticket != nullptr && target != nullptr), "a column is NULL");
    const std::vector<entente::Monitor::Due> due = monitor->engine.due_before(before_us);
    for (std::size_t i = 0; i < std::min(capacity, due.size()); ++i) {
      due_us[i] = due[i].due_us;
      ticket[i] = due[i].ticket;
      target[i] = due[i].target;
    }
    *count = due.size();
  });
}
