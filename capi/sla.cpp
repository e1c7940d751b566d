#include <iterator>

#include "entente/base/instant.hpp"
#include "entente/sla/evaluate.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::optional_span;
using entente::capi::read_span;
using entente::capi::require;

namespace {

entente::EventLogColumns read_columns(const entente::Contract &contract, const entente_log_columns &c) {
  const std::size_t values = entente::capi::product(contract.attributes.size(), c.tickets);
  entente::EventLogColumns columns{
      read_span(c.opened_us, c.tickets, "opened_us"), read_span(c.attributes, values, "attributes"),
      read_span(c.ticket, c.events, "ticket"), read_span(c.at_us, c.events, "at_us"),
      read_span(c.value, c.events, "value")};
  if (c.kind != nullptr) columns.kind = read_span(c.kind, c.events, "kind");
  if (c.sequence != nullptr) columns.sequence = read_span(c.sequence, c.events, "sequence");
  columns.balances = {read_span(c.balance_ticket, c.balances, "balance_ticket"),
                      read_span(c.balance_commitment, c.balances, "balance_commitment"),
                      read_span(c.balance_consumed_us, c.balances, "balance_consumed_us"),
                      read_span(c.balance_paused_us, c.balances, "balance_paused_us"),
                      read_span(c.balance_as_of_us, c.balances, "balance_as_of_us")};
  return columns;
}

}  // namespace

int32_t entente_log_create(const entente_contract *contract, const entente_log_columns *columns, entente_log **out,
                           entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr && contract != nullptr && columns != nullptr,
            "entente_log_create: contract, columns and out may not be NULL");
    require(columns->struct_size >= static_cast<int32_t>(sizeof *columns),
            "entente_log_columns: struct_size is not its size");
    auto handle = std::make_unique<entente_log>();
    handle->log = std::make_shared<const entente::EventLog>(
        contract->contract, read_columns(*contract->contract, *columns),
        optional_span(columns->ticket_status, columns->tickets), optional_span(columns->event_status, columns->events),
        optional_span(columns->balance_status, columns->balances));
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
  const entente::Column<int32_t> *const columns[] = {&c.ticket, &c.target, &c.state,
                                                   &c.consumed_percent, &c.status, &c.cycle};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

const int64_t *entente_cycles_int64(const entente_cycles *cycles, int32_t column) {
  if (cycles == nullptr) return nullptr;
  const entente::Cycles &c = cycles->columns;
  const entente::Column<int64_t> *const columns[] = {
      &c.started_us, &c.due_us,     &c.stopped_us, &c.breached_us, &c.target_us,      &c.elapsed_us, &c.paused_us,
      &c.settled_us, &c.outside_us, &c.provider_us, &c.requester_us, &c.third_party_us, &c.closing_us,
      &c.brought_us, &c.put_off_us};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

size_t entente_cycles_escalations(const entente_cycles *cycles, const int64_t **row, const int32_t **escalation,
                                  const int64_t **at_us) {
  const entente::Cycles *c = cycles == nullptr ? nullptr : &cycles->columns;
  if (row != nullptr) *row = c == nullptr ? nullptr : c->escalated_row.data();
  if (escalation != nullptr) *escalation = c == nullptr ? nullptr : c->escalation.data();
  if (at_us != nullptr) *at_us = c == nullptr ? nullptr : c->escalated_us.data();
  return c == nullptr ? 0 : c->escalation.size();
}
