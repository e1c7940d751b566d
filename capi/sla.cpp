#include <iterator>

#include "entente/base/instant.hpp"
#include "entente/sla/evaluate.hpp"
#include "guard.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::optional_span;
using entente::capi::read_span;
using entente::capi::require;

struct entente_log {
  std::shared_ptr<const entente::EventLog> log;
};

struct entente_cycles {
  entente::Cycles columns;
};

int32_t entente_log_create(const entente_contract *contract, size_t tickets, const int64_t *opened_us,
                           const int32_t *attributes, size_t events, const int32_t *ticket, const int64_t *at_us,
                           const int32_t *state, int32_t *ticket_status, int32_t *event_status, entente_log **out,
                           entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr && contract != nullptr, "entente_log_create: contract and out may not be NULL");
    const std::size_t values = entente::capi::product(contract->contract->attributes.size(), tickets);
    const entente::EventLogColumns columns{
        read_span(opened_us, tickets, "opened_us"), read_span(attributes, values, "attributes"),
        read_span(ticket, events, "ticket"), read_span(at_us, events, "at_us"), read_span(state, events, "state")};
    auto handle = std::make_unique<entente_log>();
    handle->log = std::make_shared<const entente::EventLog>(
        contract->contract, columns, optional_span(ticket_status, tickets), optional_span(event_status, events));
    *out = handle.release();
  });
}

void entente_log_destroy(entente_log *log) { delete log; }

int64_t entente_log_figure(const entente_log *log, int32_t figure) {
  if (log == nullptr) return entente::kNoValue;
  switch (figure) {
    case ENTENTE_LOG_TICKETS: return static_cast<int64_t>(log->log->tickets());
    case ENTENTE_LOG_TICKETS_REFUSED: return log->log->tickets_refused();
    case ENTENTE_LOG_EVENTS: return static_cast<int64_t>(log->log->events());
    case ENTENTE_LOG_EVENTS_REFUSED: return log->log->events_refused();
    case ENTENTE_LOG_EVENTS_BEFORE_OPENING: return log->log->events_before_opening();
    case ENTENTE_LOG_REOPENS: return log->log->reopens();
    default: return entente::kNoValue;
  }
}

int32_t entente_log_reopens(const entente_log *log, int32_t *out, size_t n, entente_error **err) {
  return guard(err, [&] {
    require(log != nullptr, "entente_log_reopens: log may not be NULL");
    const auto values = entente::capi::result_span(out, n, log->log->tickets(), "tickets");
    for (std::size_t i = 0; i < n; ++i) values[i] = log->log->reopens_of(i);
  });
}

int32_t entente_log_state_time(const entente_log *log, int64_t *entries, int64_t *intervals, int64_t *total_us,
                               size_t n, entente_error **err) {
  return guard(err, [&] {
    require(log != nullptr, "entente_log_state_time: log may not be NULL");
    const std::size_t states = log->log->contract().states.size();
    const auto entry_column = entente::capi::result_span(entries, n, states, "states");
    const auto interval_column = entente::capi::result_span(intervals, n, states, "states");
    const auto total_column = entente::capi::result_span(total_us, n, states, "states");
    const std::vector<entente::StateTime> times = log->log->state_time();
    for (std::size_t i = 0; i < n; ++i) {
      entry_column[i] = times[i].entries;
      interval_column[i] = times[i].intervals;
      total_column[i] = times[i].total_us;
    }
  });
}

int32_t entente_evaluate(const entente_log *log, int64_t as_of_us, int32_t threads, entente_cycles **out,
                         entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(log != nullptr && out != nullptr, "entente_evaluate: log and out may not be NULL");
    auto handle = std::make_unique<entente_cycles>();
    handle->columns = entente::evaluate(*log->log, as_of_us, threads);
    *out = handle.release();
  });
}

void entente_cycles_destroy(entente_cycles *cycles) { delete cycles; }

size_t entente_cycles_count(const entente_cycles *cycles) { return cycles == nullptr ? 0 : cycles->columns.size(); }

const int32_t *entente_cycles_int32(const entente_cycles *cycles, int32_t column) {
  if (cycles == nullptr) return nullptr;
  const entente::Cycles &c = cycles->columns;
  const std::vector<int32_t> *const columns[] = {&c.ticket, &c.target, &c.state, &c.consumed_percent, &c.status};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

const int64_t *entente_cycles_int64(const entente_cycles *cycles, int32_t column) {
  if (cycles == nullptr) return nullptr;
  const entente::Cycles &c = cycles->columns;
  const std::vector<int64_t> *const columns[] = {
      &c.started_us, &c.due_us,     &c.stopped_us, &c.breached_us, &c.target_us,      &c.elapsed_us, &c.paused_us,
      &c.settled_us, &c.outside_us, &c.provider_us, &c.requester_us, &c.third_party_us, &c.closing_us};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}
